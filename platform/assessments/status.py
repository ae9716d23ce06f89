"""The states of a case, and which change leads from which state to which, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseStatus(TextChoices):
    """Where a case stands."""

    DRAFT = "draft", _("In behandeling")
    DECIDED = "decided", _("Besloten, wordt gevolgd")
    CLOSED = "closed", _("Afgesloten")
    WITHDRAWN = "withdrawn", _("Ingetrokken")


class CaseChange(TextChoices):
    """What may happen to a case."""

    SAVE_FACTS = "save_facts", _("gegevens invullen")
    DECIDE = "decide", _("besluiten")
    WITHDRAW = "withdraw", _("intrekken")
    PLAN = "plan", _("een plan of gesprek vastleggen")
    CHANGE_JOB = "change_job", _("een wijziging vastleggen")
    RECORD_OUTCOME = "record_outcome", _("een uitkomst vastleggen")
    CLOSE = "close", _("afsluiten")
    REOPEN = "reopen", _("weer openen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One allowed change: from these states, to that state, under this name in the audit record."""

    origins: tuple[CaseStatus, ...]
    target: CaseStatus | None
    audit_action: str


#: `target` None: the state stays as it is.
CHANGES: Mapping[CaseChange, Way] = {
    CaseChange.SAVE_FACTS: Way(
        origins=(CaseStatus.DRAFT,), target=None, audit_action="case.facts_saved"
    ),
    CaseChange.DECIDE: Way(
        origins=(CaseStatus.DRAFT,), target=CaseStatus.DECIDED, audit_action="case.decided"
    ),
    CaseChange.WITHDRAW: Way(
        origins=(CaseStatus.DRAFT,), target=CaseStatus.WITHDRAWN, audit_action="case.withdrawn"
    ),
    CaseChange.PLAN: Way(
        origins=(CaseStatus.DRAFT, CaseStatus.DECIDED), target=None, audit_action="plan.written"
    ),
    CaseChange.CHANGE_JOB: Way(
        origins=(CaseStatus.DECIDED,), target=None, audit_action="change.recorded"
    ),
    CaseChange.RECORD_OUTCOME: Way(
        origins=(CaseStatus.DECIDED,), target=None, audit_action="outcome.recorded"
    ),
    CaseChange.CLOSE: Way(
        origins=(CaseStatus.DECIDED,), target=CaseStatus.CLOSED, audit_action="case.closed"
    ),
    CaseChange.REOPEN: Way(
        origins=(CaseStatus.CLOSED,), target=CaseStatus.DECIDED, audit_action="case.reopened"
    ),
}


class ChangeNotAllowed(Exception):
    """The case is in a state from which this change does not lead anywhere."""

    def __init__(self, change: CaseChange, status: str) -> None:
        origins = ", ".join(origin.value for origin in CHANGES[change].origins)
        super().__init__(
            f"A case that is {status} does not allow {change.value}; that is for: {origins}."
        )
        self.change = change
        self.status = CaseStatus(status)


def can_change(status: str, change: CaseChange) -> bool:
    """Answer whether a case in this state allows the change."""
    return status in CHANGES[change].origins


def check_change(status: str, change: CaseChange) -> CaseStatus:
    """Give the state after the change.

    Raises:
        ChangeNotAllowed: the change does not start from this state.
    """
    if not can_change(status, change):
        raise ChangeNotAllowed(change, status)
    return CHANGES[change].target or CaseStatus(status)
