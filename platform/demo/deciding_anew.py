"""New decisions after the objections of the demonstration that were upheld, with their letters."""

from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.bulk_actions import NewCase, add_cases
from assessments.case_facts import facts_from_data
from assessments.choices import Otherwise
from assessments.letters.actions import frozen
from assessments.letters.codes import Language, Reader
from assessments.models import Case
from assessments.objections.codes import CHANGES_THE_DECISION
from assessments.objections.letters import Draft, letter_of_outcome
from assessments.objections.models import Objection, ObjectionStep
from assessments.objections.queries import objection
from assessments.objections.status import CHANGES, Change
from assessments.people.actions import link_person
from assessments.queries import case as case_of
from assessments.queries import decision
from audit.actions import record
from demo.draws import Draws
from demo.tenant_list import DemoTenant
from demo.window import LAST_DAY, later
from tenants.identifiers import uuid7

_WHY: Final = "Voorbeeld: uw situatie weegt zwaarder dan wij eerst dachten."
_MONTHS: Final = 6


def decided_anew(tenant: DemoTenant, *, consultant: User) -> int:
    """Grant what was refused before, where an objection was upheld; gives how many were.

    One that ended after the last day of the demonstration waits for its decision, and one for which
    a case was opened has it there; so a second time nothing is added.
    """
    opened = ObjectionStep.objects.filter(
        objection__decision=OuterRef("objection__decision"), change=Change.NEW_CASE
    )
    ended = ObjectionStep.objects.filter(
        ~Exists(opened), outcome__in=CHANGES_THE_DECISION, day__lte=LAST_DAY
    )
    draws = Draws(tenant.schema_name, "objections upheld")
    steps = list(ended.select_related("objection__decision__case").order_by("objection_id"))
    cases = [_granted(step.objection.decision.case, step, draws) for step in steps]
    added = add_cases(actor=consultant, cases=cases)
    host = f"{tenant.host}.{settings.PUBLIC_HOSTS[0]}"
    checked_at = f"http://{host}{reverse('assessments:check_letter')}"
    for step, new_id in zip(steps, added, strict=True):
        _opened(step, new_id, consultant)
        _sent(step.objection, tenant.name, checked_at, consultant)
    return len(added)


def _granted(old: Case, step: ObjectionStep, draws: Draws) -> NewCase:
    grant = Otherwise(
        outcome="grant_otherwise",
        reason="person",
        minutes=draws.whole(10, 40) * 60,
        starts_on=step.day,
        ends_on=later(step.day, months=_MONTHS, days=-1),
    )
    return NewCase(
        client_reference=old.client_reference,
        facts=facts_from_data(old.facts),
        municipality_code=old.municipality_code,
        requested_minutes=old.requested_minutes,
        external_reference=f"{old.external_reference}-B",
        is_synthetic=True,
        opened_on=step.day,
        decided_on=step.day,
        choice=grant,
    )


def _opened(step: ObjectionStep, new_id: UUID, consultant: User) -> None:
    ObjectionStep.objects.create(
        objection_id=step.objection_id,
        change=Change.NEW_CASE,
        day=step.day,
        new_case_id=new_id,
        recorded_by=consultant.id,
        recorded_at=timezone.now(),
    )
    old = step.objection.decision.case
    if old.person_id is not None:
        link_person(actor=consultant, case_id=new_id, person_id=old.person_id)
    record(
        actor=consultant, action=CHANGES[Change.NEW_CASE].audit_action, object_kind="case",
        object_id=old.id, details={"example": True},
    )  # fmt: skip


def _sent(kept: Objection, organisation: str, checked_at: str, consultant: User) -> None:
    """Freeze the decision on it as a letter to the person, of the day of the new decision."""
    old = case_of(number=kept.decision.case.number)
    row = objection(case_id=old.id, objection_id=kept.id)
    new = decision(number=row.new_number)
    draft = Draft(
        reader=Reader.CLIENT,
        language=Language.NL,
        organisation=organisation,
        checked_at=checked_at,
        motivation=_WHY,
    )
    content = letter_of_outcome(
        actor=consultant, case=old, row=row, draft=draft, sent_on=new.decided_on, letter_id=uuid7()
    )
    frozen(
        consultant, old.id, decision(number=old.number), Reader.CLIENT, Language.NL, content,
        new.decided_on, objection_id=kept.id, receipt_id=new.receipt_id,
    )  # fmt: skip
