"""Working granted hours out again, to the day, from the history of a job (pure, no framework)."""
