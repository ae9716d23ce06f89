"""The pages of the clock: what happened on which day, and putting a line right."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments.actions import ContradictoryFacts
from assessments.page_parts import with_case
from assessments.queries import CaseRow
from assessments.status import ChangeNotAllowed
from assessments.term import actions
from assessments.term.clock.events import EventRefused, Kind
from assessments.term.forms import CorrectionForm, TermForm
from assessments.term.queries import KeptEvent, term_of
from assessments.term.status import WAY_BY_SLUG, WAY_OF, Way
from policy_profiles.queries import NoProfileInForce


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def add(request: HttpRequest, case: CaseRow, slug: str) -> HttpResponse:
    """Ask on which day something happened to the application, and put it on record."""
    if slug not in WAY_BY_SLUG:
        raise Http404(slug)
    way = WAY_BY_SLUG[slug]
    received = case.facts.get("received_on") if way.kind is Kind.SUBMITTED else None
    form = TermForm(
        request.POST or None,
        way=way,
        seen=term_of(case_id=case.id).seen,
        received=received if isinstance(received, date) else None,
    )
    if request.method == "POST" and form.is_valid():
        answer = _added(request, case, way, form)
        if answer is not None:
            return answer
    context = {"case": case, "way": way, "form": form, "term": term_of(case_id=case.id)}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/term/add.html", context, status=status)


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def correct(request: HttpRequest, case: CaseRow, event_id: UUID) -> HttpResponse:
    """Ask what is wrong with a line, and put it right."""
    term = term_of(case_id=case.id)
    kept = next((each for each in term.events if each.id == event_id), None)
    if kept is None or kept.event.kind not in WAY_OF:
        raise Http404(str(event_id))
    form = CorrectionForm(request.POST or None, kept=kept, seen=term.seen)
    if request.method == "POST" and form.is_valid():
        answer = _corrected(request, case, kept, form)
        if answer is not None:
            return answer
    context = {"case": case, "way": WAY_OF[kept.event.kind], "kept": kept, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "assessments/term/correct.html", context, status=status)


def _added(request: HttpRequest, case: CaseRow, way: Way, form: TermForm) -> HttpResponse | None:
    """Put it on record; None where the form says what to do first."""
    try:
        actions.add_event(actor=actor_of(request), case_id=case.id, kind=way.kind, **form.given())
    except EventRefused as refused:
        form.refuse(refused.refusal)
        return None
    except ContradictoryFacts as refused:
        for each in refused.contradictions:
            form.add_error("day", each.reason.in_language(language_now()))
        return None
    except NoProfileInForce:
        form.add_error(None, _("Er geldt geen beleid dat zegt hoeveel dagen er zijn."))
        return None
    except (actions.StaleTerm, ChangeNotAllowed):
        return _meanwhile(request, case)
    messages.success(request, _("Vastgelegd. U ziet hieronder wat het doet met de termijn."))
    return _back(case)


def _corrected(
    request: HttpRequest, case: CaseRow, kept: KeptEvent, form: CorrectionForm
) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        actions.correct_event(
            actor=actor_of(request),
            case_id=case.id,
            seen=given["seen"],
            event_id=kept.id,
            day=given["day"] if given["what"] == "day" else None,
        )
    except EventRefused as refused:
        form.refuse(refused.refusal)
        return None
    except ContradictoryFacts as refused:
        for each in refused.contradictions:
            form.add_error("day", each.reason.in_language(language_now()))
        return None
    except (actions.StaleTerm, actions.EventUnknown, ChangeNotAllowed):
        return _meanwhile(request, case)
    messages.success(request, _("Verbeterd. De oude regel blijft bewaard."))
    return _back(case)


def _meanwhile(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.warning(request, _("Deze casus is intussen gewijzigd. Kijk eerst wat er is."))
    return redirect("assessments:case", case.number)


def _back(case: CaseRow) -> HttpResponse:
    answer = redirect("assessments:case", case.number)
    answer["Location"] += "#termijn"
    return answer
