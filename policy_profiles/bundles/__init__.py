"""Bundles: a profile as one readable file, taken along and read in."""
