"""`python -m benchmarks`: measure, print, and write `benchmarks/latest.json`."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import database, engine, openfisca
from benchmarks.measure import Figure

_LATEST = Path(__file__).parent / "latest.json"


def main() -> None:
    """Run every benchmark of this installation."""
    measured = [
        *engine.figures(),
        *openfisca.figures(),
        *database.figures(),
        *_by_itself("benchmarks.reports"),
        *_by_itself("benchmarks.growth"),
    ]
    for figure in measured:
        print(f"{figure.name:38} {figure.value:14,.3f} {figure.unit}")
    _LATEST.write_text(json.dumps(_report(measured), indent=2, ensure_ascii=False) + "\n")


def _by_itself(module: str) -> list[Figure]:
    """Have figures measured in a process and a database of their own.

    For its memory, and as a release counts everybody that takes part: next to the cases of the
    other measurements, which pass for real ones, what is made up would be left out of it.
    """
    done = subprocess.run(
        [sys.executable, "-m", module], stdout=subprocess.PIPE, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return [Figure(name=name, value=float(value), unit=unit) for name, value, unit in lines]


def _report(measured: list[Figure]) -> dict[str, object]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": _processor(),
        "commit": _commit(),
        "figures": {f.name: {"value": round(f.value, 4), "unit": f.unit} for f in measured},
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def _commit() -> str:
    done = subprocess.run(  # a fixed command
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "not a checkout"


if __name__ == "__main__":
    main()
