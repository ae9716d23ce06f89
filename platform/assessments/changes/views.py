"""The pages of changes: what stands, a new one, looking at what it does, recording it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from assessments.actions import StaleCase
from assessments.changes import actions
from assessments.changes.forms import ChangeForm
from assessments.changes.page_parts import (
    in_words,
    job_links,
    may_change,
    record_look,
    shown_changes,
    shown_reckoning,
    ways_of,
)
from assessments.changes.queries import KeptChange, NothingGranted, Support, support_of
from assessments.changes.refusals import ChangeRefused
from assessments.changes.status import WAY_BY_SLUG, WAY_OF, Way
from assessments.decide_pages import shown_revision
from assessments.kept_answers import CaseForm, answers_in, forget_answers, keep, kept
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change

TEMPLATES = "assessments/changes"


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
def changes(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the hours as they are now, why, and every change that stands."""
    support = _support(case)
    record_look(request, case, support)
    may = may_change(request, case)
    context = {
        "case": case,
        "support": support,
        "changes": shown_changes(case, support, may=may),
        "ways": ways_of(case, support) if may else [],
        "may_change_job": may,
        "job_links": job_links(request, case, support),
        **shown_reckoning(support.now, support.profile),
    }
    return render(request, f"{TEMPLATES}/changes.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def new(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponse:
    """Ask for one kind of change; what was filled in goes on to the look once it can be."""
    if slug not in WAY_BY_SLUG:
        raise Http404(slug)
    return _asked(request, case, WAY_BY_SLUG[slug], None)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def correct(request: HttpRequest, case: CaseRow, change_id: UUID) -> HttpResponse:
    """Ask for a change again, filled in as it was; such as the day somebody is back at work."""
    support = _support(case)
    found = _standing(support, change_id)
    if found.change.kind not in WAY_OF:
        raise Http404(str(change_id))
    record_look(request, case, support)
    return _asked(request, case, WAY_OF[found.change.kind], found)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def look(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show the hours before and after a change and why, and record exactly that when asked to."""
    support = _support(case)
    form = _kept_form(request, case, support)
    if form is None or not form.is_valid():
        messages.info(request, _("Er staat geen wijziging van u klaar. Vul haar opnieuw in."))
        return redirect("assessments:changes", case.number)
    corrects = form.cleaned_data["verbetert"]
    try:
        after = actions.foretold(support, form.change(), corrects=corrects)
    except (ChangeRefused, actions.ChangeUnknown):
        return _meanwhile(request, case)
    seen = f"{case.revision}-{after.minutes}-{after.end}"
    if request.method == "POST" and request.POST.get("gezien") == seen:
        return _recorded(request, case, form)
    record_look(request, case, support)
    context = {
        "case": case,
        "way": form.way,
        "support": support,
        "seen": seen,
        "what": in_words(form.change(), form.cleaned_data.get("reason", "")),
        "day": form.change().day,
        "difference": after.minutes - support.now.minutes,
        "less": max(0, support.now.minutes - after.minutes),
        **shown_reckoning(after, support.profile),
    }
    return render(request, f"{TEMPLATES}/look.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def back(request: HttpRequest, case: CaseRow, change_id: UUID) -> HttpResponse:
    """Show what taking a change back does, and do it when asked to."""
    support = _support(case)
    found = _standing(support, change_id)
    if found.change.kind not in WAY_OF:
        raise Http404(str(change_id))  # the end of a job goes with its outcome, in the app above
    if not can_change(case.status, CaseChange.CHANGE_JOB):
        return _meanwhile(request, case)
    if request.method == "POST":
        try:
            actions.take_back(
                actor=actor_of(request),
                case_id=case.id,
                revision=shown_revision(request.POST),
                change_id=change_id,
            )
        except (StaleCase, ChangeNotAllowed, actions.ChangeUnknown):
            return _meanwhile(request, case)
        messages.success(request, _("De wijziging is teruggenomen. De regel blijft bewaard."))
        return redirect("assessments:changes", case.number)
    record_look(request, case, support)
    after = actions.foretold(support, None, corrects=change_id)
    shown = next(each for each in shown_changes(case, support, may=False) if each.id == change_id)
    context = {"case": case, "support": support, "change": shown, "found": found}
    context |= shown_reckoning(after, support.profile)
    return render(request, f"{TEMPLATES}/back.html", context)


def _asked(
    request: HttpRequest, case: CaseRow, way: Way, corrects: KeptChange | None
) -> HttpResponse:
    if not can_change(case.status, CaseChange.CHANGE_JOB):
        return _meanwhile(request, case)
    support = _support(case)
    form = ChangeForm(
        request.POST or None,
        way=way,
        support=support,
        revision=case.revision,
        corrects=corrects,
    )
    if request.method == "POST" and form.is_valid() and _can_be(form, support, corrects):
        keep(
            actor=actor_of(request),
            case_id=case.id,
            form=CaseForm.CHANGE,
            answers=answers_in(request.POST, form.fields),
            revision=case.revision,
        )
        return redirect("assessments:change_look", case.number)
    context = {"case": case, "way": way, "form": form, "support": support, "corrects": corrects}
    return render(request, f"{TEMPLATES}/form.html", context, status=400 if form.is_bound else 200)


def _can_be(form: ChangeForm, support: Support, corrects: KeptChange | None) -> bool:
    """Whether a change fits among the others; where not, its field says why."""
    try:
        actions.foretold(support, form.change(), corrects=corrects.id if corrects else None)
    except ChangeRefused as refused:
        form.refuse(refused.refusal, support)
        return False
    return True


def _kept_form(request: HttpRequest, case: CaseRow, support: Support) -> ChangeForm | None:
    """The form that somebody filled in on the page before; None where there is none (any more)."""
    found = kept(actor=actor_of(request), case_id=case.id, form=CaseForm.CHANGE)
    way = WAY_BY_SLUG.get(found.answers.get("wijziging", "")) if found else None
    if found is None or way is None:
        return None
    return ChangeForm(found.answers, way=way, support=support, revision=case.revision)


@transaction.atomic
def _record(request: HttpRequest, case: CaseRow, form: ChangeForm) -> None:
    actor = actor_of(request)
    actions.record_change(
        actor=actor,
        case_id=case.id,
        revision=case.revision,
        change=form.change(),
        reason=form.cleaned_data.get("reason", ""),
        corrects=form.cleaned_data["verbetert"],
    )
    forget_answers(case_id=case.id, form=CaseForm.CHANGE, actor=actor)


def _recorded(request: HttpRequest, case: CaseRow, form: ChangeForm) -> HttpResponse:
    try:
        _record(request, case, form)
    except (StaleCase, ChangeNotAllowed, ChangeRefused, actions.ChangeUnknown):
        return _meanwhile(request, case)
    messages.success(request, _("De wijziging is vastgelegd. Het besluit zelf blijft bewaard."))
    return redirect("assessments:changes", case.number)


def _support(case: CaseRow) -> Support:
    try:
        return support_of(case_id=case.id)
    except NothingGranted as nothing:
        raise Http404(str(nothing)) from nothing


def _standing(support: Support, change_id: UUID) -> KeptChange:
    found = next((each for each in support.kept if each.id == change_id), None)
    if found is None:
        raise Http404(str(change_id))
    return found


def _meanwhile(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    return redirect("assessments:case", case.number)
