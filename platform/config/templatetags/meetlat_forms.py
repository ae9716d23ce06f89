"""The form field as one template tag: label, help, problem and control."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget

register = template.Library()


class WidgetNotStyled(TypeError):
    """A form uses a widget that the look has no component for."""

    def __init__(self, bound: BoundField) -> None:
        widget = type(bound.field.widget).__name__
        super().__init__(
            f"{bound.name} uses {widget}, which has no component: use a text, number, date, "
            "select, radio, checkbox, textarea or file widget, or add one to meetlat_forms.py."
        )


def control_class(widget: forms.Widget) -> str:
    """Return the design-system classes of a control."""
    if isinstance(widget, forms.Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    if isinstance(widget, forms.RadioSelect):  # after the boxes, which derive from it
        return "utrecht-radio-button utrecht-radio-button--html-input"
    if isinstance(widget, forms.Select):
        return "utrecht-select utrecht-select--html-select"
    return "utrecht-textbox utrecht-textbox--html-input"


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    *,
    unit: str = "",
    width: str = "",
    beside: bool = False,
    mark_optional: bool = True,
    label: str = "",
    hint: str = "",
) -> dict[str, Any]:
    """Render one field of a form.

    `unit` stands behind the control ("uur", "%"), `width` is short, medium or empty for full,
    `beside` sets a few choices in a row, `mark_optional` writes "niet verplicht" where it applies.

    Raises:
        WidgetNotStyled: the field's widget has no component.
    """
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        raise WidgetNotStyled(bound)
    grouped = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    texts = {
        f"{bound.auto_id}_helptext": bool(hint or bound.help_text),
        f"{bound.auto_id}_error": bool(bound.errors),
        f"{bound.auto_id}_unit": bool(unit),
    }
    described_by = " ".join(identifier for identifier, is_shown in texts.items() if is_shown)
    return {
        "field": bound,
        "kind": _kind(widget, grouped=grouped),
        "control": "" if grouped else bound.as_widget(attrs=_attributes(widget, described_by)),
        "options": _options(bound) if grouped else [],
        "label": label or bound.label,
        "help": hint or bound.help_text,
        "described_by": described_by,
        "optional": mark_optional and not bound.field.required,
        "unit": unit,
        "width": width,
        "beside": beside,
    }


def _options(bound: BoundField) -> list[BoundWidget]:
    """Return the choices of a group, each with the class of its control."""
    bound.field.widget.attrs.setdefault("class", control_class(bound.field.widget))
    return list(bound)


def _attributes(widget: forms.Widget, described_by: str) -> dict[str, str | bool]:
    """Return what the look adds to a control: its class and the texts that describe it."""
    classes = " ".join(filter(None, [control_class(widget), widget.attrs.get("class", "")]))
    given = {"class": classes, "aria-describedby": described_by}
    return {name: value for name, value in given.items() if value}


def _kind(widget: forms.Widget, *, grouped: bool) -> str:
    """Return which of the three shapes of a field the template draws."""
    if grouped:
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "single"
