"""Where the other organisations stand on a value: how many published which, as a small picture."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext, ngettext

from policy_profiles.cells import words_of
from policy_profiles.register.queries import PublishedRow
from rulebook.own_words import NOT_STATED
from rulebook.parameter import Parameter, ParameterValue
from rulebook.profile import Profile

WIDTH: Final = 132
HEIGHT: Final = 26
_BAR: Final = 6
_MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many published one value, and where its bar stands in the picture."""

    words: str
    count: int
    x: int
    y: int
    height: int
    is_own: bool
    is_baseline: bool

    @property
    def left(self) -> int:
        """The left side of the bar; `x` is its middle."""
        return self.x - _BAR // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A small distribution: `n` organisations, a bar for each value, and the same in words."""

    n: int
    bars: tuple[Bar, ...]
    summary: str
    own_x: int | None
    baseline_x: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """What the other organisations published, each content once with how many have it."""

    n: int
    invented: int
    profiles: tuple[tuple[Profile, int], ...] = field(default=())


def others(rows: Sequence[PublishedRow], *, without: str) -> Others:
    """Take the organisations out of the register, without the reader's own.

    Args:
        rows: what is published and in force, as `published_profiles` gives it.
        without: the schema name of the reader's own organisation.
    """
    organisations = [row for row in rows if row.schema_name and row.schema_name != without]
    counts = Counter(row.content_hash for row in organisations)
    firsts = {row.content_hash: row.profile for row in reversed(organisations)}
    return Others(
        n=len(organisations),
        invented=sum(row.is_fictitious for row in organisations),
        profiles=tuple((firsts[found], count) for found, count in counts.items()),
    )


def standing_of(
    parameter: Parameter,
    *,
    own: ParameterValue,
    baseline: ParameterValue,
    published: Others,
    language: str,
) -> Standing | None:
    """Say where the others stand on one parameter; None where nobody published anything.

    Args:
        parameter: the parameter.
        own: the value of the draft, which gets a mark.
        baseline: the value of the UWV baseline, which gets another.
        published: of the other organisations.
        language: of the words.
    """
    if not published.n:
        return None
    counts: Counter[str] = Counter()
    values: dict[str, ParameterValue] = {}
    for profile, count in published.profiles:
        value = profile[parameter.id].value
        name = _name(parameter, value, own, baseline, language)
        counts[name] += count
        values.setdefault(name, value)
    placed = _placed(parameter, counts, values, (own, baseline))
    bars = tuple(
        Bar(
            words=name,
            count=counts[name],
            x=placed.at(values[name], name),
            y=HEIGHT - height,
            height=height,
            is_own=values[name] == own,
            is_baseline=values[name] == baseline,
        )
        for name, height in _heights(counts).items()
    )
    is_number = parameter.type == "quantity"
    return Standing(
        n=published.n,
        bars=bars,
        summary=_summary(bars, published.n),
        own_x=_mark(bars, placed, own, is_number=is_number, is_own=True),
        baseline_x=_mark(bars, placed, baseline, is_number=is_number, is_own=False),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """Where a value stands from left to right: by its size, or one after the other."""

    low: int
    high: int
    places: tuple[str, ...]

    def at(self, value: ParameterValue, name: str) -> int:
        room = WIDTH - 2 * _BAR
        if isinstance(value, int) and not isinstance(value, bool) and self.high > self.low:
            return _BAR + room * (value - self.low) // (self.high - self.low)
        place = self.places.index(name) if name in self.places else 0
        return _BAR + room * place // max(len(self.places) - 1, 1)


def _placed(
    parameter: Parameter,
    counts: Counter[str],
    values: dict[str, ParameterValue],
    marks: tuple[ParameterValue, ...],
) -> _Axis:
    listed = [*values.values(), *marks]
    numbers = [v for v in listed if isinstance(v, int) and not isinstance(v, bool)]
    if parameter.type != "quantity" or len(numbers) < len(listed):
        numbers = []
    return _Axis(
        low=min(numbers, default=0),
        high=max(numbers, default=0),
        places=tuple(name for name, _count in counts.most_common()),
    )


def _mark(
    bars: Sequence[Bar], axis: _Axis, value: ParameterValue, *, is_number: bool, is_own: bool
) -> int | None:
    found = [bar.x for bar in bars if (bar.is_own if is_own else bar.is_baseline)]
    if found:
        return found[0]
    on_axis = is_number and isinstance(value, int) and axis.high > axis.low
    return axis.at(value, "") if on_axis else None


def _heights(counts: Counter[str]) -> dict[str, int]:
    most = max(counts.values())
    room = HEIGHT - 4
    return {name: max(2, room * count // most) for name, count in counts.most_common()}


def _name(
    parameter: Parameter,
    value: ParameterValue,
    own: ParameterValue,
    baseline: ParameterValue,
    language: str,
) -> str:
    """Name a value; a table, too long to name, by what it is like."""
    if value is NOT_STATED:
        return gettext("niet vastgelegd")
    if isinstance(value, Mapping) or parameter.type in ("codes", "text_pair"):
        if value == baseline:
            return gettext("zoals UWV")
        return gettext("zoals hier") if value == own else gettext("anders")
    return words_of(parameter, value, language)


def _summary(bars: Sequence[Bar], n: int) -> str:
    named = [f"{bar.count}× {bar.words}" for bar in bars[:_MOST_NAMED]]
    if more := sum(bar.count for bar in bars[_MOST_NAMED:]):
        named.append(gettext("%(count)d× iets anders") % {"count": more})
    organisations = ngettext("%(n)d organisatie", "%(n)d organisaties", n) % {"n": n}
    return f"{organisations}: {', '.join(named)}"
