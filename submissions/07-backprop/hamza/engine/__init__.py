"""A small engine for derivatives."""

from .value import Value

__all__ = ["Value"]
