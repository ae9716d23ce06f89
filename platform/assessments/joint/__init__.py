"""Assessing together: coaching, wage value and trial placement, by one person, at one moment."""
