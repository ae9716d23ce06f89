"""The distances as CSV and JSON: per topic both measures, the weights, and all pairs."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from policy_profiles.harmonisation.queries import Distances, Measured, Range
from policy_profiles.reading.export import csv_content, for_a_spreadsheet
from rulebook.headings import TOPICS
from rulebook.topic_scores import topic_scores

_MEASURES = ("stated", "answered")
FIELDS = (
    *("from", "to", "from_fictitious", "to_fictitious", "topic", "label", "weight"),
    *("stated", "answered"),
)


def as_csv(found: Distances, *, language: str) -> bytes:
    """Write one line for every two and every topic, in the form that the language expects."""
    comma = "." if language.startswith("en") else ","
    rows = (
        {**line, **{name: _number(line[name], comma) for name in _MEASURES}}
        for line in _pairs(found, language)
    )
    safe = ({name: for_a_spreadsheet(value) for name, value in row.items()} for row in rows)
    return csv_content(FIELDS, safe, language=language)


def as_data(found: Distances, *, language: str) -> dict[str, Any]:
    """Give the same as plain data for JSON; a distance is null where nobody states the topic."""
    scores = topic_scores()
    group = found.group
    return {
        "language": language,
        "group": {
            "chosen": group.kind.value,
            "baseline": group.baseline.code,
            "own": group.own.code if group.own else None,
            "members": [
                {"code": m.code, "name": m.name, "fictitious": m.is_fictitious,
                 "content_hash": m.profile.content_hash}
                for m in group.everybody
            ],
        },
        "weights": {
            "source": scores.source.citation(),
            "rule": "enthusiasm × possibility × impact, rounded",
            "usual": scores.weights,
            "used": dict(found.weights),
        },
        "topics": [
            {
                "topic": line.topic,
                "label": TOPICS[line.topic].in_language(language),
                "weight": line.weight,
                "parameters": line.counted,
                "differing_from_baseline": line.differing,
                "share_of_weighted": _float(line.share),
                "stated": _measure(line.stated),
                "answered": _measure(line.answered),
            }
            for line in found.topics
        ],
        "weighted": {"stated": _measure(found.stated), "answered": _measure(found.answered)},
        "pairs": list(_pairs(found, language)),
    }  # fmt: skip


def _pairs(found: Distances, language: str) -> Iterator[dict[str, Any]]:
    members = {member.code: member for member in found.group.everybody}
    for pair, stated in found.pairs_stated.items():
        one, other = (members[code] for code in pair)
        for topic, label in TOPICS.items():
            yield {
                "from": one.name,
                "to": other.name,
                "from_fictitious": one.is_fictitious,
                "to_fictitious": other.is_fictitious,
                "topic": topic,
                "label": label.in_language(language),
                "weight": found.weights[topic],
                "stated": _float(stated.get(topic)),
                "answered": _float(found.pairs_answered[pair].get(topic)),
            }


def _measure(found: Measured) -> dict[str, Any]:
    return {
        "to_baseline": _float(found.to_baseline),
        "to_others": _range(found.to_others),
        "all_to_baseline": _range(found.all_to_baseline),
        "together": _range(found.together),
    }


def _range(found: Range | None) -> dict[str, float | None] | None:
    if found is None:
        return None
    return {name: _float(getattr(found, name)) for name in ("mean", "least", "most")}


def _float(value: Fraction | None) -> float | None:
    """Six decimals, of a distance from 0 to 1."""
    return None if value is None else round(float(value), 6)


def _number(value: float | None, comma: str) -> str:
    return "" if value is None else f"{value:.6f}".replace(".", comma)
