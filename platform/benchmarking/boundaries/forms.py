"""The form with which a file of boundaries is read in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from benchmarking.boundaries.geojson import LARGEST, BoundariesRefused, Why
from benchmarking.boundaries.models import Origin
from benchmarking.boundaries.words import refusal


class BoundariesForm(PlainForm):
    """The file, and where it came from."""

    bestand = forms.FileField(
        label=_("Bestand met grenzen (GeoJSON)"),
        help_text=_(
            "De gegeneraliseerde grenzen van arbeidsmarktregio's of van gemeenten, in EPSG:28992 "
            "of EPSG:4326. Hoogstens 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    bron = forms.ChoiceField(
        label=_("Waar komt dit bestand vandaan?"),
        choices=Origin.choices,
        widget=forms.RadioSelect,
    )

    def clean_bestand(self) -> UploadedFile:
        """Refuse what is larger than any file that is read, before it is read."""
        file: UploadedFile = self.cleaned_data["bestand"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(refusal(BoundariesRefused(Why.TOO_LARGE)))
        return file
