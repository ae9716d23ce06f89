"""Choosing who coaches in a case: the facts of the register are filled in by the same act."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import save_facts
from assessments.providers.models import ChosenProvider
from assessments.providers.queries import chosen_from
from assessments.queries import CaseRow, case_by_id
from assessments.rules_in_force import rules_on
from audit.actions import record
from coaches.requirements.prefill import facts_from_register
from policy_profiles.queries import NoProfileInForce
from rulebook.facts import FactValue


class NobodyChosen(ValueError):
    """Neither an organisation nor a coach was named."""

    def __init__(self) -> None:
        super().__init__("Choose an organisation or a coach from the register.")


@transaction.atomic
def choose_provider(
    *,
    actor: User,
    case_id: UUID,
    revision: int,
    organisation_id: UUID | None = None,
    coach_id: UUID | None = None,
) -> CaseRow:
    """Choose who coaches, and fill in what the register knows of it.

    What an earlier choice filled in and the new one does not know becomes unknown again; what
    somebody typed in its place since then stays, unless the new choice knows it.

    Args:
        actor: who does it.
        case_id: the case.
        revision: the revision that the actor saw.
        organisation_id: the organisation; that of the coach where one is named.
        coach_id: the coach, where he or she is known already.

    Raises:
        NobodyChosen: neither is named.
        EntryUnknown: the register has no such entry.
        those of `save_facts`.
    """
    check_permission(actor, Permission.OPEN_CASE)
    if organisation_id is None and coach_id is None:
        raise NobodyChosen
    case = case_by_id(case_id=case_id)
    chosen = chosen_from(organisation_id=organisation_id, coach_id=coach_id)
    today = timezone.localdate()
    given = facts_from_register(chosen, on=today, accepted=_accepted())
    earlier = ChosenProvider.objects.filter(case_id=case_id).first()
    saved = save_facts(
        actor=actor,
        case_id=case_id,
        revision=revision,
        facts={**_let_go(earlier, case.facts), **given},
    )
    ChosenProvider.objects.update_or_create(
        case_id=case_id,
        defaults={
            "organisation_id": chosen.organisation.id if chosen.organisation else None,
            "coach_id": coach_id,
            "given": dict(given),
            "chosen_by": actor.id,
            "chosen_at": timezone.now(),
        },
    )
    record(
        actor=actor,
        action="provider.chosen",
        object_kind="case",
        object_id=case_id,
        details={"filled": len(given), "coach": coach_id is not None},
    )
    return saved


def _let_go(
    earlier: ChosenProvider | None, facts: Mapping[str, FactValue | None]
) -> dict[str, FactValue | None]:
    """Give the facts that only the earlier choice told, as not known."""
    if earlier is None:
        return {}
    return {name: None for name, value in earlier.given.items() if facts.get(name) == value}


def _accepted() -> tuple[str, ...]:
    """The recognitions that the own policy accepts today."""
    try:
        rules = rules_on(on=timezone.localdate())
    except NoProfileInForce:
        return ()
    value = rules.own["provider.accepted_recognitions"].value
    return value if isinstance(value, tuple) else ()
