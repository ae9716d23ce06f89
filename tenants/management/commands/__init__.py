"""Commands of Django that work on all tenants."""
