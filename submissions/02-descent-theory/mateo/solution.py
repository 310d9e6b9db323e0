# grader assignment: 02-descent-theory
"""Assignment 02; the work is in the package theory."""

from theory import (
    backtracking,
    convergence_bound,
    descent_lemma_holds,
    descent_with_backtracking,
    exact_step_quadratic,
    lipschitz_step,
    quadratic_upper_bound,
    segment_inside,
    strong_convexity_factor,
    violates_convexity,
)

if __name__ == "__main__":
    path = descent_with_backtracking(
        lambda x: x**2, lambda x: 2 * x, 1, 0.25, 0.8, 0.01, 50
    )
    print(path, convergence_bound(2, 1, 0, len(path) - 1))
    print(lipschitz_step([[3, 1], [1, 3]]), strong_convexity_factor([[3, 1], [1, 3]]))
