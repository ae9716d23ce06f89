"""Forms of a move: the consent that a file rests on, and the file with its code."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField, PlainForm
from assessments.fields import OpenText
from assessments.forms import OpenCaseForm
from assessments.moving.models import ConsentBy
from assessments.moving.transfer_file.closing import MOST_BYTES


class ConsentForm(PlainForm):
    """To whom the case goes, and who agreed to that on which day."""

    receiver = OpenText(
        label=_("Naar welke organisatie?"),
        help_text=_("De gemeente waar de persoon gaat wonen."),
        max_length=200,
    )
    consent_by = forms.ChoiceField(
        label=_("Wie gaf toestemming?"), choices=ConsentBy.choices, widget=forms.RadioSelect
    )
    consent_on = DayField(label=_("Op welke dag?"))
    agreed = forms.BooleanField(
        label=_("De persoon weet wat er in het bestand staat en is het ermee eens")
    )

    def clean_consent_on(self) -> object:
        """Refuse a day that has not come."""
        day = self.cleaned_data["consent_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Geef vandaag of een eerdere dag."))
        return day


class TakeOverForm(OpenCaseForm):
    """A file of another organisation with its code, and the own reference of the person."""

    file = forms.FileField(
        label=_("Bestand van de andere organisatie"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    code = forms.CharField(
        label=_("Code"),
        help_text=_("De persoon of de andere organisatie gaf u die apart, zoals K7QW-…"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        municipalities: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, municipalities=municipalities)
        self.files = files or MultiValueDict()

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than any file that was made here, before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit is geen overdrachtsbestand van Meetlat."))
        return file
