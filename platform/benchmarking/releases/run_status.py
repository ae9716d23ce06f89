"""Where a release that was asked for stands, and which change leads from which state to which."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunStatus(TextChoices):
    """Where it stands. Whether a worker is at it is told by a lock that dies with the worker."""

    ASKED = "asked", _("Wordt gemaakt")
    MADE = "made", _("Gemaakt")
    REFUSED = "refused", _("Niet gemaakt")
    STOPPED = "stopped", _("Gestopt")


class RunChange(TextChoices):
    """What may happen to it."""

    MAKE = "make", _("maken")
    REFUSE = "refuse", _("niet maken")
    STOP = "stop", _("stoppen")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWay:
    """One allowed change: from this state, to that state, under this name in the record."""

    origin: RunStatus
    target: RunStatus
    audit_action: str


RUN_CHANGES: Mapping[RunChange, RunWay] = {
    change: RunWay(origin=RunStatus.ASKED, target=target, audit_action=f"benchmark.release_{name}")
    for change, target, name in (
        (RunChange.MAKE, RunStatus.MADE, "made"),
        (RunChange.REFUSE, RunStatus.REFUSED, "refused"),
        (RunChange.STOP, RunStatus.STOPPED, "stopped"),
    )
}
