from .batches import minibatch_gradient, minibatches
