"""The pages of objection and appeal: what is open, lodging one, its steps, and what follows."""

from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actor import actor_of
from accounts.permissions import Permission, has_permission, requires
from accounts.plain_forms import status_of
from assessments.letters.codes import SLUG_OF
from assessments.letters.queries import LetterLine, letters_of
from assessments.objections import actions
from assessments.objections.codes import Kind
from assessments.objections.forms import LodgeForm, StepForm
from assessments.objections.new_decision import awaits_new_decision, may_tell_sent
from assessments.objections.queries import (
    ObjectionRow,
    ObjectionUnknown,
    is_open,
    objection,
    objection_before,
    open_objections,
)
from assessments.objections.readers import readers_of
from assessments.objections.refusals import ObjectionRefused
from assessments.objections.sent_days import sent_days
from assessments.objections.status import (
    CHANGE_BY_SLUG,
    CHANGES,
    Change,
    ObjectionChangeNotAllowed,
    can_change,
)
from assessments.page_parts import with_case
from assessments.queries import CaseRow, NotDecidedYet, decision

_STEPS = tuple(change for change in Change if change is not Change.NEW_CASE)
_AT_LETTERS = (Change.SENT, Change.CORRECT)
_ASKED = tuple(each for each in _STEPS if each not in _AT_LETTERS)
Shown = Callable[..., HttpResponse]


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Show what is open: what has to be decided first comes first."""
    context = {"rows": open_objections(), "today": timezone.localdate()}
    return render(request, "assessments/objections/list.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def lodge(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Ask what was lodged against the decision on a case, and put it on record."""
    try:
        made = decision(number=case.number)
    except NotDecidedYet:
        messages.info(request, _("Er is nog niets besloten om bezwaar tegen te maken."))
        return redirect("assessments:case", case.number)
    before = objection_before(new_case_id=case.id)
    kind = Kind.APPEAL if before else Kind.OBJECTION
    days = sent_days(case_id=case.id, decision_id=made.id)
    form = LodgeForm(request.POST or None, days=days, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.lodge(actor=actor_of(request), case_id=case.id, lodged=form.lodged())
        except ObjectionRefused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Vastgelegd. U ziet hieronder de termijn."))
            return redirect("assessments:objection", case.number, kept)
    context = {"case": case, "form": form}
    return render(request, "assessments/objections/lodge.html", context, status=status_of(form))


def _of_case(view: Shown) -> Callable[..., HttpResponseBase]:
    """Give a view the objection or appeal of a case; 404 where there is none."""

    @wraps(view)
    def found(
        request: HttpRequest, case: CaseRow, objection_id: UUID, **kwargs: str
    ) -> HttpResponseBase:
        try:
            row = objection(case_id=case.id, objection_id=objection_id)
        except ObjectionUnknown as unknown:
            raise Http404(str(unknown)) from unknown
        return view(request, case, row, **kwargs)

    return found


@requires(Permission.READ_CASES)
@require_GET
@never_cache
@with_case
@_of_case
def shown(request: HttpRequest, case: CaseRow, row: ObjectionRow) -> HttpResponse:
    """Show an objection or appeal: its days, where it stands, and what may happen next."""
    may = has_permission(request.user, Permission.DECIDE_CASE)
    is_own_decision = actor_of(request).id in row.taken_by and row.kind is Kind.OBJECTION
    ways = [
        (change.label, CHANGES[change].slug)
        for change in _ASKED
        if may and _is_offered(row, change, is_own_decision=is_own_decision)
    ]
    letters = [line for line in letters_of(case_id=case.id) if line.objection_id == row.id]
    context = {
        "case": case,
        "row": row,
        "ways": ways,
        "readers": [(each.label, SLUG_OF[each]) for each in readers_of(row)] if may else [],
        "letters": letters,
        "awaits_new": awaits_new_decision(row),
        "sent_slug": CHANGES[Change.SENT].slug if may and _asks_sent(row, letters) else "",
        "correct_slug": CHANGES[Change.CORRECT].slug if may and row.sent_elsewhere_on else "",
        "may_open_new": may and row.may_open_new,
        "is_open": is_open(objection_id=row.id),
        "is_own_decision": is_own_decision,
        "today": timezone.localdate(),
    }
    return render(request, "assessments/objections/objection.html", context)


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
@_of_case
def step(request: HttpRequest, case: CaseRow, row: ObjectionRow, slug: str) -> HttpResponse:
    """Ask for the day of a step and its reason, and put it on record."""
    change = CHANGE_BY_SLUG.get(slug)
    if change is None or change not in _STEPS:
        raise Http404(slug)
    if not _may(request, row, change):
        return _meanwhile(request, case, row)
    form = StepForm(request.POST or None, change=change)
    if request.method == "POST" and form.is_valid():
        answer = _added(request, case, row, form)
        if answer is not None:
            return answer
    fields = [form[name] for name in form.fields]
    context = {"case": case, "row": row, "change": change, "form": form, "fields": fields}
    return render(request, "assessments/objections/step.html", context, status=status_of(form))


def _is_offered(row: ObjectionRow, change: Change, *, is_own_decision: bool) -> bool:
    """Whether to offer a step: none that would only be refused after it was filled in."""
    if change is Change.END and is_own_decision:  # a colleague decides (Awb 10:3)
        return False
    if change is Change.ASK and row.asked_on is not None:
        return False
    if change is Change.MEND and (row.asked_on is None or row.mended_on is not None):
        return False
    return can_change(kind=row.kind, status=row.status, change=change)


def _asks_sent(row: ObjectionRow, letters: Sequence[LetterLine]) -> bool:
    """Whether to ask if the decision went outside Meetlat: not where all of its letters went."""
    if row.kind is Kind.APPEAL:
        return may_tell_sent(row) and is_open(objection_id=row.id)
    told = {line.reader for line in letters}
    return may_tell_sent(row) and not told.issuperset(readers_of(row))


def _may(request: HttpRequest, row: ObjectionRow, change: Change) -> bool:
    """Whether to ask for a step; what is sent twice is left to the action, which knows it again."""
    if not can_change(kind=row.kind, status=row.status, change=change):
        return False
    if change is Change.CORRECT:
        return row.sent_elsewhere_on is not None
    return request.method == "POST" or change is not Change.SENT or may_tell_sent(row)


@requires(Permission.DECIDE_CASE)
@require_POST
@with_case
@_of_case
def new_case(request: HttpRequest, case: CaseRow, row: ObjectionRow) -> HttpResponse:
    """Open the case in which a new decision is taken, filled in with what was known."""
    try:
        opened = actions.open_new_case(
            actor=actor_of(request), case_id=case.id, objection_id=row.id
        )
    except (ObjectionRefused, ObjectionChangeNotAllowed):
        return _meanwhile(request, case, row)
    messages.success(request, _("Casus %(number)s is geopend.") % {"number": opened.number})
    return redirect("assessments:case", opened.number)


def _added(
    request: HttpRequest, case: CaseRow, row: ObjectionRow, form: StepForm
) -> HttpResponse | None:
    """Put it on record; None where the form says what to do first."""
    try:
        actions.add_step(
            actor=actor_of(request), case_id=case.id, objection_id=row.id, step=form.step()
        )
    except ObjectionRefused as refused:
        form.refuse(refused)
        return None
    except actions.DecidedBySame:
        told = _(
            "U nam het besluit of was ermee akkoord. Een collega beslist op het bezwaar (Awb 10:3)."
        )
        form.add_error(None, told)
        return None
    except ObjectionChangeNotAllowed:
        return _meanwhile(request, case, row)
    messages.success(request, _("Vastgelegd."))
    return redirect("assessments:objection", case.number, row.id)


def _meanwhile(request: HttpRequest, case: CaseRow, row: ObjectionRow) -> HttpResponse:
    messages.info(request, _("Dat kan hier nu niet (meer). Zo staat het ermee."))
    return redirect("assessments:objection", case.number, row.id)
