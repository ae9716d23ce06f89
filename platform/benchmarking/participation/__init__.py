"""Whether an organisation takes part in the benchmark, since when, and what it keeps for that."""
