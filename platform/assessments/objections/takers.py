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


def takers_behind(made: Decision) -> frozenset[UUID]:
    """Give who took a decision, and those in whose place it came, back to the first one.

    After an appeal a decision on an objection is taken anew: who took the first decision takes no
    part in that either. Reads nothing more where nothing was lodged against an earlier one and
    `decision.case.after_objection` was selected with it.
    """
    takers = takers_in(made)
    step: ObjectionStep | None = getattr(made.case, "after_objection", None)
    while step is not None:
        takers |= takers_in(step.objection.decision)
        step = _step_to(step.objection.decision.case_id)
    return takers


def _step_to(case_id: UUID) -> ObjectionStep | None:
    """Give the step that opened a case to decide anew; None where it was opened otherwise."""
    found = ObjectionStep.objects.filter(new_case_id=case_id)
    return found.select_related("objection__decision__agreement").first()


def _takers_before(case_id: UUID) -> frozenset[UUID]:
    """Give who took a decision in whose place one is taken in this case, however far back."""
    step = _step_to(case_id)
    return takers_behind(step.objection.decision) if step else frozenset()


def took_former_decision(*, case_id: UUID, user_id: UUID) -> bool:
    """Whether somebody took a decision in whose place one is taken in this case."""
    return user_id in _takers_before(case_id)


def check_takers(*, case_id: UUID, users: tuple[UUID, ...]) -> None:
    """Let pass who took no part in any decision that one in this case replaces.

    Raises:
        TookFormerDecision: one of them did.
    """
    if not _takers_before(case_id).isdisjoint(users):
        raise TookFormerDecision
