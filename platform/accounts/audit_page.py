"""The page of the audit record: of a tenant for its administrator, of the platform for its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import queries as people
from accounts.permissions import Permission, Role, requires
from accounts.plain_forms import DayField, PlainForm, status_of
from audit import queries
from audit.queries import EventFilter, EventRow
from audit.wording import action_in_words

PAGE_SIZE = 50


class RecordFilter(PlainForm):
    """Which lines of the record to show."""

    wat = forms.ChoiceField(label=_("Wat"), required=False)
    dag = DayField(label=_("Dag"), required=False)

    def __init__(self, data: object, *, actions: list[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        named = sorted((action_in_words(action), action) for action in actions)
        choices = [("", _("Alles")), *((action, word) for word, action in named)]
        self.fields["wat"].choices = choices  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the record with who it was: a name where it is known here, and roles in words."""

    row: EventRow
    who: str
    roles: str

    @property
    def details(self) -> list[str]:
        """What the line holds besides, as the codes and numbers that it is kept in."""
        return [f"{name}: {_told(value)}" for name, value in self.row.details.items()]


def _told(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


@require_safe
@requires(Permission.READ_AUDIT)
def audit_record(request: HttpRequest) -> HttpResponse:
    """Show who did what, the latest first."""
    form = RecordFilter(request.GET, actions=queries.actions_on_record())
    given = form.cleaned_data if form.is_valid() else {}
    on: date | None = given.get("dag")
    having = EventFilter(action=given.get("wat", ""), on=on)
    # What was asked cannot be used: showing every line instead would look like the answer to it.
    total = queries.count_events(having=having) if form.is_valid() else 0
    page = Paginator(range(total), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    start = max(page.start_index() - 1, 0)
    rows = queries.events(having=having, offset=start, limit=PAGE_SIZE) if total else ()
    names = people.names_of(user_ids={row.actor_id for row in rows if row.actor_id})
    lines = [_line(row, names) for row in rows]
    context = {"form": form, "lines": lines, "page": page, "total": total}
    return render(request, "accounts/audit_record.html", context, status=status_of(form))


def _line(row: EventRow, names: Mapping[UUID, str]) -> Line:
    if row.actor_id is None:
        return Line(row=row, who=gettext("het systeem"), roles="")
    roles = ", ".join(str(Role(code).label) for code in row.actor_role.split(",") if code in Role)
    if row.actor_id in names:
        return Line(row=row, who=names[row.actor_id], roles=roles)
    # Somebody of the platform has no name here; of one's own organisation everybody keeps it.
    return Line(row=row, who=roles or gettext("niet meer bekend"), roles="")
