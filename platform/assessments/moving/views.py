"""The pages of a move: making the file with consent, taking one over, and what changes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.changes.queries import NothingGranted, Support, support_of
from assessments.moving import actions
from assessments.moving.comparing import received
from assessments.moving.forms import ConsentForm, TakeOverForm
from assessments.moving.models import Direction, Transfer
from assessments.moving.transfer_file.closing import NotATransferFile, WrongCode
from assessments.page_parts import rules_today, with_case
from assessments.queries import CaseRow
from assessments.worklist_pages import served_municipalities
from audit.actions import record


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def send(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask for the consent, make the file, and tell its code once."""
    support = _support(case)
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _made(request, case, form)
        if made is not None:
            context = {"case": case, "made": made, "receiver": form.cleaned_data["receiver"]}
            return render(request, "assessments/moving/made.html", context)
    sent = Transfer.objects.filter(case_id=case.id, direction=Direction.SENT)
    context = {
        "case": case,
        "form": form,
        "support": support,
        "sent": list(sent.order_by("-recorded_at").values("other", "recorded_at")),
    }
    status = 400 if form.is_bound else 200
    return render(request, "assessments/moving/send.html", context, status=status)


@requires(Permission.DECIDE_CASE)
@require_GET
@never_cache
@with_case
def download(request: HttpRequest, case: CaseRow, transfer_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Give the closed file; nobody reads it without its code."""
    found = Transfer.objects.filter(
        pk=transfer_id, case_id=case.id, direction=Direction.SENT
    ).first()
    if found is None:
        raise Http404(str(transfer_id))
    answer = HttpResponse(found.content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="overdracht-{case.number}.json"'
    return answer


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
def take_over(request: HttpRequest) -> HttpResponse:
    """Ask for a file and its code, and open a case from it."""
    form = TakeOverForm(
        request.POST or None,
        request.FILES or None,
        municipalities=served_municipalities(request),
    )
    if request.method == "POST" and form.is_valid():
        answer = _taken(request, form)
        if answer is not None:
            return answer
    status = 400 if form.is_bound else 200
    return render(request, "assessments/moving/take_over.html", {"form": form}, status=status)


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def moved(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show what changes in rights: the policy that was left beside the own one."""
    rules = rules_today()
    found = received(case=case, profile=rules.own, language=language_now()) if rules else None
    if found is None or rules is None:
        raise Http404(case.number)
    with transaction.atomic():
        record(
            actor=actor_of(request), action="transfer.read", object_kind="case", object_id=case.id
        )
    context = {"case": case, "moved": found, "own_title": rules.own.title}
    return render(request, "assessments/moving/moved.html", context)


def _made(request: HttpRequest, case: CaseRow, form: ConsentForm) -> actions.Made | None:
    given = form.cleaned_data
    try:
        return actions.make_file(
            actor=actor_of(request),
            case_id=case.id,
            sender=request.tenant.name,  # type: ignore[attr-defined]  # the middleware's
            receiver=given["receiver"],
            consent_on=given["consent_on"],
            consent_by=given["consent_by"],
        )
    except actions.NobodyCouldReadIt:
        form.add_error(
            None,
            _(
                "De andere gemeente kan dit bestand niet lezen. Kijk de open doelen na: geen doel "
                "mag leeg zijn of een burgerservicenummer bevatten."
            ),
        )
    return None


def _taken(request: HttpRequest, form: TakeOverForm) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        case = actions.take_over(
            actor=actor_of(request),
            file=given["file"].read(),
            code=given["code"],
            client_reference=given["client_reference"],
            municipality_code=form.chosen_municipality,
        )
    except NotATransferFile:
        form.add_error("file", _("Dit is geen overdrachtsbestand van Meetlat."))
    except WrongCode:
        form.add_error("code", _("Met deze code gaat het bestand niet open. Vraag beide opnieuw."))
    except actions.ReceivedAlready as already:
        messages.info(request, _("Dit bestand is al overgenomen. U ziet de casus hier."))
        return redirect("assessments:case", already.number)
    else:
        messages.success(request, _("De casus is geopend. Vul aan wat nog ontbreekt."))
        return redirect("assessments:moved", case.number)
    return None


def _support(case: CaseRow) -> Support:
    try:
        return support_of(case_id=case.id)
    except NothingGranted as nothing:
        raise Http404(str(nothing)) from nothing
