from .kinked import leaky_relu, leaky_relu_derivative, prelu, prelu_derivative, relu, relu_derivative
from .rows import softmax, softmax_jacobian, softmax_vjp
from .smooth import linear, linear_derivative, sigmoid, sigmoid_derivative, tanh, tanh_derivative
