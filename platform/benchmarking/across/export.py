"""What a page of a question across organisations shows, as CSV and as plain data."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarking.across.kept import Kept, Whose
from policy_profiles.reading.export import csv_content, for_a_spreadsheet

#: The last ones say whose a figure is: also where it is that of an earlier question.
FIELDS = (
    "section", "dimension", "class", "figure", "value", "unit", "low", "high", "hidden",
    "policy", "year", "group", "rules_in_force_on", "method", "id",
)  # fmt: skip

Line = dict[str, Any]
_UNITS = {"mean": "min", "days": "days", "cents": "cents"}
_HOURS = ("told", "mean", "days", "cents")


def across_data(found: Kept) -> dict[str, Any]:
    """Give question, whose the answer is, who was counted, and the answer, for JSON."""
    presence = found.presence.as_data()
    failing, few = presence.pop("failing"), presence.pop("too_few_cases")
    return {
        "question": found.question.as_data(),
        "asked_at": found.asked_at.isoformat(),
        "is_the_answer_to_an_earlier_question": found.is_of_another,
        "answer_to": found.of.as_data(),
        "organisations": {**presence, "too_few_decisions": few, "not_counted": failing},
        "answer": found.answer,
        "figures_of_earlier_questions": [
            {"figure": figure, **whose.as_data()} for figure, whose in shown_of_earlier(found)
        ],
    }


def shown_of_earlier(found: Kept) -> list[tuple[str, Whose]]:
    """Give the shown figures that are those of an earlier question, each once, with whose."""
    shown = {name for name, line in _lines(found) if line.get("value") is not None}
    return [(name, whose) for name, whose in found.earlier.items() if name in shown]


def across_csv(found: Kept, *, language: str) -> bytes:
    """Write every figure on a line of its own; a hidden one is empty, and does not say why."""
    rows = (dict.fromkeys(FIELDS, "") | line for line in _with_whose(found))
    safe = ({name: _cell(value) for name, value in row.items()} for row in rows)
    return csv_content(FIELDS, safe, language=language)


def _cell(value: Any) -> Any:  # noqa: ANN401 - numbers stay numbers
    return for_a_spreadsheet(value) if isinstance(value, str) else value


def _with_whose(found: Kept) -> Iterator[Line]:
    for figure, line in _lines(found):
        yield line | _of(found.earlier.get(figure, found.of))


def _of(whose: Whose) -> Line:
    data = whose.as_data()
    return {name: data[name] for name in ("policy", "year", "group", "method", "id")} | {
        "rules_in_force_on": data["rules_in_force_on"]
    }


def _lines(found: Kept) -> Iterator[tuple[str, Line]]:
    """Each figure as a line, with the name under which the answer says whose it is."""
    answer = found.answer
    number = {"figure": "counted", "value": found.presence.counted, "unit": "count"}
    yield "", {"section": "organisations", **number}
    yield "", {"section": "cases", "figure": "cases"} | _figure("cases", answer["cases"])
    for side, figures in answer["sides"].items():
        yield from _figures({"section": side}, figures, _AFTER if side == "after" else "")
        for code, figure in figures["obligations"].items():
            line = {"section": side, "dimension": "obligation", "class": code, "figure": "cases"}
            name = f"{_AFTER}obligation/{code}" if side == "after" else ""
            yield name, line | _figure("cases", figure)
    yield from _figures({"section": "change"}, answer["change"], "change/")
    for dimension, rows in answer["classes"].items():
        for row in rows:
            together = "+".join(row["codes"])
            where = {"section": "change", "dimension": dimension, "class": together}
            yield from _figures(where, row, f"{dimension}/{together}/")
    for each in answer["values"]:
        few = {"figure": "touches_few", "value": str(each["touches_few"]).lower()}
        yield "", {"section": "value", "class": each["parameter"], **few}


_AFTER = "after/"


def _figures(where: Line, figures: Mapping[str, Any], before: str) -> Iterator[tuple[str, Line]]:
    for name, figure in figures.items():
        if isinstance(figure, Mapping) and "value" in figure:
            own = name_of_figure(before, name) if before else ""
            yield own, where | {"figure": name} | _figure(name, figure)


def name_of_figure(before: str, name: str) -> str:
    """Give the name under which an answer says whose a figure is: all that is measured has one."""
    if name not in _HOURS:
        return f"{before}{name}"
    return "hours" if before in (_AFTER, "change/") else f"{before}hours"


def _figure(name: str, figure: Mapping[str, Any]) -> Line:
    unit = {"unit": _UNITS.get(name, "count")}
    if figure["value"] is None:
        return unit | {"hidden": "yes"}
    limits = {key: figure[key] for key in ("low", "high") if figure.get(key) is not None}
    return {"value": figure["value"]} | unit | limits
