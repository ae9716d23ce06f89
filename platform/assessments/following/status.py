"""What may happen while a case is followed, in which state of it, and its name on record."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assessments.status import CaseStatus


class FollowChange(TextChoices):
    """What may happen."""

    LOG = "log", _("begeleiding in het logboek zetten")
    TAKE_BACK = "take_back", _("een regel van het logboek weghalen")
    CONTACT = "contact", _("een contact vastleggen")
    EVALUATE = "evaluate", _("een evaluatie vastleggen")
    MEASURE = "measure", _("uren of loonwaarde vastleggen")
    ANSWER = "answer", _("een verplichting beantwoorden")
    CHANGE_COACH = "change_coach", _("een andere jobcoach vastleggen")
    GIVE = "give", _("zeggen wie de casus volgt")
    REPORT = "report", _("een verslag van de jobcoach vastleggen")
    CHECK_LOG = "check_log", _("het logboek nakijken")
    REMARK = "remark", _("een signaal over wie begeleidt vastleggen")
    TRACK = "track", _("vastleggen dat dit een langdurig traject is")
    ALLOW = "allow", _("vastleggen of de jobcoach iets mag doen")
    SHARE = "share", _("vastleggen wat met anderen gedeeld mag worden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One allowed change: in these states of the case, under this name in the audit record."""

    origins: tuple[CaseStatus, ...]
    audit_action: str


_FOLLOWED = (CaseStatus.DECIDED,)
_OPEN = (CaseStatus.DRAFT, CaseStatus.DECIDED)
WAYS: Mapping[FollowChange, Way] = {
    FollowChange.LOG: Way(origins=_FOLLOWED, audit_action="log.written"),
    FollowChange.TAKE_BACK: Way(origins=_FOLLOWED, audit_action="log.taken_back"),
    FollowChange.CONTACT: Way(origins=_OPEN, audit_action="contact.recorded"),
    FollowChange.EVALUATE: Way(origins=_FOLLOWED, audit_action="evaluation.recorded"),
    FollowChange.MEASURE: Way(origins=_FOLLOWED, audit_action="work.measured"),
    FollowChange.ANSWER: Way(origins=_FOLLOWED, audit_action="obligation.answered"),
    FollowChange.CHANGE_COACH: Way(origins=_FOLLOWED, audit_action="provider.handed_over"),
    FollowChange.GIVE: Way(origins=_OPEN, audit_action="case.given"),
    FollowChange.REPORT: Way(origins=_FOLLOWED, audit_action="report.recorded"),
    FollowChange.CHECK_LOG: Way(origins=_FOLLOWED, audit_action="log.checked"),
    FollowChange.TRACK: Way(origins=_FOLLOWED, audit_action="track.recorded"),
    FollowChange.REMARK: Way(origins=_OPEN, audit_action="provider.remarked"),
    FollowChange.ALLOW: Way(origins=_OPEN, audit_action="activity.answered"),
    FollowChange.SHARE: Way(origins=tuple(CaseStatus), audit_action="sharing.recorded"),
}


class NotFollowedNow(Exception):
    """The case is in a state in which this does not happen."""

    def __init__(self, change: FollowChange, status: str) -> None:
        origins = ", ".join(origin.value for origin in WAYS[change].origins)
        super().__init__(
            f"A case that is {status} does not allow {change.value}; that is for: {origins}."
        )


def can_follow(status: str, change: FollowChange) -> bool:
    """Answer whether a case in this state allows the change."""
    return status in WAYS[change].origins


def check_follow(status: str, change: FollowChange) -> None:
    """Let a change pass that the state of the case allows.

    Raises:
        NotFollowedNow: it does not.
    """
    if not can_follow(status, change):
        raise NotFollowedNow(change, status)
