"""The public pages: sending a signal without an account, and seeing where it stands.

Neither looks anybody up: whether the organisation knows whom it is about shows nowhere here.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from assessments.signals import actions
from assessments.signals.forms import NumberForm, SignalForm
from assessments.signals.numbers import plain
from assessments.signals.queries import is_desk_open, state_of
from assessments.signals.status import SenderRole
from assessments.signals.use import may_look, may_send

#: In bytes: many times what the form can hold, and little enough to read at leisure.
MOST_SENT = 20_000
_COOKIE, _KEPT, _PLACE = "melding", 15 * 60, "/melden/"
View = Callable[[HttpRequest], HttpResponse]


def _while_open(view: View) -> View:
    """Answer only where the organisation takes signals, and only what fits a form."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if not is_desk_open():
            return render(request, "assessments/signals/shut.html", status=404)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_SENT:
            return render(request, "assessments/signals/too_much.html", status=413)
        return view(request)

    return answered


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@_while_open
def report(request: HttpRequest) -> HttpResponse:
    """Ask what somebody sees, and give a receipt number."""
    form = SignalForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "assessments/signals/report.html", {"form": form}, status=status)
    if not may_send(request):
        return render(request, "assessments/signals/too_often.html", status=429)
    number = form.number
    if not form.is_filled_in_by_a_machine:
        role = SenderRole(form.cleaned_data["role"])
        actions.send_signal(role=role, contents=form.contents(number=number))
    answer = redirect("assessments:report_received")
    answer.set_signed_cookie(
        _COOKIE, number, max_age=_KEPT, path=_PLACE, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return answer


@require_GET
@never_cache
@_while_open
def received(request: HttpRequest) -> HttpResponse:
    """Show the receipt number to who just sent a signal; it stands in no address."""
    number = request.get_signed_cookie(_COOKIE, default="", max_age=_KEPT)
    if not number:
        return redirect("assessments:report_state")
    return render(request, "assessments/signals/received.html", {"number": number})


@require_http_methods(["GET", "POST"])
@never_cache
@_while_open
def state(request: HttpRequest) -> HttpResponse:
    """Say where a signal stands, in one of three words; by POST, so that no address holds it."""
    form = NumberForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        if not may_look(request):
            return render(request, "assessments/signals/too_often.html", status=429)
        found = state_of(number=plain(form.cleaned_data["number"]))
        context["state"] = found
        if found is None:
            form.add_error("number", _("Dit nummer is er niet. Kijk of het goed is overgenomen."))
    if form.is_bound and form.errors:
        status = 400
    return render(request, "assessments/signals/state.html", context, status=status)
