"""What a page of a question across organisations shows, as CSV and as plain data."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarking.across.asking import Asked
from policy_profiles.reading.export import csv_content, for_a_spreadsheet

FIELDS = ("section", "dimension", "class", "figure", "value", "unit", "low", "high", "hidden")

Line = dict[str, Any]
_UNITS = {"mean": "min", "days": "days", "cents": "cents"}


def across_data(found: Asked) -> dict[str, Any]:
    """Give question, who was counted, and the answer, for JSON: the same as the page shows."""
    presence, question = found.presence, found.question
    return {
        "question": {**question.data, "group": question.group, "year": question.year},
        "rules_in_force_on": found.rules_day.isoformat(),
        "is_the_answer_to_an_earlier_question": found.is_of_another,
        "organisations": {
            "invited": presence.invited,
            "taking_part": presence.taking_part,
            "too_few_decisions": presence.too_few_cases,
            "waiting": presence.waiting,
            "counted": presence.counted,
            "not_counted": {name: reason.value for name, reason in presence.failing.items()},
        },
        "answer": found.answer,
    }


def across_csv(found: Asked, *, language: str) -> bytes:
    """Write every figure on a line of its own; a hidden one is empty, and does not say why."""
    rows = (dict.fromkeys(FIELDS, "") | line for line in _lines(found))
    safe = ({name: _cell(value) for name, value in row.items()} for row in rows)
    return csv_content(FIELDS, safe, language=language)


def _cell(value: Any) -> Any:  # noqa: ANN401 - numbers stay numbers
    return for_a_spreadsheet(value) if isinstance(value, str) else value


def _lines(found: Asked) -> Iterator[Line]:
    counted = found.presence.counted
    yield {"section": "organisations", "figure": "counted", "value": counted, "unit": "count"}
    if found.answer is None:
        return
    answer = found.answer
    yield {"section": "cases", "figure": "cases"} | _figure("cases", answer["cases"])
    for side, figures in answer["sides"].items():
        yield from _figures({"section": side}, figures)
        for code, figure in figures["obligations"].items():
            line = {"section": side, "dimension": "obligation", "class": code, "figure": "cases"}
            yield line | _figure("cases", figure)
    yield from _figures({"section": "change"}, answer["change"])
    for dimension, rows in answer["classes"].items():
        for row in rows:
            where = {"section": "change", "dimension": dimension, "class": "+".join(row["codes"])}
            yield from _figures(where, row)
    for each in answer["values"]:
        yield from _figures({"section": "value", "class": each["parameter"]}, each)


def _figures(where: Line, figures: Mapping[str, Any]) -> Iterator[Line]:
    for name, figure in figures.items():
        if isinstance(figure, Mapping) and "value" in figure:
            yield where | {"figure": name} | _figure(name, figure)


def _figure(name: str, figure: Mapping[str, Any]) -> Line:
    unit = {"unit": _UNITS.get(name, "count")}
    if figure["value"] is None:
        return unit | {"hidden": "yes"}
    limits = {key: figure[key] for key in ("low", "high") if figure.get(key) is not None}
    return {"value": figure["value"]} | unit | limits
