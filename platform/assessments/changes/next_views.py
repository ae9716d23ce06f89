"""The pages of the next application: a follow-up in the same job, or support in the next one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.actions import ContradictoryFacts
from assessments.changes.next_application import AFTER, FollowedAlready, apply_again, open_follow_up
from assessments.changes.next_facts import ASKED, Next, extension_facts, next_job_facts
from assessments.changes.next_forms import NextForm
from assessments.changes.queries import NothingGranted, Support, support_of
from assessments.following.queries import log_of, measures_of
from assessments.following.rows import total_minutes
from assessments.page_parts import rules_today, with_case
from assessments.queries import CaseRow
from rulebook.facts import FACT_BY_NAME, FactValue
from rulebook.finding import find
from rulebook.wording import fact_value


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def extension(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask what is different now, and open the follow-up in the same job."""
    support = _support(case)
    known = extension_facts(case.facts, support, today=timezone.localdate())
    known |= _seen_since(case, support)
    return _page(request, case, Next.EXTENSION, known)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def next_job(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask what the next job is, and open the application for support in it."""
    support, rules = _support(case), rules_today()
    if support is None or rules is None:
        return redirect("assessments:case", case.number)
    begins = _begins(request) or support.last_day
    known = next_job_facts(support, rules.own, begins=begins)
    known["received_on"] = timezone.localdate()
    return _page(request, case, Next.NEXT_JOB, known)


def _seen_since(case: CaseRow, support: Support | None) -> dict[str, FactValue]:
    """What the log and the measures of the work told since the decision."""
    seen: dict[str, FactValue] = {}
    log = log_of(case_id=case.id)
    if log and support is not None:
        seen["unused_hours"] = max(0, support.now.minutes - total_minutes(log))
    values = [each.wage_value for each in measures_of(case) if each.wage_value is not None]
    if values:
        seen["wage_value"] = values[-1]
    return seen


def _page(
    request: HttpRequest, case: CaseRow, kind: Next, known: Mapping[str, FactValue]
) -> HttpResponse:
    if case.status not in AFTER:
        return redirect("assessments:case", case.number)
    if number := open_follow_up(case_id=case.id):
        messages.info(request, _("Er is al een vervolg op deze aanvraag. U ziet het hier."))
        return redirect("assessments:case", number)
    form = NextForm(request.POST or None, kind=kind, known=known, asked=_asked(known))
    if request.method == "POST" and form.is_valid():
        answer = _opened(request, case, form)
        if answer is not None:
            return answer
    language = language_now()
    along = [
        (FACT_BY_NAME[name].label.in_language(language), fact_value(name, value, language))
        for name, value in known.items()
        if name not in ASKED[kind]
    ]
    context = {"case": case, "form": form, "along": along, "is_next_job": kind is Next.NEXT_JOB}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/changes/next.html", context, status=status)


def _opened(request: HttpRequest, case: CaseRow, form: NextForm) -> HttpResponse | None:
    try:
        opened = apply_again(
            actor=actor_of(request),
            case_id=case.id,
            facts=form.facts(),
            requested_minutes=form.cleaned_data["requested_minutes"],
        )
    except ContradictoryFacts as refused:
        for each in refused.contradictions:
            form.add_error(None, each.reason.in_language(language_now()))
        return None
    except FollowedAlready as already:
        return redirect("assessments:case", already.number)
    messages.success(
        request, _("De aanvraag staat klaar. Alles wat al bekend was, is ingevuld; kijk het na.")
    )
    return redirect("assessments:check", opened.number)


def _asked(known: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The facts that the rules of today ask for beside what is known."""
    rules = rules_today()
    return find(known, rules.own).questions if rules else ()


def _begins(request: HttpRequest) -> date | None:
    """The first day of the next job, where the page before knew it."""
    try:
        return date.fromisoformat(request.GET.get("vanaf", ""))
    except ValueError:
        return None


def _support(case: CaseRow) -> Support | None:
    try:
        return support_of(case_id=case.id)
    except NothingGranted:
        return None
