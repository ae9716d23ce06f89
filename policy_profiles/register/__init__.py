"""The shared register of published profiles: the one table of policy outside a tenant's schema."""
