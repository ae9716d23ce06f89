"""The public page on which anybody who holds a letter sees whether it was sent and still stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.language import language_now
from assessments.letters.forms import CheckForm
from assessments.letters.validity import checked_letter, plain_code
from assessments.signals.use import may_check

_LONGEST = 64


@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a letter, and go on to what may be told of it."""
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = plain_code(form.cleaned_data["code"])[:_LONGEST]
        return redirect("assessments:checked_letter", code or "-")
    status = 400 if form.is_bound else 200
    return render(request, "assessments/letters/ask.html", {"form": form}, status=status)


@require_GET
@never_cache
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """Tell whether a letter was sent and stands; all unknown codes get the same answer."""
    if not may_check(request):
        return render(request, "assessments/signals/too_often.html", status=429)
    found = checked_letter(given=code)
    language = language_now()
    context = {
        "checked": found,
        "form": CheckForm(),
        "own_title": found.own.title.in_language(language) if found else "",
        "baseline_title": found.baseline.title.in_language(language) if found else "",
    }
    status = 200 if found else 404
    return render(request, "assessments/letters/checked.html", context, status=status)
