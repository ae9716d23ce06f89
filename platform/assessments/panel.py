"""The finding panel: what the rules say of a case, in words, with a link for every question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.journey import STEP_OF_FIELD
from assessments.rules_in_force import BothFindings, RulesOfDay, both_findings
from rulebook.contradictions import Contradiction, contradictions
from rulebook.explanation import RenderedReason, criterion_label, render
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.finding import Finding
from rulebook.rendered_value import RenderedValue
from rulebook.wording import hours_minutes

MOST_CHANGES = 6
_REGISTER_NUMBER = re.compile(r" \([^()]*\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fact to ask for, with the address of its field; no address where nothing can be changed."""

    fact: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """Facts whose answer cannot be used as it was typed, and which of them contradict each other.

    Conflicts that the page names elsewhere already can be left out.
    """

    facts: tuple[str, ...] = ()
    conflicts: tuple[Contradiction, ...] = ()


NOTHING_REFUSED = NotCounted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion: outcome, what it comes down to, where its limit comes from, what to ask.

    `corrections` are questions whose answer was given and cannot be used as it was typed.
    """

    code: str
    label: str
    outcome: str
    sentence: str
    limit: RenderedValue | None
    source: str
    source_url: str
    is_doubtful: bool
    questions: tuple[Question, ...]
    corrections: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Both answers to a case, ready for the page.

    `to_correct` are the answers on the screen that cannot be used as they were typed: the panel
    does not count them, and does not ask for them either. `difference` says in words how far the
    own advice is from that of the baseline. `marks` are the values that nobody could verify.
    """

    policy: str
    verdict: str
    hours: str
    period: str
    is_known: bool
    lines: tuple[Line, ...]
    provider: str
    provider_lines: tuple[Line, ...]
    hours_questions: tuple[Question, ...]
    obligations: tuple[str, ...]
    changes: tuple[str, ...]
    baseline_verdict: str
    baseline_hours: str
    baseline_is_known: bool
    baseline_differs: tuple[str, ...]
    difference: str
    marks: tuple[RenderedValue, ...]
    problems: tuple[str, ...]
    to_correct: tuple[Question, ...]


def panel_of(
    *,
    facts: Mapping[str, FactValue | None],
    rules: RulesOfDay,
    number: str = "",
    typed: NotCounted = NOTHING_REFUSED,
) -> Panel:
    """Give the panel of these facts in the active language.

    Args:
        facts: as far as known; those that contradict each other are named in `problems`.
        rules: the profiles to hold them against.
        number: the case, for the addresses of the fields; empty for a case that stands still.
        typed: what stands on the screen and is not among the facts.
    """
    findings = both_findings(facts=facts, rules=rules)
    return panel_from(findings=findings, number=number, typed=typed)


def panel_from(
    *, findings: BothFindings, number: str = "", typed: NotCounted = NOTHING_REFUSED
) -> Panel:
    """Give the panel of findings that were made already, such as those of a receipt."""
    language = language_now()
    own, baseline = render(findings.own, language), render(findings.baseline, language)
    lines = [_line(reason, number, typed.facts) for reason in own.reasons]
    hours_questions = _without(_only_of_hours(findings.own), typed.facts)
    found = (*typed.conflicts, *contradictions(findings.own.facts))
    groups = {reason.code: reason.group for reason in own.reasons}
    return Panel(
        policy=findings.own.profile.title.in_language(language),
        verdict=own.verdict,
        hours=own.hours,
        period=own.period,
        is_known=findings.own.minutes is not None,
        lines=tuple(line for line in lines if groups[line.code] != "provider"),
        provider=own.provider,
        provider_lines=tuple(line for line in lines if groups[line.code] == "provider"),
        hours_questions=_questions(hours_questions, number),
        obligations=own.obligations,
        changes=_changes(findings.own, own.changes),
        baseline_verdict=baseline.verdict,
        baseline_hours=baseline.hours,
        baseline_is_known=baseline.verdict != "not_met" and findings.baseline.minutes is not None,
        baseline_differs=_differing(findings, language),
        difference=difference_in_words(findings.difference, language),
        marks=_unverified(own.marks, baseline.marks),
        problems=tuple(dict.fromkeys(each.reason.in_language(language) for each in found)),
        to_correct=_questions(typed.facts, number),
    )


def difference_in_words(minutes: int | None, language: str) -> str:
    """Say how far the own advice is from that of the baseline; empty where one is not known."""
    if minutes is None:
        return ""
    if minutes == 0:
        return _("Evenveel als het eigen beleid.")
    words = {"hours": hours_minutes(abs(minutes), language)}
    if minutes > 0:
        return _("Het eigen beleid geeft %(hours)s meer.") % words
    return _("Het eigen beleid geeft %(hours)s minder.") % words


def address_of(fact: str, number: str) -> str:
    """Give the address of the field of a fact in a case."""
    step = STEP_OF_FIELD[fact]
    return f"{reverse('assessments:step', args=[number, step.slug])}#id_{fact}"


def _changes(finding: Finding, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The changes worth showing: a fact that nobody told yet is a question, not a change."""
    told = [
        text
        for change, text in zip(finding.changes, texts, strict=True)
        if change.current is not None or finding.verdict == "not_met"
    ]
    return tuple(told[:MOST_CHANGES])


def _in_policy(parameter: str) -> str:
    """The place of a parameter on the policy sheet, with its source, certainty and history."""
    return f"{reverse('policy:sheet')}#{parameter.replace('.', '-').replace('_', '-')}"


def _short(source: str) -> str:
    """A source without its number in a register, which stands in the full explanation."""
    return _REGISTER_NUMBER.sub("", source)


def _line(reason: RenderedReason, number: str, refused: tuple[str, ...]) -> Line:
    names = tuple(name for name, _label in reason.questions)
    return Line(
        code=reason.code,
        label=reason.label,
        outcome=reason.outcome,
        sentence=reason.sentence,
        limit=reason.values[0] if reason.values else None,
        source=_short(reason.values[0].source) if reason.values else "",
        source_url=_in_policy(reason.values[0].parameter) if reason.values else "",
        is_doubtful=any(value.certainty_code == "unverified" for value in reason.values[:1]),
        questions=_questions(_without(names, refused), number),
        corrections=_questions(tuple(name for name in names if name in refused), number),
    )


def _without(names: tuple[str, ...], left_out: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in left_out)


def _questions(names: tuple[str, ...], number: str) -> tuple[Question, ...]:
    language = language_now()
    return tuple(
        Question(
            fact=name,
            label=FACT_BY_NAME[name].label.in_language(language),
            url=address_of(name, number) if number else "",
        )
        for name in names
    )


def _only_of_hours(finding: Finding) -> tuple[str, ...]:
    asked = {name for criterion in finding.criteria for name in criterion.questions}
    return tuple(name for name in finding.hours_questions if name not in asked)


def _differing(findings: BothFindings, language: str) -> tuple[str, ...]:
    """The criteria that the two profiles answer otherwise."""
    other = {criterion.code: criterion.outcome for criterion in findings.baseline.criteria}
    return tuple(
        criterion_label(criterion.code, language)
        for criterion in findings.own.criteria
        if criterion.outcome != other[criterion.code]
    )


def _unverified(
    own: tuple[RenderedValue, ...], baseline: tuple[RenderedValue, ...]
) -> tuple[RenderedValue, ...]:
    return tuple({value.parameter: value for value in (*baseline, *own)}.values())
