"""Who is chosen held against a policy on a day: every requirement, its answer and its last day.

Where the rulebook has a criterion, that criterion answers; what it does not look at is answered
by the requirements of this room. A fact that the consultant knows goes before the register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coaches.requirements.answers import (
    JUDGED_ALREADY,
    MET,
    NOT_KNOWN,
    NOT_MET,
    Asked,
    Requirement,
    Row,
)
from coaches.requirements.of_coach import OF_COACH, OF_COACH_WHERE_NO
from coaches.requirements.of_organisation import OF_ORGANISATION
from coaches.requirements.prefill import facts_from_register
from coaches.requirements.rows import (
    EXPIRES_SOON_MONTHS,
    TRAININGS,
    Chosen,
    ListingRow,
    ProofRow,
    last_day,
)
from rulebook.explanation import render
from rulebook.facts import FactValue
from rulebook.finding import find
from rulebook.month_arithmetic import add_months_to
from rulebook.own_words import NOT_STATED
from rulebook.profile import Profile
from rulebook.text import Text

#: An organisation with one of these was judged on what an organisation has to be.
_JUDGES: Final = ("uwv", "municipal_list")
#: The criteria that rest on what a coach can show, and on which proofs.
_SHOWN_FOR: Final = {
    "coach_training": TRAININGS,
    "coach_registration": ("professional_register",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One requirement: by its parameter, or by the code of the criterion that answers it.

    `until` is the last day on which a met one holds, where the register knows; `found` is the
    sentence of the criterion, or what the register says.
    """

    code: str
    outcome: str
    is_criterion: bool
    until: date | None = None
    found: Text | None = None

    def expires_by(self, day: date) -> bool:
        """Whether it stops to hold before or on a day."""
        return self.outcome == MET and self.until is not None and self.until <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """All that a policy asks of who is chosen, on a day."""

    on: date
    lines: tuple[CheckLine, ...]

    @property
    def outcome(self) -> str:
        """The answer of all together: one that is not met decides, then one that is not known."""
        found = {line.outcome for line in self.lines}
        return next((code for code in (NOT_MET, NOT_KNOWN) if code in found), MET)

    def expiring(self, *, until: date | None = None) -> tuple[CheckLine, ...]:
        """Give what stops to hold within three months, or before the support ends."""
        soon = add_months_to(self.on, EXPIRES_SOON_MONTHS)
        last = max(soon, until) if until else soon
        return tuple(line for line in self.lines if line.expires_by(last))


def check(
    chosen: Chosen, profile: Profile, *, on: date, facts: Mapping[str, FactValue | None]
) -> Check:
    """Hold who is chosen against a policy on a day.

    Args:
        chosen: the organisation and the coach; either may be missing.
        profile: the policy that the case works under.
        on: the day.
        facts: of the case; what it does not know of the provider, the register fills in.
    """
    accepted = profile["provider.accepted_recognitions"].value
    codes = accepted if isinstance(accepted, tuple) else ()
    known = {name: value for name, value in facts.items() if value is not None}
    whole = {**facts_from_register(chosen, on=on, accepted=codes), **known}
    criteria = _criteria(chosen, profile, on, whole)
    return Check(on=on, lines=(*criteria, *_requirements(chosen, profile, on, whole)))


def _criteria(
    chosen: Chosen, profile: Profile, on: date, facts: Mapping[str, FactValue]
) -> Iterator[CheckLine]:
    finding = find(facts, profile)
    reasons = zip(render(finding, "nl").reasons, render(finding, "en").reasons, strict=True)
    ends = _last_days(chosen, on, facts)
    for nl, en in reasons:
        if nl.group == "provider":
            yield CheckLine(
                code=nl.code,
                outcome=nl.outcome,
                is_criterion=True,
                until=ends.get(nl.code) if nl.outcome == MET else None,
                found=Text(nl.sentence, en.sentence),
            )


def _last_days(
    chosen: Chosen, on: date, facts: Mapping[str, FactValue]
) -> Mapping[str, date | None]:
    """Until when that is valid what the criteria rest on."""
    ends: dict[str, date | None] = {}
    if chosen.organisation is not None and chosen.form == "external":
        counted = facts.get("provider_recognition")
        ends["provider_recognition"] = last_day(_recognitions(chosen, counted, on))
        if counted not in _JUDGES:
            ends["provider_organisation"] = chosen.organisation.insured_until
    if chosen.coach is not None:
        for code, kinds in _SHOWN_FOR.items():
            ends[code] = last_day(
                [p for p in chosen.coach.proofs if p.kind in kinds and p.holds_on(on)]
            )
    return ends


def _recognitions(
    chosen: Chosen, counted: FactValue | None, on: date
) -> Sequence[ProofRow | ListingRow]:
    if chosen.organisation is None:
        return []
    if counted == "municipal_list":
        lists = chosen.organisation.listings
        return [row for row in lists if row.kept_by == chosen.tenant and row.holds_on(on)]
    return [p for p in chosen.organisation.proofs if p.kind == counted and p.holds_on(on)]


def _requirements(
    chosen: Chosen, profile: Profile, on: date, facts: Mapping[str, FactValue]
) -> Iterator[CheckLine]:
    form = str(facts.get("support_form") or chosen.form)
    if chosen.organisation is not None:
        is_judged = facts.get("provider_recognition") in _JUDGES
        for each in _asked_of(OF_ORGANISATION, form, profile):
            if is_judged:
                yield CheckLine(code=each.parameter, outcome=JUDGED_ALREADY, is_criterion=False)
            else:
                yield _line(each, chosen.organisation, profile, on)
    if chosen.coach is not None:
        for of_coach in _asked_of(OF_COACH, form, profile):
            yield _line(of_coach, chosen.coach, profile, on)
        for of_coach in OF_COACH_WHERE_NO:
            if form in of_coach.forms and profile[of_coach.parameter].value is False:
                yield _line(of_coach, chosen.coach, profile, on)


def _asked_of(
    requirements: Sequence[Requirement[Row]], form: str, profile: Profile
) -> Iterator[Requirement[Row]]:
    """Give those that the policy asks for this form of support."""
    for each in requirements:
        value = profile[each.parameter].value
        is_silent = value is None or value is False or value is NOT_STATED or value == ()
        if form in each.forms and not is_silent:
            yield each


def _line(each: Requirement[Row], row: Row, profile: Profile, on: date) -> CheckLine:
    answer = each.answer(row, Asked(value=profile[each.parameter].value, on=on))
    return CheckLine(
        code=each.parameter,
        outcome=answer.outcome,
        is_criterion=False,
        until=answer.until,
        found=answer.found,
    )
