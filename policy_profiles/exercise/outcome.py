"""What came of a round: agreement on the need and the hours, and how often support was granted.

The same for whoever reads it, and only of a round that is over, so that nothing can be learnt from
looking twice. Of one question either alpha is told or counts are, never both: together they often
leave one possibility for what a colleague answered, in small rounds and in large ones.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import nan
from uuid import UUID

import numpy as np

from policy_profiles.agreement.alpha import Numbers, krippendorff_alpha
from policy_profiles.agreement.interval import FEWEST_UNITS
from policy_profiles.exercise.queries import RoundRow, ScoreRow, complete_answers, still_needed
from policy_profiles.exercise.scale import NEEDS, Verdict, Weighed
from policy_profiles.exercise.shield import FEWEST_ASSESSORS, ShownCount, shown_counts
from tenants import context

Answers = Sequence[Sequence[ScoreRow]]
_Number = Callable[[ScoreRow], float]


class RoundStillOpen(Exception):
    """A round that is open has no outcome for anybody."""

    def __init__(self) -> None:
        super().__init__("This round is open: its outcome is there when it is closed.")


class TooFewAssessors(Exception):
    """Fewer than five finished a round, so nothing of it is shown."""

    def __init__(self, needed: int) -> None:
        super().__init__(f"{needed} more assessors had to finish for an outcome.")
        self.needed = needed


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOn:
    """Alpha on one question; None where everybody gave one and the same answer throughout.

    `assessors` and `clients` are how many it is of at the least, as everybody may know: of how many
    clients enough gave hours is not told.
    """

    alpha: float | None
    assessors: int
    clients: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCounts:
    """How often support was granted for a client; nothing of the need, which alpha is told of."""

    vignette: str
    granted: ShownCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a round. `hours` is None where too few gave hours; `weighed` counts assessors
    who named a factor at least once."""

    assessors: int
    need: AgreementOn
    hours: AgreementOn | None
    clients: tuple[ClientCounts, ...]
    weighed: Mapping[str, ShownCount]


def outcome_of(*, row: RoundRow, on: date) -> Outcome:
    """Give the outcome of a round that is over.

    Raises:
        RoundStillOpen: assessors can still answer on that day.
        TooFewAssessors: fewer than five finished.
    """
    if row.is_open(on=on):
        raise RoundStillOpen
    needed = still_needed(row=row)
    if needed:
        raise TooFewAssessors(needed)
    return _outcome(context.current_schema_name(), row.id, row)


@lru_cache(maxsize=64)
def _outcome(schema_name: str, round_id: UUID, row: RoundRow) -> Outcome:  # noqa: ARG001 - the key
    """Work it out once: what is over does not change."""
    return worked_out(complete_answers(row=row))


def worked_out(answers: Answers) -> Outcome:
    """Work the answers of those who finished out, client by client in the same order."""
    needs = _matrix(answers, _need)
    return Outcome(
        assessors=len(answers),
        need=AgreementOn(
            alpha=krippendorff_alpha(needs, "ordinal"),
            assessors=needs.shape[0],
            clients=needs.shape[1],
        ),
        hours=_hours(_matrix(answers, _minutes)),
        clients=tuple(_client(column) for column in zip(*answers, strict=True)),
        weighed=_weighed(answers),
    )


def _hours(ratings: Numbers) -> AgreementOn | None:
    """Only of clients for whom at least five gave hours, and of enough of those."""
    enough = (~np.isnan(ratings)).sum(axis=0) >= FEWEST_ASSESSORS
    if enough.sum() < FEWEST_UNITS:
        return None
    return AgreementOn(
        alpha=krippendorff_alpha(ratings[:, enough], "ratio"),
        assessors=FEWEST_ASSESSORS,
        clients=FEWEST_UNITS,
    )


def _matrix(answers: Answers, number: _Number) -> Numbers:
    return np.array([[number(score) for score in row] for row in answers], dtype=np.float64)


def _need(score: ScoreRow) -> float:
    return float(NEEDS.index(score.need)) if score.need in NEEDS else nan


def _minutes(score: ScoreRow) -> float:
    return nan if score.minutes is None else float(score.minutes)


def _client(column: Sequence[ScoreRow]) -> ClientCounts:
    granted = sum(score.verdict == Verdict.GRANT for score in column)
    return ClientCounts(
        vignette=column[0].vignette,
        granted=_of_all(granted, len(column)),
    )


def _weighed(answers: Answers) -> Mapping[str, ShownCount]:
    """Also where nobody named anything: leaving it out would say that all left it open."""
    named = [{score.weighed for score in row} for row in answers]
    return {
        code: _of_all(sum(code in each for each in named), len(named)) for code in Weighed.values
    }


def _of_all(count: int, everybody: int) -> ShownCount:
    return shown_counts({"yes": count, "no": everybody - count})["yes"]
