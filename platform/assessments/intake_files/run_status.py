"""Where the long work on a file stands, and which change leads from which state to which."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunStatus(TextChoices):
    """Where it stands. Whether a worker is at it is told by a lock that dies with the worker."""

    TO_LOOK = "to_look", _("Wordt nagekeken")
    LOOKED = "looked", _("Nagekeken, wacht op u")
    REFUSED = "refused", _("Vraagt nog verbetering")
    TO_RECORD = "to_record", _("Wordt ingelezen")
    RECORDED = "recorded", _("Ingelezen")
    STOPPED = "stopped", _("Gestopt")


class RunChange(TextChoices):
    """What may happen to it."""

    LOOK = "look", _("nakijken")
    REFUSE = "refuse", _("terugsturen")
    ASK = "ask", _("vragen om in te lezen")
    RECORD = "record", _("inlezen")
    STOP = "stop", _("stoppen")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWay:
    """One allowed change: from these states, to that state, under this name in the record."""

    origins: tuple[RunStatus, ...]
    target: RunStatus
    audit_action: str


_WAITING = (RunStatus.TO_LOOK, RunStatus.TO_RECORD)
RUN_CHANGES: Mapping[RunChange, RunWay] = {
    RunChange.LOOK: RunWay(
        origins=(RunStatus.TO_LOOK,), target=RunStatus.LOOKED, audit_action="file.looked_through"
    ),
    RunChange.REFUSE: RunWay(
        origins=_WAITING, target=RunStatus.REFUSED, audit_action="file.refused"
    ),
    RunChange.ASK: RunWay(
        origins=(RunStatus.LOOKED,), target=RunStatus.TO_RECORD, audit_action="file.recording_asked"
    ),
    RunChange.RECORD: RunWay(
        origins=(RunStatus.TO_RECORD,), target=RunStatus.RECORDED, audit_action="file.recorded"
    ),
    RunChange.STOP: RunWay(origins=_WAITING, target=RunStatus.STOPPED, audit_action="file.stopped"),
}
