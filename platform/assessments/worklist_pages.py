"""The worklist: the cases of the organisation, finding one, opening a new one."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from assessments import actions, queries
from assessments.forms import OpenCaseForm
from assessments.journey import STEPS
from assessments.objections.queries import open_count as open_objection_count
from assessments.queries import ROWS_PER_PAGE, WorklistRow
from assessments.second_person.queries import waiting_count
from assessments.signals.queries import open_count
from assessments.status import CaseStatus
from assessments.term.queries import Ageing, ageing_is, counts_by_ageing
from policy_profiles.exercise.queries import RoundRow, unfinished_rounds
from tenants.queries import municipality_names

_ALL = gettext_lazy("Alle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One status to filter by, with the number of cases in it."""

    label: str | Promise
    url: str
    count: int
    is_current: bool


@requires(Permission.READ_CASES)
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    """Show the cases, last changed first, of one status, by their term, or all."""
    status = request.GET.get("status", "")
    status = status if status in CaseStatus.values else ""
    ageing = request.GET.get("termijn", "")
    ageing = ageing if ageing in Ageing.values else ""
    today = timezone.localdate()
    number = request.GET.get("bladzijde", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    only = ageing_is(ageing, today=today) if ageing else None
    shown = queries.worklist(status="" if ageing else status, only=only, page=page)
    paginator = Paginator(range(shown.count), ROWS_PER_PAGE)
    context = {
        "filters": _filters(None if ageing else status),
        "ageing": _ageing(ageing),
        "page": paginator.page(shown.page),
        "count": shown.count,
        "exercises": _exercises(request),
    }
    return _render(request, shown.rows, context)


@requires(Permission.READ_CASES)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the cases whose number or own reference begins with what was typed.

    It comes by POST, because an own reference does not belong in addresses and their records.
    """
    if request.method == "GET":
        return redirect("assessments:worklist")
    text = request.POST.get("zoek", "")[:64].replace("\x00", "")  # PostgreSQL knows no NUL
    if not text.strip():
        return redirect("assessments:worklist")
    rows = queries.found_cases(text=text)
    return _render(request, rows, {"filters": _filters(None), "searched": text, "count": len(rows)})


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
def open_case(request: HttpRequest) -> HttpResponse:
    """Ask for the own reference, open the case and go on to its first step."""
    form = OpenCaseForm(request.POST or None, municipalities=served_municipalities(request))
    if request.method == "POST" and form.is_valid():
        case = actions.open_case(
            actor=actor_of(request),
            client_reference=form.cleaned_data["client_reference"],
            municipality_code=form.chosen_municipality,
            is_synthetic=not settings.ENVIRONMENT.is_production,
        )
        kind = form.cleaned_data["request_kind"]
        if kind:
            actions.save_facts(
                actor=actor_of(request),
                case_id=case.id,
                revision=case.revision,
                facts={"request_kind": kind},
            )
        messages.success(request, _("Casus %(number)s is geopend.") % {"number": case.number})
        return redirect("assessments:step", case.number, STEPS[0].slug)
    status = 400 if form.is_bound else 200
    return render(request, "assessments/open_case.html", {"form": form}, status=status)


def served_municipalities(request: HttpRequest) -> list[tuple[str, str]]:
    """Give the municipalities that the organisation works for: code and name, by name."""
    tenant = getattr(request, "tenant", None)
    codes = tenant.municipality_codes if tenant else ()
    names = municipality_names(codes=codes)
    return sorted(names.items(), key=lambda item: item[1])


def _filters(current: str | None) -> tuple[Filter, ...]:
    counts = queries.counts_by_status()
    address = reverse("assessments:worklist")
    every = Filter(label=_ALL, url=address, count=sum(counts.values()), is_current=current == "")
    return (
        every,
        *(
            Filter(
                label=status.label,
                url=f"{address}?status={status.value}",
                count=counts.get(status.value, 0),
                is_current=current == status.value,
            )
            for status in CaseStatus
        ),
    )


def _ageing(current: str) -> tuple[Filter, ...]:
    """When open applications have to be decided; nothing where no term runs."""
    counts = counts_by_ageing(today=timezone.localdate())
    address = reverse("assessments:worklist")
    if not any(counts.values()) and not current:
        return ()
    return tuple(
        Filter(
            label=each.label,
            url=f"{address}?termijn={each.value}",
            count=counts[each.name],
            is_current=current == each.value,
        )
        for each in Ageing
    )


def _exercises(request: HttpRequest) -> list[RoundRow]:
    """The open rounds of the blind exercise in which the reader has clients left to judge."""
    if not has_permission(request.user, Permission.SCORE_VIGNETTES):
        return []
    return unfinished_rounds(user_id=actor_of(request).id)


def _render(
    request: HttpRequest, rows: tuple[WorklistRow, ...], context: dict[str, object]
) -> HttpResponse:
    codes = tuple({row.municipality_code for row in rows if row.municipality_code})
    names = municipality_names(codes=codes) if codes else {}
    given = {
        "rows": [(row, names.get(row.municipality_code, "")) for row in rows],
        "today": timezone.localdate(),
        "shows_municipality": len(served_municipalities(request)) > 1,
        "open_signals": open_count(),
        "open_objections": open_objection_count(),
        "waits_for_second": waiting_count(besides=actor_of(request).id),
        "may_open": has_permission(request.user, Permission.OPEN_CASE),
        "may_import": has_permission(request.user, Permission.IMPORT_CASES),
    }
    return render(request, "assessments/worklist.html", {**given, **context})
