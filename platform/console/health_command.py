"""`meetlat health`: asks the server on this machine, as containers do."""

import http.client
import json

import click

from config import environment
from console.refusal import Refusal


class Unhealthy(Refusal):
    """The server does not answer, or says that it cannot work."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(f"The server on port {port} cannot work: {reason}.")


@click.command()
def command() -> None:
    """Ask the server on this machine whether it can work; exit 0 if it can, else 1.

    Like every command it means the demonstration where nothing says otherwise.
    """
    if not (environment.given("DATABASE_URL") or environment.given("ENVIRONMENT")):
        environment.provide(ENVIRONMENT="demo")
    surroundings = environment.current()
    connection = http.client.HTTPConnection("127.0.0.1", surroundings.port, timeout=5)
    try:
        connection.request("GET", "/health", headers={"Host": surroundings.base_domain})
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except (OSError, http.client.HTTPException, json.JSONDecodeError) as error:
        raise Unhealthy(surroundings.port, str(error) or type(error).__name__) from error
    if answer.status != http.client.OK:
        raise Unhealthy(surroundings.port, f"the database {told.get('database')}")
    click.echo(f"ok, version {told['version']}")
