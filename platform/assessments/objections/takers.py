"""Who took a decision, and may therefore not decide on the objection against it (Awb 10:3, 3)."""

from uuid import UUID

from assessments.models import Decision
from assessments.objections.models import ObjectionStep


class TookFormerDecision(Exception):
    """Who took the decision that was objected to does not take the one in its place."""

    def __init__(self) -> None:
        super().__init__(
            "You took the decision that this one replaces, or agreed to it: a colleague decides."
        )


def takers_in(made: Decision) -> frozenset[UUID]:
    """Give who took a decision: who decided, and who agreed to it as the second person."""
    both = (made.decided_by, made.agreement.answered_by if made.agreement else None)
    return frozenset(each for each in both if each is not None)


def took_former_decision(*, case_id: UUID, user_id: UUID) -> bool:
    """Whether somebody took the decision in whose place one is taken in this case."""
    steps = ObjectionStep.objects.filter(new_case_id=case_id)
    found = steps.select_related("objection__decision__agreement").first()
    return found is not None and user_id in takers_in(found.objection.decision)


def check_takers(*, case_id: UUID, users: tuple[UUID, ...]) -> None:
    """Let pass who took no part in the decision that one in this case replaces.

    Raises:
        TookFormerDecision: one of them did.
    """
    if any(took_former_decision(case_id=case_id, user_id=each) for each in users):
        raise TookFormerDecision
