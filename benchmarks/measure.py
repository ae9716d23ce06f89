"""How a figure is measured: in pairs in one run, so that a drifting machine cancels out."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure by its name, with its unit."""

    name: str
    value: float
    unit: str


def seconds(run: Callable[[], object]) -> float:
    """How long `run` takes, once."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def median_seconds(run: Callable[[], object], *, rounds: int) -> float:
    """The median time of `run`, after one round that does not count."""
    run()
    return statistics.median(seconds(run) for _ in range(rounds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long something takes by the clock, and how long this process worked at it, in seconds.

    `first` is the first time, when nothing was kept yet; the others are medians after it.
    """

    first: float
    wall: float
    cpu: float


def timing(run: Callable[[], object], *, rounds: int) -> Timing:
    """The medians of `run`, after one round that does not count."""
    first, found = seconds(run), [_timed(run) for _ in range(rounds)]
    wall, cpu = (statistics.median(of) for of in zip(*found, strict=True))
    return Timing(first=first, wall=wall, cpu=cpu)


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def ratio(run: Callable[[], object], against: Callable[[], object], *, rounds: int) -> float:
    """The median of run/against, timed in turn after one round of each that does not count."""
    run()
    against()
    return statistics.median(seconds(run) / seconds(against) for _ in range(rounds))


def peak_megabytes(module: str, argument: str) -> float:
    """Peak memory of `python -m module argument`, as the operating system counts it, in MB."""
    script = (
        "import resource, runpy, sys; "
        f"sys.argv[1:] = [{argument!r}]; "
        f"runpy.run_module({module!r}, run_name='__main__'); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1]) / 1024
