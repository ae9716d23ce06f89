"""Where a topic and a source stand, and which change leads where, each as one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TopicStatus(TextChoices):
    """Where a topic stands; one that nobody saved has no row."""

    NOT_BEGUN = "not_begun", _("Nog te doen")
    BEGUN = "begun", _("Mee bezig")
    DONE = "done", _("Klaar")


class TopicChange(TextChoices):
    """What may happen to a topic."""

    SAVE = "save"
    FINISH = "finish"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One allowed change: from these states, to that state, under this name in the record."""

    origins: tuple[TopicStatus, ...]
    target: TopicStatus | None
    audit_action: str


_EVERY: Final = (TopicStatus.NOT_BEGUN, TopicStatus.BEGUN, TopicStatus.DONE)
#: `target` None: the state stays as it is, and what was not begun is begun.
CHANGES: Mapping[TopicChange, Way] = {
    TopicChange.SAVE: Way(origins=_EVERY, target=None, audit_action="gathering.saved"),
    TopicChange.FINISH: Way(
        origins=_EVERY, target=TopicStatus.DONE, audit_action="gathering.finished"
    ),
    TopicChange.REOPEN: Way(
        origins=(TopicStatus.DONE,), target=TopicStatus.BEGUN, audit_action="gathering.reopened"
    ),
}


class TopicChangeNotAllowed(Exception):
    """The topic is in a state from which this change does not lead anywhere."""

    def __init__(self, change: TopicChange, status: str) -> None:
        origins = ", ".join(origin.value for origin in CHANGES[change].origins)
        super().__init__(
            f"A topic that is {status} does not allow {change.value}; that is for: {origins}."
        )


def status_after(status: str, change: TopicChange) -> TopicStatus:
    """Give the state after a change.

    Raises:
        TopicChangeNotAllowed: the change does not start from this state.
    """
    if status not in CHANGES[change].origins:
        raise TopicChangeNotAllowed(change, status)
    began = TopicStatus.BEGUN if status == TopicStatus.NOT_BEGUN else TopicStatus(status)
    return CHANGES[change].target or began


class SourceState(TextChoices):
    """What became of a source; the last one recorded counts."""

    ASKED = "asked", _("opgevraagd")
    USED = "used", _("gebruikt")
    ABSENT = "absent", _("niet gebruikt")


#: The event in the record for each state that a source may be brought to, from any other.
SOURCE_ACTIONS: Mapping[SourceState, str] = {
    SourceState.ASKED: "source.asked",
    SourceState.USED: "source.used",
    SourceState.ABSENT: "source.left_out",
}
