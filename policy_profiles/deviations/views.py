"""The pages of the register of deviations: one's own, and those of the labour-market region."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, requires
from policy_profiles import queries
from policy_profiles.deviations.queries import (
    agreed_rows,
    deviation_rows,
    differing_where_silent,
    regional_rows,
    reviews_due,
    stale_rows,
)
from tenants import context
from tenants import queries as tenants


@require_safe
@requires(Permission.READ_POLICY)
def own(request: HttpRequest) -> HttpResponse:
    """List what differs from the UWV baseline, why, whose it is and until when."""
    today = timezone.localdate()
    baseline = queries.baseline_on(on=today).profile
    try:
        profile = queries.profile_on(on=today).profile
    except queries.NoProfileInForce:
        return render(request, "policy_profiles/no_policy.html", {"today": today})
    language = language_now()
    shown = {
        "rows": deviation_rows(profile=profile, baseline=baseline, today=today, language=language),
        "beyond": differing_where_silent(profile=profile, baseline=baseline),
        "agreed": agreed_rows(profile=profile, baseline=baseline, today=today, language=language),
        "stale": stale_rows(profile=profile, baseline=baseline, today=today, language=language),
        "due": reviews_due(profile=profile, baseline=baseline, today=today),
    }
    return render(request, "policy_profiles/deviations.html", shown)


@require_safe
@requires(Permission.READ_POLICY)
def region(request: HttpRequest) -> HttpResponse:
    """List the deviations of all organisations in the region, from what they published."""
    today = timezone.localdate()
    schema_names = tenants.neighbours(schema_name=context.current_schema_name())
    rows = [row for row in queries.published_profiles(on=today) if row.schema_name in schema_names]
    shown = {
        "organisations": len(rows),
        "knows_region": bool(schema_names),
        "rows": regional_rows(
            rows=rows,
            baseline=queries.baseline_on(on=today).profile,
            today=today,
            language=language_now(),
        ),
    }
    return render(request, "policy_profiles/deviations_region.html", shown)
