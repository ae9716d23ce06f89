"""The form of the terms: for each kind a number of months, or nothing."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import PlainForm
from assessments.retention.models import MOST_MONTHS, KeptKind

_HELP = {
    KeptKind.SIGNAL: gettext_lazy("Vanaf de dag waarop de melding is afgehandeld."),
    KeptKind.PERSON: gettext_lazy(
        "Vanaf de laatste dag waarop er iets gebeurde: een besluit, het einde van de begeleiding, "
        "een uitkomst of een wijziging. Zolang er een casus loopt of een melding openstaat, "
        "blijven de gegevens."
    ),
}


class TermsForm(PlainForm):
    """How many months each kind is kept; empty for no term."""

    def __init__(
        self, data: QueryDict | None = None, *, terms: Mapping[KeptKind, int | None]
    ) -> None:
        super().__init__(data, initial={kind.value: months for kind, months in terms.items()})
        for kind in KeptKind:
            self.fields[kind.value] = forms.IntegerField(
                label=_("%(kind)s: bewaren, in maanden") % {"kind": kind.label},
                help_text=_HELP[kind],
                required=False,
                min_value=1,
                max_value=MOST_MONTHS,
            )

    def chosen(self) -> Mapping[KeptKind, int | None]:
        """Give the months by kind."""
        return {kind: self.cleaned_data[kind.value] for kind in KeptKind}
