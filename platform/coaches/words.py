"""Entries of the register in words, for pages and files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.language import language_now
from coaches.codes import (
    CoachLevel,
    Employment,
    LegalForm,
    Outsourcing,
    ProofKind,
    Specialism,
)
from coaches.expiring import INSURANCE, LISTING
from coaches.forms import CoachForm, EntryForm, OrganisationForm
from coaches.requirements.check import CheckLine
from coaches.requirements.rows import CoachRow, OrganisationRow
from rulebook import wording
from rulebook.explanation import criterion_label
from rulebook.profile import Profile
from tenants.register import region_names

_CODES: Mapping[str, Any] = {
    "legal_form": LegalForm,
    "outsourcing": Outsourcing,
    "level": CoachLevel,
    "employment": Employment,
}
_UNITS = {"_tenths": "tenths", "_cents": "cents", "_days": "days", "_months": "months"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of an entry: what, and its value in words; None is not known."""

    name: str | Promise
    value: str | None
    change_url: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroup:
    """Lines of an entry under one heading."""

    title: str | Promise
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """One requirement of a policy in words, with its answer and what the register says."""

    label: str
    asked: str
    outcome: str
    found: str
    until: date | None


def specialisms_in_words(codes: Iterable[str]) -> str:
    """Give specialisms as a list in words."""
    return ", ".join(str(Specialism(code).label) for code in codes if code in Specialism)


def regions_in_words(codes: Iterable[str]) -> str:
    """Give labour-market regions by name."""
    names = region_names()
    return ", ".join(names.get(code, code) for code in codes)


def kind_in_words(kind: str) -> str:
    """Give what a proof is called, and what else can expire."""
    if kind == INSURANCE:
        return _("verzekering")
    if kind == LISTING:
        return _("plaats op onze lijst")
    return str(ProofKind(kind).label)


def value_in_words(name: str, value: object) -> str | None:
    """Give the value of a column in words; None where it is not known."""
    language = language_now()
    if value is None or value == "":
        return None
    if name in _CODES:
        return str(_CODES[name](value).label)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return wording.date_long(value, language)
    if isinstance(value, list | tuple):
        told = regions_in_words(value) if name == "regions" else specialisms_in_words(value)
        return told or None
    if isinstance(value, int):
        unit = next((unit for end, unit in _UNITS.items() if name.endswith(end)), "number")
        return wording.quantity(value, unit, language)
    return str(value)


def entry_in_words(row: OrganisationRow | CoachRow) -> tuple[FactGroup, ...]:
    """Give all that is filled in of an entry, in the groups of its form."""
    form: EntryForm = OrganisationForm() if isinstance(row, OrganisationRow) else CoachForm()
    return tuple(
        FactGroup(
            title=section.title,
            facts=tuple(
                Fact(
                    name=str(shown.bound.label),
                    value=value_in_words(shown.bound.name, getattr(row, shown.bound.name)),
                )
                for shown in section.fields
                if shown.bound.name != "name"
            ),
        )
        for section in form.sections
    )


def label_of(name: str, *, is_coach: bool) -> str:
    """Give what a column is called on its form."""
    fields = (CoachForm if is_coach else OrganisationForm).base_fields
    return str(fields[name].label)


def said(line: CheckLine, profile: Profile) -> SaidLine:
    """Give a requirement in words: of a criterion its sentence, else what is asked and found."""
    language = language_now()
    found = line.found.in_language(language) if line.found else ""
    if line.is_criterion:
        return SaidLine(
            label=criterion_label(line.code, language),
            asked="",
            outcome=line.outcome,
            found=found,
            until=line.until,
        )
    resolved = profile[line.code]
    if line.outcome == "judged_already":
        found = _("al beoordeeld bij de erkenning of voor de lijst")
    elif found:
        found = _("het register zegt: %(found)s") % {"found": found}
    return SaidLine(
        label=resolved.parameter.label.in_language(language),
        asked=wording.parameter_value(resolved.parameter, resolved.value, language),
        outcome="met" if line.outcome == "judged_already" else line.outcome,
        found=found,
        until=line.until,
    )
