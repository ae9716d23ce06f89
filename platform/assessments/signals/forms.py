"""Forms of signals: the short one that anybody fills in, and those of the consultant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import FIRST_DAY_OF_A_LIFE, DayField, PlainForm
from assessments.forms import reference_of
from assessments.people.queries import PersonRow
from assessments.references import LONGEST_REFERENCE, holds_bsn
from assessments.signals.contents import Contents
from assessments.signals.numbers import LENGTH, number_for
from assessments.signals.status import CloseReason, SenderRole

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_SEEN = 1000
_NEW = "new"


def _line(
    label: "_StrPromise",
    *,
    longest: int = 100,
    required: bool = False,
    help_text: "_StrPromise | str" = "",
    widget: forms.Widget | None = None,
) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=longest, help_text=help_text, widget=widget
    )


class SignalForm(PlainForm):
    """Who signals, about whom, what is seen, and how to reach the sender."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    role = forms.ChoiceField(label=_("Wie bent u?"), choices=SenderRole, widget=forms.RadioSelect)
    about_first_name = _line(_("Voornaam van de persoon"))
    about_surname = _line(_("Achternaam van de persoon"), required=True)
    about_birth_date = DayField(
        label=_("Geboortedatum van de persoon"),
        help_text=_("Als u die weet."),
        required=False,
        first=FIRST_DAY_OF_A_LIFE,
        is_past=True,
    )
    workplace = _line(_("Waar werkt de persoon?"))
    seen = _line(
        _("Wat ziet u, en wat kan helpen?"),
        longest=LONGEST_SEEN,
        required=True,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Kort is genoeg. Schrijf niets over ziekte, diagnose of medicijnen, en geen "
            "burgerservicenummer. Wat nodig is, vragen wij later."
        ),
    )
    sender_name = _line(_("Uw naam"))
    sender_contact = _line(
        _("Uw telefoonnummer of e-mailadres"),
        longest=200,
        help_text=_("Zonder kunnen wij u niets vragen."),
    )
    # People leave it empty, because they do not see it; what fills in every field does not.
    website = _line(
        _("Laat dit veld leeg"),
        longest=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"token": uuid4()})
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Refuse a citizen service number in whatever field it stands."""
        given = super().clean() or {}
        for name, value in list(given.items()):
            if isinstance(value, str) and holds_bsn(value):
                self.add_error(name, _("Haal het burgerservicenummer weg. Dat vragen wij later."))
        return given

    @property
    def is_filled_in_by_a_machine(self) -> bool:
        """Whether the field was filled in that people do not see."""
        return bool(self.cleaned_data.get("website"))

    @property
    def number(self) -> str:
        """The receipt number that goes with this form."""
        return number_for(str(self.cleaned_data.get("token") or uuid4()))

    def contents(self, *, number: str) -> Contents:
        """Give what was told."""
        names = ("about_first_name", "about_surname", "workplace", "seen", "sender_name")
        given = {name: self.cleaned_data[name] for name in (*names, "sender_contact")}
        born = self.cleaned_data["about_birth_date"]
        return Contents(about_birth_date=born, number=number, **given)


class NumberForm(PlainForm):
    """The receipt number of a signal."""

    number = forms.CharField(
        label=_("Nummer van uw melding"),
        help_text=_("Bijvoorbeeld 7K4M-Q2XP-9RTD."),
        max_length=LENGTH * 2,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class OpenFromSignalForm(PlainForm):
    """Opening a case from a signal: the own reference, and whose case it is."""

    client_reference = forms.CharField(
        label=_("Uw eigen kenmerk van deze klant"),
        help_text=_("Bijvoorbeeld het klantnummer uit uw eigen systeem. Geen naam en geen BSN."),
        max_length=LONGEST_REFERENCE,
        error_messages={"required": _("Geef het kenmerk waarmee u deze klant terugvindt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        people: Sequence[PersonRow],
        municipalities: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        if people:
            known = [(str(each.id), _described(each)) for each in people]
            self.fields["person"] = forms.ChoiceField(
                label=_("Is het iemand die uw organisatie al kent?"),
                choices=[*known, (_NEW, _("Nee, een nieuwe persoon"))],
                widget=forms.RadioSelect,
            )
        if len(municipalities) > 1:
            self.fields["municipality_code"] = forms.ChoiceField(
                label=_("Woonplaats"),
                choices=[("", _("Kies een gemeente")), *municipalities],
                error_messages={"required": _("Kies de gemeente waar deze persoon woont.")},
            )
        self._only = municipalities[0][0] if len(municipalities) == 1 else ""

    def clean_client_reference(self) -> str:
        """Refuse what could be a citizen service number."""
        return reference_of(self.cleaned_data["client_reference"])

    def given(self) -> dict[str, Any]:
        """Give what the action asks for."""
        person = self.cleaned_data.get("person", _NEW)
        return {
            "client_reference": self.cleaned_data["client_reference"],
            "municipality_code": self.cleaned_data.get("municipality_code", self._only),
            "person_id": None if person == _NEW else person,
        }


class LinkSignalForm(PlainForm):
    """The case that a signal belongs to."""

    case_number = forms.CharField(
        label=_("Zaaknummer"),
        help_text=_("Bijvoorbeeld 2026-00012."),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CloseSignalForm(PlainForm):
    """Why a signal needs nothing more."""

    reason = forms.ChoiceField(
        label=_("Waarom is deze melding klaar?"), choices=CloseReason, widget=forms.RadioSelect
    )


def _described(person: PersonRow) -> str:
    numbers = ", ".join(case.number for case in person.cases)
    parts = (person.identity.name, person.masked_bsn, numbers)
    return " · ".join(part for part in parts if part)
