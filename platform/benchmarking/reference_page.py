"""The reference page of indicators and published series, made from their definitions."""

from collections.abc import Iterator
from pathlib import Path

from benchmarking.definitions import Indicator, ReferenceSeries, indicators, reference_series

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "indicators.md"

_HEAD = """# Indicators and published series

Made from `platform/benchmarking/indicators/*.yaml` and `reference_series.yaml` beside it; to renew:
`python -m benchmarking.reference_page`. Codes `I-…` stand for terms of De Graaf-Zijl and Dumhs
(UWV, 2022); codes `M-…` are Meetlat's own. No indicator has a good side yet (polarity none), so
nothing is coloured good or bad. How figures are protected: [disclosure.md](disclosure.md).

`sustained_work` (I-09) is defined and not yet computed: fact rows do not hold how long a next job
lasted.
"""


def indicators_page() -> str:
    """Return the page as Markdown, in English with the Dutch labels."""
    parts = [_HEAD, "## Indicators\n"]
    parts += ["\n".join(_indicator(one)) for one in indicators().values()]
    parts.append(
        "\n## Published series\n\nDrawn as labelled reference lines and never as anyone's own data."
    )
    parts.append("\n".join(_series_table()))
    shared = reference_series()[0].caveats[-2:]
    parts.append("\n".join(["", "For all of them:", "", *(f"- {caveat.en}" for caveat in shared)]))
    return "\n".join(parts) + "\n"


def _indicator(one: Indicator) -> Iterator[str]:
    yield f"### {one.code} {one.label.en} (*{one.label.nl}*): `{one.name}`\n"
    yield f"{one.definition.en}\n"
    yield "| | |\n|---|---|"
    yield f"| numerator | {one.numerator.en} |"
    yield f"| denominator | {one.denominator.en} |"
    yield f"| window | {one.window.en} |"
    yield f"| unit, polarity, least number of cases | {one.unit}, {one.polarity}, {one.minimum_n} |"
    yield f"| source | {one.source.en} |\n"
    yield from (f"- {caveat.en}" for caveat in one.caveats)


def _series_table() -> Iterator[str]:
    yield "\n| series | beside | where | points: months and percent | note |\n|---|---|---|---|---|"
    for one in reference_series():
        place = f"`{one.id}` {one.label.en} | {one.indicator} | {one.section}"
        yield f"| {place} | {_points(one)} | {_notes(one)} |"


def _points(one: ReferenceSeries) -> str:
    return ", ".join(f"{months:g}: {percent}" for months, percent in one.points)


def _notes(one: ReferenceSeries) -> str:
    return " ".join(caveat.en for caveat in one.caveats[:-2])


if __name__ == "__main__":
    PAGE.write_text(indicators_page(), "utf-8")
