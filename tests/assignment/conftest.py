"""Keeps the process's one `reference` apart from those that tests write."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _own_reference() -> Iterator[None]:
    """Let a test load a reference of its own, and put the real one back."""
    real = sys.modules.pop("reference", None)
    yield
    sys.modules.pop("reference", None)
    if real is not None:
        sys.modules["reference"] = real
