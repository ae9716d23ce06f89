"""`meetlat worker`: the process beside the web server that keeps things tidy and works on files."""

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
_LISTENS = 1.0  # seconds that it listens for files before it looks whether to end
_HEARTBEAT = Path(tempfile.gettempdir()) / f"meetlat-worker-{os.getuid()}"


class NoHeartbeat(Refusal):
    """The worker gave no sign of life lately."""

    def __init__(self) -> None:
        super().__init__("The worker gave no sign of life in the last minute: start it again.")


@click.command()
@click.option("--once", is_flag=True, help="One round, then end.")
@click.option("--check", is_flag=True, help="Only say whether the worker is alive; exit 0 or 1.")
def command(*, once: bool, check: bool) -> None:
    """Work on large files and releases, and every hour remove what expired in every tenant.

    Several workers may run: one at a time tidies, and one works on a file.
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
            _beat()
            if once:
                _files_of_everybody()
                return
            _files(until=min(next_round, time.monotonic() + _BEAT), ended=ended)


def _files_of_everybody() -> None:
    from console.file_work import work_on_everything

    _tell(work_on_everything(beat=_beat))


def _files(*, until: float, ended: threading.Event) -> None:
    """Listen for files until a moment; first look for those that called while nobody listened."""
    from console.file_work import wait_for_work

    _files_of_everybody()
    while not ended.is_set() and time.monotonic() < until:
        _tell(wait_for_work(seconds=_LISTENS, beat=_beat))


def _tell(worked: int) -> None:
    if worked:
        click.echo(f"Files and releases worked through: {worked}.")


def _round() -> None:
    from django.db import connection

    from console.housekeeping import tidy

    tidied = tidy(beat=_beat)
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
