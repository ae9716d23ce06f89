"""The clock as the pages of a case show it: its lines, its last day, and what may happen next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.language import language_now
from accounts.permissions import Permission, has_permission
from assessments.queries import CaseRow
from assessments.status import CaseChange, can_change
from assessments.term.clock.events import Kind
from assessments.term.clock.reckoning import State
from assessments.term.queries import Term, term_of
from assessments.term.status import WAYS, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line in the language of the reader; `correct_url` where it can be put right."""

    day: date
    text: str
    article: str
    is_ahead: bool
    correct_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTerm:
    """The clock of a case; `days_left` is negative where it is over."""

    state: str
    ends_on: date | None
    days_left: int
    lines: tuple[ShownLine, ...]
    ways: tuple[tuple[Way, str], ...]

    @property
    def days_late(self) -> int:
        """How many days the last day has passed."""
        return max(-self.days_left, 0)


def shown_term(request: HttpRequest, case: CaseRow) -> ShownTerm:
    """Give the clock of a case, with what this reader may add to it."""
    term = term_of(case_id=case.id)
    may = has_permission(request.user, Permission.OPEN_CASE)
    is_open = may and can_change(case.status, CaseChange.SAVE_FACTS)
    ends_on = term.clock.ends_on
    return ShownTerm(
        state=term.state.value,
        ends_on=ends_on,
        days_left=(ends_on - timezone.localdate()).days if ends_on else 0,
        lines=_lines(case, term, is_open=is_open),
        ways=_ways(case, term) if is_open else (),
    )


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:
    """Give the part of the page of a decision that tells how the term went."""
    return "assessments/term/part.html", {"term": shown_term(request, case), "is_decided": True}


def _lines(case: CaseRow, term: Term, *, is_open: bool) -> tuple[ShownLine, ...]:
    language = language_now()
    shown = []
    for line in term.lines:
        row = term.row_of(line) if is_open else None
        url = reverse("assessments:term_correct", args=[case.number, row]) if row else ""
        shown.append(
            ShownLine(
                day=line.day,
                text=line.in_language(language),
                article=line.article,
                is_ahead=line.is_ahead,
                correct_url=url,
            )
        )
    return tuple(shown)


def _ways(case: CaseRow, term: Term) -> tuple[tuple[Way, str], ...]:
    """What is offered now; what the clock would refuse whatever the day is left out."""
    waits = any(letter.completed_on is None for letter in term.clock.letters)
    is_extended = term.clock.first(Kind.EXTENDED) is not None
    never = {Kind.COMPLETED} if not waits else set()
    never |= {Kind.EXTENDED} if is_extended or term.state is State.STANDS_STILL else set()
    return tuple(
        (way, reverse("assessments:term_add", args=[case.number, way.slug]))
        for way in WAYS
        if term.state in way.origins and way.kind not in never
    )
