"""The vignettes on the host of a tenant: own answer and baseline, and for some the others."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from policy_profiles import queries
from policy_profiles.register.queries import published_profiles
from policy_profiles.vignettes.elsewhere import same_client_elsewhere
from policy_profiles.vignettes.pages import vignette_list, vignette_page
from policy_profiles.vignettes.queries import spread_of
from policy_profiles.vignettes.spread_picture import spread_picture
from rulebook import vignettes
from tenants import context as tenancy


@require_safe
@requires(Permission.READ_POLICY)
def vignette_overview(request: HttpRequest) -> HttpResponse:
    """List the vignettes: own answer, the baseline's, and the spread for who sees others."""
    today = timezone.localdate()
    try:
        pinned = queries.profile_on(on=today)
    except queries.NoProfileInForce:
        return render(request, "policy_profiles/no_policy.html", {"today": today})
    sees_others = has_permission(request.user, Permission.READ_BENCHMARK)
    rows = published_profiles(on=today) if sees_others else []
    themes = vignette_list(
        own=pinned.profile,
        baseline=queries.baseline_on(on=today).profile,
        language=language_now(),
        rows=rows,
    )
    lines = [line for theme in themes for line in theme.lines]
    context = {
        "themes": themes,
        "sees_others": sees_others,
        "profiles": len(rows),
        "total": len(lines),
        "differing": sum(line.differs for line in lines),
    }
    return render(request, "policy_profiles/vignettes.html", context)


@require_safe
@requires(Permission.READ_POLICY)
def one_vignette(request: HttpRequest, vignette_id: str) -> HttpResponse:
    """Show one vignette in words; who sees others also gets the same client elsewhere."""
    today, language = timezone.localdate(), language_now()
    try:
        one = vignettes.vignette(vignette_id)
    except vignettes.NoSuchVignette as absent:
        raise Http404(str(absent)) from absent
    try:
        pinned = queries.profile_on(on=today)
    except queries.NoProfileInForce:
        return render(request, "policy_profiles/no_policy.html", {"today": today})
    page = vignette_page(
        one=one,
        own=pinned.profile,
        baseline=queries.baseline_on(on=today).profile,
        language=language,
    )
    context: dict[str, object] = {"page": page}
    if has_permission(request.user, Permission.READ_BENCHMARK):
        places = same_client_elsewhere(
            facts=one.facts,
            own=pinned.profile,
            rows=published_profiles(on=today),
            language=language,
            own_schema=tenancy.current_schema_name(),
        )
        spread = spread_of(answers=[place.answer for place in places])
        context |= {
            "elsewhere": places,
            "spread": spread,
            "picture": spread_picture(
                spread=spread,
                own=page.own.answer.minutes,
                baseline=page.baseline.answer.minutes,
            ),
        }
    return render(request, "policy_profiles/vignette.html", context)
