"""One indicator as a page reads it from the newest release: of whom, beside whom, and by year."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from benchmarking.definitions import Indicator, indicator
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.door import NotInRelease, figures_of, trend_of
from benchmarking.released_indicators.standing import standing_release
from benchmarking.released_indicators.values import ReleasedFigure, Whom, WhomKind
from benchmarking.released_indicators.whom import organisation_code
from benchmarking.releases.moment import NothingReleased
from dashboards import words
from dashboards.choice import ChoiceForm
from dashboards.sheet import NothingToShow
from rulebook.text import Text

#: What an axis shows of a unit: how many of it make one there, and what stands behind a number.
_SCALES = {"minutes": 60, "tenths_of_week": 10, "tenths_of_month": 10}
_REASONS = {
    WhomKind.ALL: Text(
        "De groep is iedereen: elke uitvoerder die meedoet.",
        "The group is everybody: every organisation that takes part.",
    ),
    WhomKind.G4: Text(
        "De groep is gekozen om de omvang: de vier grootste gemeenten.",
        "The group is chosen by size: the four largest municipalities.",
    ),
    WhomKind.UWV: Text(
        "De andere kant is UWV, dat dezelfde ondersteuning geeft onder landelijke regels.",
        "The other side is UWV, which gives the same support under national rules.",
    ),
    WhomKind.SIZE: Text(
        "De groep is gekozen om de omvang: uitvoerders uit dezelfde grootteklasse.",
        "The group is chosen by size: organisations of the same class of size.",
    ),
    WhomKind.CHOICE: Text(
        "De groep is een eigen keuze van uitvoerders, die in het adres van deze pagina staat.",
        "The group is an own choice of organisations, which is in the address of this page.",
    ),
    WhomKind.REGION: Text(
        "De groep is gekozen om de plaats: dezelfde arbeidsmarkt.",
        "The group is chosen by place: the same labour market.",
    ),
}
#: What is said of a group that the organisation does not belong to itself.
_OTHERS = {
    WhomKind.SIZE: Text(
        "De groep is gekozen om de omvang: %(group)s. %(own)s hoort daar zelf niet bij.",
        "The group is chosen by size: %(group)s. %(own)s is not one of them.",
    ),
    WhomKind.REGION: Text(
        "De groep is gekozen om de plaats: %(group)s. %(own)s werkt daar niet.",
        "The group is chosen by place: %(group)s. %(own)s does not work there.",
    ),
}
_ITSELF = Text(
    "In deze groep zit alleen de uitvoerder zelf. Kies een andere groep om te vergelijken.",
    "Only the organisation itself is in this group. Choose another group to compare with.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One indicator of an organisation, of the group beside it, and of who is in that group.

    `part` is of which part it is; empty for an indicator that has one figure.
    """

    indicator: Indicator
    part: str
    own: ReleasedFigure
    group: ReleasedFigure
    members: tuple[ReleasedFigure, ...]

    @property
    def unit(self) -> str:
        """The unit of every figure."""
        return self.indicator.unit

    @property
    def label(self) -> str:
        """The name of the indicator, with the part that is shown."""
        label = words.said(self.indicator.label)
        if not self.part:
            return label
        return f"{label}: {words.said(part_label(self.indicator, self.part))}"

    def told(self, figure: ReleasedFigure) -> Protected:
        """Return what is shown of a figure: its value, or that of the part."""
        return value_of(figure, self.part)

    @property
    def reason(self) -> str:
        """Why these stand beside each other."""
        own, group = self.own.whom, self.group.whom
        if group.members == own.members:
            return words.said(_ITSELF)
        if group.kind in _OTHERS and not set(own.members) <= set(group.members):
            names = {"group": words.said(group.label), "own": words.said(own.label)}
            return words.said(_OTHERS[group.kind]) % names
        return words.said(_REASONS[group.kind])


def value_of(figure: ReleasedFigure, part: str) -> Protected:
    """Return what is shown of a figure, or of one of its parts."""
    found = figure.parts.get(part) if part else figure.value
    return found or Protected(reason=figure.cases.reason or HiddenReason.NO_CASES)


def scaled(value: int | float | None, unit: str) -> float | None:
    """Return a value as an axis shows it: hours, weeks, months, percents or people."""
    return None if value is None else value / _SCALES.get(unit, 1)


def suffix(unit: str) -> str:
    """Return what stands behind the numbers of an axis."""
    return {"minutes": _(" u"), "percent": " %"}.get(unit, "")


def reading_of(form: ChoiceForm) -> Reading:
    """Return the indicator of a valid choice.

    Raises:
        NothingToShow: no release holds it.
    """
    chosen = form.cleaned_data
    asked = indicator(chosen["indicator"])
    own = organisation_code(chosen["uitvoerder"])
    with told_in_words(asked):
        group_asked = standing_release().whom(chosen["groep"])
        members = _members(group_asked, without=chosen["uitvoerder"])
        first, group, *rest = figures_of(
            name=asked.name, whom=[own, chosen["groep"], *members], **form.filters()
        )
    return Reading(
        indicator=asked,
        part=part_chosen(form, first),
        own=first,
        group=group,
        members=tuple(rest),
    )


def years_of(form: ChoiceForm, whom: str) -> tuple[ReleasedFigure, ...]:
    """Return the indicator of a valid choice by year.

    Raises:
        NothingToShow: no release holds it.
    """
    asked = indicator(form.cleaned_data["indicator"])
    filters = form.filters()
    with told_in_words(asked):
        return trend_of(
            name=asked.name,
            whom=whom,
            target_group=filters["target_group"],
            contract=filters["contract"],
        )


def part_chosen(form: ChoiceForm, figure: ReleasedFigure) -> str:
    """Return the part of which a page is: the one asked for, or the largest that is shown."""
    given = str(form.data.get("deel", ""))
    if given in figure.parts:
        return given
    return max(figure.parts, key=lambda part: figure.parts[part].value or -1, default="")


@contextmanager
def told_in_words(asked: Indicator) -> Iterator[None]:
    """Say in words that there is no figure, and what can be done."""
    try:
        yield
    except NothingReleased as error:
        raise NothingToShow(
            _("Er zijn nog geen cijfers uitgebracht. Zodra dat gebeurt, staan ze hier.")
        ) from error
    except NotInRelease as error:
        why = _(
            "De nieuwste publicatie heeft geen cijfers van “%(indicator)s”. Kies een andere "
            "indicator, of wacht op de volgende publicatie."
        )
        raise NothingToShow(why % {"indicator": words.said(asked.label)}) from error


def _members(group: Whom, *, without: str) -> Sequence[str]:
    if len(group.members) < 2:
        return ()
    return [organisation_code(member) for member in group.members if member != without]
