"""Making a report: its columns, its lines, and the words that go with them, frozen together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarking.comparison import METHOD_VERSION
from benchmarking.definitions import Indicator, indicator
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.method.parts import part_label
from benchmarking.released_indicators.door import whom_offered
from benchmarking.released_indicators.values import Whom, WhomKind
from benchmarking.releases.moment import NothingReleased
from benchmarking.releases.register import ReleaseRow, newest_release
from reports.answers import Answer, Reader, answers_of
from reports.definition import ColumnKind, Definition
from reports.periods import Period
from reports.snapshot import (
    Column,
    IndicatorWords,
    Line,
    ReleaseNamed,
    SectionWords,
    Snapshot,
    seed_of,
)
from rulebook.text import Text
from tenants.queries import launched_tenants


class NotOpenYet(Exception):
    """The organisation is not open, so no figure of it can be shown, not even to itself."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(f"{schema_name} is not open yet: its reports can be made when it is.")


class PeriodNotReleased(ValueError):
    """The newest release holds no figures of the year that is asked."""

    def __init__(self, period: Period, years: Sequence[int]) -> None:
        self.period = period
        offered = ", ".join(str(year) for year in years) or "none"
        super().__init__(f"The newest release lacks {period.name}; it has {offered}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be made, for which organisation and for whom, on which day."""

    definition: Definition
    period: Period
    audience: str
    own: str
    on: date


def made(asked: Asked, *, stories: Mapping[str, str]) -> Snapshot:
    """Make a report from the newest release.

    Args:
        asked: what is made.
        stories: by indicator, in the organisation's own words; those of others are left out.

    Raises:
        NotOpenYet: the organisation is not open.
        NothingReleased: there is no release.
        PeriodNotReleased: it holds nothing of that year.
    """
    while True:
        release = newest_release()
        if release is None:
            raise NothingReleased
        if asked.period.year not in release.years:
            raise PeriodNotReleased(asked.period, sorted(release.years))
        snapshot = _made_of(asked, release, stories)
        if newest_release() == release:  # else some of its figures are of the one that came out
            return snapshot


def _made_of(asked: Asked, release: ReleaseRow, stories: Mapping[str, str]) -> Snapshot:
    reader = Reader(own=asked.own, audience=asked.audience, on=asked.on)
    organisation = _name_of(asked.own)
    whom, years = _columns(asked.definition, asked.own), _years(asked, release)
    lines, words, holds_synthetic = _lines(asked.definition, whom, years, reader)
    definition, rules = asked.definition, DisclosureRules()
    return Snapshot(
        definition=definition.name,
        definition_hash=definition.content_hash,
        title=definition.title,
        lead=definition.lead,
        made_for=asked.own,
        organisation=organisation,
        audience=asked.audience,
        period=asked.period.name,
        release=ReleaseNamed(
            number=release.number,
            facts_as_of=release.facts_as_of,
            content_hash=release.content_hash,
        ),
        method_version=METHOD_VERSION,
        seed=seed_of(definition.content_hash, asked.period.name, release.content_hash),
        is_brief=definition.is_brief,
        holds_synthetic=holds_synthetic,
        threshold=rules.threshold,
        rounding_base=rules.rounding_base,
        sections=tuple(
            SectionWords(title=section.title, text=section.text) for section in definition.sections
        ),
        columns=tuple(_column(one, year) for one in whom for year in years),
        indicators=words,
        lines=lines,
        stories={name: text for name, text in stories.items() if name in words and text},
    )


def _name_of(schema_name: str) -> str:
    for row in launched_tenants():
        if row.schema_name == schema_name:
            return row.name
    raise NotOpenYet(schema_name)


def _years(asked: Asked, release: ReleaseRow) -> list[int]:
    before = (asked.period.year - 1,) if asked.definition.year_before else ()
    return [year for year in (asked.period.year, *before) if year in release.years]


def _columns(definition: Definition, own: str) -> list[Whom]:
    """Give whose figures stand beside one another, each once: alone and as a group is alone."""
    known = whom_offered()
    g4 = next((whom.members for whom in known if whom.kind is WhomKind.G4), ())
    found: dict[tuple[str, ...], Whom] = {}
    for kind in definition.columns:
        for whom in known:
            if _is_of(whom, kind, own=own, g4=g4):
                found.setdefault(whom.members, whom)
    return list(found.values())


def _is_of(whom: Whom, kind: ColumnKind, *, own: str, g4: tuple[str, ...]) -> bool:
    if kind is ColumnKind.OWN:
        return whom.kind is WhomKind.ORGANISATION and own in whom.members
    if kind is ColumnKind.REGION:
        return whom.kind is WhomKind.REGION and own in whom.members
    if kind is ColumnKind.EACH_OF_G4:
        return whom.kind is WhomKind.ORGANISATION and whom.members[0] in g4
    return whom.code == kind.value


def _lines(
    definition: Definition, whom: Sequence[Whom], years: Sequence[int], reader: Reader
) -> tuple[tuple[Line, ...], dict[str, IndicatorWords], bool]:
    lines: list[Line] = []
    words: dict[str, IndicatorWords] = {}
    holds_synthetic = False
    for number, section in enumerate(definition.sections):
        for name in section.indicators:
            one = indicator(name)
            found = _answered(one, whom, years, reader)
            parts = _parts(found)
            words[name] = _words(one, parts)
            lines += _of_indicator(number, one, parts, found)
            holds_synthetic |= any(answer.holds_synthetic for _, answer in found)
    return tuple(lines), words, holds_synthetic


def _answered(
    one: Indicator, whom: Sequence[Whom], years: Sequence[int], reader: Reader
) -> list[tuple[Column, Answer]]:
    """Give the answers by column: those of whoever in each year, in the order of the columns."""
    by_year = {year: answers_of(one, whom, year=year, reader=reader) for year in years}
    return [
        (_column(meant, year), by_year[year][place])
        for place, meant in enumerate(whom)
        for year in years
    ]


def _column(whom: Whom, year: int) -> Column:
    return Column(code=whom.code, name=whom.label, year=year)


def _parts(found: Sequence[tuple[Column, Answer]]) -> tuple[str, ...]:
    """Give every part that any column has, in the order in which they come; at least the whole.

    Where one column has parts, another without any has no whole instead.
    """
    parts = dict.fromkeys(part for _, answer in found for part in answer.parts)
    return tuple(part for part in parts if part) or ("",)


def _of_indicator(
    number: int, one: Indicator, parts: Sequence[str], found: Sequence[tuple[Column, Answer]]
) -> Iterator[Line]:
    for part in parts:
        for column, answer in found:
            if answer.parts or answer.hidden:
                yield _line(number, one, part, column, answer)


def _line(number: int, one: Indicator, part: str, column: Column, answer: Answer) -> Line:
    figure = answer.parts.get(part)
    reason = answer.hidden or "no_cases"
    if figure is not None:
        reason = figure.reason.value if figure.reason else ""
    return Line(
        section=number,
        indicator=one.name,
        part=part,
        column=column.key,
        value=figure.value if figure else None,
        low=figure.low if figure else None,
        high=figure.high if figure else None,
        hidden=reason,
        cases=answer.cases.value if answer.cases else None,
        members=answer.members,
        members_counted=answer.members_counted,
        as_of=answer.as_of,
    )


def _words(one: Indicator, parts: Sequence[str]) -> IndicatorWords:
    return IndicatorWords(
        code=one.code,
        unit=one.unit,
        polarity=one.polarity,
        label=_beside_uwv(one.label) if one.method == "split" else one.label,
        definition=one.definition,
        numerator=one.numerator,
        denominator=one.denominator,
        window=one.window,
        parts={part: part_label(one, part) for part in parts if part},
    )


def _beside_uwv(label: Text) -> Text:
    """A split is between two: in a report each organisation stands beside UWV."""
    return Text(f"{label.nl}, naast UWV", f"{label.en}, beside UWV")
