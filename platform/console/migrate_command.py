"""`meetlat migrate`: tables of the platform and of every tenant."""

import click

from console.ready import django_for_a_command


@click.command()
@click.option("--schema", metavar="NAME", help="Only this tenant.")
def command(schema: str | None) -> None:
    """Bring the tables of the platform and of every tenant up to date."""
    with django_for_a_command():
        from django.core.management import call_command

        only = {"schema_name": schema, "tenant": True} if schema else {}
        call_command("migrate_schemas", interactive=False, verbosity=1, **only)
