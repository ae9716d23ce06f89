"""Ending and withdrawing a version: first what it does and which decisions it touches, then so."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import status_of
from policy_profiles import actions, touched
from policy_profiles.queries import VersionRow
from policy_profiles.status import ChangeNotAllowed, EndReason, VersionChange, can_change
from policy_profiles.versions.forms import EndForm, WithdrawForm
from policy_profiles.versions.in_force import period_ending
from policy_profiles.versions.views import with_version


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@with_version
@never_cache
def end(request: HttpRequest, row: VersionRow) -> HttpResponse:
    """Ask for the day; a day in the past first shows the decisions that it touches."""
    if not can_change(status=row.status, change=VersionChange.END):
        return _not_now(request, row)
    form = EndForm(request.POST or None)
    found = touched.Touched()
    day: date | None = None
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["dag"]
        found = touched.decisions(version_id=row.id, valid_from=day)
        seen = form.cleaned_data["bekeken"] == day
        if row.valid_from and day <= row.valid_from:
            form.add_error("dag", _("Dan geldt deze versie geen enkele dag. Trek haar in."))
        elif seen or day > timezone.localdate():
            reason = EndReason(form.cleaned_data["reden"])
            try:
                actions.end(actor=actor_of(request), version_id=row.id, on=day, reason=reason)
            except ChangeNotAllowed:
                return _too_late(request, row)
            except actions.PeriodTaken:
                form.add_error(
                    "dag", _("Vóór die dag geldt al een andere versie. Kies een eerdere.")
                )
            else:
                messages.success(request, _("De versie heeft een einddatum."))
                return redirect("policy:version", row.id)
    context = {
        "row": row,
        "form": form,
        "touched": found,
        "day": day if not form.errors else None,
        "sees_cases": has_permission(request.user, Permission.READ_CASES),
    }
    return render(request, "policy_profiles/version_end.html", context, status=status_of(form))


@requires(Permission.EDIT_POLICY)
@require_http_methods(["GET", "POST"])
@with_version
@never_cache
def withdraw(request: HttpRequest, row: VersionRow) -> HttpResponse:
    """Show which decisions a withdrawal touches, and withdraw with retroactive effect."""
    if not can_change(status=row.status, change=VersionChange.WITHDRAW):
        return _not_now(request, row)
    form = WithdrawForm(request.POST or None)
    before = period_ending(on=row.valid_from) if row.valid_from else None
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                actor=actor_of(request),
                version_id=row.id,
                reason=EndReason(form.cleaned_data["reden"]),
                reinstate=bool(before) and form.cleaned_data["herstel"],
            )
        except (ChangeNotAllowed, actions.PeriodTaken):
            return _too_late(request, row)
        messages.success(request, _("De versie is ingetrokken. Zij gold op geen enkele dag."))
        return redirect("policy:version", row.id)
    context = {
        "row": row,
        "form": form,
        "before": before.version.label if before else "",
        "touched": touched.decisions(version_id=row.id, valid_from=date.min),
        "sees_cases": has_permission(request.user, Permission.READ_CASES),
    }
    return render(request, "policy_profiles/version_withdraw.html", context, status=status_of(form))


def _too_late(request: HttpRequest, row: VersionRow) -> HttpResponse:
    messages.warning(request, _("Een collega heeft hier intussen al over beslist."))
    return redirect("policy:version", row.id)


def _not_now(request: HttpRequest, row: VersionRow) -> HttpResponse:
    messages.info(request, _("Dat kan niet met deze versie: zij is nu niet van kracht."))
    return redirect("policy:version", row.id)
