"""Conclusions: what findings come down to, for many cases at once and without their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rulebook.canonical import canonical
from rulebook.criteria import CRITERIA
from rulebook.criterion import PUNCH_CARD
from rulebook.engine import Findings, evaluate
from rulebook.facts import EPOCH, UNKNOWN, FactValue
from rulebook.finding import Finding, Obligation
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months_to
from rulebook.plan import plan_of
from rulebook.profile import Profile
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.questions import asks_of_criterion, asks_of_hours
from rulebook.ternary import MET_WITH_OBLIGATION, NOT_KNOWN, NOT_MET, OUTCOME_NAMES

Facts = Mapping[str, FactValue | None]
_CODES: Final = tuple(each.code for each in (*CRITERIA, *PROVIDER_CRITERIA))
_OF_THE_PROVIDER: Final = frozenset(each.code for each in PROVIDER_CRITERIA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The criteria of a case that are not simply met, by what became of them.

    Those of the provider are among them; `failed` holds those not met without the provider's.
    """

    not_met: tuple[str, ...]
    not_known: tuple[str, ...]
    with_obligation: tuple[str, ...]
    failed: tuple[str, ...]


class Conclusion(NamedTuple):
    """What the rules say of one case under one profile: a `Finding` without its reasons.

    What has the name of something in `Finding` is the same; `facts` may hold None for not known.
    """

    profile: Profile
    facts: Facts
    verdict: str
    provider: str
    minutes: int | None
    support_minutes: int | None
    support_start: date | None
    support_end: date | None
    weighed: Weighed
    obligations: tuple[Obligation, ...]
    hours_questions: tuple[str, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """Every fact still to be asked for, once, in the order of the criteria."""
        plan, codes = plan_of(self.profile), self.weighed.not_known
        asked = [name for code in codes for name in asks_of_criterion(code, self.facts, plan)]
        return tuple(dict.fromkeys([*asked, *self.hours_questions]))

    def as_data(self) -> dict[str, Any]:
        """The conclusion as plain data for receipts: JSON types only."""
        return {
            "verdict": self.verdict,
            "provider": self.provider,
            "minutes": self.minutes,
            "supportMinutes": self.support_minutes,
            "supportStart": self.support_start.isoformat() if self.support_start else None,
            "supportEnd": self.support_end.isoformat() if self.support_end else None,
            "notMet": list(self.weighed.not_met),
            "notKnown": list(self.weighed.not_known),
            "obligations": [
                {"criterion": each.criterion, "due": each.due.isoformat()}
                for each in self.obligations
            ],
        }

    def text(self) -> str:
        """Give `as_data` as canonical text, sooner than by writing the whole."""
        held = self.obligations
        duties = canonical(self.as_data()["obligations"]) if held else "[]"
        return (
            f'{{"minutes":{_number(self.minutes)}'
            f",{_text_of_codes(self.weighed.not_known, self.weighed.not_met)}"
            f',"obligations":{duties}'
            f',"provider":"{self.provider}"'
            f',"supportEnd":{_day_text(self.support_end)}'
            f',"supportMinutes":{_number(self.support_minutes)}'
            f',"supportStart":{_day_text(self.support_start)}'
            f',"verdict":"{self.verdict}"}}'
        )


#: With its reasons or without.
Found = Finding | Conclusion


def conclusion_of(finding: Finding) -> Conclusion:
    """Give what a whole finding comes down to."""
    outcomes = {each.code: each.outcome for each in finding.criteria}
    known = {name: place for place, name in enumerate(OUTCOME_NAMES)}
    met = OUTCOME_NAMES[-1]
    return Conclusion(
        profile=finding.profile,
        facts=finding.facts,
        verdict=finding.verdict,
        provider=finding.provider,
        minutes=finding.minutes,
        support_minutes=finding.support_minutes,
        support_start=finding.support_start,
        support_end=finding.support_end,
        weighed=_weighed(bytes(known[outcomes.get(code, met)] for code in _CODES)),
        obligations=finding.obligations,
        hours_questions=finding.hours_questions,
    )


def conclude(
    cases: Sequence[Facts], profile: Profile, *, frame: CaseFrame | None = None
) -> Iterator[Conclusion]:
    """Work many cases through `profile`, and give in order what `find` would come down to.

    `frame` holds the same cases as columns, where somebody has them.

    Raises:
        UnknownFact, NotAFactValue: the facts of a case do not fit the rulebook.
    """
    frame = CaseFrame.from_rows(cases) if frame is None else frame
    found = evaluate(frame, profile)
    has_days = (found.support_end > found.support_start) & ~frame.where("request_kind", PUNCH_CARD)
    plan = plan_of(profile)
    growth = plan.limit("growth.within_months")
    for facts, verdict, provider, minutes, support, dated, start, end, outcomes in zip(
        cases,
        found.verdict.tolist(),
        found.provider.tolist(),
        found.minutes.tolist(),
        found.support_minutes.tolist(),
        has_days.tolist(),
        found.support_start.tolist(),
        found.support_end.tolist(),
        _outcomes(found),
        strict=True,
    ):
        first, weighed = _day(start) if dated else None, _weighed(outcomes)
        owes = first is not None and verdict == MET_WITH_OBLIGATION
        yield Conclusion(
            profile=profile,
            facts=facts,
            verdict=OUTCOME_NAMES[verdict],
            provider=OUTCOME_NAMES[provider],
            minutes=minutes if minutes >= 0 else None,
            support_minutes=support if support >= 0 else None,
            support_start=first,
            support_end=_day(end - 1) if dated else None,
            weighed=weighed,
            obligations=_owed(weighed.with_obligation, first, growth) if owes else (),
            hours_questions=(
                () if support >= 0 else asks_of_hours(facts, plan, has_term=start != UNKNOWN)
            ),
        )


def _outcomes(found: Findings) -> Iterator[bytes]:
    """The outcomes of all criteria, a case at a time, so that equal ones can be told at once."""
    every: NDArray[np.int8] = np.stack([found.criteria[code] for code in _CODES], axis=1)
    whole, width = every.astype(np.int8).tobytes(), len(_CODES)
    return (whole[at : at + width] for at in range(0, len(whole), width))


@lru_cache(maxsize=65_536)
def _weighed(outcomes: bytes) -> Weighed:
    by_outcome: dict[int, list[str]] = {NOT_MET: [], NOT_KNOWN: [], MET_WITH_OBLIGATION: []}
    for code, outcome in zip(_CODES, outcomes, strict=True):
        by_outcome.setdefault(outcome, []).append(code)
    not_met = tuple(by_outcome[NOT_MET])
    return Weighed(
        not_met=not_met,
        not_known=tuple(by_outcome[NOT_KNOWN]),
        with_obligation=tuple(by_outcome[MET_WITH_OBLIGATION]),
        failed=tuple(code for code in not_met if code not in _OF_THE_PROVIDER),
    )


def _owed(codes: tuple[str, ...], start: date | None, months: int) -> tuple[Obligation, ...]:
    if start is None:
        return ()
    due = add_months_to(start, months)
    return tuple(Obligation(criterion=code, due=due) for code in codes)


@lru_cache(maxsize=65_536)
def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)


@lru_cache(maxsize=65_536)
def _day_text(day: date | None) -> str:
    return f'"{day.isoformat()}"' if day else "null"


def _number(number: int | None) -> str:
    return "null" if number is None else str(number)


@lru_cache(maxsize=65_536)
def _text_of_codes(not_known: tuple[str, ...], not_met: tuple[str, ...]) -> str:
    return f'"notKnown":{canonical(not_known)},"notMet":{canonical(not_met)}'
