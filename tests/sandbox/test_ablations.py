"""Each defence is needed: leave it out, and what it stops gets through."""

import os

import pytest

from grader.errors import HarnessFault
from grader.sandbox.levels import Sandbox, try_level
from grader.sandbox.proxy import Student
from tests.sandbox.attacks.ablations import ABLATIONS, Ablation
from tests.sandbox.conftest import Sandboxes
from tests.sandbox.surroundings import Surroundings
