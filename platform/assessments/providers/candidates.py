"""Who can be chosen from the register: a page of organisations with their coaches."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import language_now
from coaches import queries as register
from coaches.forms import RegisterFilterForm
from coaches.queries import RegisterFilter
from coaches.requirements.prefill import recognition
from coaches.requirements.rows import CoachRow, OrganisationRow
from coaches.words import specialisms_in_words
from rulebook.facts import FACT_BY_NAME
from tenants.context import current_schema_name

PAGE_SIZE = 25
#: The names of recognitions, and of having none, as the facts of a case have them.
RECOGNITIONS = FACT_BY_NAME["provider_recognition"].code_labels


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


def named(key: str) -> tuple[UUID | None, UUID | None]:
    """Read a choice: `organisatie:` or `coach:` and an identifier; nobody where it is neither."""
    kind, _colon, text = key.partition(":")
    try:
        found = UUID(text)
    except ValueError:
        return None, None
    return (found, None) if kind == "organisatie" else (None, found)


def having_of(form: RegisterFilterForm) -> RegisterFilter:
    """Give what the filter above the list asks for, as this tenant sees the register today."""
    given = form.cleaned_data
    return RegisterFilter(
        on=timezone.localdate(),
        tenant=current_schema_name(),
        name=" ".join(given.get("naam", "").split()),
        region=given.get("regio", ""),
        specialism=given.get("specialisme", ""),
        recognition=given.get("erkenning", ""),
    )


def groups_of(having: RegisterFilter, offset: int, *, first: bool) -> list[CandidateGroup]:
    """Give one page of who can be chosen; those without an organisation stand on the first."""
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
    about = [
        RECOGNITIONS[code].in_language(language_now()),
        specialisms_in_words(row.specialisms),
    ]
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
