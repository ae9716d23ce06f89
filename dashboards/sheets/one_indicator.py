"""One indicator in depth: beside others, in parts, and over the years with changes of policy."""

from django.urls import reverse
from django.utils.translation import gettext as _

from benchmarking.disclosure import DEFAULT_RULES
from benchmarking.released_indicators.door import funnel_of
from benchmarking.released_indicators.standing_out import has_funnel
from benchmarking.released_indicators.whom import organisation_code
from dashboards import words
from dashboards.card import Card, Headline
from dashboards.choice import ChoiceForm
from dashboards.for_programs import call_of_organisations
from dashboards.funnel_card import funnel_card
from dashboards.indicator_cards import name_of, parts_card, peers_card
from dashboards.indicator_reading import Reading, reading_of, years_of
from dashboards.sheet import Sheet
from dashboards.snapshot_name import name_of as name_of_snapshot
from dashboards.trend_card import changes_of_policy, trend_card

SLUG = "indicator"
FIELDS = ("indicator", "uitvoerder", "groep", "periode", "doelgroep", "contract")


def sheet(form: ChoiceForm) -> Sheet:
    """Return everything of one indicator under a valid choice.

    Raises:
        NothingToShow: no release holds it.
    """
    reading = reading_of(form)
    chosen = form.cleaned_data
    years = (
        years_of(form, organisation_code(chosen["uitvoerder"])),
        years_of(form, chosen["groep"]),
    )
    changes = changes_of_policy(chosen["uitvoerder"], years[0])
    every_year = form.in_short(without=("periode",))
    cards = [peers_card(reading), trend_card(reading, years, changes, every_year)]
    if len(reading.own.parts) > 1:
        cards.insert(1, _parts(form, reading))
    if has_funnel(reading.indicator):
        found = funnel_of(name=reading.indicator.name, part=reading.part, **form.filters())
        cards.insert(0, funnel_card(reading, found))
    answers = [reading.own, reading.group, *reading.members, *years[0], *years[1]]
    return Sheet(
        cards=tuple(cards),
        filters=form.in_short(),
        api=call_of_organisations(reading.indicator, reading.own.selection),
        code=chosen["uitvoerder"],
        snapshot_id=name_of_snapshot(one.snapshot_id for one in answers),
        rules=DEFAULT_RULES,
        release=reading.own.release,
        holds_synthetic=any(one.holds_synthetic for one in answers),
        headlines=_headlines(reading),
        sides=(
            ("own", name_of(reading.own)),
            ("g4", name_of(reading.group)),
            ("interval", _("95 %-interval")),
        ),
    )


def _parts(form: ChoiceForm, reading: Reading) -> Card:
    here = reverse("dashboards:charts", kwargs={"page": SLUG})
    addresses = {part: f"{here}?{form.address(deel=part)}" for part in reading.own.parts}
    return parts_card(reading, addresses)


def _headlines(reading: Reading) -> tuple[Headline, ...]:
    own, group = reading.told(reading.own), reading.told(reading.group)
    return (
        Headline(
            label=reading.label,
            own=words.bare(own, reading.unit),
            own_is_hidden=own.is_hidden,
            reference=f"{name_of(reading.group)}: {words.bare(group, reading.unit)}",
            anchor="naast",
        ),
    )
