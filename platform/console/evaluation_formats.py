"""Evaluated cases as a table for people, as CSV for a spreadsheet, as JSON for a program."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

import click

from console.evaluation import Answer, EvaluatedCase
from console.evaluation_words import (
    HEADINGS,
    because,
    hours_or_unknown,
    outcome_label,
    period,
    signed_hours,
    summary,
)
from console.terminal import show_table
from rulebook.engine import ENGINE_VERSION
from rulebook.profile import Profile
from rulebook.wording import number


def show_as_table(
    cases: Sequence[EvaluatedCase], profiles: Sequence[Profile], language: str
) -> None:
    """Print one line per case, and a line that sums up."""
    names = ["reference", "verdict", "hours", "period", "provider", "because"]
    headings = [HEADINGS[name].in_language(language) for name in names]
    if len(profiles) > 1:
        hours = HEADINGS["hours"].in_language(language)
        headings += [f"{hours} {profiles[1].name}", HEADINGS["difference"].in_language(language)]
    show_table(columns=headings, rows=[_table_row(case, language) for case in cases])
    click.echo()
    for line in summary(cases, language):
        click.echo(line)


def _table_row(case: EvaluatedCase, language: str) -> list[str]:
    answer = case.answer
    row = [
        case.reference,
        outcome_label(answer.verdict, language),
        hours_or_unknown(answer.minutes, language),
        period(answer, language),
        outcome_label(answer.provider, language),
        because(answer, language),
    ]
    if case.other is not None:
        row += [hours_or_unknown(case.other.minutes, language)]
        row += [signed_hours(case.difference, language)]
    return row


def as_csv(
    cases: Sequence[EvaluatedCase], language: str, explanations: Sequence[Sequence[str]] = ()
) -> str:
    """Give the cases as CSV: in Dutch as Dutch Excel reads it, else in the international form.

    No cell can be a formula: the case format refuses references that look like one.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    for number_of_case, case in enumerate(cases):
        row = dict(_csv_row(case, language))
        if explanations:
            row["explanation"] = " ".join(explanations[number_of_case])
        if number_of_case == 0:
            writer.writerow(row)
        writer.writerow(row.values())
    return file.getvalue()


def _csv_row(case: EvaluatedCase, language: str) -> Iterator[tuple[str, str]]:
    yield "reference", case.reference
    yield from _csv_answer(case.answer, language)
    if case.other is not None:
        yield from ((f"against_{name}", value) for name, value in _csv_answer(case.other, language))
        yield "difference_minutes", "" if case.difference is None else str(case.difference)


def _csv_answer(answer: Answer, language: str) -> Iterator[tuple[str, str]]:
    known = answer.minutes is not None
    yield "verdict", answer.verdict
    yield "minutes", str(answer.minutes) if known else ""
    yield "hours", number(Fraction(answer.minutes or 0, 60), language, decimals=2) if known else ""
    yield "first_day", _day(answer.first_day, language)
    yield "last_day", _day(answer.last_day, language)
    yield "provider", answer.provider
    yield "not_met", " ".join(answer.not_met)
    yield "not_known", " ".join(answer.not_known)


def _day(day: date | None, language: str) -> str:
    if day is None:
        return ""
    return day.isoformat() if language == "en" else f"{day:%d-%m-%Y}"


def as_json(
    cases: Sequence[EvaluatedCase],
    profiles: Sequence[Profile],
    explanations: Sequence[Mapping[str, object]] = (),
) -> str:
    """Give profiles and cases as JSON."""
    data = {
        "engine": ENGINE_VERSION,
        "profiles": [{"name": p.name, "hash": p.content_hash} for p in profiles],
        "cases": [
            _json_case(case) | (dict(explanations[place]) if explanations else {})
            for place, case in enumerate(cases)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _json_case(case: EvaluatedCase) -> dict[str, object]:
    data: dict[str, object] = {"reference": case.reference, **_json_answer(case.answer)}
    if case.other is not None:
        data |= {"against": _json_answer(case.other), "differenceMinutes": case.difference}
    return data


def _json_answer(answer: Answer) -> dict[str, object]:
    return {
        "verdict": answer.verdict,
        "minutes": answer.minutes,
        "firstDay": answer.first_day.isoformat() if answer.first_day else None,
        "lastDay": answer.last_day.isoformat() if answer.last_day else None,
        "provider": answer.provider,
        "notMet": list(answer.not_met),
        "notKnown": list(answer.not_known),
    }
