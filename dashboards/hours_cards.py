"""The cards about hours: what stands out, and why, by the exact four-way split."""

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.cells import Selection
from benchmarking.comparison import ProtectedComparison, ProtectedSplit
from benchmarking.definitions import indicators
from benchmarking.disclosure import HiddenReason, Protected
from dashboards import words
from dashboards.agreement_note import agreement_note
from dashboards.card import Card, Record
from dashboards.figures import BarRow, Figure, Mark, Step, paired_bars, waterfall
from dashboards.theme import Theme, reference_colour

Line = tuple[str, Protected, Protected]
Part = tuple[str, str, Protected, bool]


def hours_card(comparison: ProtectedComparison) -> Card:
    """Return the hours awarded, by own rules and by the baseline, of both sides."""
    own, other = comparison.tenant, comparison.reference
    lines: list[Line] = [
        (_("Toegekend"), own.awarded, other.awarded),
        (_("Volgens de eigen regels"), own.own_rules, other.own_rules),
        (_("Volgens de UWV-basis"), own.baseline, other.baseline),
    ]
    names = (own.name, words.label_of_reference(comparison.against))
    counted = (_("Besluiten die meetellen"), own.complete, other.complete)
    defined = indicators()
    return Card(
        key="uren",
        section=_("Wat valt op"),
        title=_hours_title(comparison),
        summary=_hours_summary(comparison),
        caption=_("Gemiddelde uren per besluit"),
        corner=_("Uren"),
        records=(
            *(record for line in lines for record in _both_sides(line, names, "minutes")),
            *_both_sides(counted, names, "count"),
        ),
        indicators=tuple(
            defined[name] for name in ("awarded_hours", "own_rules_hours", "baseline_hours")
        ),
        draw=lambda theme: _hours_figure(comparison, lines, theme),
        cases=counted_of(comparison),
    )


def _hours_figure(comparison: ProtectedComparison, lines: list[Line], theme: Theme) -> Figure:
    return paired_bars(
        [BarRow(label=label, own=_mark(a), reference=_mark(b)) for label, a, b in lines],
        names=(comparison.tenant.name, words.short_name_of_reference(comparison.against)),
        unit=_(" u"),
        colour=reference_colour(theme, comparison.against),
        theme=theme,
        language=language_now(),
    )


def _both_sides(line: Line, names: tuple[str, str], unit: str) -> list[Record]:
    label, own, other = line
    return [
        Record(row=label, column=name, figure=figure, unit=unit)
        for name, figure in zip(names, (own, other), strict=True)
    ]


def split_card(comparison: ProtectedComparison) -> Card:
    """Return the waterfall from the other side's mean to the organisation's own."""
    own, other, split = comparison.tenant, comparison.reference, comparison.split
    parts = _parts_of(comparison)
    column, other_name = _("Uren"), words.name_of_reference(comparison.against)
    start = _("%(name)s: toegekend") % {"name": capital(other_name)}
    end = _("%(name)s: toegekend") % {"name": own.name}

    return Card(
        key="waarom",
        section=_("Waarom"),
        title=_split_title(comparison),
        summary=_split_summary(comparison),
        caption=_("Het verschil in vier delen"),
        corner=_("Deel"),
        records=(
            Record(row=start, column=column, figure=_bare(other.awarded), unit="minutes"),
            *(
                Record(row=label, column=column, figure=figure, unit="difference")
                for label, _why, figure, _is_own in parts
            ),
            Record(row=end, column=column, figure=_bare(own.awarded), unit="minutes"),
            Record(
                row=_("Verschil samen"), column=column, figure=split.difference, unit="difference"
            ),
        ),
        indicators=(indicators()["four_way_split"],),
        notes=tuple(f"{label}: {why}" for label, why, _figure, _is_own in parts),
        below=agreement_note(),
        draw=None
        if split.is_hidden
        else lambda theme: _split_figure(comparison, (start, end), theme),
        cases=counted_of(comparison),
    )


def _split_figure(comparison: ProtectedComparison, ends: tuple[str, str], theme: Theme) -> Figure:
    own, other = comparison.tenant.awarded, comparison.reference.awarded
    return waterfall(
        [
            _step(label, figure, is_own=is_own)
            for label, _why, figure, is_own in _parts_of(comparison)
        ],
        start=(ends[0], words.bare(other, "minutes"), _hours(other)),
        end=(ends[1], words.bare(own, "minutes"), _hours(own)),
        unit=_(" u"),
        colour=reference_colour(theme, comparison.against),
        theme=theme,
        language=language_now(),
    )


def _parts_of(comparison: ProtectedComparison) -> list[Part]:
    return split_parts(comparison.split, own=comparison.tenant.name, against=comparison.against)


def split_parts(split: ProtectedSplit, *, own: str, against: str) -> list[Part]:
    """Return (label, meaning, figure, is it the organisation's own) from the other side to it."""
    other, against_uwv = words.name_of_reference(against), against == "uwv"
    return [
        (
            _("Uitvoering van UWV") if against_uwv else _("Beleid en uitvoering van de anderen"),
            _("wat %(other)s anders besluit dan de UWV-basis adviseert, met het teken omgekeerd.")
            % {"other": other},
            split.reference_practice,
            False,
        ),
        (
            _("Andere mensen en banen"),
            _(
                "dezelfde UWV-basis geeft voor de aanvragen hier iets anders dan voor die van "
                "%(other)s. Beoordelen mensen dezelfde behoefte verschillend, dan zit dat ook hier."
            )
            % {"other": other},
            split.case_mix,
            False,
        ),
        (
            _("Eigen beleid"),
            _(
                "de eigen regels van %(own)s geven iets anders dan de UWV-basis, "
                "voor dezelfde mensen."
            )
            % {"own": own},
            split.policy,
            True,
        ),
        (
            _("Eigen uitvoering"),
            _("%(own)s besluit anders dan de eigen regels adviseren.") % {"own": own},
            split.practice,
            True,
        ),
    ]


def counted_of(comparison: ProtectedComparison) -> tuple[tuple[str, Protected], ...]:
    """Return over how many decisions the hours of both sides are."""
    other = words.label_of_reference(comparison.against)
    return (
        (comparison.tenant.name, comparison.tenant.complete),
        (other, comparison.reference.complete),
    )


def is_clear(figure: Protected) -> bool:
    """Tell whether an interval leaves nought out: then there is a difference to speak of."""
    if figure.low is None or figure.high is None:
        return False
    return figure.low > 0 or figure.high < 0


def why_hidden(name: str, figure: Protected, selection: Selection) -> str:
    """Return why there is nothing to show of a side, and the way onward.

    Whoever looks at everything has no longer period and no wider group to choose.
    """
    if figure.reason is HiddenReason.NOT_TOGETHER:
        return _(
            "%(name)s: uren worden niet voor twee keuzes tegelijk uitgebracht. Kies er één: een "
            "jaar, een doelgroep of een contract."
        ) % {"name": name}
    told = {"name": name, "reason": words.hidden(figure)}
    if selection == Selection():
        return _("%(name)s: %(reason)s. Een volgende publicatie kan meer laten zien.") % told
    return _("%(name)s: %(reason)s. Kies een langere periode of een bredere groep.") % told


def capital(name: str) -> str:
    """Return a name for the start of a sentence."""
    return name[:1].upper() + name[1:]


def _names(comparison: ProtectedComparison) -> dict[str, str]:
    return {
        "own": comparison.tenant.name,
        "other": words.name_of_reference(comparison.against),
    }


def _hours_title(comparison: ProtectedComparison) -> str:
    difference, names = comparison.split.difference, _names(comparison)
    if difference.value is None:
        return _("Toegekende uren van %(own)s en %(other)s") % names
    if not is_clear(difference):
        return _("Geen duidelijk verschil in uren tussen %(own)s en %(other)s") % names
    names["hours"] = words.hours(abs(difference.value))
    if difference.value < 0:
        return _("%(own)s kent gemiddeld %(hours)s minder toe dan %(other)s") % names
    return _("%(own)s kent gemiddeld %(hours)s meer toe dan %(other)s") % names


def _hours_summary(comparison: ProtectedComparison) -> str:
    own, other, names = comparison.tenant, comparison.reference, _names(comparison)
    if own.awarded.value is None:
        return why_hidden(own.name, own.awarded, comparison.selection)
    if other.awarded.value is None:
        return why_hidden(capital(names["other"]), other.awarded, comparison.selection)
    names |= {"a": words.hours(own.awarded.value), "b": words.hours(other.awarded.value)}
    return (
        _(
            "Per besluit kent %(own)s gemiddeld %(a)s toe en %(other)s %(b)s. "
            "Een afwijzing telt als 0."
        )
        % names
    )


def _split_title(comparison: ProtectedComparison) -> str:
    if comparison.split.is_hidden:
        return _("Waar het verschil in uren vandaan komt")
    label, figure = _largest_part(comparison)
    if not is_clear(comparison.split.difference):
        return _("Ook zonder duidelijk verschil kunnen de delen verschillen")
    return _("Het meeste komt door %(part)s: %(hours)s") % {
        "part": label[:1].lower() + label[1:],
        "hours": words.signed_hours(figure.value or 0),
    }


def _split_summary(comparison: ProtectedComparison) -> str:
    if comparison.split.is_hidden:
        whole = comparison.selection
        return why_hidden(comparison.tenant.name, comparison.split.difference, whole)
    names = _names(comparison) | {
        "difference": words.signed_hours(comparison.split.difference.value or 0)
    }
    return (
        _(
            "Van %(other)s naar %(own)s is het verschil %(difference)s. "
            "De vier stappen tellen precies op tot dat verschil."
        )
        % names
    )


def _largest_part(comparison: ProtectedComparison) -> tuple[str, Protected]:
    parts = [(label, figure) for label, _why, figure, _own in _parts_of(comparison)]
    return max(parts, key=lambda part: abs(part[1].value or 0))


def _mark(figure: Protected) -> Mark:
    return Mark(
        value=None if figure.value is None else figure.value / 60,
        low=None if figure.low is None else figure.low / 60,
        high=None if figure.high is None else figure.high / 60,
        words=words.hidden(figure) if figure.value is None else words.hours(figure.value),
    )


def _step(label: str, figure: Protected, *, is_own: bool) -> Step:
    return Step(
        label=label,
        words=words.signed_hours(figure.value or 0),
        value=_hours(figure),
        low=None if figure.low is None else figure.low / 60,
        high=None if figure.high is None else figure.high / 60,
        is_own=is_own,
    )


def _bare(figure: Protected) -> Protected:
    """Return a figure without its interval, which stands with the hours above."""
    return Protected(value=figure.value, reason=figure.reason)


def _hours(figure: Protected) -> float:
    return (figure.value or 0) / 60
