"""Explanations: a finding's codes turned into sentences, in Dutch or in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from rulebook.counterfactual import Change
from rulebook.facts import FACT_BY_NAME
from rulebook.finding import CriterionFinding, Finding
from rulebook.provider import REQUIREMENTS
from rulebook.rendered_value import RenderedValue, value_of
from rulebook.steps import HoursStep
from rulebook.ternary import OUTCOME_LABELS, OUTCOME_NAMES
from rulebook.text import Text
from rulebook.wording import (
    code_label,
    date_long,
    euros,
    fact_value,
    hours_in_words,
    hours_minutes,
    number,
    parameter_value,
    percentage,
    words,
)

_PLACEHOLDER: Final = re.compile(r"\{(fact|policy):([a-z_.]+)\}|\{([a-z_]+)\}")
_GROUND_PARAMETERS: Final = ("target_group.accepted_grounds", "target_group.statutory_grounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedReason:
    """One criterion in words: label, sentence, values with their sources, facts to ask for."""

    code: str
    group: str
    outcome: str
    outcome_label: str
    label: str
    sentence: str
    values: tuple[RenderedValue, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedStep:
    """One step of the hours in words, with the values that it rests on."""

    code: str
    sentence: str
    values: tuple[RenderedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFinding:
    """A whole finding in words, ready for a page, a letter or a terminal."""

    verdict: str
    verdict_label: str
    provider: str
    provider_label: str
    hours: str
    period: str
    reasons: tuple[RenderedReason, ...]
    steps: tuple[RenderedStep, ...]
    obligations: tuple[str, ...]
    changes: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    marks: tuple[RenderedValue, ...]


def render(finding: Finding, language: str, *, to_person: bool = False) -> RenderedFinding:
    """`finding` in Dutch ("nl") or English ("en").

    `to_person` says "you" to whom it is about, as a letter does.
    """
    reasons = tuple(
        _reason(criterion, finding, language, to_person=to_person) for criterion in finding.criteria
    )
    steps = tuple(_rendered_step(step, finding, language) for step in finding.steps)
    values = [v for reason in reasons for v in reason.values]
    values += [v for step in steps for v in step.values]
    seen = {v.parameter: v for v in values if v.certainty_code == "unverified"}
    return RenderedFinding(
        verdict=finding.verdict,
        verdict_label=_outcome_label(finding.verdict, language),
        provider=finding.provider,
        provider_label=_outcome_label(finding.provider, language),
        hours=_hours(finding.minutes, language),
        period=_period(finding, language),
        reasons=reasons,
        steps=steps,
        obligations=tuple(_obligation(o.criterion, o.due, language) for o in finding.obligations),
        changes=tuple(_change(change, language) for change in finding.changes),
        questions=_questions(finding.questions, language),
        marks=tuple(seen.values()),
    )


def criterion_label(code: str, language: str) -> str:
    """The name of a criterion as people read it."""
    return words().criteria[code]["label"].in_language(language)


def _reason(
    criterion: CriterionFinding, finding: Finding, language: str, *, to_person: bool
) -> RenderedReason:
    texts = words().criteria[criterion.code]
    template = texts.get(criterion.outcome) or texts["met"]
    if to_person:
        template = texts.get(f"{criterion.outcome}_to_person", template)
    arguments = _ARGUMENTS.get(criterion.code, _no_arguments)(criterion, finding, language)
    return RenderedReason(
        code=criterion.code,
        group=criterion.group,
        outcome=criterion.outcome,
        outcome_label=_outcome_label(criterion.outcome, language),
        label=texts["label"].in_language(language),
        sentence=_filled(template, arguments, finding, language),
        values=tuple(
            value_of(finding.profile, name, language)
            for name in criterion.parameters
            if finding.profile[name].is_stated
        ),
        questions=_questions(criterion.questions, language),
    )


def _filled(text: Text, arguments: Mapping[str, str], finding: Finding, language: str) -> str:
    def fill(match: re.Match[str]) -> str:
        kind, name, argument = match.groups()
        if kind == "fact":
            return fact_value(name, finding.facts.get(name), language)
        if kind == "policy":
            resolved = finding.profile[name]
            return parameter_value(resolved.parameter, resolved.value, language)
        return arguments[argument]

    return _PLACEHOLDER.sub(fill, text.in_language(language)).replace(" %", "\N{NO-BREAK SPACE}%")


def _grounds(criterion: CriterionFinding, finding: Finding, language: str) -> dict[str, str]:
    admitted: list[str] = []
    for parameter in _GROUND_PARAMETERS:
        value = finding.profile[parameter].value
        admitted.extend(value if isinstance(value, tuple) else ())
    matched = [ground for ground in admitted if criterion.facts.get(ground) is True]
    return {
        "admitted": ", ".join(code_label(ground, language) for ground in dict.fromkeys(admitted)),
        "matched": ", ".join(code_label(ground, language) for ground in dict.fromkeys(matched)),
    }


def _hours_worked(criterion: CriterionFinding, finding: Finding, language: str) -> dict[str, str]:  # noqa: ARG001
    yearly, weekly = criterion.facts.get("yearly_hours"), criterion.facts.get("weekly_hours")
    english = language.startswith("en")
    if isinstance(yearly, int):
        return {
            "hours_worked": hours_in_words(yearly, language)
            + (" a year" if english else " per jaar")
        }
    if isinstance(weekly, int):
        return {
            "hours_worked": hours_in_words(weekly, language)
            + (" a week" if english else " per week")
        }
    return {"hours_worked": ""}


def _lacking(criterion: CriterionFinding, finding: Finding, language: str) -> dict[str, str]:
    named = [
        code_label(fact, language)
        for parameter, fact in REQUIREMENTS.items()
        if finding.profile[parameter].value is True and criterion.facts.get(fact) is False
    ]
    return {"lacking": ", ".join(named)}


def _no_arguments(criterion: CriterionFinding, finding: Finding, language: str) -> dict[str, str]:  # noqa: ARG001
    return {}


_ARGUMENTS: Final = {
    "target_group": _grounds,
    "weekly_hours": _hours_worked,
    "provider_organisation": _lacking,
}


def _rendered_step(step: HoursStep, finding: Finding, language: str) -> RenderedStep:
    texts = words().steps[step.code]
    arguments = {name: _argument(name, value, language) for name, value in step.arguments.items()}
    if step.code == "total":
        arguments["minutes"] = hours_minutes(
            int(Fraction(str(step.arguments["minutes"]))), language
        )
    values: tuple[RenderedValue, ...] = ()
    if step.parameter:
        values = (value_of(finding.profile, step.parameter, language, step.cell),)
    sentence = _filled(texts, arguments, finding, language)
    return RenderedStep(code=step.code, sentence=sentence[0].upper() + sentence[1:], values=values)


def _argument(name: str, value: object, language: str) -> str:
    if isinstance(value, date):
        return date_long(value, language)
    if isinstance(value, str):
        return code_label(value, language)
    if isinstance(value, Fraction):
        return _exact_hours(value, language)
    if not isinstance(value, int):
        raise TypeError(name)
    if name == "rate":
        return percentage(value, language)
    if name in ("amount", "tariff"):
        return euros(value, language)
    return number(value, language) if name == "days" else hours_in_words(value, language)


def _exact_hours(minutes: Fraction, language: str) -> str:
    """Write a step of the hours as its sum is written; a part of a minute is told as "about"."""
    text = hours_minutes((minutes + Fraction(1, 2)).__floor__(), language)
    if minutes.denominator == 1:
        return text
    return f"{Text('ongeveer', 'about').in_language(language)} {text}"


def _outcome_label(outcome: str, language: str) -> str:
    return OUTCOME_LABELS[OUTCOME_NAMES.index(outcome)].in_language(language)


def _hours(minutes: int | None, language: str) -> str:
    if minutes is None:
        return Text("nog niet bekend", "not yet known").in_language(language)
    return hours_minutes(minutes, language)


def _period(finding: Finding, language: str) -> str:
    if finding.support_start is None or finding.support_end is None:
        return ""
    start, end = (
        date_long(finding.support_start, language),
        date_long(finding.support_end, language),
    )
    return Text(
        f"van {start} tot en met {end}", f"from {start} up to and including {end}"
    ).in_language(language)


def _questions(names: tuple[str, ...], language: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, FACT_BY_NAME[name].label.in_language(language)) for name in names)


def _obligation(criterion: str, due: date, language: str) -> str:
    label, day = criterion_label(criterion, language), date_long(due, language)
    return Text(
        f"{label}: uiterlijk op {day} moet het gewone minimum zijn gehaald.",
        f"{label}: the ordinary minimum must be reached by {day}.",
    ).in_language(language)


def _change(change: Change, language: str) -> str:
    label = FACT_BY_NAME[change.fact].label.in_language(language)
    value = fact_value(change.fact, change.changed, language)
    verdict = _outcome_label(change.verdict, language)
    hours = _hours(change.minutes if change.minutes >= 0 else None, language)
    solved = ", ".join(criterion_label(code, language).lower() for code in change.solves)
    if change.verdict.startswith("met"):
        return Text(
            f"{label}: {value} → {verdict}, {hours}.", f"{label}: {value} → {verdict}, {hours}."
        ).in_language(language)
    if solved:
        return Text(
            f"{label}: {value} → lost op: {solved}. Dat is niet genoeg.",
            f"{label}: {value} → settles: {solved}. That is not enough.",
        ).in_language(language)
    return Text(f"{label}: {value} → {verdict}.", f"{label}: {value} → {verdict}.").in_language(
        language
    )
