"""Releases: what the benchmark said, when, and what the next one may say after it."""
