"""The pages of retention, for who manages the organisation: terms, what is due, removing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.retention import actions, queries
from assessments.retention.forms import TermsForm
from assessments.retention.models import KeptKind


@requires(Permission.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
@never_cache
def terms(request: HttpRequest) -> HttpResponse:
    """Show the terms and how much is due, and change the terms."""
    form = TermsForm(request.POST or None, terms=queries.terms())
    if form.is_bound and form.is_valid():
        for kind, months in form.chosen().items():
            actions.set_term(actor=actor_of(request), kind=kind, months=months)
        messages.success(request, _("De bewaartermijnen zijn opgeslagen."))
        return redirect("assessments:retention")
    today = timezone.localdate()
    counted = [(kind, len(queries.due(kind=kind, today=today))) for kind in KeptKind]
    context = {"form": form, "counted": counted}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/retention/terms.html", context, status=status)


@requires(Permission.MANAGE_USERS)
@require_http_methods(["GET", "POST"])
@never_cache
def due(request: HttpRequest, kind: str) -> HttpResponse:
    """List what is due of a kind; with what was chosen, ask once more, and then remove it."""
    if kind not in KeptKind.values:
        raise Http404("There is no such kind.")
    which, today = KeptKind(kind), timezone.localdate()
    rows = queries.due(kind=which, today=today)
    chosen = _chosen(request)
    context = {"kind": which, "rows": rows, "chosen": chosen}
    if request.method == "POST" and chosen and request.POST.get("stap") == "verwijderen":
        return _removed(request, which, chosen)
    if request.method == "POST" and chosen:
        return render(request, "assessments/retention/confirm.html", context)
    if request.method == "POST":
        messages.info(request, _("Kies eerst wat u wilt verwijderen."))
    return render(request, "assessments/retention/due.html", context)


def _chosen(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(text) for text in request.POST.getlist("gekozen")]
    except ValueError:
        return []


def _removed(request: HttpRequest, kind: KeptKind, chosen: list[UUID]) -> HttpResponse:
    try:
        count = actions.remove(
            actor=actor_of(request), kind=kind, chosen=chosen, today=timezone.localdate()
        )
    except actions.NotDue:
        messages.warning(request, _("De lijst is intussen gewijzigd. Kijk haar opnieuw na."))
        return redirect("assessments:retention_due", kind.value)
    done = ngettext("Eén is verwijderd.", "%(count)s zijn verwijderd.", count) % {"count": count}
    messages.success(request, done)
    return redirect("assessments:retention")
