"""Settings for all tests."""

from hypothesis import settings

# The same examples in every run, and no verdict by the clock.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")
