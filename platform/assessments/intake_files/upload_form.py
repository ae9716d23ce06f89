"""The form that a file is chosen with: what is in it, of which municipality, and the file."""

from collections.abc import Sequence

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import PlainForm
from assessments.importing import importers
from rulebook.case_format.table import MOST_BYTES


class UploadForm(PlainForm):
    """Which kind of file, and the file."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat staat er in het bestand?"), widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand van Excel of CSV"),
        help_text=gettext_lazy(
            "Een werkmap (.xlsx), of CSV zoals Excel het bewaart: met puntkomma’s tussen de "
            "kolommen. Hoogstens 50 MB en 100.000 rijen."
        ),
        error_messages={
            "required": gettext_lazy("Kies het bestand dat u wilt inlezen."),
            "empty": gettext_lazy("Dit bestand is leeg. Kies een bestand met een rij per casus."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        municipalities: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, files, initial={"kind": "cases"})
        self._only = municipalities[0][0] if len(municipalities) == 1 else ""
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.kind, each.label) for each in importers().values()]
        if len(municipalities) > 1:
            self.fields["municipality_code"] = forms.ChoiceField(
                label=gettext_lazy("Van welke gemeente zijn deze casussen?"),
                help_text=gettext_lazy("Dit telt alleen bij casussen."),
                choices=[("", gettext_lazy("Kies een gemeente")), *municipalities],
                error_messages={"required": gettext_lazy("Kies een gemeente.")},
            )

    @property
    def chosen_municipality(self) -> str:
        """The municipality that was chosen, or the only one there is."""
        return str(self.cleaned_data.get("municipality_code", self._only))

    def clean_file(self) -> UploadedFile:
        """Refuse what is larger than any file that can be read, before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("Het bestand is groter dan %(most)s MB. Verdeel de rijen over meer bestanden."),
                params={"most": MOST_BYTES // 1_000_000},
            )
        return file
