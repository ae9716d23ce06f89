"""What stands out first: the indicators in which an organisation lies outside the limits."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import language_now
from benchmarking.cells import Selection
from benchmarking.definitions import Indicator, indicator
from benchmarking.disclosure import DEFAULT_RULES, Protected
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.door import standing_out
from benchmarking.released_indicators.standing import Standing, standing_release
from benchmarking.released_indicators.values import FunnelLine, StandingOut
from benchmarking.released_indicators.whom import organisation_code
from benchmarking.releases.moment import NothingReleased
from dashboards import words
from dashboards.card import Card, Record
from dashboards.choice import ChoiceForm
from dashboards.dot_figures import Dot, Line, interval_dots
from dashboards.figures import Figure
from dashboards.for_programs import call_of_organisations
from dashboards.funnel_card import place_in_words
from dashboards.sheet import NothingToShow, Sheet
from dashboards.sheets.one_indicator import SLUG as ONE_INDICATOR
from dashboards.snapshot_name import name_of as name_of_snapshot
from dashboards.theme import Theme

SLUG = "uitschieters"
FIELDS = ("uitvoerder", "periode")


def sheet(form: ChoiceForm) -> Sheet:
    """Return the indicators that stand out, the farthest out first.

    Raises:
        NothingToShow: there is no release.
    """
    whom = organisation_code(form.cleaned_data["uitvoerder"])
    try:
        release = standing_release()
        found = kept_outliers(release, whom=whom, period=form.year)
    except NothingReleased as error:
        raise NothingToShow(
            _("Er zijn nog geen cijfers uitgebracht. Zodra dat gebeurt, staan ze hier.")
        ) from error
    return Sheet(
        cards=(_card(form, found),),
        filters=form.in_short(),
        api=call_of_organisations(
            None, Selection(year=form.year), lacks=_("De grenzen geeft de API niet.")
        ),
        code=form.cleaned_data["uitvoerder"],
        snapshot_id=name_of_snapshot(
            [str(release.release.number), whom, *(one.dot.figure.snapshot_id for one in found)]
        ),
        rules=DEFAULT_RULES,
        release=release.of_release,
        holds_synthetic=bool(release.synthetic),
    )


@lru_cache(maxsize=1024)
def kept_outliers(_release: Standing, *, whom: str, period: int | None) -> tuple[StandingOut, ...]:
    """Return what stands out of an organisation: always the same of one release."""
    found = standing_out(whom=whom, period=period)
    return tuple(sorted(found, key=lambda one: (-abs(one.dot.place), -abs(_distance(one)))))


def _card(form: ChoiceForm, found: tuple[StandingOut, ...]) -> Card:
    name = form.label_of("uitvoerder")
    return Card(
        key="uitschieters",
        section=_("Wat valt op"),
        title=_title(name, found),
        summary=_summary(name, found),
        caption=_("Indicatoren buiten de grenzen van 95 % of 99,8 %"),
        corner=_("Indicator"),
        records=tuple(record for one in found for record in _records(one)),
        indicators=tuple(dict.fromkeys(_indicator(one) for one in found))[:MOST_DEFINED],
        below=_meaning() if found else "",
        draw=(lambda theme: _figure(found, theme)) if found else None,
        cases=tuple((_label(one), one.dot.figure.cases) for one in found),
        links={_label(one): _address(form, one) for one in found},
    )


#: The panel defines so many indicators; each has a page of its own as well.
MOST_DEFINED = 5


def _title(name: str, found: tuple[StandingOut, ...]) -> str:
    if not found:
        return _("%(own)s ligt nergens buiten de grenzen") % {"own": name}
    far = sum(abs(one.dot.place) == 2 for one in found)
    text = ngettext(
        "%(own)s ligt bij %(count)s cijfer buiten de grenzen",
        "%(own)s ligt bij %(count)s cijfers buiten de grenzen",
        len(found),
    )
    if far:
        text = ngettext(
            "%(own)s ligt bij %(count)s cijfer buiten de grenzen, bij %(far)s ver",
            "%(own)s ligt bij %(count)s cijfers buiten de grenzen, bij %(far)s ver",
            len(found),
        )
    return text % {"own": name, "count": len(found), "far": far}


def _meaning() -> str:
    return _(
        "Buiten de grenzen is niet goed of slecht: het is meer dan toeval alleen. Open een "
        "indicator om te zien waardoor het kan komen."
    )


def _summary(name: str, found: tuple[StandingOut, ...]) -> str:
    if not found:
        return _(
            "In deze periode is van geen enkel cijfer te zeggen dat %(own)s meer verschilt dan "
            "toeval geeft, of er zijn te weinig gevallen."
        ) % {"own": name}
    first = found[0]
    return _("Het verst: %(indicator)s, %(value)s; samen is dat %(target)s.") % {
        "indicator": _label(first),
        "value": words.figure(first.dot.value, _indicator(first).unit),
        "target": words.bare(_target(first), _indicator(first).unit),
    }


def _indicator(one: StandingOut) -> Indicator:
    return indicator(one.funnel.indicator)


def _label(one: StandingOut) -> str:
    label = words.said(_indicator(one).label)
    if not one.funnel.part:
        return label
    return f"{label}: {words.said(part_label(_indicator(one), one.funnel.part))}"


def _target(one: StandingOut) -> Protected:
    return Protected(value=round(one.funnel.target or 0))


def _address(form: ChoiceForm, one: StandingOut) -> str:
    here = reverse("dashboards:charts", kwargs={"page": ONE_INDICATOR})
    return f"{here}?{form.address(indicator=one.funnel.indicator, deel=one.funnel.part)}"


def _records(one: StandingOut) -> list[Record]:
    unit, line = _indicator(one).unit, _limits(one)
    within = Protected(value=round(line.low_95)), Protected(value=round(line.high_95))
    row = _label(one)
    return [
        Record(row=row, column=_("Cijfer"), figure=one.dot.value, unit=unit),
        Record(row=row, column=_("Iedereen samen"), figure=_target(one), unit=unit),
        Record(row=row, column=_("Grens onder (95 %)"), figure=within[0], unit=unit),
        Record(row=row, column=_("Grens boven (95 %)"), figure=within[1], unit=unit),
        Record(row=row, column=_("Gevallen"), figure=one.dot.figure.cases, unit="count"),
    ]


def _limits(one: StandingOut) -> FunnelLine:
    """Return the limits at the organisation's own number of cases, as near as lines are told."""
    cases = one.dot.figure.cases.value or 0
    return min(one.funnel.lines, key=lambda line: abs(line.cases - cases))


def _figure(found: tuple[StandingOut, ...], theme: Theme) -> Figure:
    """Return how far out each lies, counted in the distance from the middle to the limit."""
    figure = interval_dots(
        [_dot(one) for one in found],
        unit="",
        lines=(
            Line(at=-1, words=_("95 %")),
            Line(at=0, words=_("samen"), is_dashed=False),
            Line(at=1, words=_("95 %")),
        ),
        theme=theme,
        language=language_now(),
    )
    figure["layout"]["xaxis"]["showticklabels"] = False
    return figure


def _distance(one: StandingOut) -> float:
    """Return how far out it lies, by how far the limit is on that side; below the middle less."""
    line, target = _limits(one), one.funnel.target or 0.0
    beyond = (one.dot.value.value or 0) - target
    limit = line.high_95 - target if beyond > 0 else target - line.low_95
    return beyond / max(limit, 1e-9)


def _dot(one: StandingOut) -> Dot:
    value = words.figure(one.dot.value, _indicator(one).unit)
    return Dot(
        label=_label(one),
        words=f"{value}, {place_in_words(one.dot.place)}",
        value=_distance(one),
        look="own" if abs(one.dot.place) == 2 else "other",
    )
