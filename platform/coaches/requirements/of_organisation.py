"""What a policy may ask of a coach organisation beyond the criteria of the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from coaches.requirements.answers import (
    MET,
    NOT_KNOWN,
    NOT_MET,
    UNKNOWN,
    Answer,
    Asked,
    Requirement,
    at_least,
    at_most,
    yes,
)
from coaches.requirements.rows import OrganisationRow, last_day
from rulebook import wording
from rulebook.month_arithmetic import add_months_to
from rulebook.text import Text

#: From what binds most to least, as in the policy.
_OUTSOURCING: Final = ("no_outsourcing", "recognised_only", "outsourcing_free")


def _chamber(row: OrganisationRow, _asked: Asked) -> Answer:
    number = row.kvk_number
    return yes(True, found=Text(number, number)) if number else UNKNOWN


def _staff(row: OrganisationRow, asked: Asked) -> Answer:
    return at_least(row.staff_tenths, asked.value, unit="tenths")


def _insured_for(row: OrganisationRow, asked: Asked) -> Answer:
    answer = at_least(row.insured_cents, asked.value, unit="cents")
    return replace(answer, until=row.insured_until if answer.outcome == MET else None)


def _names_coaching(row: OrganisationRow, _asked: Asked) -> Answer:
    return yes(row.insurance_names_coaching)


def _complaints(row: OrganisationRow, asked: Asked) -> Answer:
    """Each of the terms is kept; one that is not decides, then one that is not known."""
    terms = asked.value if isinstance(asked.value, Mapping) else {}
    answers = {
        at_most(row.complaints_acknowledged_days, terms.get("acknowledged"), unit="days").outcome,
        at_most(row.complaints_refusal_days, terms.get("refusal_reasoned"), unit="days").outcome,
        at_most(row.complaints_settled_days, terms.get("settled"), unit="days").outcome,
    }
    return Answer(outcome=next((c for c in (NOT_MET, NOT_KNOWN) if c in answers), MET))


def _escalation(row: OrganisationRow, _asked: Asked) -> Answer:
    return yes(row.complaints_escalation)


def _kept(row: OrganisationRow, asked: Asked) -> Answer:
    return at_most(row.records_kept_months, asked.value, unit="months")


def _satisfaction(row: OrganisationRow, asked: Asked) -> Answer:
    """Of people and of employers apart, so the lower of the two counts."""
    marks = (row.satisfaction_of_people_tenths, row.satisfaction_of_employers_tenths)
    known = [mark for mark in marks if mark is not None]
    lower = min(known) if len(known) == len(marks) else None
    return at_least(lower, asked.value, unit="tenths")


def _measured(row: OrganisationRow, asked: Asked) -> Answer:
    day = row.satisfaction_measured_on
    if day is None or not isinstance(asked.value, int):
        return UNKNOWN
    until = add_months_to(day, asked.value)
    found = Text(wording.date_long(day, "nl"), wording.date_long(day, "en"))
    return yes(asked.on <= until, found=found, until=until)


def _independent(row: OrganisationRow, _asked: Asked) -> Answer:
    return yes(row.is_independent)


def _outsourcing(row: OrganisationRow, asked: Asked) -> Answer:
    if not row.outsourcing:
        return UNKNOWN
    return yes(_OUTSOURCING.index(row.outsourcing) <= _OUTSOURCING.index(str(asked.value)))


def _statements(row: OrganisationRow, asked: Asked) -> Answer:
    """Each statement is valid; one that was never shown is not known, one that lapsed is not."""
    wanted = asked.value if isinstance(asked.value, tuple) else ()
    shown = {kind: [p for p in row.proofs if p.kind == kind] for kind in wanted}
    held = {kind: [p for p in proofs if p.holds_on(asked.on)] for kind, proofs in shown.items()}
    if all(held.values()):
        days = [last_day(proofs) for proofs in held.values()]
        return yes(True, until=min((day for day in days if day), default=None))
    return yes(False) if all(shown.values()) else UNKNOWN


_EXTERNAL: Final = ("external",)

OF_ORGANISATION: Final[tuple[Requirement[OrganisationRow], ...]] = tuple(
    Requirement(parameter=parameter, forms=_EXTERNAL, answer=answer)
    for parameter, answer in (
        ("provider.chamber_of_commerce_required", _chamber),
        ("provider.minimum_staff", _staff),
        ("provider.insurance_minimum", _insured_for),
        ("provider.insurance_names_coaching", _names_coaching),
        ("provider.complaints_days", _complaints),
        ("provider.complaints_escalation", _escalation),
        ("provider.records_kept_months", _kept),
        ("provider.satisfaction_minimum", _satisfaction),
        ("provider.satisfaction_every_months", _measured),
        ("provider.independence_required", _independent),
        ("provider.outsourcing", _outsourcing),
        ("provider.integrity_statements", _statements),
    )
)
