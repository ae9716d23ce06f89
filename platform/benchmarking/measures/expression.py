"""What an indicator counts, as an expression over columns of facts, read from its definition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from benchmarking.measures.columns import COLUMNS, Column

_DAYS_A_MONTH: Final = 365.25 / 12
#: What a method must be given, and what it may be given beside that.
KEYS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = MappingProxyType(
    {
        "count": (frozenset({"fact"}), frozenset({"among"})),
        "share": (frozenset({"fact", "counts"}), frozenset({"among"})),
        "mix": (frozenset({"fact", "each"}), frozenset({"among"})),
        "shares": (frozenset({"fact", "each"}), frozenset({"among", "counts"})),
        "mean": (frozenset({"fact", "value"}), frozenset({"among"})),
        "rate": (frozenset({"fact", "value", "per"}), frozenset({"among"})),
        "curve": (
            frozenset({"fact", "days", "happened"}),
            frozenset({"among", "entered", "at_months", "at_days"}),
        ),
        "incidence": (
            frozenset({"fact", "days", "happened"}),
            frozenset({"among", "entered", "at_months", "at_days"}),
        ),
        "split": (frozenset({"of"}), frozenset()),
        "index": (frozenset({"of"}), frozenset()),
    }
)
METHODS: Final = tuple(KEYS)
_TESTS_OF: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "code": frozenset({"is", "not", "known", "unknown"}),
        "codes": frozenset({"holds", "empty", "filled"}),
        "number": frozenset({"is", "known", "unknown", "at_least", "under"}),
        "yes_no": frozenset({"is", "known", "unknown"}),
        "month": frozenset({"known", "unknown", "past"}),
        "places": frozenset(),
    }
)
_WORDS: Final = frozenset({"known", "unknown", "past", "empty", "filled"})


class BadMeasure(ValueError):
    """A measure names what is not there, or lacks what its method needs; says all of it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold of one column: `test` against any of `values`."""

    column: str
    test: str
    values: tuple[str | int | bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment on a curve: its name (`12m`, `6d`) and the day that stands for it."""

    name: str
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Which rows count, and what is made of them.

    Attributes:
        fact: the kind of fact.
        among: the conditions of the denominator.
        counts: the conditions of the numerator, beside those.
        each: the column of which every code has its own share.
        value: the column that is added up; with `per`, over what.
        days: the column of lengths; `happened` says of which an event ended them, `entered` from
            which day on it could be seen.
        moments: those that the figure names.
        of: what a figure from elsewhere is of.
    """

    fact: str = ""
    among: tuple[Condition, ...] = ()
    counts: tuple[Condition, ...] = ()
    each: str = ""
    value: str = ""
    per: str = ""
    days: str = ""
    entered: str = ""
    happened: tuple[Condition, ...] = ()
    moments: tuple[Moment, ...] = ()
    of: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the expression reads."""
        named = {self.each, self.value, self.per, self.days, self.entered}
        asked = (*self.among, *self.counts, *self.happened)
        return frozenset((named | {one.column for one in asked}) - {""})


def measure_from(method: str, data: Mapping[str, Any]) -> Measure:
    """Read the measure of an indicator.

    Raises:
        BadMeasure: with everything that is wrong.
    """
    problems = list(_problems_of_keys(method, data))
    if problems:
        raise BadMeasure(problems)
    if "of" in data:
        return Measure(of=data["of"])
    columns = COLUMNS.get(data["fact"], {})
    among, counts, happened = (
        tuple(_conditions(data.get(name) or {}, columns, problems))
        for name in ("among", "counts", "happened")
    )
    problems += _problems_of_columns(data, columns)
    if problems:
        raise BadMeasure(problems)
    return Measure(
        fact=data["fact"],
        each=data.get("each", ""),
        value=data.get("value", ""),
        per=data.get("per", ""),
        days=data.get("days", ""),
        entered=data.get("entered", ""),
        moments=tuple(_moments(data)),
        among=among,
        counts=counts,
        happened=happened,
    )


def _problems_of_keys(method: str, data: Mapping[str, Any]) -> Iterator[str]:
    if method not in KEYS:
        yield f"method is one of {', '.join(METHODS)}"
        return
    needed, allowed = KEYS[method]
    missing, surplus = needed - set(data), set(data) - needed - allowed
    if missing:
        yield f"a measure of the method {method} needs {', '.join(sorted(missing))}"
    if surplus:
        yield f"a measure of the method {method} takes no {', '.join(sorted(surplus))}"
    if "fact" in data and data["fact"] not in COLUMNS:
        yield f"fact is one of {', '.join(COLUMNS)}"


def _problems_of_columns(data: Mapping[str, Any], columns: Mapping[str, Column]) -> Iterator[str]:
    wanted = dict.fromkeys(("value", "per", "days", "entered"), ("number",))
    for key, kinds in {**wanted, "each": ("code", "codes", "number", "places")}.items():
        if key not in data:
            continue
        column = columns.get(data[key])
        if column is None:
            yield f"{key} names no column of this fact: {data[key]}"
        elif column.kind not in kinds or (key == "each" and not column.codes):
            yield f"{key} cannot be {data[key]}: that is a column of the kind {column.kind}"


def _conditions(
    data: Mapping[str, Any], columns: Mapping[str, Column], problems: list[str]
) -> Iterator[Condition]:
    for name, asked in data.items():
        column = columns.get(name)
        if column is None:
            problems.append(f"{name} is no column of this fact")
            continue
        test, values = _test(asked)
        if test not in _TESTS_OF[column.kind]:
            problems.append(f"{name} ({column.kind}) cannot be tested with {test}")
        if column.kind in ("code", "codes"):
            problems += [f"{name} has no code {one!r}" for one in values if one not in column.codes]
        if column.kind == "number" and any(type(one) is not int for one in values):
            problems.append(f"{name} is compared with whole numbers")
        if column.kind == "yes_no" and any(type(one) is not bool for one in values):
            problems.append(f"{name} is true or false")
        yield Condition(column=name, test=test, values=values)


def _test(asked: object) -> tuple[str, tuple[Any, ...]]:
    if isinstance(asked, str) and asked in _WORDS:
        return asked, ()
    if isinstance(asked, Mapping):
        ((test, value),) = asked.items()
        return str(test), tuple(value) if isinstance(value, list) else (value,)
    return "is", tuple(asked) if isinstance(asked, list) else (asked,)


def _moments(data: Mapping[str, Any]) -> Iterator[Moment]:
    for day in data.get("at_days", ()):
        yield Moment(name=f"{day}d", day=day)
    for month in data.get("at_months", ()):
        yield Moment(name=f"{month}m", day=round(month * _DAYS_A_MONTH))
