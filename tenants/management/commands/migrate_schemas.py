"""Bring `public` and every tenant's schema up to date, as the owner, and set all rights anew."""

from collections.abc import Mapping

from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from tenants import context, schemas


class Command(MigrateSchemasCommand):
    """`migrate_schemas` of django-tenants, with roles before it and rights after it."""

    def handle(self, *args: object, **options: object) -> None:
        """Migrate; without --schema, everything."""
        only = options.get("schema_name")
        with context.as_owner():
            if only is None:
                schemas.ensure_shared_roles()
            super().handle(*args, **options)
        if only is None and not _only_shows(options):
            set_all_rights()


def set_all_rights() -> None:
    """Set the rights of every role on every table anew."""
    schemas.grant_in_public()
    for schema_name in schemas.schema_names():
        schemas.grant_in_tenant(schema_name)


def _only_shows(options: Mapping[str, object]) -> bool:
    return bool(options.get("plan") or options.get("check_unapplied"))
