# grader assignment: 05-adaptive
from methods import adadelta, adagrad, adagrad_norm, adam, adam_uncorrected
from methods import rmsprop, rmsprop_sigma
from methods.optimizer import Adam

if __name__ == "__main__":
    print(adam(lambda x: 2 * x, 1.0, 0.1, 0.9, 0.999, 1e-8, 5))
