"""Signals: anybody tells that somebody may need support, and the organisation goes on with it."""
