"""`meetlat demo`: everything that one machine needs to look at Meetlat."""

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

import click

from config import environment
from console.databases import kept_data_of_the_demo
from console.demo_lock import alone
from console.ready import django_for_the_demo
from console.refusal import Refusal
from console.state_folder import locate
from console.web_server import WebServer, loopback_addresses

_PATIENCE = 15.0  # seconds; workers of a killed demonstration need some to notice


class NotADemonstration(Refusal):
    """The database of DATABASE_URL holds tenants of somebody else's."""

    def __init__(self) -> None:
        super().__init__(
            "The database of DATABASE_URL holds tenants that are not the demonstration's. Example "
            "cases never come among real ones: use an empty database, or leave DATABASE_URL out."
        )


@click.command()
def command() -> None:
    """Start the demonstration: database, tables, example tenants and cases, and the server.

    Data are kept between runs. Ctrl-C stops everything. PORT chooses the port, DATABASE_URL a
    PostgreSQL of your own.
    """
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _leave)
    with alone(locate(environment.given("STATE_FOLDER")), patience=_PATIENCE):
        try:
            _run()
        except KeyboardInterrupt:  # before the server listens; afterwards it stops by itself
            click.echo()
        finally:
            click.echo("Stopped.")


def _leave(_sign: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _step(text: str) -> Iterator[None]:
    begin = time.monotonic()
    click.echo(f"  {text} …", nl=False)
    yield
    click.echo(f" {time.monotonic() - begin:.1f} s")


def _run() -> None:
    click.echo("Meetlat, demonstration")
    _tell_what_is_kept()
    with contextlib.ExitStack() as surroundings:
        with _step("database and settings"):
            surroundings.enter_context(django_for_the_demo())
        addresses = loopback_addresses(environment.current().port)  # before anybody waits for data
        with _step("tables"):
            _migrate()
        _refuse_real_tenants()
        _seed()
        _serve(addresses)


def _tell_what_is_kept() -> None:
    """Say before any waiting that this is not a first start, and how to have one again."""
    if environment.given("DATABASE_URL"):
        return
    kept = kept_data_of_the_demo()
    if kept is not None:
        click.echo(f"  starts from the data of an earlier run, kept in {kept}")
        click.echo("  (to begin anew: stop, then .venv/bin/meetlat database remove)")


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate_schemas", interactive=False, verbosity=0)


def _refuse_real_tenants() -> None:
    from accounts.models import User
    from demo import seed
    from demo.tenant_list import demo_tenants
    from tenants import context, queries

    there = {row.schema_name for row in queries.tenants()}
    first = demo_tenants()[0]  # made first, so it is there if any of ours is
    if not there:
        return
    if first.schema_name not in there:
        raise NotADemonstration
    with context.inside(first.schema_name):
        if not User.objects.filter(email=seed.address("consulent", first)).exists():
            raise NotADemonstration


def _seed() -> None:
    from demo import seed

    click.echo("  example tenants and cases")
    added = seed.seed(report=lambda line: click.echo(f"    {line}"))
    _release(anew=added.tenants > 0)


def _release(*, anew: bool) -> None:
    """Bring out figures for others, if there are none yet by this method or organisations came."""
    from benchmarking.comparison import METHOD_VERSION
    from benchmarking.releases.making import make_release
    from benchmarking.releases.register import newest_release
    from demo import example_report

    newest = newest_release()
    if anew or newest is None or newest.method_version != METHOD_VERSION:
        with _step("figures for comparison"):
            make_release(actor=None)
            _in_its_own_process(example_report.bring_out)


def _in_its_own_process(work: Callable[[], object]) -> None:
    """Do what sets a PDF apart: the threads of Typst do not survive in the server's processes.

    Those are forked from this one, and the first PDF that one of them set never came.
    """
    from django.db import connections

    connections.close_all()  # a connection must not be shared with the process that follows
    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    process.join()
    if process.exitcode:
        raise ReportNotMade


class ReportNotMade(Refusal):
    """The example of a report could not be made."""

    def __init__(self) -> None:
        super().__init__("The example of a report was not made; the lines above say why.")


def _serve(addresses: list[str]) -> None:
    from django.db import connections

    click.echo("  starting the server (some seconds) …")
    connections.close_all()  # a connection must not be shared with the processes that follow
    WebServer(addresses=addresses, when_ready=_tell).run()


def _tell() -> None:
    from demo import seed

    port = environment.current().port
    click.echo(f"\nOpen http://localhost:{port}")
    for line in seed.sign_in_lines(port=port):
        click.echo(line)
    click.echo("Ctrl-C stops everything; the data stay.")
