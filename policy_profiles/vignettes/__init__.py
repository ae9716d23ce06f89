"""Vignettes, and any client elsewhere: one case under many policies, and what explains it."""
