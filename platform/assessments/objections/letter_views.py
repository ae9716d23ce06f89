"""The page on which the decision on an objection is written as a letter, looked at and sent."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.letters.actions import SentOnAnotherDay, StaleLetter
from assessments.letters.codes import SLUG_OF, Reader
from assessments.letters.content import LetterContent
from assessments.letters.queries import LetterLine, letters_of
from assessments.letters.views import (
    SHOW_IN,
    checked_at,
    language_of,
    organisation_of,
    other_than,
)
from assessments.objections.actions import DecidedBySame
from assessments.objections.forms import OutcomeLetterForm
from assessments.objections.letters import (
    Draft,
    letter_of_outcome,
    mark_now,
    reasons_to_choose,
    send_outcome,
)
from assessments.objections.new_decision import NewDecisionMissing, new_decision_of
from assessments.objections.queries import ObjectionRow, ObjectionUnknown, objection
from assessments.objections.readers import readers_of
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from rulebook.wording import date_long

_READERS = (Reader.CLIENT, Reader.EMPLOYER, Reader.OTHER)
_SLUGS = {SLUG_OF[each]: each for each in _READERS}


@requires(Permission.DECIDE_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def outcome_letter(
    request: HttpRequest, case: CaseRow, objection_id: UUID, slug: str
) -> HttpResponse:
    """Ask for the reasons, show the letter as it will be sent, and freeze it when asked to."""
    row = _row(case, objection_id)
    if slug not in _SLUGS or _SLUGS[slug] not in readers_of(row):
        raise Http404(slug)
    try:
        new_decision_of(row)
    except NewDecisionMissing:
        told = _("Neem eerst het nieuwe besluit: het staat in dezelfde brief (Awb 7:11).")
        messages.info(request, told)
        return redirect("assessments:objection", case.number, row.id)
    form = _form(request, row, _SLUGS[slug])
    draft = _draft(request, _SLUGS[slug], form)
    content = _letter(request, case, row, draft) if draft else None
    was_seen = form.is_bound and form.is_valid() and bool(form.cleaned_data["seen"])
    if (
        draft
        and was_seen
        and SHOW_IN not in request.POST
        and (answer := _sent(request, case, row, draft, form))
    ):
        return answer
    context = {
        "case": case,
        "row": row,
        "reader": _SLUGS[slug],
        "letter": content,
        "seen": _mark(content, row),
        "earlier": _earlier(case, row, _SLUGS[slug]),
        "form": form,
        "letter_language": language_of(request),
        "other_language": other_than(language_of(request)),
        "is_own_decision": actor_of(request).id in row.taken_by,
    }
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "assessments/objections/outcome_letter.html", context, status=status)


def _form(request: HttpRequest, row: ObjectionRow, reader: Reader) -> OutcomeLetterForm:
    """Give the form; in another language with what was typed, and no word of what is missing."""
    choices = reasons_to_choose(row)
    form = OutcomeLetterForm(request.POST or None, reader=reader, choices=choices)
    if SHOW_IN in request.POST and not form.is_valid():
        return OutcomeLetterForm(reader=reader, choices=choices, typed=request.POST)
    return form


def _draft(request: HttpRequest, reader: Reader, form: OutcomeLetterForm) -> Draft | None:
    """Give what the letter is written from; None while the reasons are not given."""
    is_given = form.is_bound and form.is_valid()
    if form.asks_why and not is_given:
        return None
    return Draft(
        reader=reader,
        language=language_of(request),
        organisation=organisation_of(request),
        checked_at=checked_at(request),
        motivation=form.cleaned_data.get("motivation", "") if is_given else "",
        reasons=form.chosen() if is_given else (),
    )


def _letter(request: HttpRequest, case: CaseRow, row: ObjectionRow, draft: Draft) -> LetterContent:
    return letter_of_outcome(
        actor=actor_of(request), case=case, row=row, draft=draft, sent_on=timezone.localdate()
    )


def _mark(content: LetterContent | None, row: ObjectionRow) -> str:
    return mark_now(content, row=row) if content else ""


def _earlier(case: CaseRow, row: ObjectionRow, reader: Reader) -> list[LetterLine]:
    """Give the letters on the objection that went to this reader already."""
    lines = letters_of(case_id=case.id)
    return [line for line in lines if line.reader == reader and line.objection_id == row.id]


def _row(case: CaseRow, objection_id: UUID) -> ObjectionRow:
    try:
        return objection(case_id=case.id, objection_id=objection_id)
    except ObjectionUnknown as unknown:
        raise Http404(str(unknown)) from unknown


def _sent(
    request: HttpRequest, case: CaseRow, row: ObjectionRow, draft: Draft, form: OutcomeLetterForm
) -> HttpResponse | None:
    """Freeze it and show it; None where the form says what to do first."""
    try:
        made = send_outcome(
            actor=actor_of(request),
            case=case,
            row=row,
            draft=draft,
            sent_on=form.cleaned_data["sent_on"],
            seen=form.cleaned_data["seen"],
            once=form.cleaned_data["once"],
        )
    except SentOnAnotherDay as refused:
        language = language_now()
        days = {
            "first": date_long(refused.first, language),
            "last": date_long(refused.last, language),
        }
        form.add_error("sent_on", _("Kies een dag van %(first)s tot en met %(last)s.") % days)
        return None
    except DecidedBySame:
        told = _(
            "U nam het besluit of was ermee akkoord. Een collega beslist op het bezwaar (Awb 10:3)."
        )
        form.add_error(None, told)
        return None
    except StaleLetter:
        messages.warning(request, _("De brief is veranderd nadat u hem bekeek. Dit is hij nu."))
        return None
    messages.success(request, _("De brief staat vast. Druk hem af of sla hem op als PDF."))
    return redirect("assessments:letter", case.number, made)
