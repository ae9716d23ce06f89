"""The plain data of a finding as one canonical text: keys sorted, no blanks, letters as they are.

The same bytes as JSON of `Finding.as_data()` in that spelling, sooner: what findings have in
common is written once. A receipt holds two of these texts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rulebook.canonical import canonical
from rulebook.counterfactual import Change
from rulebook.engine import ENGINE_VERSION
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.finding import Finding, used_parameters
from rulebook.finding_data import plain_fact, step_data, value_data
from rulebook.profile import Profile
from rulebook.steps import HoursStep

_FACT_NAMES: Final = tuple(sorted(FACT_BY_NAME))


def text_of_finding(finding: Finding, *, facts: str = "") -> str:
    """Give `finding.as_data()` as canonical text; `facts` are its facts as such, where known."""
    return (
        f'{{"changes":[{",".join([_change(each) for each in finding.changes])}]'
        f',"criteria":[{",".join([each.text for each in finding.criteria])}]'
        f',"decisionDue":{_plain(finding.decision_due)}'
        f',"engine":{_plain(ENGINE_VERSION)}'
        f',"facts":{facts or text_of_facts(finding)}'
        f',"followupDue":{_plain(finding.followup_due)}'
        f',"minutes":{_plain(finding.minutes)}'
        f',"obligations":{_obligations(finding)}'
        f',"parameters":{_parameters(finding)}'
        f',"profile":{_name(finding.profile)}'
        f',"provider":"{finding.provider}"'
        f',"questions":{_codes(finding.questions)}'
        f',"steps":[{",".join([_step(each) for each in finding.steps])}]'
        f',"supportEnd":{_plain(finding.support_end)}'
        f',"supportMinutes":{_plain(finding.support_minutes)}'
        f',"supportStart":{_plain(finding.support_start)}'
        f',"verdict":"{finding.verdict}"}}'
    )


@lru_cache(maxsize=8192, typed=True)
def _plain(value: FactValue | None) -> str:
    """A value as JSON; a day as ISO text."""
    return canonical(plain_fact(value))


@lru_cache(maxsize=2048)
def _codes(codes: tuple[str, ...]) -> str:
    return canonical(codes)


def text_of_facts(finding: Finding) -> str:
    """Give the facts of a finding as canonical text."""
    facts = finding.facts
    known = [f'"{name}":{_plain(facts[name])}' for name in _FACT_NAMES if name in facts]
    return f"{{{','.join(known)}}}"


def _change(change: Change) -> str:
    minutes = "null" if change.minutes < 0 else change.minutes
    return (
        f'{{"changed":{_plain(change.changed)},"current":{_plain(change.current)}'
        f',"fact":"{change.fact}","minutes":{minutes},"solves":{_codes(change.solves)}'
        f',"verdict":"{change.verdict}"}}'
    )


def _step(step: HoursStep) -> str:
    return canonical(step_data(step))


def _obligations(finding: Finding) -> str:
    return canonical(
        [{"criterion": each.criterion, "due": each.due.isoformat()} for each in finding.obligations]
    )


@lru_cache(maxsize=64)
def _name(profile: Profile) -> str:
    return canonical({"name": profile.name, "hash": profile.content_hash})


def _parameters(finding: Finding) -> str:
    """The values that a finding rests on: the same for all cases with the same kind of steps."""
    return _text_of_values(
        finding.profile,
        tuple([each.code for each in finding.criteria]),
        frozenset([step.parameter for step in finding.steps]),
    )


@lru_cache(maxsize=512)
def _text_of_values(profile: Profile, criteria: tuple[str, ...], steps: frozenset[str]) -> str:
    values = {name: profile[name] for name in used_parameters(criteria, steps)}
    return canonical({n: value_data(value) for n, value in values.items() if value.is_stated})
