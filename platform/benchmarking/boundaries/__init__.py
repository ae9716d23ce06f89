"""Boundaries of municipalities and regions, from the official file that an administrator reads in.

Nothing of it ships with Meetlat: whoever reads a file in says where it came from.
"""
