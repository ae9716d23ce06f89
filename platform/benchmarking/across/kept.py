"""Answers that are out, for who looks at them again: whose they are, and what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from benchmarking.across.models import AskedAcross
from benchmarking.across.presence import Presence
from rulebook.text import Text
from tenants import context

_MOST_LISTED = 50


class NoSuchAnswer(LookupError):
    """No answer is kept under this identifier."""

    def __init__(self, asked_id: UUID) -> None:
        super().__init__(f"There is no answer {asked_id}: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """What an answer or a figure is the answer to.

    Attributes:
        policy: the address of the policy, with its day.
        rules_day: the day of which the organisations' own rules are.
        method: how it was worked out and protected.
    """

    id: UUID
    policy: str
    title: Text
    group: str
    year: int
    rules_day: date
    method: str

    def as_data(self) -> dict[str, Any]:
        """Give plain JSON."""
        return {
            "id": str(self.id),
            "policy": self.policy,
            "title": {"nl": self.title.nl, "en": self.title.en},
            "group": self.group,
            "year": self.year,
            "rules_in_force_on": self.rules_day.isoformat(),
            "method": self.method,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kept answer: to what question, and whose it is where that is an earlier one's.

    Attributes:
        earlier: of each figure that is that of an earlier question, whose it is.
    """

    question: Whose
    of: Whose
    asked_at: datetime
    presence: Presence
    answer: Mapping[str, Any]
    earlier: Mapping[str, Whose]

    @property
    def is_of_another(self) -> bool:
        """Whether the answer as a whole is that to an earlier question."""
        return self.of.id != self.question.id


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """One answer in the list."""

    question: Whose
    asked_at: datetime


def kept(*, asked_id: UUID) -> Kept:
    """Give a kept answer.

    Raises:
        NoSuchAnswer: there is none.
    """
    with context.as_platform():
        row = AskedAcross.objects.defer("layers").filter(pk=asked_id).first()
        if row is None:
            raise NoSuchAnswer(asked_id)
        hashes = {row.stands_for, *row.answer["near"].values()}
        firsts = _firsts(row.year, hashes)
    question = _whose(row)
    near = row.answer["near"].items()
    return Kept(
        question=question,
        of=question if row.stands_for == row.question_hash else firsts[row.stands_for],
        asked_at=row.asked_at,
        presence=Presence.from_data(row.presence),
        answer={name: found for name, found in row.answer.items() if name != "near"},
        earlier={figure: firsts[wanted] for figure, wanted in near},
    )


def kept_lines() -> list[KeptLine]:
    """Give the last answers, the newest first."""
    with context.as_platform():
        rows = AskedAcross.objects.defer("answer", "layers", "presence")
        found = list(rows.order_by("-asked_at", "-id")[:_MOST_LISTED])
    return [KeptLine(question=_whose(row), asked_at=row.asked_at) for row in found]


def _firsts(year: int, hashes: Iterable[str]) -> dict[str, Whose]:
    """The first answer to each of these questions."""
    rows = AskedAcross.objects.filter(year=year, question_hash__in=list(hashes))
    light = rows.defer("answer", "layers", "presence").order_by("-asked_at", "-id")
    return {row.question_hash: _whose(row) for row in light}


def _whose(row: AskedAcross) -> Whose:
    return Whose(
        id=row.id,
        policy=row.question["base"],
        title=Text.from_data(row.question["title"]),
        group=row.group,
        year=row.year,
        rules_day=row.rules_day,
        method=row.method,
    )
