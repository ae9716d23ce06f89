"""Indicators as small expressions over columns of facts, and what they come to, protected."""
