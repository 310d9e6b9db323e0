# grader assignment: 12-secant

# %% [markdown]
# # Secant
#
# Fill in the function. The handout has the formula with a number to follow by hand.

# %%
"""Assignment 12: Secant."""

import numpy as np  # noqa: F401 - yours to use


# %%
def secant(df, x0, x1, steps):
    """Return the path of the secant method: x_0, x_1, …, x_steps.

    Update, for t = 2, …, steps, with g_t = df(x_t)::

        x_t = x_{t-1} - g_{t-1} (x_{t-1} - x_{t-2}) / (g_{t-1} - g_{t-2})

    Where the two slopes are equal the point stays where it is.
    """
    raise NotImplementedError
