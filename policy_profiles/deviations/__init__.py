"""Deviations from the baseline: which there are, why, whose, and until when."""
