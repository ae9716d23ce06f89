"""`meetlat platform`: add people of the platform itself, list those that are there."""

import click
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.permissions import PLATFORM_ROLES, Role
from console.ready import django_for_a_command
from console.terminal import show_table


def _address(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    try:
        validate_email(given)
    except ValidationError as refused:
        raise click.BadParameter(
            f"{given} is no e-mail address. Use one such as ada@example.org."
        ) from refused
    return given


def _name(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    if not given.strip():
        raise click.BadParameter("Say what colleagues call this person.")
    return given.strip()


@click.group()
def command() -> None:
    """Add and list the people of the platform itself, who sign in on the public host."""


@command.command()
@click.argument("email", callback=_address)
@click.option("--name", required=True, callback=_name, help="What colleagues call this person.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in PLATFORM_ROLES]),
    default=Role.PLATFORM_ADMIN.value,
    show_default=True,
    help="What this person does.",
)
def add(*, email: str, name: str, role: str) -> None:
    """Add somebody, and print the password for the first sign-in.

    EMAIL is the address to sign in with. A new baseline takes two administrators: one puts it
    forward, another publishes it.
    """
    with django_for_a_command():
        from accounts.actions import EmailTaken
        from accounts.platform_actions import add_platform_user

        try:
            password = add_platform_user(email=email, name=name, role=Role(role))
        except EmailTaken as refused:
            raise click.ClickException(
                f"Somebody of the platform has {email}. See: meetlat platform list."
            ) from refused
    click.echo(f"Added {name} as {role}.")
    click.echo(f"First sign-in of {email}: {password}")


@command.command("list")
def list_() -> None:
    """List everybody of the platform, also whose account is closed."""
    with django_for_a_command():
        from accounts import queries
        from tenants import context

        with context.as_platform():
            rows = queries.users()
    show_table(
        columns=("email", "name", "roles", "may sign in", "last sign-in"),
        rows=[
            (
                row.email,
                row.name,
                ", ".join(role.value for role in row.roles),
                "yes" if row.is_active else "no",
                f"{row.last_login:%d-%m-%Y}" if row.last_login else "",
            )
            for row in rows
        ],
    )
