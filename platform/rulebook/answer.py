"""Answers: a finding in short, enough to tell whether two policies say the same of one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from rulebook.columns import choose
from rulebook.criteria import CRITERIA
from rulebook.engine import Findings, evaluate
from rulebook.facts import EPOCH, UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months, add_months_to
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN, NOT_MET, OUTCOME_NAMES

#: Every criterion, those of the case first.
CODES: Final = tuple(criterion.code for criterion in (*CRITERIA, *PROVIDER_CRITERIA))
#: The columns of `answer_columns` before those of the criteria.
_HEAD: Final = ("verdict", "provider", "minutes", "start", "end", "due")

AnswerColumns = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the rules say of a case: verdict, provider check, hours, period and obligations.

    `minutes` is 0 where refused and None where not known. The days are None where refused, where
    not known, and for a punch card; `last_day` is the last day of support. `not_met`, `not_known`
    and `with_obligation` name criteria, those of the provider too; `due` is the day by which the
    obligations must have come about.
    """

    verdict: str
    provider: str
    minutes: int | None
    first_day: date | None = None
    last_day: date | None = None
    due: date | None = None
    not_met: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    with_obligation: tuple[str, ...] = ()

    @property
    def is_granted(self) -> bool:
        """Whether person and job meet every criterion, with or without an obligation."""
        return self.verdict in ("met", "met_with_obligation")

    @property
    def months(self) -> tuple[int, int] | None:
        """The length of the period in whole months and the days that remain; None without one."""
        if self.first_day is None or self.last_day is None:
            return None
        return months_and_days(self.first_day, self.last_day)


def months_and_days(first_day: date, last_day: date) -> tuple[int, int]:
    """Whole months from `first_day` up to and including `last_day`, and the days that remain."""
    after = last_day + timedelta(days=1)
    months = (after.year - first_day.year) * 12 + after.month - first_day.month
    if first_day.day <= after.day:  # no month in between is too short: most often so
        return months, after.day - first_day.day
    if add_months_to(first_day, months) > after:
        months -= 1
    return months, (after - add_months_to(first_day, months)).days


def answers(frame: CaseFrame, profile: Profile) -> tuple[Answer, ...]:
    """Work every case of `frame` through `profile` and say the answers in short."""
    return tuple(_answer(row) for row in answer_columns(frame, profile).tolist())


def answer_columns(frame: CaseFrame, profile: Profile) -> AnswerColumns:
    """The same answers as numbers, one row per case: equal rows are equal answers."""
    findings = evaluate(frame, profile)
    granted_or_open = findings.verdict != NOT_MET
    columns: list[NDArray[Any]] = [
        findings.verdict,
        findings.provider,
        findings.minutes,
        choose(granted_or_open, findings.support_start, np.int32(UNKNOWN)),
        choose(granted_or_open, findings.support_end, np.int32(UNKNOWN)),
        _due(findings, profile),
        *(findings.criteria[code] for code in CODES),
    ]
    return np.stack([column.astype(np.int64) for column in columns], axis=1)


def _due(findings: Findings, profile: Profile) -> NDArray[np.int32]:
    """The day by which an obligation must have come about; not known where there is none."""
    due = add_months(findings.support_start, plan_of(profile).limit("growth.within_months"))
    bound = findings.verdict == MET_WITH_OBLIGATION
    return choose(bound, due, np.int32(UNKNOWN))


def _answer(row: list[int]) -> Answer:
    verdict, provider, minutes, start, end, due = row[: len(_HEAD)]
    outcomes = dict(zip(CODES, row[len(_HEAD) :], strict=True))
    first_day, after = _day(start), _day(end)
    has_days = first_day is not None and after is not None and after > first_day
    return Answer(
        verdict=OUTCOME_NAMES[verdict],
        provider=OUTCOME_NAMES[provider],
        minutes=minutes if minutes >= 0 else None,
        first_day=first_day if has_days else None,
        last_day=after - timedelta(days=1) if after and has_days else None,
        due=_day(due),
        not_met=tuple(code for code, o in outcomes.items() if o == NOT_MET),
        not_known=tuple(code for code, o in outcomes.items() if o == NOT_KNOWN),
        with_obligation=tuple(code for code, o in outcomes.items() if o == MET_WITH_OBLIGATION),
    )


def _day(number: int) -> date | None:
    return None if number == UNKNOWN else EPOCH + timedelta(days=number)
