"""The reference page of indicators and published series, made from their definitions."""

from collections.abc import Iterator
from pathlib import Path

from benchmarking.definitions import (
    TOPICS,
    Indicator,
    ReferenceSeries,
    indicators,
    reference_series,
)
from benchmarking.measures.written import written

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "indicators.md"

_HEAD = """# Indicators and published series

Made from `platform/benchmarking/indicators/*.yaml` and `reference_series.yaml` beside it; to renew:
`python -m benchmarking.reference_page`. Codes `I-…` stand for terms of De Graaf-Zijl and Dumhs
(UWV, 2022); codes `M-…` are Meetlat's own. How figures are protected:
[disclosure.md](disclosure.md); why it is made so: [decision 83](../decisions/0083-indicators.md).

**An indicator is one entry.** Its texts say what it means, `method` which statistic it is, and
`measure` what is counted, as an expression over columns of facts
([decision 81](../decisions/0081-facts.md)). What a method takes, and what can be asked of a column:
`platform/benchmarking/measures/expression.py`. From the entry follow the figures, this page, the
page `/methode/` in the site, REST and GraphQL. A text may be the name of one in `shared.yaml`.

**Whose figures.** Until an indicator stands in a release, its figures are given to the organisation
itself, of itself alone. `four_way_split` is of the release of the comparison and
`distance_to_baseline` of published policies: those two are beside others.

| method | what it gives |
|---|---|
| `count` | how many rows |
| `share` | rows that also hold `counts`, of those that hold `among`; Wilson's interval |
| `mix` | of every code of a column its share; together the whole |
| `shares` | the same where a row can have several codes |
| `mean` | mean of a column, with a t interval |
| `rate` | sum of a column over the sum of another (Cochran 1977, 6.4) |
| `curve` | share for whom the event has not yet come, by Kaplan-Meier, and at the named moments |
| `incidence` | share for whom it has: 1 minus that |
| `split` | the four-way split of the comparison |
| `index` | defined here and kept elsewhere: what it is made of is in no fact row |

Units are whole numbers: hours in minutes, weeks and months in tenths.
"""


def indicators_page() -> str:
    """Return the page as Markdown, in English with the Dutch labels."""
    parts = [_HEAD]
    for topic in TOPICS:
        parts.append(f"## {topic.replace('_', ' ').capitalize()}\n")
        parts += ["\n".join(_indicator(one)) for one in indicators().values() if one.topic == topic]
    parts.append(
        "## Published series\n\nDrawn as labelled reference lines and never as anyone's own data."
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
    yield f"| expression | `{written(one.method, one.measure)}` |"
    yield f"| source | {one.source.en} |\n"
    yield from (f"- {caveat.en}" for caveat in one.caveats)
    yield ""


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
