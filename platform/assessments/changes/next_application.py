"""Opening the next application: one form, filled in from the case before it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import open_case, save_facts
from assessments.models import Case
from assessments.people.actions import link_person
from assessments.plans.actions import carry_goals, name_previous
from assessments.plans.queries import PlanUnknown
from assessments.providers.actions import choose_provider
from assessments.providers.queries import provider_of
from assessments.queries import CaseRow, CaseUnknown, case_by_id
from assessments.status import CaseStatus
from coaches.entries import EntryUnknown
from rulebook.facts import FactValue

#: Nothing follows on a case that is not decided yet.
AFTER = (CaseStatus.DECIDED, CaseStatus.CLOSED)


class FollowedAlready(Exception):
    """An application that follows on this one is being worked on."""

    def __init__(self, number: str) -> None:
        super().__init__(f"Case {number} follows on this one already: go on there.")
        self.number = number


class NotDecidedYet(Exception):
    """Only a decided case can be followed by another application."""

    def __init__(self) -> None:
        super().__init__("This case is not decided yet: decide it first.")


def open_follow_up(*, case_id: UUID) -> str:
    """Give the number of the application that follows on a case and is open; empty without one."""
    found = Case.objects.filter(previous_id=case_id, status=CaseStatus.DRAFT)
    return found.values_list("number", flat=True).first() or ""


@transaction.atomic
def apply_again(
    *,
    actor: User,
    case_id: UUID,
    facts: Mapping[str, FactValue | None],
    requested_minutes: int | None = None,
) -> CaseRow:
    """Open the application that follows on a decided case, with all that is known already.

    Client, person, municipality, who coaches and the goals still open go along, so that nothing is
    asked twice. The clock does not start: that is an act of its own.

    Args:
        actor: who does it.
        case_id: the decided case.
        facts: those of the new application.
        requested_minutes: the hours that are asked for, where they were named.

    Raises:
        NotPermitted, CaseUnknown: not by this person, or there is no such case.
        NotDecidedYet, FollowedAlready: nothing can follow, or something does.
        UnknownFact, NotAFactValue, ContradictoryFacts: the facts cannot be; nothing is opened.
    """
    check_permission(actor, Permission.OPEN_CASE)
    before = Case.objects.select_for_update().filter(pk=case_id).first()
    if before is None:
        raise CaseUnknown
    if before.status not in AFTER:
        raise NotDecidedYet
    if number := open_follow_up(case_id=case_id):
        raise FollowedAlready(number)
    opened = open_case(
        actor=actor,
        client_reference=before.client_reference,
        municipality_code=before.municipality_code,
        is_synthetic=before.is_synthetic,
    )
    save_facts(
        actor=actor,
        case_id=opened.id,
        revision=opened.revision,
        facts=facts,
        requested_minutes=requested_minutes,
    )
    if before.person_id is not None:
        link_person(actor=actor, case_id=opened.id, person_id=before.person_id)
    name_previous(actor=actor, case_id=opened.id, number=before.number)
    _take_coach(actor, before.id, opened.id)
    with suppress(PlanUnknown):  # there was no plan, or every goal was reached
        carry_goals(actor=actor, case_id=opened.id, seen=0)
    return case_by_id(case_id=opened.id)


def _take_coach(actor: User, before: UUID, opened: UUID) -> None:
    """The same coach, with what the register knows of him or her today."""
    provider = provider_of(case_id=before)
    if provider is None:
        return
    organisation, coach = provider.chosen.organisation, provider.chosen.coach
    try:
        choose_provider(
            actor=actor,
            case_id=opened,
            revision=case_by_id(case_id=opened).revision,
            organisation_id=organisation.id if organisation else None,
            coach_id=coach.id if coach else None,
        )
    except EntryUnknown:
        return
