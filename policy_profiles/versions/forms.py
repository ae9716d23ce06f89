"""The forms on the pages of a version: publishing, giving back, ending and withdrawing it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from policy_profiles.drafts.forms import PeriodForm
from policy_profiles.policy_day import PolicyDayField
from policy_profiles.status import EndReason, ReturnReason


class PublishForm(PeriodForm):
    """From when to when a version will hold; `bekeken` is the day that the page was made for."""

    bekeken = forms.DateField(widget=forms.HiddenInput)
    bedoeld = forms.BooleanField(
        label=_("Ik heb gezien wat er bij de voorbeelden verandert, en dit is bedoeld."),
        required=False,
        error_messages={"required": _("Bevestig dat dit bedoeld is, of geef de versie terug.")},
    )

    def __init__(
        self, data: QueryDict | None = None, *, has_surprises: bool, initial: dict[str, Any]
    ) -> None:
        """Ask for a confirmation only where there is something to confirm."""
        super().__init__(data, initial=initial)
        self.fields["ingang"].required = True
        self.fields["ingang"].error_messages["required"] = _("Vul in vanaf welke dag dit geldt.")
        self.fields["bedoeld"].required = has_surprises


class ReturnForm(PlainForm):
    """Why a version goes back to its maker."""

    reden = forms.ChoiceField(
        label=_("Reden"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    toelichting = forms.CharField(
        label=_("Wat moet er veranderen?"),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": _("Schrijf op wat er moet veranderen.")},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        """Offer every reason but taking back, which is the maker's own."""
        super().__init__(data, prefix="terug")
        self.fields["reden"].choices = [  # type: ignore[attr-defined]
            choice for choice in ReturnReason.choices if choice[0] != ReturnReason.TAKEN_BACK
        ]


def _reason_to_end() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Reden"),
        choices=EndReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )


class EndForm(PlainForm):
    """From which day a version holds no longer, and why."""

    dag = PolicyDayField(
        label=_("Geldt niet meer vanaf"),
        help_text=_("De eerste dag zonder dit beleid. Een dag in het verleden mag ook."),
        error_messages={"required": _("Vul in vanaf welke dag deze versie niet meer geldt.")},
    )
    bekeken = forms.DateField(widget=forms.HiddenInput, required=False)
    reden = _reason_to_end()


class WithdrawForm(PlainForm):
    """Why a version should never have held, and what holds instead."""

    reden = _reason_to_end()
    herstel = forms.BooleanField(
        label=_("Laat de vorige versie op deze dagen weer gelden"), required=False, initial=True
    )
