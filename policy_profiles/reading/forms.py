"""What a reader of policy may ask for in an address: which values, which profiles."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import PlainForm
from policy_profiles.reading.comparison import Column

MOST_COLUMNS = 8  # beside the baseline; more would not be read


class SheetFilter(PlainForm):
    """Which values of one profile are shown."""

    zoek = forms.CharField(
        label=_("Zoeken in dit beleid"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    afwijkingen = forms.BooleanField(label=_("Alleen afwijkingen van UWV"), required=False)


class ComparisonFilter(PlainForm):
    """Which profiles stand beside the baseline, and which rows."""

    kolom = forms.MultipleChoiceField(
        label=_("Naast de UWV-basis"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Dit profiel is er niet of niet meer. Kies een ander."),
        },
    )
    verschillen = forms.BooleanField(label=_("Alleen verschillen"), required=False)

    def __init__(self, data: QueryDict, *, columns: Sequence[Column]) -> None:
        """Offer the profiles that are published now."""
        super().__init__(data)
        choices = [(column.code, _choice(column)) for column in columns]
        self.fields["kolom"].choices = choices  # type: ignore[attr-defined]

    def clean_kolom(self) -> list[str]:
        """Hold the number of columns to what can be read."""
        codes: list[str] = self.cleaned_data["kolom"]
        if len(codes) > MOST_COLUMNS:
            message = gettext("Kies hoogstens %(count)d profielen.")
            raise forms.ValidationError(message % {"count": MOST_COLUMNS})
        return codes


def _choice(column: Column) -> str:
    if column.is_fictitious:
        return gettext("%(name)s (verzonnen)") % {"name": column.name}
    return column.name
