"""Which processes hold a data folder of PostgreSQL, and how to end them."""

import contextlib
import signal
import time
from pathlib import Path

import psutil


def using(data: Path) -> list[psutil.Process]:
    """Give the living processes of the server on this folder, the first one first.

    Every process of PostgreSQL works inside its data folder. That tells them from a stranger that
    got the same number later, and a zombie, which has no folder any more, counts as dead.
    """
    found = [
        process
        for process in psutil.process_iter(["cwd", "status", "create_time"])
        if process.info["cwd"] == str(data) and process.info["status"] != psutil.STATUS_ZOMBIE
    ]
    return sorted(found, key=lambda process: process.info["create_time"])


def end(data: Path, sign: signal.Signals, *, seconds: float) -> None:
    """Send a signal to the server on this folder and wait until it is gone or the time is over.

    SIGINT goes to its first process, which ends the others in good order; SIGKILL goes to all.
    """
    processes = using(data)
    for process in processes if sign == signal.SIGKILL else processes[:1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(sign)
    deadline = time.monotonic() + seconds
    while using(data) and time.monotonic() < deadline:
        time.sleep(0.02)
