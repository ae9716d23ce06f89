"""Executing organisations, their schemas and roles, and the one place that switches tenant."""
