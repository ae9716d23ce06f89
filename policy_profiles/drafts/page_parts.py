"""What the pages of a draft share: the draft itself, and the profiles that it lies beside."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from accounts.language import language_now
from policy_profiles import queries
from policy_profiles.drafts.queries import DraftRow, NoSuchDraft, day_of, draft_row, profile_of_row
from policy_profiles.drafts.sheet import Bench, g4_on, region_of
from policy_profiles.drafts.standing import others
from policy_profiles.queries import NoProfileInForce
from tenants import context

P = ParamSpec("P")


def with_draft(
    view: Callable[Concatenate[HttpRequest, DraftRow, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, UUID, P], HttpResponse]:
    """Give a view the draft that its address names, or answer that there is none."""

    @wraps(view)
    def found(
        request: HttpRequest, draft_id: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            return view(request, draft_row(draft_id=draft_id), *args, **kwargs)
        except NoSuchDraft as missing:  # also one that is discarded while its page is made
            raise Http404(str(missing)) from missing

    return found


def bench_of(draft: DraftRow) -> Bench:
    """Lay a draft beside everything that its sheet shows, on the day it is planned for."""
    today = timezone.localdate()
    day = day_of(draft, today=today)
    profile = profile_of_row(draft, on=day)
    baseline = queries.baseline_on(on=day).profile
    try:
        current = queries.profile_on(on=day).profile
    except NoProfileInForce:
        current = baseline
    return Bench(
        draft=profile,
        current=current,
        baseline=baseline,
        region=region_of(profile),
        g4=g4_on(day),
        published=others(queries.published_profiles(on=day), without=context.current_schema_name()),
        today=today,
        language=language_now(),
    )
