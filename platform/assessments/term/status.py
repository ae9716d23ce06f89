"""What may happen to the clock of a case and where it stands then, as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.term.clock.events import Kind
from assessments.term.clock.reckoning import State


class TermEventKind(TextChoices):
    """What happened to an application; the values are those of the clock's own kinds."""

    SUBMITTED = Kind.SUBMITTED.value, _("Aanvraag ingediend")
    INCOMPLETE = Kind.INCOMPLETE.value, _("Brief: er ontbreekt iets")
    COMPLETED = Kind.COMPLETED.value, _("Aanvraag aangevuld")
    EXTENDED = Kind.EXTENDED.value, _("Bericht van uitstel")
    LATE = Kind.LATE.value, _("Reden waarom het later wordt")
    DEFAULT_NOTICE = Kind.DEFAULT_NOTICE.value, _("Ingebrekestelling ontvangen")
    WITHDRAWN = Kind.WITHDRAWN.value, _("Aanvraag ingetrokken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One act: its place in the address, from which states it is offered, its name on record.

    Whether its day fits among the others is said by the clock itself: somebody may put on record
    today what was done last week.
    """

    slug: str
    kind: Kind
    origins: tuple[State, ...]
    audit_action: str
    title: Promise
    lead: Promise
    day_label: Promise


WAYS: tuple[Way, ...] = (
    Way(
        slug="indienen",
        kind=Kind.SUBMITTED,
        origins=(State.NOT_SUBMITTED,),
        audit_action="term.submitted",
        title=_("Aanvraag indienen"),
        lead=_("Hiermee begint de termijn om te besluiten. Tot dat moment loopt er niets."),
        day_label=_("Op welke dag kwam de aanvraag binnen?"),
    ),
    Way(
        slug="brief",
        kind=Kind.INCOMPLETE,
        origins=(State.RUNNING, State.STANDS_STILL, State.OVER),
        audit_action="term.incomplete",
        title=_("Er ontbreekt iets"),
        lead=_("U vroeg de aanvrager per brief om de aanvraag aan te vullen."),
        day_label=_("Op welke dag ging de brief weg?"),
    ),
    Way(
        slug="aangevuld",
        kind=Kind.COMPLETED,
        origins=(State.STANDS_STILL, State.RUNNING, State.OVER),
        audit_action="term.completed",
        title=_("De aanvraag is aangevuld"),
        lead=_("Alles waar u om vroeg is binnen."),
        day_label=_("Op welke dag kwam de aanvulling binnen?"),
    ),
    Way(
        slug="uitstel",
        kind=Kind.EXTENDED,
        origins=(State.RUNNING, State.OVER),
        audit_action="term.extended",
        title=_("Bericht van uitstel"),
        lead=_("Eén keer, en voordat de termijn voorbij is, kunt u een latere dag noemen."),
        day_label=_("Op welke dag ging het bericht weg?"),
    ),
    Way(
        slug="te-laat",
        kind=Kind.LATE,
        origins=(State.OVER,),
        audit_action="term.late",
        title=_("Waarom het later wordt"),
        lead=_("De termijn is voorbij. Zeg waarom; aan de aanvraag zelf verandert dat niets."),
        day_label=_("Op welke dag schrijft u dit op?"),
    ),
    Way(
        slug="ingebrekestelling",
        kind=Kind.DEFAULT_NOTICE,
        origins=(State.RUNNING, State.STANDS_STILL, State.OVER),
        audit_action="term.default_notice",
        title=_("Ingebrekestelling ontvangen"),
        lead=_("De aanvrager schrijft dat het besluit te laat is."),
        day_label=_("Op welke dag kwam de brief binnen?"),
    ),
)
WAY_BY_SLUG: Mapping[str, Way] = {way.slug: way for way in WAYS}
WAY_OF: Mapping[Kind, Way] = {way.kind: way for way in WAYS}
CORRECTED = "term.corrected"
