"""The answers that the assignments beside this folder are graded by."""

from reference.secant import secant
