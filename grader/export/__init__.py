"""Points leave the gradebook: as a table, or as JSON."""
