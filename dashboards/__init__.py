"""Dash pages and the pure functions that draw their figures."""
