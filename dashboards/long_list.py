"""A list of hundreds of choices, written at once: as a template for each choice it took longest."""

from collections.abc import Collection, Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe


class LongList(forms.Select):
    """A list that looks and works as any other."""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as Django's
        attrs: Mapping[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 - as Django's
    ) -> SafeString:
        """Return the control with every choice, under its heading where it has one."""
        chosen = self.format_value(value)
        told = flatatt(self.build_attrs(self.attrs, dict(attrs or {})))
        options = "".join(_options(each, chosen) for each in self.choices)
        return mark_safe(  # noqa: S308 - every part is escaped
            f'<select name="{escape(name)}"{told}>{options}</select>'
        )


def _options(each: tuple[Any, Any], chosen: Collection[str]) -> str:
    value, label = each
    if isinstance(label, list | tuple):
        under = "".join(_options(one, chosen) for one in label)
        return f'<optgroup label="{escape(str(value))}">{under}</optgroup>'
    is_chosen = " selected" if str(value) in chosen else ""
    return f'<option value="{escape(str(value))}"{is_chosen}>{escape(str(label))}</option>'
