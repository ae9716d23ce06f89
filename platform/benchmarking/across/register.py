"""The register of what was asked across organisations: what is out, and adding to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from benchmarking.across.catalogue import Catalogue, NotInTheCatalogue
from benchmarking.across.members import Members
from benchmarking.across.models import AskedAcross
from benchmarking.across.question import Question
from rulebook.engine import ENGINE_VERSION

#: Rises with every change in how answers are made or protected; an older answer is worked anew.
METHOD = f"2 {ENGINE_VERSION}"
#: Different questions of one year of decisions that can be out; each is held against all others.
MOST_QUESTIONS = 200


class TooManyAsked(Exception):
    """As many different questions of this year were answered as the register can hold apart."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{MOST_QUESTIONS} questions about {year} were answered: ask one of those again, or "
            "another year."
        )


class RegisterMoved(Exception):
    """Somebody else was answered meanwhile: hold the question against that as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutAlready:
    """What is out of one year of decisions.

    Attributes:
        sets: the organisations of earlier answers.
        rules_day: the day of the rules in force in the last answer; None before the first.
        questions: the policies that earlier answers stand for, the oldest first.
        count: how many answers there are.
    """

    sets: tuple[Members, ...]
    rules_day: date | None
    questions: tuple[Question, ...]
    count: int

    def besides(self, question: Question) -> tuple[Question, ...]:
        """The earlier questions without this one itself."""
        return tuple(one for one in self.questions if one.hash != question.hash)


def out_already(*, year: int, catalogue: Catalogue) -> OutAlready:
    """Read what is out of a year; what can no longer be resolved is nobody's policy any more."""
    rows = list(AskedAcross.objects.filter(year=year).order_by("asked_at", "id"))
    whole = [row for row in rows if row.stands_for == row.question_hash]
    distinct = {row.question_hash: row for row in reversed(whole)}
    found = [_question(row, catalogue) for row in reversed(distinct.values())]
    return OutAlready(
        sets=tuple(dict.fromkeys(frozenset(row.members) for row in rows)),
        rules_day=rows[-1].rules_day if rows else None,
        questions=tuple(question for question in found if question is not None),
        count=len(rows),
    )


def kept_answer(
    *, question: Question, group: str, members: Members, rules_day: date
) -> AskedAcross | None:
    """Give the answer to exactly this if it is out already, also as that to a question like it."""
    alike = AskedAcross.objects.filter(
        year=question.year,
        group=group,
        members=sorted(members),
        rules_day=rules_day,
        method=METHOD,
    )
    found = alike.order_by("asked_at", "id")
    own = found.filter(question_hash=question.hash).first()
    return own or found.filter(stands_for=question.hash).first()


def add_answer(
    *,
    asked_id: UUID,
    asked_by: UUID,
    asked_at: datetime,
    question: Question,
    stands_for: str,
    members: Members,
    rules_day: date,
    answer: dict[str, Any],
    count: int,
) -> None:
    """Add an answer, unless another one came in since the register was read.

    Raises:
        RegisterMoved: `count` is no longer how many there are of that year.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('asked across', 0))")
    if AskedAcross.objects.filter(year=question.year).count() != count:
        raise RegisterMoved
    AskedAcross.objects.create(
        id=asked_id,
        asked_by=asked_by,
        asked_at=asked_at,
        year=question.year,
        group=question.group,
        question=question.data,
        question_hash=question.hash,
        stands_for=stands_for,
        members=sorted(members),
        rules_day=rules_day,
        method=METHOD,
        answer=answer,
    )


def check_room(out: OutAlready, question: Question) -> None:
    """Refuse a new question where the register is full.

    Raises:
        TooManyAsked: as many as can be were answered, and this is none of them.
    """
    others: Sequence[Question] = out.besides(question)
    if len(others) == len(out.questions) and len(others) >= MOST_QUESTIONS:
        raise TooManyAsked(question.year)


def _question(row: AskedAcross, catalogue: Catalogue) -> Question | None:
    base = row.question["base"]
    try:
        policy = catalogue.found(base)
    except NotInTheCatalogue:
        return None
    return Question(base=base, group=row.group, year=row.year, published=policy.profile)
