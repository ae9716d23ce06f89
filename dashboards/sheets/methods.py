"""Methods and hours: from what is asked to what is granted, and how hours are set."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from benchmarking.method.parts import part_label
from dashboards import words
from dashboards.card import Card
from dashboards.choice import ChoiceForm
from dashboards.indicator_cards import name_of, parts_card
from dashboards.indicator_reading import Reading
from dashboards.readings import addresses_of_parts, readings_card, readings_of, sheet_of
from dashboards.sheet import Sheet

SLUG = "methoden"
FIELDS = ("uitvoerder", "groep", "periode", "doelgroep", "contract")
#: From the question to the decision.
_HOURS = ("hours_asked", "own_rules_hours", "baseline_hours", "awarded_hours", "hours_per_grant")
_METHODS = "methods_of_hours"


def sheet(form: ChoiceForm) -> Sheet:
    """Return the hours and the methods of a valid choice, as far as released.

    Raises:
        NothingToShow: no release holds any of it.
    """
    hours, methods = readings_of(form, _HOURS), readings_of(form, (_METHODS,))
    cards = [
        *([_hours_card(form, hours)] if hours else []),
        *(_methods_card(form, one) for one in methods),
    ]
    return sheet_of(form, [*hours, *methods], cards)


def _hours_card(form: ChoiceForm, readings: Sequence[Reading]) -> Card:
    return readings_card(
        form,
        readings,
        key="uren",
        section=_("Wat valt op"),
        title=_hours_title(readings),
        summary=_(
            "Gemiddelden, van de vraag tot het besluit. Wie geen uren vraagt telt niet mee in wat "
            "is gevraagd. Een afwijzing telt als 0 toegekende uren."
        ),
        caption=_("Uren, van vraag tot besluit"),
        corner=_("Uren"),
    )


def _hours_title(readings: Sequence[Reading]) -> str:
    told = {one.indicator.name: one.told(one.own) for one in readings}
    names = {"own": name_of(readings[0].own)}
    asked, granted = told.get("hours_asked"), told.get("awarded_hours")
    if asked is None or granted is None or asked.is_hidden or granted.is_hidden:
        return _("Uren van %(own)s, van vraag tot besluit") % names
    names |= {"a": words.bare(asked, "minutes"), "b": words.bare(granted, "minutes")}
    return _("%(own)s: gemiddeld %(a)s gevraagd en %(b)s toegekend") % names


def _methods_card(form: ChoiceForm, reading: Reading) -> Card:
    card = parts_card(reading, addresses_of_parts(form, reading))
    most = _most(reading)
    names = {"own": name_of(reading.own)}
    title = _("Hoe het beleid van %(own)s de uren bepaalt") % names
    if most:
        label = words.said(part_label(reading.indicator, most))
        names |= {"part": label, "share": words.bare(reading.own.parts[most], "percent")}
        title = _("%(own)s bepaalt de uren het vaakst zo: %(part)s (%(share)s)") % names
    return replace(card, key="manieren", section=_("Hoe"), title=title, below=_one_method())


def _one_method() -> str:
    return _(
        "Wie de uren altijd op één manier bepaalt heeft één deel van 100 %, en dat is verborgen. "
        "Hoe een uitvoerder de uren bepaalt, staat in het gepubliceerde beleid."
    )


def _most(reading: Reading) -> str:
    """Return the part with the highest share of the organisation, if one is shown alone at that."""
    shown = {part: one.value for part, one in reading.own.parts.items() if one.value}
    highest = [part for part, value in shown.items() if value == max(shown.values())]
    return highest[0] if len(highest) == 1 else ""
