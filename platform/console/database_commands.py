"""`meetlat database`: start, stop and address of the embedded PostgreSQL."""

import click

from console import databases, removing
from console.embedded_postgresql import EmbeddedPostgresql

_for_tests = click.option("--for-tests", is_flag=True, help="The server of the tests.")


def _chosen(for_tests: bool) -> EmbeddedPostgresql:
    return databases.of_the_tests() if for_tests else databases.of_the_demo()


@click.group()
def command() -> None:
    """Start and stop the embedded PostgreSQL, or print its address.

    The commands that need a database start it themselves and stop it again. Use this group to have
    it stay up between them.
    """


@command.command()
@_for_tests
def url(for_tests: bool) -> None:
    """Print the address of the server, which is started and stays up.

    Use it as: DATABASE_URL=$(meetlat database url --for-tests) pytest
    """
    click.echo(_chosen(for_tests).start())


@command.command()
@_for_tests
def stop(for_tests: bool) -> None:
    """Stop the server. Data stay."""
    _chosen(for_tests).stop()


@command.command()
@_for_tests
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(for_tests: bool, yes: bool) -> None:
    """Stop the server and remove its data, to begin anew.

    Of the demonstration its keys go too: they are of no use without the data. Says what it removes,
    and where, before it asks.
    """
    found = removing.removable(for_tests=for_tests)
    what = "of the tests" if for_tests else "of the demonstration, with everything entered in it"
    if not found.paths:
        click.echo(f"There is no database {what.partition(',')[0]} in {found.folder}.")
        return
    click.echo(f"This removes the database {what}:")
    for path in found.paths:
        click.echo(f"  {path}")
    if not yes:
        click.confirm("Remove it?", abort=True)
    with found.alone():
        found.remove()
    click.echo("Removed.")
