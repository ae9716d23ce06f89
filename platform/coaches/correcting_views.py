"""The pages of corrections: those that wait here, those sent from here, and answering one."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from coaches import actions, correcting, queries
from coaches.correcting import CorrectionRow
from coaches.entries import EntryUnknown, NotTheKeeper, keeper_here
from coaches.words import label_of, value_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """One field of a correction: what it says now, and what it would say."""

    label: str
    now: str | None
    proposed: str | None


@require_safe
@requires(Permission.KEEP_REGISTER)
def corrections(request: HttpRequest) -> HttpResponseBase:
    """List the corrections to and from this organisation, what waits for an answer first."""
    here, names = keeper_here(), queries.names_of_keepers()
    rows = [
        (row, row.keeper == here, names.get(_other(row), "Meetlat"))
        for row in correcting.corrections_here()
    ]
    return render(request, "coaches/corrections.html", {"rows": rows})


@requires(Permission.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, correction_id: UUID) -> HttpResponseBase:
    """Show what a correction would change; its keeper takes it over or leaves the entry."""
    try:
        row = correcting.correction(correction_id=correction_id)
    except EntryUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    if request.method == "POST":
        return _answered(request, row, accept=request.POST.get("antwoord") == "overnemen")
    lines = [
        ProposedLine(
            label=label_of(name, is_coach=row.is_coach),
            now=value_in_words(name, row.now[name]),
            proposed=value_in_words(name, value),
        )
        for name, value in row.changes.items()
    ]
    context = {
        "row": row,
        "lines": lines,
        "other": queries.names_of_keepers().get(_other(row), "Meetlat"),
        "is_ours": row.keeper == keeper_here(),
    }
    return render(request, "coaches/correction.html", context)


def _answered(request: HttpRequest, row: CorrectionRow, *, accept: bool) -> HttpResponseBase:
    try:
        correcting.answer_correction(actor=actor_of(request), correction_id=row.id, accept=accept)
    except correcting.AnsweredAlready:
        messages.info(request, _("Dit voorstel is al beantwoord."))
    except (EntryUnknown, NotTheKeeper):
        messages.warning(request, _("Alleen wie deze gegevens beheert, beantwoordt een voorstel."))
    except actions.KvkTaken:
        messages.warning(request, _("Dit KvK-nummer staat al bij een andere organisatie."))
    else:
        done = (
            _("De correctie is overgenomen.") if accept else _("De gegevens blijven zoals ze zijn.")
        )
        messages.success(request, done)
    return redirect("coaches:corrections")


def _other(row: CorrectionRow) -> str:
    """The one at the other end of a correction."""
    return row.proposed_by if row.keeper == keeper_here() else row.keeper
