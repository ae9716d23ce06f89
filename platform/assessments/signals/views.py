"""The pages of signals for who works with them, and the switch of the public page."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from assessments.journey import STEPS
from assessments.people.queries import PersonRow, PersonUnknown
from assessments.queries import CaseUnknown
from assessments.signals import actions, queries
from assessments.signals.forms import CloseSignalForm, LinkSignalForm, OpenFromSignalForm
from assessments.signals.queries import ROWS_PER_PAGE, SignalRow, SignalUnknown
from assessments.signals.status import (
    CloseReason,
    SignalChange,
    SignalChangeNotAllowed,
    can_change,
)
from assessments.worklist_pages import served_municipalities


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def signals(request: HttpRequest) -> HttpResponse:
    """Show the open signals, oldest first, or the handled ones."""
    is_open = request.GET.get("stand") != "afgehandeld"
    given = request.GET.get("bladzijde", "1")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    shown = queries.signals(actor=actor_of(request), is_open=is_open, page=number)
    context = {
        "rows": shown.rows,
        "is_open": is_open,
        "page": Paginator(range(shown.count), ROWS_PER_PAGE).page(shown.page),
        "may_work": has_permission(request.user, Permission.OPEN_CASE),
    }
    return render(request, "assessments/signals/list.html", context)


@requires(Permission.OPEN_CASE)
@require_GET
@never_cache
def signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Show what a signal says, who it may be about, and what can be done with it."""
    row, people = _found(request, signal_id)
    return _page(request, row, people)


@requires(Permission.OPEN_CASE)
@require_POST
def take_up(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Say that one is busy with a signal; the sender can see that."""
    try:
        actions.take_up(actor=actor_of(request), signal_id=signal_id)
    except SignalChangeNotAllowed:
        _tell_it_changed(request)
    except SignalUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    return redirect("assessments:signal", signal_id)


@requires(Permission.OPEN_CASE)
@require_POST
@never_cache
def open_case(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Open a case from a signal in one step, and go on to its first page."""
    row, people = _found(request, signal_id)
    form = _open_form(request, people, is_sent=True)
    if not form.is_valid():
        return _page(request, row, people, opening=form)
    try:
        opened = actions.open_case_from(
            actor=actor_of(request),
            signal_id=signal_id,
            is_synthetic=not settings.ENVIRONMENT.is_production,
            **form.given(),
        )
    except (SignalChangeNotAllowed, PersonUnknown):
        return _meanwhile(request, signal_id)
    messages.success(request, _("Casus %(number)s is geopend.") % {"number": opened.number})
    return redirect("assessments:step", opened.number, STEPS[0].slug)


@requires(Permission.OPEN_CASE)
@require_POST
@never_cache
def link(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Link a signal to a case that is there."""
    row, people = _found(request, signal_id)
    form = LinkSignalForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["case_number"]
        try:
            actions.link_to_case(actor=actor_of(request), signal_id=signal_id, number=number)
        except CaseUnknown:
            form.add_error("case_number", _("Deze casus is er niet. Controleer het nummer."))
        except SignalChangeNotAllowed:
            return _meanwhile(request, signal_id)
    if form.errors:
        return _page(request, row, people, linking=form)
    messages.success(request, _("De melding is gekoppeld aan de casus."))
    return redirect("assessments:signal", signal_id)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
def close(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Ask why a signal needs nothing more, and close it."""
    form = CloseSignalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = CloseReason(form.cleaned_data["reason"])
        try:
            actions.close_signal(actor=actor_of(request), signal_id=signal_id, reason=reason)
        except SignalChangeNotAllowed:
            return _meanwhile(request, signal_id)
        except SignalUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        messages.success(request, _("De melding is afgehandeld."))
        return redirect("assessments:signals")
    context = {"form": form, "signal_id": signal_id}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/signals/close.html", context, status=status)


@requires(Permission.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """Show whether the public page is open, and open or close it."""
    if request.method == "POST":
        is_open = request.POST.get("stand") == "open"
        actions.switch_desk(actor=actor_of(request), is_open=is_open)
        done = _("Het meldpunt is open.") if is_open else _("Het meldpunt is dicht.")
        messages.success(request, done)
        return redirect("assessments:signal_desk")
    context = {"is_desk_open": queries.is_desk_open()}
    return render(request, "assessments/signals/desk.html", context)


def _found(request: HttpRequest, signal_id: UUID) -> tuple[SignalRow, tuple[PersonRow, ...]]:
    try:
        return queries.signal(actor=actor_of(request), signal_id=signal_id)
    except SignalUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def _open_form(
    request: HttpRequest, people: tuple[PersonRow, ...], *, is_sent: bool = False
) -> OpenFromSignalForm:
    return OpenFromSignalForm(
        request.POST if is_sent else None,
        people=people,
        municipalities=served_municipalities(request),
    )


def _page(
    request: HttpRequest,
    row: SignalRow,
    people: tuple[PersonRow, ...],
    *,
    opening: OpenFromSignalForm | None = None,
    linking: LinkSignalForm | None = None,
) -> HttpResponse:
    context = {
        "signal": row,
        "people": people,
        "opening": opening or _open_form(request, people),
        "linking": linking or LinkSignalForm(),
        "may_take_up": can_change(row.status, SignalChange.TAKE_UP),
        "is_open": can_change(row.status, SignalChange.CLOSE),
    }
    status = 400 if opening or linking else 200
    return render(request, "assessments/signals/signal.html", context, status=status)


def _meanwhile(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    _tell_it_changed(request)
    return redirect("assessments:signal", signal_id)


def _tell_it_changed(request: HttpRequest) -> None:
    messages.warning(request, _("Een collega was al met deze melding bezig. Kijk eerst wat er is."))
