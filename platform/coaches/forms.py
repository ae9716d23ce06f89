"""The forms of the register: filtering it, and what people fill in of an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import FIRST_DAY_OF_A_LIFE, DayField, PlainForm
from coaches.codes import (
    LISTED,
    PROOFS_OF_COACH,
    PROOFS_OF_ORGANISATION,
    RECOGNITIONS,
    CoachLevel,
    LegalForm,
    Outsourcing,
    ProofKind,
    Specialism,
)
from coaches.fields import CountField, EurosField, KnownField, TenthsField, checked_kvk
from tenants.register import region_names

ALL = ("", _("Alle"))
Groups = Sequence[tuple[Promise, tuple[str, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A field with how it is drawn: its unit, its width, choices in a row or in columns."""

    bound: BoundField
    unit: Promise | str
    width: str
    is_beside: bool
    is_many: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """Fields that belong together, under one heading."""

    title: Promise
    fields: tuple[ShownField, ...]


#: The units of columns, by how their names end.
_UNITS: Mapping[str, Promise | str] = {"_days": _("dagen"), "_months": _("maanden"), "_cents": "€"}


def _shown(bound: BoundField) -> ShownField:
    unit = next((unit for end, unit in _UNITS.items() if bound.name.endswith(end)), "")
    is_short = isinstance(bound.field, TenthsField | EurosField | CountField | DayField)
    is_number = bound.name in ("kvk_number", "telephone")
    return ShownField(
        bound=bound,
        unit=unit,
        width="short" if is_short else "medium" if is_number else "",
        is_beside=isinstance(bound.field, KnownField),
        is_many=isinstance(bound.field, forms.MultipleChoiceField),
    )


def region_choices() -> list[tuple[str, str]]:
    """Give the labour-market regions by name."""
    return sorted(region_names().items(), key=lambda region: region[1])


class RegisterFilterForm(PlainForm):
    """Which organisations to show; all of it stands in the address."""

    naam = forms.CharField(label=_("Naam of KvK-nummer"), required=False, max_length=120)
    regio = forms.ChoiceField(label=_("Regio"), required=False)
    specialisme = forms.ChoiceField(
        label=_("Specialisme"), required=False, choices=[ALL, *Specialism.choices]
    )
    erkenning = forms.ChoiceField(label=_("Erkenning"), required=False)

    def __init__(self, data: object, *, has_list: bool = True) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        own = [(LISTED, _("op onze lijst"))] if has_list else []
        kinds = [(kind.value, kind.label) for kind in RECOGNITIONS]
        self._choose("regio", [ALL, *region_choices()])
        self._choose("erkenning", [ALL, *kinds, *own])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class EntryForm(PlainForm):
    """What people fill in of an entry; `sections` says what stands together."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Naam"), max_length=120, error_messages={"required": _("Vul de naam in.")}
    )
    regions = forms.MultipleChoiceField(
        label=_("Arbeidsmarktregio's"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    specialisms = forms.MultipleChoiceField(
        label=_("Specialismen"),
        choices=Specialism.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_active = forms.BooleanField(label=_("Begeleidt op dit moment mensen"), required=False)

    groups: Groups = ()

    def __init__(self, data: object = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {"is_active": True}))  # type: ignore[arg-type]
        regions = self.fields["regions"]
        if isinstance(regions, forms.MultipleChoiceField):
            regions.choices = region_choices()

    @property
    def sections(self) -> tuple[FormSection, ...]:
        """Give the fields as they are drawn."""
        return tuple(
            FormSection(title=title, fields=tuple(_shown(self[name]) for name in names))
            for title, names in self.groups
        )

    @property
    def values(self) -> dict[str, Any]:
        """Give what was filled in, by the names of the columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class OrganisationForm(EntryForm):
    """A coach organisation; what stays empty is not known."""

    kvk_number = forms.CharField(label=_("KvK-nummer"), required=False, max_length=20)
    legal_form = forms.ChoiceField(
        label=_("Rechtsvorm"), required=False, choices=[("", _("Niet bekend")), *LegalForm.choices]
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    telephone = forms.CharField(label=_("Telefoon"), required=False, max_length=20)
    staff_tenths = TenthsField(label=_("Voltijdsbanen aan jobcoaches"))
    is_insured = KnownField(label=_("Verzekerd tegen aansprakelijkheid"))
    insured_cents = EurosField(label=_("Verzekerd bedrag per jaar"))
    insured_until = DayField(label=_("Verzekerd tot en met"), required=False)
    insurance_names_coaching = KnownField(label=_("De polis noemt jobcoaching"))
    complaints_rules = KnownField(label=_("Klachtenregeling"))
    complaints_acknowledged_days = CountField(label=_("Klacht bevestigd binnen"))
    complaints_refusal_days = CountField(label=_("Weigering uitgelegd binnen"))
    complaints_settled_days = CountField(label=_("Klacht afgehandeld binnen"))
    complaints_escalation = KnownField(
        label=_("De regeling noemt dat iemand daarna bij de uitvoerder terechtkan")
    )
    privacy_rules = KnownField(label=_("Privacyreglement"))
    records_kept_months = CountField(label=_("Dossier bewaard na het einde"))
    satisfaction_of_people_tenths = TenthsField(label=_("Tevredenheid van werknemers"))
    satisfaction_of_employers_tenths = TenthsField(label=_("Tevredenheid van werkgevers"))
    satisfaction_measured_on = DayField(label=_("Tevredenheid gemeten op"), required=False)
    is_independent = KnownField(label=_("Onafhankelijk van werkgevers"))
    outsourcing = forms.ChoiceField(
        label=_("Begeleiding uitbesteden"),
        required=False,
        choices=[("", _("Niet bekend")), *Outsourcing.choices],
    )

    groups = (
        (_("Wie het is"), ("name", "kvk_number", "legal_form", "website", "telephone")),
        (_("Wat zij doet"), ("specialisms", "regions", "staff_tenths", "is_active")),
        (
            _("Verzekering"),
            ("is_insured", "insured_cents", "insured_until", "insurance_names_coaching"),
        ),
        (
            _("Klachten en privacy"),
            (
                "complaints_rules", "complaints_acknowledged_days", "complaints_refusal_days",
                "complaints_settled_days", "complaints_escalation", "privacy_rules",
                "records_kept_months",
            ),
        ),
        (
            _("Kwaliteit"),
            (
                "satisfaction_of_people_tenths", "satisfaction_of_employers_tenths",
                "satisfaction_measured_on", "is_independent", "outsourcing",
            ),
        ),
    )  # fmt: skip

    def clean_kvk_number(self) -> str:
        """Give the number as it is stored."""
        return checked_kvk(self.cleaned_data["kvk_number"])


class CoachForm(EntryForm):
    """A coach; what stays empty is not known."""

    level = forms.ChoiceField(
        label=_("Niveau"), required=False, choices=[("", _("Niet bekend")), *CoachLevel.choices]
    )
    works_since = DayField(label=_("Jobcoach sinds"), required=False, first=FIRST_DAY_OF_A_LIFE)
    people_now = CountField(label=_("Mensen die deze jobcoach nu begeleidt"))
    people_most = CountField(label=_("Mensen die deze jobcoach hoogstens begeleidt"))
    instruction_experience = KnownField(label=_("Ervaring met werkinstructie"))
    work_experience = KnownField(label=_("Kent het werk van de persoon"))
    is_freed = KnownField(label=_("Deels vrijgesteld voor de begeleiding"))

    groups: Groups = (
        (_("Wie het is"), ("name", "level", "works_since")),
        (_("Wat deze jobcoach doet"), ("specialisms", "regions", "people_now", "people_most")),
        (
            _("Alleen bij begeleiding door de werkgever"),
            ("instruction_experience", "work_experience", "is_freed"),
        ),
        (_("Nu"), ("is_active",)),
    )


class NewCoachForm(CoachForm):
    """A coach who works for the tenant itself or, where one is named, for an employer."""

    employer_name = forms.CharField(
        label=_("Werkgever"),
        help_text=_("Bij een interne jobcoach of HARRIE. Leeg: in dienst van uw organisatie."),
        required=False,
        max_length=120,
    )

    groups = (
        (_("Wie het is"), ("name", "employer_name", "level", "works_since")),
        *CoachForm.groups[1:],
    )


class ValidityForm(PlainForm):
    """From when to when something holds."""

    valid_from = DayField(label=_("Geldig vanaf"))
    valid_until = DayField(
        label=_("Geldig tot en met"), help_text=_("Leeg: geen einde."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Hold the two days against each other."""
        given = super().clean() or {}
        first: date | None = given.get("valid_from")
        last: date | None = given.get("valid_until")
        if first and last and last < first:
            raise_on = _("De laatste dag ligt voor de eerste. Pas een van de twee aan.")
            self.add_error("valid_until", ValidationError(raise_on))
        return given


class ProofForm(ValidityForm):
    """Something that an organisation or a coach can show."""

    kind = forms.ChoiceField(label=_("Soort"))
    issuer = forms.CharField(
        label=_("Afgegeven door"),
        help_text=_("Bijvoorbeeld OVAL, Noloc of de opleider."),
        required=False,
        max_length=120,
    )
    field_order = ("kind", "issuer", "valid_from", "valid_until")

    def __init__(self, data: object = None, *, of_coach: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        kinds = PROOFS_OF_COACH if of_coach else PROOFS_OF_ORGANISATION
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind, ProofKind(kind).label) for kind in kinds]
