"""Answers that are out, for who reads them again; each reading is on the platform's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from benchmarking.across import budget
from benchmarking.across.asking import NOW, answer_to
from benchmarking.across.figures import MOST_PARTS, PARTS_OF_A_QUESTION
from benchmarking.across.models import AcrossAnswer, SettledYear, SpentAcross
from benchmarking.across.question import years_offered
from benchmarking.across.reading import Key, Line, lines_of
from rulebook.text import Text
from tenants import context
from tenants.queries import tenants

_MOST_LISTED = 50


class NoSuchAnswer(LookupError):
    """No answer is kept under this identifier."""

    def __init__(self, answer_id: UUID) -> None:
        super().__init__(f"There is no answer {answer_id}: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """One answer in the list: what was asked."""

    id: UUID
    policy: str
    title: Text
    group: str
    year: int
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kept answer.

    Attributes:
        organisations: the names of those in it.
        rules_day: that of the organisations' own rules, at the latest.
        left: how many more policies can be asked of these organisations about the year.
    """

    question: KeptLine
    organisations: tuple[str, ...]
    rules_day: date
    method: str
    tariff: int | None
    left: int
    lines: Mapping[Key, Line]

    def as_data(self) -> dict[str, Any]:
        """Give what was asked, and how it was answered, as plain JSON."""
        asked = self.question
        return {
            "id": str(asked.id),
            "policy": asked.policy,
            "title": {"nl": asked.title.nl, "en": asked.title.en},
            "group": asked.group,
            "year": asked.year,
            "rules_in_force_on": self.rules_day.isoformat(),
            "method": self.method,
        }


def read_answer(*, actor: User, answer_id: UUID) -> Kept:
    """Give a kept answer, and write down that it was read.

    Raises:
        NotPermitted: the actor does not ask across organisations.
        NoSuchAnswer: there is none.
    """
    check_permission(actor, Permission.ASK_ACROSS)
    names = {row.schema_name: row.name for row in tenants()}
    with context.as_platform(), transaction.atomic():
        row = AcrossAnswer.objects.filter(pk=answer_id).exclude(subject=NOW).first()
        if row is None:
            raise NoSuchAnswer(answer_id)
        members = frozenset(row.members)
        now = answer_to(year=row.year, members=members, subject=NOW)
        assert now is not None  # noqa: S101 - both are kept in one transaction
        record(
            actor=actor,
            action="across.read",
            object_kind="across_question",
            object_id=row.id,
            details={"year": row.year, "group": row.group, "policy": row.policy},
        )
        return Kept(
            question=_line(row),
            organisations=tuple(sorted(names.get(name, name) for name in row.members)),
            rules_day=SettledYear.objects.get(year=row.year).rules_day,
            method=row.method,
            tariff=row.tariff,
            left=budget.policies_left(members, year=row.year, has_now=True),
            lines=lines_of(now.figures, row.figures, tariff=row.tariff),
        )


def kept_lines() -> list[KeptLine]:
    """Give the last answers, the newest first."""
    with context.as_platform():
        rows = AcrossAnswer.objects.exclude(subject=NOW).defer("figures", "members")
        return [_line(row) for row in rows.order_by("-asked_at", "-id")[:_MOST_LISTED]]


def left_by_year(*, today: date) -> dict[int, int]:
    """Give how many more policies everybody together can be asked, at the least, by year."""
    with context.as_platform():
        found = {}
        for year in years_offered(today=today):
            spent = SpentAcross.objects.filter(year=year).values_list("organisation", flat=True)
            has_now = SettledYear.objects.filter(year=year).exists()
            found[year] = budget.policies_left(set(spent), year=year, has_now=has_now)
        return found


def most_policies() -> int:
    """Give how many policies one group can be asked about a year."""
    return MOST_PARTS // PARTS_OF_A_QUESTION - 1


def _line(row: AcrossAnswer) -> KeptLine:
    return KeptLine(
        id=row.id,
        policy=row.policy,
        title=Text.from_data(row.title),
        group=row.group,
        year=row.year,
        asked_at=row.asked_at,
    )
