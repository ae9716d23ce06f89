"""The public page on which somebody sees whether support may be possible, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.language import language_now
from assessments.page_parts import rules_today
from assessments.signals.queries import is_desk_open
from assessments.signals.use import may_try
from assessments.trying.answering import tried
from assessments.trying.forms import TryForm

#: In bytes: many times what the form can hold.
MOST_SENT = 5_000


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
def own_check(request: HttpRequest) -> HttpResponse:
    """Ask a few things, by POST so that no address holds them, and say what the policy says."""
    rules = rules_today()
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_SENT:
        return render(request, "assessments/signals/too_much.html", status=413)
    form = TryForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {
        "form": form, "has_policy": rules is not None, "is_desk_open": is_desk_open(),
        "public_list": rules is not None and rules.own["provider.public_list"].value is True,
    }  # fmt: skip
    if form.is_bound and form.is_valid() and rules is not None:
        if not may_try(request):
            return render(request, "assessments/signals/too_often.html", status=429)
        context["tried"] = tried(
            form.told(), own=rules.own, today=timezone.localdate(), language=language_now()
        )
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "assessments/trying/own_check.html", context, status=status)
