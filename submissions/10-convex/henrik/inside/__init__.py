"""Everything that happens inside of a feasible set."""
