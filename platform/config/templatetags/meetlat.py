"""The components of a page as template tags; examples in docs/reference/look.md and on /stijl/."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from config.components import (
    TASK_STATUS_WORDS,
    VERDICT_WORDS,
    Step,
    Task,
    Term,
    certainty_words,
    verdict_name,
)

register = template.Library()

BUTTON_CLASSES = {
    "primary": "nl-button nl-button--primary",
    "secondary": "nl-button",
    "subtle": "nl-button nl-button--subtle",
    "final": "nl-button nl-button--primary nl-button--negative",
}

# Django's message levels beside the kinds of a notice.
NOTICE_KINDS = {
    "info": "info",
    "debug": "info",
    "ok": "ok",
    "success": "ok",
    "warning": "warning",
    "error": "error",
}


@register.simple_tag
def button(
    label: str,
    *,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    form: str = "",
    busy: str = "",
    busy_more: str = "",
) -> SafeString:
    """Render a submit button; kinds: primary, secondary, subtle, final (cannot be undone).

    For long work `busy` is what the button says meanwhile and `busy_more` the sentence below it,
    on a page that loads `meetlat/js/busy.js`; without script the button stays as it is.
    """
    texts = {"label": label, "busy": busy, "busy_more": busy_more}
    given = {"name": name, "value": value, "form": form, "classes": BUTTON_CLASSES[kind]}
    return _inline("button", **texts, **given)


@register.simple_tag
def button_link(label: str, url: str, *, kind: str = "secondary") -> SafeString:
    """Render a link that looks like a button, for going somewhere rather than doing something."""
    return _inline("button_link", label=label, url=url, classes=BUTTON_CLASSES[kind])


@register.simple_tag
def verdict(value: str | int, *, sign_only: bool = False) -> SafeString:
    """Render a verdict as shape, word and colour; `sign_only` keeps the word for screen readers."""
    name = verdict_name(value)
    return _inline("verdict", name=name, word=VERDICT_WORDS[name], sign_only=sign_only)


@register.simple_tag
def certainty(value: str) -> SafeString:
    """Render how certain a value is, as a word with its explanation on hover."""
    word, explanation = certainty_words(value)
    return _inline("certainty", name=value, word=word, explanation=explanation)


@register.simple_tag
def suppressed(reason: str = "") -> SafeString:
    """Render a hidden cell as a hatched mark with the reason it is hidden."""
    return _inline("suppressed", reason=reason)


def _inline(component: str, **context: object) -> SafeString:
    """Render a component that stands inside a line, without the blank that a file ends with."""
    rendered = render_to_string(f"components/{component}.html", context)
    return mark_safe(rendered.strip())  # noqa: S308 - escaped by the template


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """Render a notice around its content; kinds: info, ok, warning, error or a level tag."""
    return render_to_string(
        "components/notice.html",
        {"content": content, "kind": NOTICE_KINDS[kind], "title": title},
    )


@register.simple_block_tag(end_name="endempty")
def empty(content: str, title: str) -> SafeString:
    """Render an empty state: what is not there, why, and the way onward in the content."""
    return render_to_string("components/empty.html", {"content": content, "title": title})


@register.simple_block_tag(end_name="endtable")
def table(
    content: str,
    caption: str,
    *,
    anchor: str = "",
    stack: bool = False,
    narrow: bool = False,
    slide: bool = False,
) -> SafeString:
    """Render rows as a table that scrolls inside its own region.

    On a phone `stack` folds it into sheets, and `slide` says above it that it can be moved aside.
    """
    context = {
        "content": content,
        "caption": caption,
        "id": anchor or f"tabel-{slugify(caption)[:40]}",
        "stack": stack,
        "narrow": narrow,
        "slide": slide,
    }
    return render_to_string("components/table.html", context)


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Sequence[Task]) -> dict[str, Any]:
    """Render tasks with their status; the whole line opens the task."""
    return {"tasks": [(task, TASK_STATUS_WORDS[task.status]) for task in tasks]}


@register.inclusion_tag("components/steps.html")
def steps(items: Sequence[Step]) -> dict[str, Any]:
    """Render the steps of a guided journey with the current one marked."""
    return {"steps": items}


@register.inclusion_tag("components/data_list.html")
def data_list(terms: Sequence[Term]) -> dict[str, Any]:
    """Render terms with their values, and a link to change each that may be changed."""
    return {"terms": terms, "has_changes": any(term.change_url for term in terms)}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    """Render how far long work is, in words and as a bar."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("components/pages.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Render the way to the previous and next page of a list; filters stay in the address."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Render on top what must still be put right in the forms, each linked to its field."""
    problems = [problem for form in forms for problem in _problems_of(form)]
    return {"problems": problems, "count": len(problems)}


def _problems_of(form: BaseForm) -> list[tuple[str, str, str]]:
    """Return (field address, label, problem) in the order of the fields on the page.

    A problem of the code "contradiction" stands at each field that it is about. It is one thing to
    put right, so it is named once, at the first of them and without that field's label.
    """
    problems = [("", "", str(problem)) for problem in form.non_field_errors()]
    for field in form:
        first = field.id_for_label or f"{field.auto_id}_0"  # a group of choices: its first one
        label = str(field.label)
        label += "" if label.endswith(("?", ":")) else ":"
        for problem in field.errors.as_data():
            text, is_shared = problem.messages[0], problem.code == "contradiction"
            if not is_shared or text not in [named for _address, _label, named in problems]:
                problems.append((f"#{first}", "" if is_shared else label, text))
    return problems
