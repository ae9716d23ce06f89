"""A form of the plan that a colleague was quicker with: what was typed, beside what is now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.plans.forms import SeenForm
from rulebook.wording import date_long, hours_minutes

FormOf = TypeVar("FormOf", bound=SeenForm)
#: A field by its label with what stands in it now.
Now = tuple[tuple[str, str], ...]


def typed_again(form: FormOf, *, version: int) -> FormOf:
    """Give a form with what was typed in it, for the version that stands now."""
    data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    data["seen"] = str(version)
    return type(form)(data, initial=form.initial)


def different_now(form: SeenForm, now: Mapping[str, Any]) -> Now:
    """Give the fields that stand otherwise now than they were typed, in words."""
    return tuple(
        (str(form.fields[name].label), _in_words(form.fields[name], name, value))
        for name, value in now.items()
        if name in form.cleaned_data and _plain(form.cleaned_data[name]) != _plain(value)
    )


def _plain(value: object) -> object:
    """A list and a tuple of the same codes are the same; nothing typed and nothing kept are."""
    return tuple(value) if isinstance(value, list | tuple) else value or None


def _in_words(field: forms.Field, name: str, value: Any) -> str:  # noqa: ANN401 - of any field
    if value in (None, "", (), []):
        return _("leeg")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return date_long(value, language_now())
    if name == "minutes":
        return hours_minutes(value, language_now())
    if isinstance(field, forms.ChoiceField):
        offered: Any = field.choices  # its type says more than it gives
        labels = {str(code): str(label) for code, label in offered}
        codes: Iterable[str] = value if isinstance(value, list | tuple) else (value,)
        return ", ".join(labels.get(str(code), str(code)) for code in codes)
    return str(value)
