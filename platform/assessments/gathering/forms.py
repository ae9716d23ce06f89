"""The forms of a topic and of a source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from secrets import token_hex
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_forms import DayField, PlainForm
from assessments.gathering.actions import Typed
from assessments.gathering.codes import AbsentReason, SourceKind
from assessments.gathering.fields import SHORT, Group, TopicField
from assessments.gathering.status import SourceState
from assessments.gathering.topics import Topic
from assessments.merging import CHOICES, chosen
from assessments.references import holds_bsn

WAS: Final = "was-"
CHOICE: Final = "keuze-"
NOW: Final = "nu-"
_SITTING: Final = 16  # bytes
_NOT_ANSWERED: Final = ("", gettext_lazy("Nog niet ingevuld"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    """A group of fields as it is drawn."""

    group: Group
    fields: tuple[BoundField, ...]


class TopicForm(PlainForm):
    """One topic; each answer may be empty, unless the topic is herewith done."""

    sitting = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        topic: Topic,
        answers: Mapping[str, str],
        is_done: bool = False,
    ) -> None:
        self.topic = topic
        self.is_done = is_done
        super().__init__(
            _without_mixed_lines(data), initial={**answers, "sitting": token_hex(_SITTING)}
        )
        for field in topic.fields:
            self.fields[field.name] = _field_of(field, is_done=is_done)

    def clean(self) -> dict[str, Any]:
        """Keep a citizen service number out of every text."""
        given = super().clean() or {}
        for field in self.topic.fields:
            if not field.choices and holds_bsn(given.get(field.name, "")):
                text = _("Haal het burgerservicenummer weg. Dat hoort alleen bij de persoon.")
                self.add_error(field.name, ValidationError(text, code="bsn"))
        return given

    def typed(self) -> Typed:
        """Give what stands on the screen, after the choices of whoever compared two versions."""
        names = [field.name for field in self.topic.fields]
        was = {name: _plain(self.data.get(f"{WAS}{name}", "")) for name in names}
        mine = {name: str(self.cleaned_data.get(name, "")) for name in names}
        choices = {
            name: choice
            for name in names
            if (choice := self.data.get(f"{CHOICE}{name}", "")) in CHOICES
        }
        # Who chose saw what is stored; without a choice the field is still as it was opened.
        was |= {name: _plain(self.data.get(f"{NOW}{name}", "")) for name in choices}
        return Typed(
            mine=chosen(mine=mine, theirs=was, choices=choices, joints=joints(self.topic)),
            was=was,
            sitting=self.cleaned_data["sitting"],
        )

    def shown(self) -> tuple[ShownGroup, ...]:
        """Give the groups as they are drawn."""
        return tuple(
            ShownGroup(group=group, fields=tuple(self[field.name] for field in group.fields))
            for group in self.topic.groups
        )


class SourceForm(PlainForm):
    """What became of a source, on which day, and why it was left out."""

    state = forms.ChoiceField(
        label=gettext_lazy("Hoe staat het met deze bron?"),
        choices=SourceState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies hoe het met deze bron staat.")},
    )
    seen_on = DayField(label=gettext_lazy("Op welke dag?"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom is deze bron niet gebruikt?"),
        choices=[("", gettext_lazy("Kies een reden")), *AbsentReason.choices],
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, *, initial: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, initial={"seen_on": timezone.localdate(), **(initial or {})})

    def clean_seen_on(self) -> date:
        """Refuse a day that has not come yet."""
        day: date = self.cleaned_data["seen_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Geef vandaag of een eerdere dag."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where a source was left out, and forget it where it was not."""
        given = super().clean() or {}
        is_left_out = given.get("state") == SourceState.ABSENT
        if is_left_out and not given.get("reason"):
            self.add_error("reason", _("Kies de reden waarom deze bron niet is gebruikt."))
        if not is_left_out:
            given["reason"] = ""
        return given


def joints(topic: Topic) -> dict[str, str]:
    """Give what comes between two texts of a field that are both kept; codes have none."""
    return {field.name: "\n" for field in topic.fields if not field.choices}


def kind_of(slug: str) -> SourceKind | None:
    """Give the kind of source in an address; None where there is none of that name."""
    return SourceKind(slug) if slug in SourceKind.values else None


def _field_of(field: TopicField, *, is_done: bool) -> forms.Field:
    required = is_done and field.is_asked
    if field.choices:
        return forms.ChoiceField(
            label=field.label,
            help_text=field.help,
            choices=[_NOT_ANSWERED, *field.choices],
            required=required,
            error_messages={"required": gettext_lazy("Kies een antwoord om dit af te ronden.")},
        )
    rows = 4 if field.longest > SHORT else 2
    return forms.CharField(
        label=field.label,
        help_text=field.help,
        max_length=field.longest,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _without_mixed_lines(data: QueryDict | None) -> QueryDict | None:
    """Browsers send the end of a line as two characters, and what is stored has one."""
    if data is None:
        return None
    changed = data.copy()
    for name, text in data.items():
        changed[name] = str(text).replace("\r\n", "\n")
    return changed
