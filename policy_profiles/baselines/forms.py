"""The form in which a platform administrator brings a new UWV baseline."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.language import language_now
from accounts.plain_forms import PlainForm
from policy_profiles.bundles.views import BundleForm
from policy_profiles.policy_day import PolicyDayField
from rulebook.deviation import NO_MAIL_ADDRESS, names_an_address

_LONGEST = 1_000


def _text() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4})


class WithdrawalForm(PlainForm):
    """Why a baseline is withdrawn, in both languages: everybody may read it."""

    use_required_attribute = False  # what is missing is said when it is sent, all at once

    reden = forms.CharField(
        label=_("Waarom trekt u deze basis in? (Nederlands)"),
        max_length=_LONGEST,
        widget=_text(),
        help_text=_("Iedereen kan dit lezen. Noem geen personen."),
    )
    reason = forms.CharField(
        label=_("Waarom trekt u deze basis in? (Engels)"), max_length=_LONGEST, widget=_text()
    )

    def clean(self) -> dict[str, Any]:
        """Refuse mail addresses, as the reason is published."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("reden", "reason"):
            if names_an_address(cleaned.get(name, "")):
                self.add_error(name, NO_MAIL_ADDRESS.in_language(language_now()))
        return cleaned


class BaselineForm(BundleForm):
    """The bundle, the day from which it holds, and what is new, in both languages."""

    use_required_attribute = False  # what is missing is said when it is sent, all at once

    ingang = PolicyDayField(
        label=_("Geldt vanaf"),
        help_text=_("Vandaag of later. Besluiten die er al zijn, houden de basis van hun dag."),
    )
    toelichting = forms.CharField(
        label=_("Wat is er nieuw? (Nederlands)"), max_length=_LONGEST, widget=_text()
    )
    explanation = forms.CharField(
        label=_("Wat is er nieuw? (Engels)"), max_length=_LONGEST, widget=_text()
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
    ) -> None:
        """Say of the file what it is here."""
        super().__init__(data, files)
        self.fields["bestand"].label = gettext("Bestand met de nieuwe basis (YAML)")
        self.fields["bestand"].help_text = gettext(
            "Download de basis van nu, pas aan wat nieuw is en geef de versie een eigen naam."
        )

    def clean_ingang(self) -> date:
        """Ask for a day that has not passed."""
        day: date = self.cleaned_data["ingang"]
        if day < timezone.localdate():
            raise forms.ValidationError(gettext("Kies vandaag of een latere dag."))
        return day
