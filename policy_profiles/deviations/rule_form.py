"""The fields that say on what rule of one's own a value rests, who looks after it, until when."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from rulebook import wording
from rulebook.deviation import (
    NO_MAIL_ADDRESS,
    OWNER_IS_A_ROLE,
    is_a_role,
    names_an_address,
)
from rulebook.own_rule import OWN_RULE

#: How the day on which a rule was set stands in its source.
SET_ON: Final = "vastgesteld %d-%m-%Y"


class RuleForm(PlainForm):
    """A form that asks for a rule; which of the four fields it needs is for each form to say.

    `starts_on` is the day from which the values are to hold, if that is known.
    """

    regeling = forms.CharField(label=_("Naam van uw regeling"), max_length=150, required=False)
    vastgesteld = DayField(label=_("Vastgesteld op"), required=False)
    eigenaar = forms.CharField(
        label=_("Eigenaar"),
        max_length=80,
        required=False,
        help_text=_("Een functie of afdeling. Geen naam: dit wordt openbaar."),
    )
    herzien = DayField(label=_("Opnieuw bekijken vóór"), required=False)

    starts_on: date | None = None

    def clean_regeling(self) -> str:
        """Refuse a mail address, as the name is published."""
        rule: str = self.cleaned_data["regeling"]
        if names_an_address(rule):
            raise forms.ValidationError(NO_MAIL_ADDRESS.in_language(language_now()))
        return rule

    def clean_vastgesteld(self) -> date | None:
        """Refuse a rule that would be set after it begins to hold; what was set, may be later."""
        day: date | None = self.cleaned_data["vastgesteld"]
        starts = self.starts_on
        if day is not None and starts is not None and day > max(starts, timezone.localdate()):
            text = gettext("Dit concept gaat in op %(day)s. Kies die dag of een eerdere.")
            raise forms.ValidationError(text % {"day": wording.date_long(starts, language_now())})
        return day

    def clean_eigenaar(self) -> str:
        """Refuse what is an address of a person rather than a role."""
        owner: str = self.cleaned_data["eigenaar"]
        if not is_a_role(owner):
            raise forms.ValidationError(OWNER_IS_A_ROLE.in_language(language_now()))
        return owner

    def clean_herzien(self) -> date | None:
        """Ask for a day that is still to come."""
        day: date | None = self.cleaned_data["herzien"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(gettext("Kies een dag na vandaag."))
        return day


def rule_source(given: Mapping[str, Any]) -> dict[str, str]:
    """Give the source that cleaned fields come to; what is empty is left out."""
    day = given.get("vastgesteld")
    source = {
        "id": OWN_RULE,
        "title": given.get("regeling", ""),
        "register": day.strftime(SET_ON) if day else "",
        "article": given.get("artikel", ""),
    }
    return {key: value for key, value in source.items() if value}
