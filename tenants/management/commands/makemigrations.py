"""`makemigrations` of Django, which may read as the owner what has been applied."""

from django.core.management.commands import makemigrations

from tenants import context


class Command(makemigrations.Command):
    """Compares models with migrations; writes files, no tables."""

    def handle(self, *args: object, **options: object) -> None:
        """Make the migrations that are missing."""
        with context.as_owner():
            super().handle(*args, **options)
