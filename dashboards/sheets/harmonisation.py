"""Harmonisation: how far published policy lies from the UWV baseline, who where, since when."""

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from benchmarking.disclosure import DEFAULT_RULES
from benchmarking.snapshots import Against
from dashboards.choice import ChoiceForm
from dashboards.for_programs import Call
from dashboards.policy_cards import DISTANCE, topics_card, who_card
from dashboards.policy_quarters_card import quarters_card
from dashboards.policy_reading import PolicyReading, policy_reading
from dashboards.sheet import NothingToShow, Sheet
from rulebook.topic_scores import topic_scores

SLUG = "harmonisatie"
FIELDS = ("uitvoerder", "groep", "onderwerp")


def sheet(form: ChoiceForm) -> Sheet:
    """Return where published policy stands under a valid choice.

    Raises:
        NothingToShow: nobody has published policy.
    """
    reading = policy_reading(form, on=timezone.localdate())
    if not reading.with_policy:
        raise NothingToShow(
            _(
                "In deze groep heeft niemand beleid gepubliceerd dat nu geldt. Kies een andere "
                "groep."
            )
        )
    return Sheet(
        cards=(topics_card(form, reading), who_card(reading), quarters_card(reading)),
        filters=form.in_short(),
        api=_call(reading),
        code=reading.own,
        snapshot_id=reading.snapshot_id,
        rules=DEFAULT_RULES,
        release=None,
        holds_synthetic=any(one.is_fictitious for one in reading.with_policy),
        sides=(("own", reading.own_name), ("g4", reading.group)),
        protection=_("Beleid is openbaar en gaat niet over mensen: er is niets verborgen."),
    )


def _call(reading: PolicyReading) -> Call:
    """Return the calls that give the distances by topic: of both sides, and of everybody."""
    addresses = [reverse("api-indicator-organisations", kwargs={"name": DISTANCE})]
    if reading.group_code in set(Against):
        given = urlencode({"tenant": reading.own, "against": reading.group_code})
        path = reverse("api-indicator-figures", kwargs={"name": DISTANCE})
        addresses.insert(0, f"{path}?{given}")
    weights = topic_scores().source.citation()
    lacks = _(
        "De API geeft elk onderwerp van vandaag, niet het gewogen geheel en niet eerdere "
        "kwartalen. Gewogen is naar: %(source)s."
    )
    return Call(addresses=tuple(addresses), lacks=lacks % {"source": weights})
