"""What the indicators mean and which published series stand beside them, read from YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from benchmarking.measures.expression import BadMeasure, Measure, measure_from
from rulebook.data_file import parsed
from rulebook.text import Text

POLARITIES = ("none", "higher", "lower")
#: Whole numbers everywhere: weeks and months in tenths, hours in minutes.
UNITS = ("minutes", "percent", "tenths_of_week", "tenths_of_month", "people")
#: In the order in which a case goes through them; each is a file of `indicators`.
TOPICS = (
    "reach", "process", "refusal", "hours", "duration", "deviation", "coach", "goals", "retention",
    "next_job", "growth", "objection", "agreement", "policy_distance", "quality",
)  # fmt: skip
MEASURES = ("started", "still_going", "share")
_TEXTS: Final = ("label", "definition", "numerator", "denominator", "window", "source")
_NEEDED: Final = frozenset({*_TEXTS, "code", "unit", "polarity", "caveats", "method", "measure"})
_ALLOWED: Final = _NEEDED | {"minimum_n"}


class BadDefinition(ValueError):
    """A definition file lacks something or holds a value outside the list."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Definition {name}: {problem}.")


class IndicatorUnknown(ValueError):
    """No indicator has that name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no indicator {name!r}: ask for the list of indicators.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: what is counted over what, in which window, and what it cannot say.

    `polarity` is none where there is no good side: then nothing is coloured good or bad.
    `measure` is what `numerator` and `denominator` say, as an expression over facts.
    """

    name: str
    code: str
    topic: str
    unit: str
    polarity: str
    minimum_n: int
    method: str
    measure: Measure
    label: Text
    definition: Text
    numerator: Text
    denominator: Text
    window: Text
    source: Text
    caveats: tuple[Text, ...]

    def __post_init__(self) -> None:
        if self.polarity not in POLARITIES:
            raise BadDefinition(self.name, f"polarity is one of {', '.join(POLARITIES)}")
        if self.unit not in UNITS:
            raise BadDefinition(self.name, f"unit is one of {', '.join(UNITS)}")
        if self.topic not in TOPICS:
            raise BadDefinition(self.name, f"topic is one of {', '.join(TOPICS)}")
        if self.minimum_n < 1:
            raise BadDefinition(self.name, "minimum_n is at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSeries:
    """A published series: (months, percent) points, with where it stands and what it leaves out."""

    id: str
    indicator: str
    label: Text
    short: Text
    section: str
    certainty: str
    measures: str
    points: tuple[tuple[float, int], ...]
    caveats: tuple[Text, ...]
    document: Text

    def __post_init__(self) -> None:
        if self.measures not in MEASURES:
            raise BadDefinition(self.id, f"measures is one of {', '.join(MEASURES)}")
        if any(not 0 <= percent <= 100 for _, percent in self.points):
            raise BadDefinition(self.id, "points are percentages from 0 to 100")


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every indicator by its name: by topic, and within it in the order of the file.

    Raises:
        BadDefinition: an entry lacks something.
    """
    shared = _shared_texts()
    found: dict[str, Indicator] = {}
    for topic in TOPICS:
        for one in indicators_of(topic, parsed(_file(f"{topic}.yaml")), shared):
            if one.name in found or one.code in {other.code for other in found.values()}:
                raise BadDefinition(one.name, "this name or code is given twice")
            found[one.name] = one
    return MappingProxyType(found)


def indicator(name: str) -> Indicator:
    """Return one indicator.

    Raises:
        IndicatorUnknown: there is none of that name.
    """
    try:
        return indicators()[name]
    except KeyError as error:
        raise IndicatorUnknown(name) from error


def indicators_of(
    topic: str, entries: Mapping[str, Mapping[str, Any]], shared: Mapping[str, Text]
) -> Iterator[Indicator]:
    """Read the indicators of one topic; a text may be the name of a shared one.

    Raises:
        BadDefinition: an entry lacks something or holds what it may not.
    """
    for name, data in entries.items():
        yield _indicator(name, topic, data, shared)


@cache
def reference_series() -> tuple[ReferenceSeries, ...]:
    """Return the published series, in the order of the file.

    Raises:
        BadDefinition: a series lacks something.
    """
    data = parsed(
        resources.files("benchmarking").joinpath("reference_series.yaml").read_text("utf-8")
    )
    shared = tuple(Text.from_data(entry) for entry in data["shared_caveats"])
    document = Text.from_data(data["document"])
    return tuple(_series(entry, shared, document) for entry in data["series"])


def series_of(indicator: str) -> tuple[ReferenceSeries, ...]:
    """Return the published series that stand beside one indicator."""
    return tuple(series for series in reference_series() if series.indicator == indicator)


def _file(name: str) -> str:
    return resources.files("benchmarking").joinpath("indicators", name).read_text("utf-8")


def _shared_texts() -> Mapping[str, Text]:
    return {name: Text.from_data(data) for name, data in parsed(_file("shared.yaml")).items()}


def _indicator(
    name: str, topic: str, data: Mapping[str, Any], shared: Mapping[str, Text]
) -> Indicator:
    missing, surplus = _NEEDED - set(data), set(data) - _ALLOWED
    if missing or surplus:
        problem = f"give {', '.join(sorted(missing))}" if missing else ""
        raise BadDefinition(name, problem or f"leave out {', '.join(sorted(surplus))}")
    try:
        measure = measure_from(data["method"], data["measure"])
    except BadMeasure as error:
        raise BadDefinition(name, str(error)) from error
    return Indicator(
        name=name,
        topic=topic,
        code=data["code"],
        unit=data["unit"],
        polarity=data["polarity"],
        minimum_n=data.get("minimum_n", 10),
        method=data["method"],
        measure=measure,
        caveats=tuple(_text(name, each, shared) for each in data["caveats"]),
        **{key: _text(name, data[key], shared) for key in _TEXTS},
    )


def _text(name: str, data: object, shared: Mapping[str, Text]) -> Text:
    if not isinstance(data, str):
        return Text.from_data(data)
    if data not in shared:
        raise BadDefinition(name, f"there is no shared text {data!r} in shared.yaml")
    return shared[data]


def _series(data: Mapping[str, Any], shared: tuple[Text, ...], document: Text) -> ReferenceSeries:
    own = tuple(Text.from_data(entry) for entry in data["caveats"])
    return ReferenceSeries(
        id=data["id"],
        indicator=data["indicator"],
        label=Text.from_data(data["label"]),
        short=Text.from_data(data["short"]),
        section=data["section"],
        certainty=data["certainty"],
        measures=data["measures"],
        points=tuple((float(months), int(percent)) for months, percent in data["points"]),
        caveats=(*own, *shared),
        document=document,
    )
