"""Deterministic example tenants and cases, all synthetic."""
