"""Criteria and refusals: how often, on what, by own rules and by others, and what was deviated."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.disclosure import Protected
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.values import ReleasedFigure
from dashboards import words
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.figures import BarRow, Figure, paired_bars
from dashboards.hours_cards import why_hidden
from dashboards.indicator_cards import mark_of, name_of, parts_card
from dashboards.indicator_reading import Reading, suffix, value_of
from dashboards.readings import (
    address_of_reading,
    addresses_of_parts,
    calls_of,
    readings_card,
    readings_of,
    sheet_of,
    years_of_reading,
)
from dashboards.refusal_card import MOST_NAMED
from dashboards.sheet import Sheet
from dashboards.theme import Theme
from dashboards.trend_card import changes_of_policy, trend_card

SLUG = "criteria"
FIELDS = ("uitvoerder", "groep", "periode", "doelgroep", "contract")
#: How often, and whether it was as the own rules say.
_OFTEN = ("refusals", "refused_although_met", "granted_although_not_met", "deviations")
_BY_OWN_RULES, _BY_BASELINE = "refusals_by_criterion", "fails_by_baseline"
_OTHER_POLICY, _DEVIATIONS, _REASONS = "would_pass", "deviations", "reasons_to_deviate"


def sheet(form: ChoiceForm) -> Sheet:
    """Return refusals, criteria, other policy and deviations of a valid choice, as released.

    Raises:
        NothingToShow: no release holds any of it.
    """
    often = readings_of(form, _OFTEN)
    own_rules, baseline = readings_of(form, (_BY_OWN_RULES,)), readings_of(form, (_BY_BASELINE,))
    policies, reasons = readings_of(form, (_OTHER_POLICY,)), readings_of(form, (_REASONS,))
    deviations = [one for one in often if one.indicator.name == _DEVIATIONS]
    cards = [
        *([_often_card(form, often)] if often else []),
        *(_criteria_card(form, one) for one in own_rules),
        *(_rules_card(form, pair) for pair in zip(own_rules, baseline, strict=False)),
        *(_policies_card(form, one) for one in policies),
        *(_reasons_card(form, one) for one in reasons),
        *(_deviations_by_year(form, one) for one in deviations),
    ]
    return sheet_of(form, [*often, *own_rules, *baseline, *policies, *reasons], cards)


def _often_card(form: ChoiceForm, readings: Sequence[Reading]) -> Card:
    return readings_card(
        form,
        readings,
        key="hoe-vaak",
        section=_("Wat valt op"),
        title=_often_title(readings),
        summary=_(
            "Hoe vaak er wordt afgewezen, en hoe vaak het besluit anders is dan de eigen regels "
            "zeggen. Anders besluiten is maatwerk: er is geen goede kant."
        ),
        caption=_("Afwijzen, en anders besluiten dan de eigen regels"),
        corner=_("Wat"),
    )


def _often_title(readings: Sequence[Reading]) -> str:
    first = readings[0]
    own, group = first.told(first.own), first.told(first.group)
    names = {
        "own": name_of(first.own),
        "share": words.bare(own, first.unit),
        "group": words.bare(group, first.unit),
    }
    if own.is_hidden or first.indicator.name != _OFTEN[0]:
        return _("Afwijzingen van %(own)s") % names
    if group.is_hidden:
        return _("%(own)s wijst %(share)s af") % names
    return _("%(own)s wijst %(share)s af, de groep %(group)s") % names


def _criteria_card(form: ChoiceForm, reading: Reading) -> Card:
    card = parts_card(reading, addresses_of_parts(form, reading))
    names = {"own": name_of(reading.own)}
    title = _("Waarop %(own)s afwijst") % names
    most = _most_frequent(reading.own)
    if len(most) > MOST_NAMED:
        names["count"] = str(len(most))
        title = _("%(own)s wijst op %(count)s criteria het vaakst af, en op elk even vaak") % names
    elif most:
        names |= {
            "criteria": _named(reading, most),
            "share": words.bare(reading.own.parts[most[0]], reading.unit),
        }
        title = _("%(own)s wijst het vaakst af op: %(criteria)s (%(share)s)") % names
    return replace(card, key="per-criterium", title=title)


def _named(reading: Reading, parts: Sequence[str]) -> str:
    labels = [_labels(reading)[part] for part in parts]
    if len(labels) == 1:
        return labels[0]
    return _("%(first)s en %(second)s") % {"first": labels[0], "second": labels[1]}


def _rules_card(form: ChoiceForm, pair: tuple[Reading, Reading]) -> Card:
    """Return each criterion of the organisation by its own rules and by the baseline."""
    of_rules, of_baseline = pair
    labels = _labels(of_baseline)
    sides = (of_rules.own, of_baseline.own)
    drawn = [part for part in labels if any(not value_of(one, part).is_hidden for one in sides)]
    return Card(
        key="eigen-regels-en-basis",
        section=_("Waardoor"),
        title=_rules_title(pair, labels),
        summary=_(
            "Dezelfde aanvragen langs twee meetlatten: wat is afgewezen op een criterium van de "
            "eigen regels, en wat dat criterium volgens de UWV-basis niet haalt, hoe er ook is "
            "besloten."
        )
        if drawn
        else why_hidden(name_of(of_rules.own), of_rules.own.cases, of_rules.own.selection),
        caption=_("Criteria volgens de eigen regels en volgens de UWV-basis"),
        corner=_("Criterium"),
        records=tuple(_rules_records(pair, labels)),
        indicators=(of_rules.indicator, of_baseline.indicator),
        legend=(("own", _own_rules()), ("uwv", _baseline())),
        draw=(lambda theme: _rules_figure(sides, drawn, labels, theme)) if drawn else None,
        cases=((name_of(of_rules.own), of_rules.own.cases),),
        api=calls_of(pair),
        links={
            label: address_of_reading(form, of_baseline, part) for part, label in labels.items()
        },
    )


def _rules_title(pair: tuple[Reading, Reading], labels: Mapping[str, str]) -> str:
    own, baseline = (one.own for one in pair)
    apart = {}
    for part, label in labels.items():
        a, b = value_of(own, part).value, value_of(baseline, part).value
        if a is not None and b is not None:
            apart[label] = abs(a - b)
    names = {"own": name_of(own)}
    farthest = [label for label, far in apart.items() if far and far == max(apart.values())]
    if len(farthest) != 1:
        return _("De criteria van %(own)s, langs de eigen regels en langs de UWV-basis") % names
    return _("De eigen regels van %(own)s en de UWV-basis lopen het verst uiteen op: %(what)s") % {
        **names,
        "what": farthest[0],
    }


def _rules_records(pair: tuple[Reading, Reading], labels: Mapping[str, str]) -> list[Record]:
    told = _("%(whose)s, %(rules)s")
    rules = (_own_rules(), _baseline())
    return [
        Record(
            row=label,
            column=told % {"whose": name_of(side), "rules": by},
            figure=value_of(side, part),
            unit=reading.unit,
        )
        for part, label in labels.items()
        for whose in ("own", "group")
        for reading, by in zip(pair, rules, strict=True)
        for side in (getattr(reading, whose),)
    ]


def _rules_figure(
    sides: tuple[ReleasedFigure, ReleasedFigure],
    drawn: Sequence[str],
    labels: Mapping[str, str],
    theme: Theme,
) -> Figure:
    return paired_bars(
        [
            BarRow(
                label=labels[part],
                own=mark_of(value_of(sides[0], part), "percent"),
                reference=mark_of(value_of(sides[1], part), "percent"),
            )
            for part in drawn
        ],
        names=(_own_rules(), _baseline()),
        unit=suffix("percent"),
        colour=theme.uwv,
        theme=theme,
        language=language_now(),
    )


def _own_rules() -> str:
    return _("eigen regels")


def _baseline() -> str:
    return _("UWV-basis")


def _policies_card(form: ChoiceForm, reading: Reading) -> Card:
    card = parts_card(reading, addresses_of_parts(form, reading))
    shown = sorted(one.value for one in reading.own.parts.values() if one.value is not None)
    names = {"own": name_of(reading.own)}
    title = _("De aanvragen van %(own)s onder ander beleid") % names
    if len(shown) > 1:
        names |= {"low": words.percent(shown[0]), "high": words.percent(shown[-1])}
        title = (
            _("Naar het beleid zou %(low)s tot %(high)s voldoen van wat %(own)s besloot") % names
        )
    return replace(
        card,
        key="ander-beleid",
        section=_("Onder ander beleid"),
        title=title,
        below=_(
            "Dezelfde aanvragen, steeds een ander beleid. Hoeveel uren elk beleid geeft is niet in "
            "cijfers uitgebracht: bij “Dezelfde casus, ander beleid” staat dat per voorbeeld."
        ),
    )


def _reasons_card(form: ChoiceForm, reading: Reading) -> Card:
    card = parts_card(reading, addresses_of_parts(form, reading))
    names = {"own": name_of(reading.own)}
    title = _("Waarom %(own)s anders besluit dan het advies") % names
    most = _most_frequent(reading.own)
    if len(most) == 1:
        names |= {
            "reason": _labels(reading)[most[0]],
            "share": words.bare(reading.own.parts[most[0]], reading.unit),
        }
        title = _("%(own)s wijkt het vaakst af om: %(reason)s (%(share)s)") % names
    return replace(
        card,
        key="redenen",
        section=_("Maatwerk"),
        title=title,
        below=_(
            "Deel van de besluiten die van het advies afwijken. Wie afwijkt is niet te zien: een "
            "besluit wordt geteld bij de uitvoerder, niet bij een team of een persoon."
        ),
    )


def _deviations_by_year(form: ChoiceForm, reading: Reading) -> Card:
    years = years_of_reading(form, reading)
    changes = changes_of_policy(form.cleaned_data["uitvoerder"], years[0])
    every_year = form.in_short(without=("periode",))
    return replace(trend_card(reading, years, changes, every_year), key="afwijken-per-jaar")


def _labels(reading: Reading) -> dict[str, str]:
    return {part: words.said(part_label(reading.indicator, part)) for part in reading.own.parts}


def _most_frequent(figure: ReleasedFigure) -> list[str]:
    """Return the parts that share the highest figure as it is printed; none of all nought."""
    shown: dict[str, Protected] = {part: one for part, one in figure.parts.items() if one.value}
    highest = max((one.value or 0 for one in shown.values()), default=0)
    return [part for part, one in shown.items() if one.value == highest]
