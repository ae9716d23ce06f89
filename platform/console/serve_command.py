"""`meetlat serve`: the web server, as production and development run it."""

import click

from config import environment
from console.ready import django_for_a_command
from console.web_server import WebServer, loopback_addresses


@click.command()
@click.option(
    "--bind",
    "addresses",
    multiple=True,
    metavar="ADDRESS:PORT",
    help="Where to listen. Without it: localhost and the port of PORT.",
)
def command(addresses: tuple[str, ...]) -> None:
    """Start the web server.

    WEB_WORKERS and WEB_THREADS set how many requests are answered at once.
    """
    with django_for_a_command():
        port = environment.current().port
        WebServer(
            addresses=addresses or loopback_addresses(port),
            when_ready=lambda: click.echo(f"Meetlat listens on port {port}."),
        ).run()
