"""Forms of people: who somebody is, and by what to find somebody."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import FIRST_DAY_OF_A_LIFE, DayField, PlainForm
from assessments.people.bsn import NotABsn, checked_bsn
from assessments.people.identity import Identity

NOT_A_BSN = _("Controleer het BSN: negen cijfers, zoals op de identiteitskaart.")
_NO_HELP = {"autocomplete": "off", "spellcheck": "false"}


class NotShownAgain(forms.TextInput):
    """A line whose value never goes back to the screen, such as a number that was mistyped."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401, ARG002 - as Django has it
        """Draw it empty."""
        return super().get_context(name, None, attrs)


class BsnField(forms.CharField):
    """A citizen service number: checked by the eleven test, and never shown again."""

    def __init__(self, *, help_text: str = "") -> None:
        super().__init__(
            label=_("Burgerservicenummer (BSN)"),
            help_text=help_text,
            required=False,
            max_length=20,
            widget=NotShownAgain(attrs={**_NO_HELP, "inputmode": "numeric"}),
            error_messages={"max_length": NOT_A_BSN},
        )

    def clean(self, value: object) -> str:
        """Give nine digits, or an empty text."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return checked_bsn(text)
        except NotABsn as refused:
            raise ValidationError(NOT_A_BSN, code="bsn") from refused


def _line(label: Any, *, longest: int = 100, required: bool = False) -> forms.CharField:  # noqa: ANN401 - a lazy text
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.TextInput(attrs=_NO_HELP),
    )


class PersonForm(PlainForm):
    """Who somebody is; nothing about health, and only the surname has to be known."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    first_name = _line(_("Voornaam of voorletters"))
    infix = _line(_("Tussenvoegsel"), longest=20)
    surname = _line(_("Achternaam"), required=True)
    birth_date = DayField(
        label=_("Geboortedatum"), required=False, first=FIRST_DAY_OF_A_LIFE, is_past=True
    )
    bsn = BsnField()
    phone = _line(_("Telefoon"), longest=30)
    email = forms.EmailField(
        label=_("E-mailadres"), required=False, max_length=254,
        widget=forms.EmailInput(attrs=_NO_HELP),
    )  # fmt: skip
    street = _line(_("Straat"))
    house_number = _line(_("Huisnummer"), longest=20)
    postcode = _line(_("Postcode"), longest=10)
    city = _line(_("Plaats"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        identity: Identity | None = None,
        masked_bsn: str = "",
        revision: int = 0,
    ) -> None:
        known = {
            name: getattr(identity, name) for name in self.base_fields if hasattr(identity, name)
        }
        super().__init__(data, initial={**known, "revision": revision})
        if masked_bsn:
            self.fields["bsn"].help_text = _(
                "Bekend: %(bsn)s. Laat dit leeg als het klopt, of vul een ander nummer in."
            ) % {"bsn": masked_bsn}

    def identity(self) -> Identity:
        """Give who it is, as it was filled in."""
        names = ("first_name", "infix", "surname", "phone", "email", "street", "house_number")
        given = {name: self.cleaned_data[name] for name in (*names, "postcode", "city")}
        return Identity(birth_date=self.cleaned_data["birth_date"], **given)


class FindForm(PlainForm):
    """By BSN, or by surname and birth date; it comes by POST alone."""

    bsn = BsnField()
    surname = _line(_("Achternaam"))
    birth_date = DayField(
        label=_("Geboortedatum"), required=False, first=FIRST_DAY_OF_A_LIFE, is_past=True
    )

    def clean(self) -> dict[str, Any]:
        """Ask for enough to find one person by."""
        given = super().clean() or {}
        by_name = given.get("surname") and given.get("birth_date")
        if not self.errors and not given.get("bsn") and not by_name:
            self.add_error(None, _("Vul het BSN in, of de achternaam met de geboortedatum."))
        return given
