"""Forms of letters: sending one, wording the texts, and checking a letter on the public page."""

from collections.abc import Mapping
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.plain_forms import DayField, PlainForm
from assessments.fields import OpenText
from assessments.letters.blocks import LONGEST_BLOCK, BadTexts, TextsRow
from assessments.letters.codes import Block


def typed_in(form: forms.Form, typed: QueryDict | None) -> Mapping[str, object]:
    """Give what was typed before a page was shown anew, as the initial values of its form."""
    if typed is None:
        return {}
    several = {n for n, f in form.base_fields.items() if isinstance(f, forms.MultipleChoiceField)}
    return {
        name: typed.getlist(name) if name in several else typed[name]
        for name in form.base_fields
        if name in typed
    }


class SendForm(PlainForm):
    """On which day a letter goes; `seen` marks what was shown, `once` that it was shown once."""

    sent_on = DayField(
        label=_("Op welke dag gaat de brief weg?"),
        help_text=_("Vanaf de dag erna loopt de termijn voor bezwaar of beroep."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, seen: str, typed: QueryDict | None = None
    ) -> None:
        initial = {"sent_on": timezone.localdate(), "once": uuid4(), **typed_in(self, typed)}
        super().__init__(data, initial={**initial, "seen": seen})


class TextsForm(PlainForm):
    """Every text for one audience in one language; `version` is the one that was changed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None = None, *, row: TextsRow) -> None:
        blocks = {block.value: row.blocks[block] for block in Block}
        super().__init__(data, initial={"version": row.version, **blocks})
        for block in Block:
            self.fields[block.value] = OpenText(
                label=block.label,
                max_length=LONGEST_BLOCK,
                widget=forms.Textarea(attrs={"rows": 2 if block is Block.GREETING else 5}),
            )

    def blocks(self) -> Mapping[Block, str]:
        """Give the texts as they were typed."""
        return {block: self.cleaned_data[block.value] for block in Block}

    def put_beside(self, row: TextsRow) -> None:
        """Keep what was typed beside what a colleague kept meanwhile; kept again, it comes next."""
        text = _(
            "Een collega bewaarde intussen andere teksten. Die staan hieronder. Bewaart u opnieuw, "
            "dan geldt wat u hier invult."
        )
        self.add_error(None, str(text))
        self.data = {name: self.data[name] for name in self.data} | {"version": str(row.version)}

    def refuse(self, refused: BadTexts) -> None:
        """Say at each text what to do about it."""
        for block, names in refused.unknown.items():
            told = {"names": ", ".join(f"{{{n}}}" if n not in "{}" else n for n in names)}
            self.add_error(
                block.value, _now("Haal weg wat niet ingevuld kan worden: %(names)s") % told
            )
        for block, names in refused.missing.items():
            told = {"names": ", ".join(f"{{{name}}}" for name in names)}
            self.add_error(block.value, _now("Zet erin: %(names)s") % told)


class CheckForm(PlainForm):
    """The code of a letter, or the whole hash of its text."""

    code = forms.CharField(
        label=_("Code van de brief"),
        help_text=_("De code staat onderaan de brief, zoals 7K4M-Q2XP-9RTD-3HVA."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
