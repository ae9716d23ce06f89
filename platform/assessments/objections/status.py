"""Where an objection or appeal stands, and what may happen to it from there, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.objections.codes import Kind


class ObjectionStatus(TextChoices):
    """Where it stands."""

    RECEIVED = "received", _("Ontvangen")
    HEARING_PLANNED = "planned", _("Hoorzitting gepland")
    HEARD = "heard", _("Gehoord, of horen is niet nodig")
    ENDED = "ended", _("Afgerond")


class Change(TextChoices):
    """What may happen to it."""

    ASK = "ask", _("Vragen om het bezwaar aan te vullen")
    MEND = "mend", _("Het bezwaar is aangevuld")
    ADJOURN = "adjourn", _("De beslissing verdagen")
    PLAN_HEARING = "plan", _("Een hoorzitting plannen")
    HEAR = "hear", _("De hoorzitting is gehouden")
    WAIVE = "waive", _("Horen is niet nodig")
    END = "end", _("Een uitkomst vastleggen")
    WITHDRAW = "withdraw", _("Ingetrokken door de indiener")
    NEW_CASE = "new_case", _("Een nieuw besluit voorbereiden")
    SENT = "sent", _("De beslissing is buiten Meetlat verzonden")
    CORRECT = "correct", _("De dag van verzenden is verbeterd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One change: its place in the address, from which states, to which, its name on record.

    `target` None: the state stays as it is.
    """

    slug: str
    kinds: tuple[Kind, ...]
    origins: tuple[ObjectionStatus, ...]
    target: ObjectionStatus | None
    audit_action: str
    day_label: Promise


_BOTH = (Kind.OBJECTION, Kind.APPEAL)
_NOT_HEARD = (ObjectionStatus.RECEIVED, ObjectionStatus.HEARING_PLANNED)
_OPEN = (*_NOT_HEARD, ObjectionStatus.HEARD)
CHANGES: Mapping[Change, Way] = {
    Change.ASK: Way(
        slug="aanvullen",
        kinds=(Kind.OBJECTION,),
        origins=_OPEN,
        target=None,
        audit_action="objection.mending_asked",
        day_label=_("Op welke dag ging de brief hierover weg?"),
    ),
    Change.MEND: Way(
        slug="aangevuld",
        kinds=(Kind.OBJECTION,),
        origins=_OPEN,
        target=None,
        audit_action="objection.mended",
        day_label=_("Op welke dag kwam de aanvulling?"),
    ),
    Change.ADJOURN: Way(
        slug="verdagen",
        kinds=(Kind.OBJECTION,),
        origins=_OPEN,
        target=None,
        audit_action="objection.adjourned",
        day_label=_("Op welke dag ging de brief hierover weg?"),
    ),
    Change.PLAN_HEARING: Way(
        slug="zitting-plannen",
        kinds=_BOTH,
        origins=_NOT_HEARD,
        target=ObjectionStatus.HEARING_PLANNED,
        audit_action="objection.hearing_planned",
        day_label=_("Op welke dag is de zitting?"),
    ),
    Change.HEAR: Way(
        slug="gehoord",
        kinds=_BOTH,
        origins=_NOT_HEARD,
        target=ObjectionStatus.HEARD,
        audit_action="objection.heard",
        day_label=_("Op welke dag was de zitting?"),
    ),
    Change.WAIVE: Way(
        slug="niet-horen",
        kinds=(Kind.OBJECTION,),
        origins=_NOT_HEARD,
        target=ObjectionStatus.HEARD,
        audit_action="objection.hearing_waived",
        day_label=_("Op welke dag besloot u dat?"),
    ),
    Change.END: Way(
        slug="uitkomst",
        kinds=_BOTH,
        origins=(ObjectionStatus.HEARD,),
        target=ObjectionStatus.ENDED,
        audit_action="objection.ended",
        day_label=_("Op welke dag is hierover beslist?"),
    ),
    Change.WITHDRAW: Way(
        slug="intrekken",
        kinds=_BOTH,
        origins=_OPEN,
        target=ObjectionStatus.ENDED,
        audit_action="objection.withdrawn",
        day_label=_("Op welke dag is het ingetrokken?"),
    ),
    Change.NEW_CASE: Way(
        slug="nieuw-besluit",
        kinds=_BOTH,
        origins=(ObjectionStatus.ENDED,),
        target=None,
        audit_action="objection.new_case_opened",
        day_label=_("Op welke dag?"),
    ),
    Change.SENT: Way(
        slug="buiten-meetlat",
        kinds=_BOTH,
        origins=(ObjectionStatus.ENDED,),
        target=None,
        audit_action="objection.sent_elsewhere",
        day_label=_("Op welke dag ging de brief weg?"),
    ),
    Change.CORRECT: Way(
        slug="dag-verbeteren",
        kinds=_BOTH,
        origins=(ObjectionStatus.ENDED,),
        target=None,
        audit_action="objection.sent_day_corrected",
        day_label=_("Op welke dag ging de brief weg?"),
    ),
}
CHANGE_BY_SLUG: Mapping[str, Change] = {way.slug: change for change, way in CHANGES.items()}


class ObjectionChangeNotAllowed(Exception):
    """The objection or appeal is in a state from which this change does not lead anywhere."""

    def __init__(self, change: Change, status: str) -> None:
        origins = ", ".join(origin.value for origin in CHANGES[change].origins)
        super().__init__(
            f"An objection that is {status} does not allow {change.value}; that is for: {origins}."
        )


def can_change(*, kind: str, status: str, change: Change) -> bool:
    """Answer whether an objection or appeal in this state allows the change."""
    way = CHANGES[change]
    return kind in way.kinds and status in way.origins


def check_change(*, kind: str, status: str, change: Change) -> ObjectionStatus:
    """Give the state after the change.

    Raises:
        ObjectionChangeNotAllowed: the change does not start from this state, or not in this kind.
    """
    if not can_change(kind=kind, status=status, change=change):
        raise ObjectionChangeNotAllowed(change, status)
    return CHANGES[change].target or ObjectionStatus(status)
