"""Pure statistics of the benchmark: the four-way split, survival curves, proportions and means."""
