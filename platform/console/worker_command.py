"""`meetlat worker`: the process beside the web server that keeps things tidy."""

import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import click

from console.ready import django_for_a_command
from console.refusal import Refusal

_INTERVAL = 60 * 60.0  # seconds between two rounds
_BEAT = 20.0  # seconds between two signs of life
_HEARTBEAT = Path(tempfile.gettempdir()) / f"meetlat-worker-{os.getuid()}"


class NoHeartbeat(Refusal):
    """The worker gave no sign of life lately."""

    def __init__(self) -> None:
        super().__init__("The worker gave no sign of life in the last minute: start it again.")


@click.command()
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option("--check", is_flag=True, help="Only say whether the worker is alive; exit 0 or 1.")
def command(*, once: bool, check: bool) -> None:
    """Remove expired sessions and lock-outs of every tenant, every hour.

    Several workers may run: one at a time does the work.
    """
    if check:
        _check()
        return
    ended = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: ended.set())
    with django_for_a_command():
        next_round = time.monotonic()
        while not ended.is_set():
            if time.monotonic() >= next_round:
                _round()
                next_round += _INTERVAL
            if once:
                return
            _beat()
            ended.wait(_BEAT)


def _round() -> None:
    from django.db import connection

    from console.housekeeping import tidy

    tidied = tidy()
    connection.close()  # nothing to do for an hour
    told = "another worker is at it" if tidied is None else f"done, tenants: {tidied}"
    click.echo(f"Housekeeping: {told}.")


def _beat() -> None:
    descriptor = os.open(_HEARTBEAT, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    os.utime(descriptor)
    os.close(descriptor)


def _check() -> None:
    if not _HEARTBEAT.exists() or time.time() - _HEARTBEAT.stat().st_mtime > 3 * _BEAT:
        raise NoHeartbeat
    click.echo("ok")
