"""Findings: what the rules say of one case, with every reason, value, source and fact used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from rulebook.canonical import canonical
from rulebook.counterfactual import Change, candidates, changes, frame_with
from rulebook.criteria import CRITERIA
from rulebook.criterion import Criterion
from rulebook.engine import ENGINE_VERSION, Working, work
from rulebook.facts import EPOCH, FACTS, FactValue
from rulebook.finding_data import change_data, criterion_data, plain_fact, step_data, value_data
from rulebook.month_arithmetic import add_months_to
from rulebook.plan import Plan, plan_of
from rulebook.profile import Profile, ResolvedValue
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.questions import questions_of
from rulebook.steps import HoursStep, steps_of
from rulebook.ternary import MET_WITH_OBLIGATION, OUTCOME_NAMES

Facts = Mapping[str, FactValue | None]
#: Cases worked through together: with their changes some ten thousand rows.
_AT_ONCE: Final = 500
_EVERY: Final = MappingProxyType({each.code: each for each in (*CRITERIA, *PROVIDER_CRITERIA)})


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionFinding:
    """One criterion: its outcome, the facts and parameters it rests on, the facts to ask for.

    `text` is its data as canonical text: many findings share a criterion, and write it once.
    """

    code: str
    group: str
    outcome: str
    facts: Mapping[str, FactValue | None]
    parameters: tuple[str, ...]
    questions: tuple[str, ...]
    text: str = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What must have come about by a date, because an exception was used."""

    criterion: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The whole finding of one case under one profile.

    `minutes` is the advice: 0 where refused, None where not known. `support_minutes` go with the
    support asked for, whatever the verdict. `support_end` is the last day of the support.
    """

    profile: Profile
    facts: Mapping[str, FactValue]
    verdict: str
    provider: str
    minutes: int | None
    support_minutes: int | None
    support_start: date | None
    support_end: date | None
    criteria: tuple[CriterionFinding, ...]
    steps: tuple[HoursStep, ...]
    obligations: tuple[Obligation, ...]
    changes: tuple[Change, ...]
    hours_questions: tuple[str, ...]
    decision_due: date | None
    followup_due: date | None

    @property
    def questions(self) -> tuple[str, ...]:
        """Every fact still to be asked for, once, in the order of the criteria."""
        asked = [name for criterion in self.criteria for name in criterion.questions]
        return tuple(dict.fromkeys([*asked, *self.hours_questions]))

    def used(self) -> Mapping[str, ResolvedValue]:
        """Every parameter that the finding rests on and the policy states, with its origin."""
        criteria = [criterion.code for criterion in self.criteria]
        names = used_parameters(criteria, [step.parameter for step in self.steps])
        found = {name: self.profile[name] for name in names}
        return {name: value for name, value in found.items() if value.is_stated}

    def as_data(self) -> dict[str, Any]:
        """The finding as plain data for receipts and interfaces: JSON types only, order fixed."""
        return {
            "engine": ENGINE_VERSION,
            "profile": {"name": self.profile.name, "hash": self.profile.content_hash},
            "facts": {name: plain_fact(value) for name, value in self.facts.items()},
            "verdict": self.verdict,
            "provider": self.provider,
            "minutes": self.minutes,
            "supportMinutes": self.support_minutes,
            "supportStart": _iso(self.support_start),
            "supportEnd": _iso(self.support_end),
            "decisionDue": _iso(self.decision_due),
            "followupDue": _iso(self.followup_due),
            "criteria": [criterion_data(criterion) for criterion in self.criteria],
            "steps": [step_data(step) for step in self.steps],
            "obligations": [
                {"criterion": o.criterion, "due": o.due.isoformat()} for o in self.obligations
            ],
            "questions": list(self.questions),
            "changes": [change_data(change) for change in self.changes],
            "parameters": {n: value_data(v) for n, v in self.used().items()},
        }


def used_parameters(criteria: Iterable[str], of_steps: Iterable[str]) -> tuple[str, ...]:
    """The parameters that criteria and steps of the hours rest on, each once."""
    names = [name for code in criteria for name in _EVERY[code].parameters]
    return tuple(dict.fromkeys([*names, *(name for name in of_steps if name)]))


def find(facts: Facts, profile: Profile) -> Finding:
    """Work one case through `profile` and explain it. A fact that is missing or None is not known.

    Raises:
        NotAFactValue: a value that does not fit its fact.
    """
    return next(find_many((facts,), profile))


def find_many(cases: Sequence[Facts], profile: Profile) -> Iterator[Finding]:
    """Work many cases through `profile` and explain each, in order: what `find` says of each one.

    A finding by itself takes a millisecond, most of it the same for one case as for hundreds;
    so they are worked through together, and explained one by one when asked for.

    Raises:
        NotAFactValue: a value that does not fit its fact.
    """
    plan = plan_of(profile)
    for start in range(0, len(cases), _AT_ONCE):
        some = cases[start : start + _AT_ONCE]
        tried = [candidates(facts, plan) for facts in some]
        working = work(frame_with(some, tried), plan)
        row = 0
        for facts, changes_of_case, each in zip(
            some, changes(some, tried, working), tried, strict=True
        ):
            yield _explained(facts, profile, plan, working.of_case(row), changes_of_case)
            row += len(each) + 1


def _explained(
    facts: Facts, profile: Profile, plan: Plan, working: Working, changed: tuple[Change, ...]
) -> Finding:
    asked = questions_of(facts, plan, working)
    start, end = _period(facts, working)
    return Finding(
        profile=profile,
        facts=_canonical(facts),
        verdict=OUTCOME_NAMES[working.verdict[0]],
        provider=OUTCOME_NAMES[working.provider[0]],
        minutes=_known(int(working.minutes[0])),
        support_minutes=_known(int(working.support_minutes[0])),
        support_start=start,
        support_end=end,
        criteria=_criteria(facts, plan, working, asked),
        steps=steps_of(facts, profile, plan, working),
        obligations=_obligations(working, plan, start),
        changes=changed,
        hours_questions=asked.get("hours", ()),
        decision_due=_decision_due(facts, plan),
        followup_due=end + timedelta(days=plan.limit("application.followup_days")) if end else None,
    )


def _canonical(facts: Facts) -> Mapping[str, FactValue]:
    known = {fact.name: facts[fact.name] for fact in FACTS if facts.get(fact.name) is not None}
    return MappingProxyType({name: value for name, value in known.items() if value is not None})


def _known(minutes: int) -> int | None:
    return None if minutes < 0 else minutes


def _period(facts: Facts, working: Working) -> tuple[date | None, date | None]:
    start, end = int(working.award.start[0]), int(working.award.end[0])
    punched = facts.get("request_kind") == "punch_card"
    if not working.award.known[0] or end <= start or punched:
        return None, None
    return EPOCH + timedelta(days=start), EPOCH + timedelta(days=end - 1)


def _criteria(
    facts: Facts, plan: Plan, working: Working, asked: Mapping[str, tuple[str, ...]]
) -> tuple[CriterionFinding, ...]:
    get = facts.get
    return tuple(
        _criterion(
            criterion.code,
            OUTCOME_NAMES[working.criteria[criterion.code][0]],
            tuple([get(name) for name in criterion.facts]),
            asked.get(criterion.code, ()),
        )
        for criterion in _asked(plan)
    )


@lru_cache(maxsize=512)
def _asked(plan: Plan) -> tuple[Criterion, ...]:
    return tuple(each for each in _EVERY.values() if each.asked(plan))


@lru_cache(maxsize=8192)
def _criterion(
    code: str, outcome: str, values: tuple[FactValue | None, ...], asks: tuple[str, ...]
) -> CriterionFinding:
    """One criterion of a finding; many cases have the very same."""
    criterion = _EVERY[code]
    made = CriterionFinding(
        code=code,
        group=criterion.group,
        outcome=outcome,
        facts=MappingProxyType(dict(zip(criterion.facts, values, strict=True))),
        parameters=criterion.parameters,
        questions=asks,
        text="",
    )
    return replace(made, text=canonical(criterion_data(made)))


def _obligations(working: Working, plan: Plan, start: date | None) -> tuple[Obligation, ...]:
    if start is None or OUTCOME_NAMES[working.verdict[0]] != "met_with_obligation":
        return ()
    due = add_months_to(start, plan.limit("growth.within_months"))
    codes = [c for c, outcome in working.criteria.items() if outcome[0] == MET_WITH_OBLIGATION]
    return tuple(Obligation(criterion=code, due=due) for code in codes)


def _decision_due(facts: Facts, plan: Plan) -> date | None:
    received = facts.get("received_on")
    if not isinstance(received, date):
        return None
    return received + timedelta(days=plan.limit("decision.term_days"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
