"""What the indicators mean and which published series stand beside them, read from YAML."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from rulebook.data_file import parsed
from rulebook.text import Text

POLARITIES = ("none", "higher", "lower")
UNITS = ("minutes", "percent")
MEASURES = ("started", "still_going", "share")


class BadDefinition(ValueError):
    """A definition file lacks something or holds a value outside the list."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Definition {name}: {problem}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator: what is counted over what, in which window, and what it cannot say.

    `polarity` is none where there is no good side: then nothing is coloured good or bad.
    """

    name: str
    code: str
    unit: str
    polarity: str
    minimum_n: int
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
    """Return every indicator by its name, in the order of the names.

    Raises:
        BadDefinition: a file lacks something.
    """
    folder = resources.files("benchmarking").joinpath("indicators")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return MappingProxyType(
        {
            name: _indicator(name, parsed(file.read_text("utf-8")))
            for file in files
            if (name := file.name.removesuffix(".yaml")) != file.name
        }
    )


@cache
def reference_series() -> tuple[ReferenceSeries, ...]:
    """Return the published series, in the order of the file.

    Raises:
        BadDefinition: a series lacks something.
    """
    file = resources.files("benchmarking").joinpath("reference_series.yaml")
    data = parsed(file.read_text("utf-8"))
    shared = _texts(data["shared_caveats"])
    document = Text.from_data(data["document"])
    return tuple(_series(entry, shared, document) for entry in data["series"])


def series_of(indicator: str) -> tuple[ReferenceSeries, ...]:
    """Return the published series that stand beside one indicator."""
    return tuple(series for series in reference_series() if series.indicator == indicator)


def _indicator(name: str, data: Mapping[str, Any]) -> Indicator:
    texts = ("label", "definition", "numerator", "denominator", "window", "source")
    missing = [key for key in (*texts, "code", "unit", "polarity", "caveats") if key not in data]
    if missing:
        raise BadDefinition(name, f"give {', '.join(missing)}")
    return Indicator(
        name=name,
        code=data["code"],
        unit=data["unit"],
        polarity=data["polarity"],
        minimum_n=data.get("minimum_n", 10),
        caveats=_texts(data["caveats"]),
        **{key: Text.from_data(data[key]) for key in texts},
    )


def _series(data: Mapping[str, Any], shared: tuple[Text, ...], document: Text) -> ReferenceSeries:
    return ReferenceSeries(
        id=data["id"],
        indicator=data["indicator"],
        label=Text.from_data(data["label"]),
        short=Text.from_data(data["short"]),
        section=data["section"],
        certainty=data["certainty"],
        measures=data["measures"],
        points=tuple((float(months), int(percent)) for months, percent in data["points"]),
        caveats=(*_texts(data["caveats"]), *shared),
        document=document,
    )


def _texts(entries: list[Mapping[str, str]]) -> tuple[Text, ...]:
    return tuple(Text.from_data(entry) for entry in entries)
