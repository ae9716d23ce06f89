"""A list of hundreds of choices, written at once: as a template for each choice it took longest."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


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
        options = format_html_join("", "{}", ((_options(each, chosen),) for each in self.choices))
        return format_html('<select name="{}"{}>{}</select>', name, told, options)


def _options(each: tuple[Any, Any], chosen: Collection[str]) -> SafeString:
    value, label = each
    if isinstance(label, list | tuple):
        under = format_html_join("", "{}", ((_options(one, chosen),) for one in label))
        return format_html('<optgroup label="{}">{}</optgroup>', value, under)
    is_chosen = " selected" if str(value) in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', value, is_chosen, label)
