"""Choosing who coaches from the register, without script as well."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actor import actor_of
from accounts.language import language_now
from accounts.permissions import Permission, requires
from assessments import actions as casework
from assessments.decide_pages import shown_revision
from assessments.page_parts import with_case
from assessments.providers import actions
from assessments.providers.page_parts import STEP
from assessments.queries import CaseRow
from assessments.status import CaseChange, ChangeNotAllowed, can_change
from coaches import queries as register
from coaches.entries import EntryUnknown
from coaches.forms import RegisterFilterForm
from coaches.queries import RegisterFilter
from coaches.requirements.prefill import recognition
from coaches.requirements.rows import CoachRow, OrganisationRow
from coaches.words import specialisms_in_words
from rulebook.wording import code_label
from tenants.context import current_schema_name

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who can be chosen; `key` is what the form sends."""

    key: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateGroup:
    """Who can be chosen of one organisation, or of those without one."""

    title: str
    about: str
    candidates: tuple[Candidate, ...]


@requires(Permission.OPEN_CASE)
@require_http_methods(["GET", "POST"])
@never_cache
@with_case
def choose(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show who can be chosen by region, specialism and recognition, and take the choice over."""
    if not can_change(case.status, CaseChange.SAVE_FACTS):
        return _stands_still(request, case)
    problem = ""
    if request.method == "POST":
        answer, problem = _chosen(request, case)
        if answer is not None:
            return answer
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    having = _having(form)
    count = register.count_organisations(having=having)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("bladzijde"))
    context = {
        "case": case,
        "form": form,
        "page": page,
        "groups": _groups(having, max(page.start_index() - 1, 0), first=page.number == 1),
        "problem": problem,
    }
    status = 400 if problem else 200
    return render(request, "assessments/providers/choose.html", context, status=status)


def _chosen(request: HttpRequest, case: CaseRow) -> tuple[HttpResponse | None, str]:
    """Take a choice over; else say what is to be done."""
    organisation_id, coach_id = _named(request.POST.get("wie", ""))
    try:
        actions.choose_provider(
            actor=actor_of(request),
            case_id=case.id,
            revision=shown_revision(request.POST),
            organisation_id=organisation_id,
            coach_id=coach_id,
        )
    except (actions.NobodyChosen, EntryUnknown):
        return None, _("Kies een jobcoach of een organisatie uit de lijst.")
    except casework.ContradictoryFacts as refused:
        return None, refused.contradictions[0].reason.in_language(language_now())
    except casework.StaleCase:
        return None, _("Een collega heeft deze casus intussen gewijzigd. Kies opnieuw.")
    except ChangeNotAllowed:
        return _stands_still(request, case), ""
    messages.success(
        request, _("Ingevuld wat het register weet. U kunt alles hieronder nog wijzigen.")
    )
    return redirect("assessments:step", case.number, STEP), ""


def _named(key: str) -> tuple[UUID | None, UUID | None]:
    """Read a choice: `organisatie:` or `coach:` and an identifier; nobody where it is neither."""
    kind, _colon, text = key.partition(":")
    try:
        found = UUID(text)
    except ValueError:
        return None, None
    return (found, None) if kind == "organisatie" else (None, found)


def _having(form: RegisterFilterForm) -> RegisterFilter:
    given = form.cleaned_data
    return RegisterFilter(
        on=timezone.localdate(),
        tenant=current_schema_name(),
        name=" ".join(given.get("naam", "").split()),
        region=given.get("regio", ""),
        specialism=given.get("specialisme", ""),
        recognition=given.get("erkenning", ""),
    )


def _groups(having: RegisterFilter, offset: int, *, first: bool) -> list[CandidateGroup]:
    rows = register.organisations(having=having, offset=offset, limit=PAGE_SIZE)
    coaches = register.coaches_of(organisation_ids=[row.id for row in rows])
    groups = [_of_organisation(row, coaches[row.id], having) for row in rows]
    own = register.coaches_without_organisation(kept_by=having.tenant) if first else ()
    if own:
        groups.append(
            CandidateGroup(
                title=_("Zonder jobcoachorganisatie"),
                about=_("In dienst van uw organisatie, of van een werkgever die u kent."),
                candidates=tuple(_of_coach(coach) for coach in own if coach.is_active),
            )
        )
    return groups


def _of_organisation(
    row: OrganisationRow, coaches: tuple[CoachRow, ...], having: RegisterFilter
) -> CandidateGroup:
    code = recognition(row, tenant=having.tenant, on=having.on)
    about = [code_label(code, language_now()), specialisms_in_words(row.specialisms)]
    unnamed = Candidate(
        key=f"organisatie:{row.id}", label=_("De jobcoach is nog niet bekend"), hint=""
    )
    active = [_of_coach(coach) for coach in coaches if coach.is_active]
    return CandidateGroup(
        title=row.name,
        about=" · ".join(text for text in about if text),
        candidates=(*active, unnamed),
    )


def _of_coach(coach: CoachRow) -> Candidate:
    hints = [coach.employer_name, specialisms_in_words(coach.specialisms), _room_of(coach)]
    return Candidate(
        key=f"coach:{coach.id}",
        label=coach.name,
        hint=" · ".join(hint for hint in hints if hint),
    )


def _room_of(coach: CoachRow) -> str:
    """Say how many people more a coach can take, where the register knows."""
    if coach.people_now is None or coach.people_most is None:
        return ""
    room = max(coach.people_most - coach.people_now, 0)
    return _("plaats voor %(room)s") % {"room": room} if room else _("geen plaats")


def _stands_still(request: HttpRequest, case: CaseRow) -> HttpResponse:
    messages.info(request, _("Deze casus is niet meer in behandeling. De gegevens staan vast."))
    return redirect("assessments:case", case.number)
