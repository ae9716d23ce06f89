"""Cache keys that carry their tenant."""

from tenants.context import here


def tenant_key(key: str, key_prefix: str, version: int) -> str:
    """Put the schema in front of a cache key, so that tenants never read each other's answers."""
    return f"{here().schema_name}:{key_prefix}:{version}:{key}"
