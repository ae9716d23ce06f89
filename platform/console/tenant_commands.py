"""`meetlat tenant`: make a tenant in one step, list those that are there, open one."""

from typing import Any

import click

from config import environment
from console.ready import django_for_a_command
from console.terminal import show_table


@click.group()
def command() -> None:
    """Make, open and list the organisations that carry out the work."""


@command.command()
@click.argument("schema_name", metavar="SCHEMA")
@click.option("--name", required=True, help="What people call the organisation.")
@click.option(
    "--kind",
    type=click.Choice(["municipality", "partnership", "uwv"]),
    default="municipality",
    show_default=True,
    help="What kind of organisation it is.",
)
@click.option(
    "--profile",
    "profile_name",
    default="uwv-baseline",
    show_default=True,
    help="The shipped policy that it starts with.",
)
@click.option(
    "--municipality",
    "municipality_codes",
    multiple=True,
    metavar="CODE",
    help="CBS code of a municipality that it works for, such as GM0363. May be repeated.",
)
@click.option(
    "--host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="Host name. May be repeated. Without it: SCHEMA below BASE_DOMAIN.",
)
@click.option("--fictitious", "is_synthetic", is_flag=True, help="Its policy is invented.")
@click.option("--admin", metavar="EMAIL", help="Add the first administrator, and print a password.")
def create(*, admin: str | None, **given: Any) -> None:  # noqa: ANN401 - click's options
    """Make a tenant: schema, role, tables and host names, or nothing at all.

    SCHEMA is lower-case letters, digits and underscores, and never changes. The tenant stays
    private until it is launched.
    """
    with django_for_a_command():
        from accounts import platform_actions
        from tenants import actions
        from tenants.database.base import SchemaNameRefused
        from tenants.reserved_names import NameReserved

        default = f"{given['schema_name'].replace('_', '-')}.{environment.current().base_domain}"
        given["hosts"] = given["hosts"] or (default,)
        try:
            password = platform_actions.set_up_tenant(
                actor=None,
                new=platform_actions.NewTenant(**given),
                administrator=admin or "",
            )
        except (
            platform_actions.ProfileUnknown,
            SchemaNameRefused,
            NameReserved,
            actions.HostMissing,
            actions.HostRefused,
            actions.MunicipalityUnknown,
            actions.RealMunicipalityWithInventedPolicy,
            actions.TenantExists,
        ) as refused:
            raise click.ClickException(str(refused)) from refused
    click.echo(f"Made {given['name']} at {given['hosts'][0]}.")
    if admin:
        click.echo(f"First sign-in of {admin}: {password}")


@command.command()
@click.argument("schema_name", metavar="SCHEMA")
def launch(schema_name: str) -> None:
    """Open a tenant: others see its name and its protected figures from now on."""
    with django_for_a_command():
        from accounts import platform_actions

        try:
            platform_actions.launch_tenant(actor=None, schema_name=schema_name)
        except platform_actions.TenantUnknown as refused:
            raise click.ClickException(f"{refused} See: meetlat tenant list.") from refused
    click.echo(f"Opened {schema_name}.")


@command.command("list")
def list_() -> None:
    """List every tenant, also those that are not open yet."""
    with django_for_a_command():
        from tenants import queries

        rows = queries.tenants()
    show_table(
        columns=("schema", "name", "kind", "profile", "host", "municipalities", "open since"),
        rows=[
            (
                row.schema_name,
                row.name,
                row.kind,
                row.profile_name + (" (invented)" if row.is_synthetic_policy else ""),
                row.host,
                ", ".join(row.municipality_codes),
                f"{row.launched_at:%d-%m-%Y}" if row.launched_at else "",
            )
            for row in rows
        ],
    )
