"""The page of an organisation's administrator about taking part in questions of the platform."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import queries as people
from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from policy_profiles.taking_part.actions import SaidAlready, state_sharing
from policy_profiles.taking_part.forms import YES, SharingForm
from policy_profiles.taking_part.queries import statements, takes_part


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_TOTALS)
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show whether the organisation takes part and what was said before; take another answer."""
    today = timezone.localdate()
    now = takes_part(on=today)
    usual = {"vanaf": today}  # the answer itself is nobody's but theirs
    form = SharingForm(request.POST) if request.method == "POST" else SharingForm(initial=usual)
    if form.is_bound and form.is_valid():
        _state(request, form)
        return redirect("sharing:overview")
    rows = statements()
    names = people.names_of(user_ids={row.made_by for row in rows if row.made_by})
    context = {
        "form": form,
        "takes_part": now,
        "later": next((row for row in rows[:1] if row.from_day > today), None),
        "lines": [(row, names.get(row.made_by, "") if row.made_by else "") for row in rows],
    }
    status = 400 if form.is_bound else 200
    return render(request, "policy_profiles/sharing.html", context, status=status)


def _state(request: HttpRequest, form: SharingForm) -> None:
    is_yes, day = form.cleaned_data["meedoen"] == YES, form.cleaned_data["vanaf"]
    try:
        state_sharing(actor=actor_of(request), takes_part=is_yes, from_day=day)
    except SaidAlready:
        messages.info(request, _("Dit stond er al."))
    else:
        messages.success(request, _("Uw antwoord is vastgelegd."))
