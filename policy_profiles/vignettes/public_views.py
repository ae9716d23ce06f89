"""The vignettes on the public host: how far published profiles lie apart on the same client."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.language import language_now
from policy_profiles.register.queries import published_profiles
from policy_profiles.vignettes.elsewhere import same_client_elsewhere
from policy_profiles.vignettes.pages import vignette_list, vignette_page
from policy_profiles.vignettes.queries import spread_of
from policy_profiles.vignettes.spread_picture import spread_picture
from rulebook import vignettes


@require_safe
def vignette_overview(request: HttpRequest) -> HttpResponse:
    """List the vignettes with the baseline's answer and the spread over published profiles."""
    rows = published_profiles(on=timezone.localdate())
    baseline = rows[0].profile
    themes = vignette_list(
        own=baseline, baseline=baseline, language=language_now(), rows=rows, marks_own=False
    )
    total = sum(len(theme.lines) for theme in themes)
    context = {"themes": themes, "profiles": len(rows), "total": total, "sees_others": True}
    return render(request, "policy_profiles/public_vignettes.html", context)


@require_safe
def one_vignette(request: HttpRequest, vignette_id: str) -> HttpResponse:
    """Show one vignette under every published profile, beside the baseline."""
    try:
        one = vignettes.vignette(vignette_id)
    except vignettes.NoSuchVignette as absent:
        raise Http404(str(absent)) from absent
    language = language_now()
    rows = published_profiles(on=timezone.localdate())
    baseline = rows[0].profile
    page = vignette_page(one=one, own=baseline, baseline=baseline, language=language)
    places = same_client_elsewhere(facts=one.facts, own=baseline, rows=rows, language=language)
    spread = spread_of(answers=[place.answer for place in places])
    context = {
        "page": page,
        "elsewhere": places,
        "spread": spread,
        "picture": spread_picture(spread=spread, baseline=page.baseline.answer.minutes),
    }
    return render(request, "policy_profiles/public_vignette.html", context)
