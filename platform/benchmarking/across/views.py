"""The pages on the public host on which an analyst of the platform asks across organisations."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from benchmarking.across.asking import ask
from benchmarking.across.catalogue import catalogue_of
from benchmarking.across.export import across_csv, across_data
from benchmarking.across.figures import guarantee
from benchmarking.across.form import AcrossForm, HoursForm
from benchmarking.across.groups import OfferedGroup, offered_groups
from benchmarking.across.kept import (
    Kept,
    NoSuchAnswer,
    kept_lines,
    left_by_year,
    most_policies,
    read_answer,
)
from benchmarking.across.members import FEWEST_MEMBERS
from benchmarking.across.page import across_page
from benchmarking.across.question import years_offered
from benchmarking.across.refusals import NotAnswered
from benchmarking.across.sentences import sentence_of_refusal
from policy_profiles.simulation.tally import MOST_DAYS, MOST_MINUTES
from policy_profiles.simulation.values import COACHABLE_HOURS, Assumptions
from tenants.queries import launched_tenants

_PAGE, _ANSWER = "benchmarking/across.html", "benchmarking/across_answer.html"
_MONTHS = 12


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASK_ACROSS)
@never_cache
def across(request: HttpRequest) -> HttpResponseBase:
    """Show what can be asked and what was answered; take a question, and lead to its answer."""
    groups = offered_groups(launched_tenants())
    form = _form(request, groups)
    if form.is_bound and form.is_valid():
        return redirect(_asked(request, form))
    context = {
        "form": form,
        "groups": groups,
        "fewest": FEWEST_MEMBERS,
        "lines": [(line, _label(groups, line.group)) for line in kept_lines()],
        "left": left_by_year(today=timezone.localdate()).items(),
        "most": most_policies(),
    }
    return render(request, _PAGE, context, status=400 if form.is_bound else 200)


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def answer(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Show a kept answer; nobody is asked again."""
    found = _kept(request, asked_id)
    groups = offered_groups(launched_tenants())
    hours = HoursForm(request.GET if "uren" in request.GET else {"uren": COACHABLE_HOURS})
    coachable = hours.cleaned_data["uren"] if hours.is_valid() else COACHABLE_HOURS
    assumed = Assumptions(months=_MONTHS, coachable_hours=coachable)
    context = {
        "found": found,
        "title": found.question.title.in_language(language_now()),
        "group": _label(groups, found.question.group),
        "page": across_page(found, assumptions=assumed),
        "assumed": assumed,
        "hours": hours,
        "guarantee": guarantee(),
        "most_hours": MOST_MINUTES // 60,
        "most_years": MOST_DAYS // 365,
        "most": most_policies(),
    }
    return render(request, _ANSWER, context, status=200 if hours.is_valid() else 400)


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def answer_as_csv(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Give what the page shows as CSV."""
    content = across_csv(_kept(request, asked_id), language=language_now())
    found = HttpResponse(content, content_type="text/csv; charset=utf-8")
    found["Content-Disposition"] = 'attachment; filename="doorgerekend.csv"'
    return found


@require_safe
@requires(Permission.ASK_ACROSS)
@never_cache
def answer_as_json(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Give what the page shows as JSON."""
    return JsonResponse(across_data(_kept(request, asked_id)))


def _form(request: HttpRequest, groups: tuple[OfferedGroup, ...]) -> AcrossForm:
    today = timezone.localdate()
    return AcrossForm(
        request.POST if request.method == "POST" else None,
        asked=request.GET.dict(),
        catalogue=catalogue_of(today=today),
        groups=groups,
        years=years_offered(today=today),
    )


def _asked(request: HttpRequest, form: AcrossForm) -> str:
    """Ask, and give the address to go to: the answer's, or the form's with what is the matter."""
    assert form.question is not None  # noqa: S101 - whoever is valid has one
    given = {name: form.cleaned_data[name] for name in ("na", "groep", "jaar", "uren")}
    try:
        found = ask(actor=actor_of(request), question=form.question, catalogue=form.catalogue)
    except NotAnswered as why:
        messages.warning(request, sentence_of_refusal(why, year=form.question.year))
        return f"{reverse('across:page')}?{urlencode(given)}"
    hours = urlencode({"uren": given["uren"]})
    return f"{reverse('across:answer', args=[found.answer_id])}?{hours}"


def _kept(request: HttpRequest, asked_id: UUID) -> Kept:
    try:
        return read_answer(actor=actor_of(request), answer_id=asked_id)
    except NoSuchAnswer as nothing:
        raise Http404 from nothing


def _label(groups: tuple[OfferedGroup, ...], code: str) -> str:
    found = {group.code: group.label.in_language(language_now()) for group in groups}
    return found.get(code, code)
