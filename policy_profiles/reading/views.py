"""The policy sheet on the host of a tenant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from policy_profiles import queries
from policy_profiles.baselines.queries import pending_baseline
from policy_profiles.deviations.queries import reviews_due
from policy_profiles.reading.forms import SheetFilter
from policy_profiles.reading.sheet import policy_sheet
from policy_profiles.status import VersionStatus


@require_safe
@requires(Permission.READ_POLICY)
def sheet(request: HttpRequest) -> HttpResponse:
    """Show the organisation's policy as it holds today, every value with where it comes from."""
    today = timezone.localdate()
    try:
        pinned = queries.profile_on(on=today)
    except queries.NoProfileInForce:
        return render(request, "policy_profiles/no_policy.html", {"today": today})
    baseline = queries.baseline_on(on=today)
    form = SheetFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    may_edit = has_permission(request.user, Permission.EDIT_POLICY)
    context = {
        "form": form,
        "profile": pinned.profile,
        "pinned": pinned,
        "version_label": pinned.profile.layers[-1].version,
        "due": reviews_due(profile=pinned.profile, baseline=baseline.profile, today=today),
        "to_check": _to_check(request) if may_edit else [],
        "new_baseline": pending_baseline(today=today),
        "may_edit": may_edit,
        "sees_others": has_permission(request.user, Permission.READ_BENCHMARK),
        "is_baseline": pinned.content_hash == baseline.content_hash,
        "sheet": policy_sheet(
            profile=pinned.profile,
            baseline=baseline.profile,
            language=language_now(),
            only_deviations=wanted.get("afwijkingen", False),
            search=wanted.get("zoek", ""),
        ),
    }
    return render(request, "policy_profiles/sheet.html", context)


def _to_check(request: HttpRequest) -> list[queries.VersionRow]:
    """Give the versions that wait for a colleague of who made them, where that is who reads."""
    own = actor_of(request).id
    return [
        row
        for row in queries.versions()
        if row.status == VersionStatus.IN_REVIEW and own not in (row.made_by, *row.made_with)
    ]
