"""The page of the audit record: of a tenant for its administrator, of the platform for its own."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import queries as people
from accounts.permissions import Permission, requires
from audit import queries
from audit.queries import EventFilter
from audit.wording import action_in_words

PAGE_SIZE = 50


class RecordFilter(forms.Form):
    """Which lines of the record to show."""

    wat = forms.ChoiceField(label=_("Wat"), required=False)
    dag = forms.DateField(
        label=_("Dag"),
        required=False,
        input_formats=["%d-%m-%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Typ een dag, zoals 31-12-2025.")},
    )

    def __init__(self, data: object, *, actions: list[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        named = sorted((action_in_words(action), action) for action in actions)
        choices = [("", _("Alles")), *((action, word) for word, action in named)]
        self.fields["wat"].choices = choices  # type: ignore[attr-defined]


@require_safe
@requires(Permission.READ_AUDIT)
def register(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's interface
    """Begin the place Register with the record of who did what."""
    return redirect("administration:audit_record")


@require_safe
@requires(Permission.READ_AUDIT)
def audit_record(request: HttpRequest) -> HttpResponse:
    """Show who did what, the latest first."""
    form = RecordFilter(request.GET, actions=queries.actions_on_record())
    given = form.cleaned_data if form.is_valid() else {}
    on: date | None = given.get("dag")
    having = EventFilter(action=given.get("wat", ""), on=on)
    total = queries.count_events(having=having)
    page = Paginator(range(total), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    rows = queries.events(having=having, offset=max(page.start_index() - 1, 0), limit=PAGE_SIZE)
    names = people.names_of(user_ids={row.actor_id for row in rows if row.actor_id})
    lines = [(row, names.get(row.actor_id) if row.actor_id else None) for row in rows]
    context = {"form": form, "lines": lines, "page": page, "total": total}
    return render(request, "accounts/audit_record.html", context)
