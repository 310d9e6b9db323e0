"""Grade deep-learning optimisation homework against mathematics, not against luck."""

__version__ = "0.1.0.dev0"
