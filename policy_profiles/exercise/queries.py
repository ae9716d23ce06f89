"""Reads of the blind exercise: rounds, one's own answers, how many took part. Frozen rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from policy_profiles.exercise.assessors import assessor_of, order_for
from policy_profiles.exercise.models import ExerciseRound, ExerciseScore
from policy_profiles.exercise.shield import FEWEST_ASSESSORS
from tenants import context

MOST_LISTED = 50


class NoSuchRound(LookupError):
    """There is no round of the exercise with this identifier in this organisation."""

    def __init__(self, round_id: UUID) -> None:
        super().__init__(f"There is no round {round_id} here: choose one from the list.")
        self.round_id = round_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round; `closed_at` is None unless somebody closed it before its last day was over."""

    id: UUID
    title: str
    vignettes: tuple[str, ...]
    last_day: date
    opened_by: UUID
    opened_at: datetime
    closed_at: datetime | None

    @property
    def ended_on(self) -> date:
        """The day on which it ended or will: when somebody closed it, or else its last day."""
        return self.last_day if self.closed_at is None else timezone.localdate(self.closed_at)

    def is_open(self, *, on: date) -> bool:
        """Whether assessors can answer on a day: up to the last day, unless it was closed."""
        return self.closed_at is None and on <= self.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """What one assessor answered about one client; None and empty where that was left open."""

    vignette: str
    need: str
    verdict: str
    minutes: int | None
    weighed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswers:
    """One assessor's round: the clients in the own order, and the own answers so far."""

    order: tuple[str, ...]
    scores: Mapping[str, ScoreRow]

    @property
    def is_complete(self) -> bool:
        """Whether every client has an answer."""
        return len(self.scores) == len(self.order)

    @property
    def next_place(self) -> int | None:
        """The place, from 1, of the first client without an answer; None after the last."""
        for place, vignette in enumerate(self.order, start=1):
            if vignette not in self.scores:
                return place
        return None


def round_row(*, round_id: UUID) -> RoundRow:
    """Give one round.

    Raises:
        NoSuchRound: there is none.
    """
    found = ExerciseRound.objects.filter(pk=round_id).first()
    if found is None:
        raise NoSuchRound(round_id)
    return row_of(found)


def rounds() -> list[RoundRow]:
    """Give the rounds, newest first."""
    found = ExerciseRound.objects.order_by("-opened_at", "-id")[:MOST_LISTED]
    return [row_of(each) for each in found]


def own_answers(*, row: RoundRow, user_id: UUID) -> OwnAnswers:
    """Give what a user answered in a round; asked for a user by that user only."""
    assessor = pseudonym_in(round_id=row.id, user_id=user_id)
    found = ExerciseScore.objects.filter(round_id=row.id, assessor=assessor)
    return OwnAnswers(
        order=order_for(assessor=assessor, vignettes=row.vignettes),
        scores={each.vignette: _score(each) for each in found},
    )


def still_needed(*, row: RoundRow) -> int:
    """Give how many assessors must still finish before a round has an outcome; 0 from five on."""
    return max(0, FEWEST_ASSESSORS - len(_complete(row)))


def complete_answers(*, row: RoundRow) -> Sequence[Sequence[ScoreRow]]:
    """Give the answers of everybody who finished, one sequence an assessor, without who it is.

    The clients stand in the order of the round. Only `outcome` reads this, and for closed rounds.
    """
    found = ExerciseScore.objects.filter(round_id=row.id, assessor__in=_complete(row))
    by_assessor: dict[str, dict[str, ScoreRow]] = {}
    for each in found.order_by("assessor"):
        by_assessor.setdefault(each.assessor, {})[each.vignette] = _score(each)
    return [[answers[name] for name in row.vignettes] for answers in by_assessor.values()]


def unfinished_rounds(*, user_id: UUID) -> list[RoundRow]:
    """Give the open rounds in which a user has clients left to judge, the first to close first."""
    today = timezone.localdate()
    found = ExerciseRound.objects.filter(closed_at=None, last_day__gte=today)
    rows = [row_of(each) for each in found.order_by("last_day", "id")]
    return [row for row in rows if not own_answers(row=row, user_id=user_id).is_complete]


def titles_of_rounds(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the titles of rounds by their identifier as text, for the audit record."""
    found = ExerciseRound.objects.filter(pk__in=identifiers).values_list("pk", "title")
    return {str(key): title for key, title in found}


def pseudonym_in(*, round_id: UUID, user_id: UUID) -> str:
    """Give the pseudonym of a user in a round of the organisation of this connection."""
    schema = context.current_schema_name()
    return assessor_of(tenant_schema=schema, round_id=round_id, user_id=user_id)


def row_of(found: ExerciseRound) -> RoundRow:
    """Give a stored round as a frozen row."""
    return RoundRow(
        id=found.id,
        title=found.title,
        vignettes=tuple(found.vignettes),
        last_day=found.last_day,
        opened_by=found.opened_by,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
    )


def _complete(row: RoundRow) -> list[str]:
    counted = ExerciseScore.objects.filter(round_id=row.id).values("assessor")
    whole = counted.annotate(answers=Count("id")).filter(answers=len(row.vignettes))
    return list(whole.values_list("assessor", flat=True))


def _score(found: ExerciseScore) -> ScoreRow:
    return ScoreRow(
        vignette=found.vignette,
        need=found.need,
        verdict=found.verdict,
        minutes=found.minutes,
        weighed=found.weighed,
    )
