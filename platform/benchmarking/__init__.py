"""Fact rows, indicators, statistics and disclosure control: comparison without recognition."""
