"""Forms of a change: from which day, and what is different from then on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.plain_forms import DayField, PlainForm
from assessments.changes.codes import ExtraReason
from assessments.changes.queries import KeptChange, Support
from assessments.changes.reckoning.history import Change, Kind
from assessments.changes.refusals import FIELD_OF, Refusal
from assessments.changes.status import WAY_OF, Way
from assessments.fields import TypedField
from rulebook.facts import FACT_BY_NAME
from rulebook.wording import date_long

_DAY = timedelta(days=1)
_NO_CONTRACT_FORMS = ("internship", "training_centre", "self_employed")

REFUSED: Mapping[Refusal, Promise] = {
    Refusal.BEFORE_SUPPORT: gettext_lazy(
        "Op die dag was er nog geen begeleiding. Geef een latere dag."
    ),
    Refusal.TOO_FAR_AHEAD: gettext_lazy(
        "Die dag ligt meer dan een jaar na de begeleiding. Geef een eerdere dag."
    ),
    Refusal.NOT_IN_PERIOD: gettext_lazy(
        "Op die dag is er geen begeleiding meer. Vraag dan een verlenging aan."
    ),
    Refusal.UNTIL_NOT_LATER: gettext_lazy("Geef een dag na de eerste dag."),
    Refusal.END_MISSING: gettext_lazy("Geef de laatste dag van het contract, of kies vast."),
    Refusal.PERMANENT_HAS_NO_END: gettext_lazy("Een vast contract heeft geen laatste dag."),
    Refusal.HOURS_MISSING: gettext_lazy("Geef de nieuwe uren."),
    Refusal.JOB_HAS_ENDED: gettext_lazy("De baan was op die dag al geëindigd."),
    Refusal.ENDED_ALREADY: gettext_lazy(
        "Het einde van deze baan staat er al. Neem dat eerst terug."
    ),
    Refusal.SAME_DAY: gettext_lazy("Er staat al zo'n wijziging op die dag. Verbeter die."),
}


class ChangeForm(PlainForm):
    """One kind of change; its fields are those that this kind asks for."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    wijziging = forms.CharField(widget=forms.HiddenInput, max_length=12)
    verbetert = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        way: Way,
        support: Support,
        revision: int,
        corrects: KeptChange | None = None,
    ) -> None:
        self.way, self.by_year = way, "yearly_hours" in support.facts
        initial = {"revision": revision, "wijziging": way.slug}
        if corrects is not None:
            initial |= _typed_again(corrects)
        super().__init__(data, initial=initial)
        self.fields["day"] = DayField(label=str(way.day_label))
        self._add_contract(support)
        self._add_hours()
        self._add_illness()
        self._add_extra()

    def _add_contract(self, support: Support) -> None:
        if not self.way.asks_contract:
            return
        forms_of = FACT_BY_NAME["contract_form"].code_labels
        language = language_now()
        choices = [
            (code, text.in_language(language))
            for code, text in forms_of.items()
            if code not in _NO_CONTRACT_FORMS
        ]
        self.fields["contract_form"] = forms.ChoiceField(
            label=_("Soort contract"),
            choices=choices,
            initial=support.facts.get("contract_form"),
        )
        self.fields["until"] = DayField(
            label=_("Laatste dag van het contract"),
            help_text=_("Laat leeg bij een vast contract."),
            required=False,
        )
        end = support.facts.get("contract_end")
        if self.way.kind is Kind.CONTRACT and isinstance(end, date):
            self.fields["day"].initial = end + _DAY

    def _add_hours(self) -> None:
        if not self.way.asks_hours:
            return
        label = _("Nieuwe uren per jaar") if self.by_year else _("Nieuwe uren per week")
        stays = "" if self.way.needs_hours else _("Laat leeg als de uren gelijk blijven.")
        self.fields["hours"] = TypedField(kind="minutes", label=label, help_text=stays)

    def _add_illness(self) -> None:
        if self.way.kind is not Kind.ILLNESS:
            return
        self.fields["until"] = DayField(
            label=_("Eerste dag weer aan het werk"),
            help_text=_("Laat leeg zolang de persoon nog ziek is."),
            required=False,
        )
        self.fields["is_approved"] = forms.BooleanField(
            label=_("De begeleiding tijdens de ziekte is vooraf schriftelijk goedgekeurd"),
            required=False,
        )

    def _add_extra(self) -> None:
        if self.way.kind is not Kind.EXTRA:
            return
        self.fields["minutes"] = TypedField(
            kind="minutes", label=_("Hoeveel uren komen erbij?"), help_text=_("Zoals 6 of 7:30.")
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Waarom?"), choices=ExtraReason.choices, widget=forms.RadioSelect
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the extra hours themselves, which the field would let be empty."""
        given = super().clean() or {}
        is_extra = self.way.kind is Kind.EXTRA and "minutes" not in self.errors
        if is_extra and not given.get("minutes"):
            self.add_error("minutes", _("Geef meer dan 0 uur."))
        return given

    def change(self) -> Change:
        """Give what was filled in; the last day of a contract becomes the first one after it."""
        given = self.cleaned_data
        until = given.get("until")
        if until is not None and self.way.asks_contract:
            until += _DAY
        hours = given.get("hours")
        return Change(
            kind=self.way.kind,
            day=given["day"],
            until=until,
            weekly_minutes=None if self.by_year else hours,
            yearly_minutes=hours if self.by_year else None,
            contract_form=given.get("contract_form") or "",
            is_approved=bool(given.get("is_approved")),
            minutes=given.get("minutes"),
        )

    def refuse(self, refusal: Refusal, support: Support) -> None:
        """Say at its field why a change cannot be."""
        field = FIELD_OF.get(refusal, "day")
        text = str(REFUSED[refusal])
        if refusal is Refusal.BEFORE_SUPPORT:
            text = _("De begeleiding begon op %(day)s. Geef die dag of een latere.") % {
                "day": date_long(support.grant.start, language_now())
            }
        self.add_error(field if field in self.fields else "day", ValidationError(text))


def _typed_again(kept: KeptChange) -> dict[str, Any]:
    """A change as it was filled in, to put right."""
    change = kept.change
    until = change.until
    if until is not None and WAY_OF[change.kind].asks_contract:
        until -= _DAY
    return {
        "verbetert": kept.id,
        "day": change.day,
        "until": until,
        "hours": change.yearly_minutes or change.weekly_minutes,
        "contract_form": change.contract_form,
        "is_approved": change.is_approved,
        "minutes": change.minutes,
        "reason": kept.reason,
    }
