"""The engine against `openfisca-core`, in turn in one run, for cases that both answer alike."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import random_cases
from benchmarks.measure import Figure, seconds
from rulebook.engine import Findings, evaluate
from rulebook.facts import FACT_BY_NAME, YES
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, load_shipped
from rulebook.ternary import MET_WITH_OBLIGATION

_ROOT = Path(__file__).parent.parent
_PYTHON = _ROOT / ".venv" / "openfisca" / "bin" / "python"
_FACTS = (
    "structural_limitation", "wage_cost_subsidy_group", "work_situation", "contract_form",
    "contract_start", "contract_end", "employment_start", "weekly_hours", "wage_value",
    "growth_expected", "illness_weeks", "illness_support_approved", "concurrent_support",
    "need", "request_kind", "support_start", "coaching_start", "received_on", "late_with_reason",
    "extension_justified", "provider_recognition", "coach_level",
)  # fmt: skip
#: How far a result of floats of 32 bits may lie off, as a part of it: a few of their last bits.
_FLOATS_ERR_BY = 2.0**-20
_ROUNDS = 7


class NoOpenFisca(RuntimeError):
    """There is no environment with OpenFisca to measure against."""

    def __init__(self) -> None:
        super().__init__(f"{_PYTHON} is not there: run `make benchmark`, which makes it.")


class DifferentAnswers(AssertionError):
    """The engine and OpenFisca disagree, so their times say nothing."""

    def __init__(self, what: str, cases: int) -> None:
        super().__init__(
            f"{what} of {cases} cases differ from OpenFisca's; mend that before timing."
        )


def figures() -> list[Figure]:
    """How many times as many cases a second the engine answers, at a thousand and a million.

    Raises:
        NoOpenFisca: its environment is not there.
        DifferentAnswers: the two do not say the same.
    """
    if not _PYTHON.exists():
        raise NoOpenFisca
    return [*_of(1_000, "thousand", quickest_of=20), *_of(1_000_000, "million", quickest_of=4)]


def _of(n: int, name: str, *, quickest_of: int) -> list[Figure]:
    frame, profile = random_cases(n), load_shipped(BASELINE)
    with tempfile.TemporaryDirectory() as folder, _answering(frame, Path(folder)) as ask:
        found, theirs = evaluate(frame, profile), dict(np.load(Path(folder) / "answers.npz"))
        off = _compared(found, theirs)
        pairs = [
            (ask(quickest_of), min(_seconds(frame, profile) for _ in range(quickest_of)))
            for _ in range(_ROUNDS)
        ]
    ratio = float(np.median([theirs / ours for theirs, ours in pairs]))
    best = min(theirs for theirs, _ours in pairs)
    return [
        Figure(name=f"engine.{name}.vs_openfisca", value=ratio, unit="×"),
        Figure(name=f"engine.{name}.openfisca_cases_per_s", value=n / best, unit="cases/s"),
        Figure(name=f"engine.{name}.openfisca_off_by_a_minute", value=off, unit="cases"),
    ]


def _seconds(frame: CaseFrame, profile: Profile) -> float:
    return seconds(lambda: evaluate(frame, profile))


@contextmanager
def _answering(frame: CaseFrame, folder: Path) -> Iterator[Callable[[int], float]]:
    """A process that answers all cases so many times, and says how long the quickest took."""
    _hand_over(frame, folder)
    command = [str(_PYTHON), "-m", "benchmarks.openfisca_answers", str(folder)]
    with subprocess.Popen(
        command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        lines: tuple[IO[str], IO[str]] = (process.stdin, process.stdout)  # type: ignore[assignment]

        def ask(times: int) -> float:
            lines[0].write(f"{times}\n")
            lines[0].flush()
            return float(lines[1].readline())

        ask(1)
        yield ask


def _hand_over(frame: CaseFrame, folder: Path) -> None:
    """The facts as OpenFisca takes them: places of codes, yes or no, hours as its floats."""
    columns: dict[str, NDArray[Any]] = {}
    codes: dict[str, list[str]] = {}
    for name in _FACTS:
        fact, column = FACT_BY_NAME[name], frame[name]
        if fact.kind == "code":
            codes[name], column = list(fact.codes), column - np.int8(1)
        elif fact.kind == "yes_no":
            column = column == YES
        elif fact.kind == "minutes":
            column = (column / 60).astype(np.float32)
        columns[name] = column
    np.savez(folder / "facts.npz", **columns)  # type: ignore[arg-type]
    (folder / "codes.json").write_text(json.dumps(codes))


def _compared(found: Findings, theirs: dict[str, NDArray[Any]]) -> int:
    """In how many cases their minutes are off; all else must be the same.

    Raises:
        DifferentAnswers: another verdict, or minutes further off than such floats can be.
    """
    granted, minutes = found.verdict >= MET_WITH_OBLIGATION, found.minutes
    accepted = found.provider >= MET_WITH_OBLIGATION
    error = np.abs(theirs["exact_minutes"].astype(np.float64) - minutes)
    differ = {
        "Verdicts": granted != theirs["met"],
        "Checks of the provider": accepted != theirs["coach_accepted"],
        "Minutes": error > 0.5 + minutes * _FLOATS_ERR_BY,
    }
    for what, where in differ.items():
        if where.any():
            raise DifferentAnswers(what, int(where.sum()))
    return int((theirs["coaching_minutes"] != minutes).sum())
