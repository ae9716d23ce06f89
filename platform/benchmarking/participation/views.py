"""The page of an organisation's administrator about taking part in the benchmark."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import queries as people
from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from benchmarking.participation.agreement import NotOpenYet, SaidAlready, state_participation
from benchmarking.participation.forms import YES, ParticipationForm
from benchmarking.participation.queries import StatementRow, statements


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_TOTALS)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show whether the organisation takes part and what was said before; take another answer."""
    today = timezone.localdate()
    form = ParticipationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        _state(request, form)
        return redirect("participation:overview")
    rows = statements()
    names = people.names_of(user_ids={row.made_by for row in rows if row.made_by})
    holds = next((row for row in rows if row.from_day <= today), None)
    context = {
        "form": form,
        "is_closed": not settings.BENCHMARK_OF_REAL_PEOPLE,
        "now": holds if holds and holds.takes_part else None,
        "later": next((row for row in rows[:1] if row.from_day > today), None),
        "lines": [(row, _name(row, names)) for row in rows],
    }
    status = 400 if form.is_bound else 200
    return render(request, "benchmarking/participation.html", context, status=status)


def _name(row: StatementRow, names: dict[UUID, str]) -> str:
    return names.get(row.made_by, "") if row.made_by else ""


def _state(request: HttpRequest, form: ParticipationForm) -> None:
    is_yes, day = form.cleaned_data["meedoen"] == YES, form.cleaned_data["vanaf"]
    try:
        sent = state_participation(actor=actor_of(request), takes_part=is_yes, from_day=day)
    except NotOpenYet:
        messages.warning(request, _("Meedoen kan nog niet. Er is niets vastgelegd of verstuurd."))
        return
    except SaidAlready:
        messages.info(request, _("Dit stond er al."))
        return
    messages.success(request, _("Uw antwoord is vastgelegd."))
    if sent:
        told = ngettext(
            "Er is %(count)d besluit verstuurd.", "Er zijn %(count)d besluiten verstuurd.", sent
        )
        messages.success(request, told % {"count": sent})
