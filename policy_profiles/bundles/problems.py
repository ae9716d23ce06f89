"""What is the matter with a layer that somebody wrote: everything at once, in both languages."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy_profiles.mapping import layer_from_json
from rulebook.deviation import (
    NO_MAIL_ADDRESS,
    OWNER_IS_A_ROLE,
    IncompleteDeviation,
    deviation_from_data,
    is_a_role,
    names_an_address,
)
from rulebook.layer import BadLayer
from rulebook.own_rule import NamelessRule, source_of
from rulebook.parameter import PARAMETERS, NotAParameterValue, Parameter
from rulebook.source import CERTAINTIES, UnknownSource
from rulebook.text import MissingTranslation, Text

LONGEST_NAME = 40  # of a version, as the table holds it
_ENTRY_KEYS = frozenset(
    {"value", "cells", "certainty", "source", "from", "to", "note", "deviation"}
)
_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleProblem:
    """One thing to put right: where it stands, and what to do."""

    where: str
    text: Text


def heading_problems(layer: Mapping[str, Any]) -> Iterator[BundleProblem]:
    """Say what is missing above the values: version, title, description, what it lies on."""
    if not _is_a_name(layer.get("version")):
        yield _problem(
            "layer.version",
            f"Geef de versie een naam tussen aanhalingstekens, van hoogstens {LONGEST_NAME} "
            "tekens op één regel.",
            f"Give the version a name in quotation marks, of at most {LONGEST_NAME} characters "
            "on one line.",
        )
    for key in ("title", "description"):
        if not _is_text(layer.get(key)):
            yield _problem(
                f"layer.{key}", "Geef de tekst bij nl en bij en.", "Give the text as nl and as en."
            )
    if not isinstance(layer.get("values", {}), Mapping | None):
        yield _problem(
            "layer.values",
            "Zet hier de beleidsregels onder elkaar, elk met zijn waarde.",
            "List the policy rules here, each with its value.",
        )


def value_problems(layer: Mapping[str, Any]) -> Iterator[BundleProblem]:
    """Say of every value what is the matter with it."""
    values = layer.get("values")
    for name, entries in (values or {}).items() if isinstance(values, Mapping) else ():
        if name not in PARAMETERS:
            yield _problem(
                str(name)[:80], "Deze beleidsregel bestaat niet.", "There is no such policy rule."
            )
            continue
        found = [
            problem
            for entry in (entries if isinstance(entries, list) else [entries])
            for problem in _entry_problems(PARAMETERS[name], entry)
        ]
        yield from found or _remaining(layer, name, entries)


def _entry_problems(parameter: Parameter, entry: object) -> Iterator[BundleProblem]:
    if not isinstance(entry, Mapping) or not {"value", "cells"} & set(entry):
        yield _problem(
            parameter.id,
            "Geef een waarde (value) of cellen (cells), met een zekerheid (certainty) en een bron "
            "(source).",
            "Give a value or cells, with a certainty and a source.",
        )
        return
    unknown = [str(key)[:40] for key in entry if key not in _ENTRY_KEYS]
    if unknown:
        names = ", ".join(unknown)
        yield _problem(parameter.id, f"Onbekend: {names}.", f"Not known: {names}.")
    for check in _CHECKS:
        problem = check(parameter, entry)
        if problem:
            yield BundleProblem(where=parameter.id, text=problem)


def _value(parameter: Parameter, entry: Mapping[str, Any]) -> Text | None:
    try:
        if "cells" in entry:
            _check_cells(parameter, entry["cells"])
        else:
            parameter.checked(entry["value"])
    except (NotAParameterValue, TypeError):
        return Text(
            f"Deze waarde past niet. Geef {_allowed_in_dutch(parameter)}.",
            f"This value does not fit. Give {_allowed_in_english(parameter)}.",
        )
    return None


def _check_cells(parameter: Parameter, cells: object) -> None:
    if not isinstance(cells, Mapping):
        raise NotAParameterValue(parameter.id, cells, "give rows")
    for row, content in cells.items():
        columns = content if isinstance(content, Mapping) else {"": content}
        for column, value in columns.items():
            parameter.checked_cell(row, column or None, value)


def _certainty(parameter: Parameter, entry: Mapping[str, Any]) -> Text | None:  # noqa: ARG001
    if isinstance(entry.get("certainty"), str) and entry["certainty"] in CERTAINTIES:
        return None
    names = ", ".join(CERTAINTIES)
    return Text(
        f"Geef als zekerheid (certainty) een van: {names}.", f"Give as certainty one of: {names}."
    )


def _source(parameter: Parameter, entry: Mapping[str, Any]) -> Text | None:  # noqa: ARG001
    try:
        if isinstance(entry.get("source"), Mapping):
            source_of(entry["source"])
            return _public(*entry["source"].values())
    except (UnknownSource, NamelessRule):
        pass
    return Text(
        "Noem de bron (source): een id uit het bronnenregister, of id OWN met title en register.",
        "Name the source: an id of the register of sources, or id OWN with title and register.",
    )


def _days(parameter: Parameter, entry: Mapping[str, Any]) -> Text | None:  # noqa: ARG001
    try:
        days = [_day(entry.get(name)) for name in ("from", "to")]
    except ValueError:
        return Text("Schrijf from en to als 2026-01-31.", "Write from and to as 2026-01-31.")
    if days[0] and days[1] and days[1] <= days[0]:
        return Text(
            "De dag bij to is de eerste zonder de waarde en ligt dus na from.",
            "The day at to is the first without the value, and so comes after from.",
        )
    return None


def _day(given: object) -> date | None:
    if given is None or type(given) is date:
        return given
    if not isinstance(given, str):
        raise ValueError(given)
    return date.fromisoformat(given)


def _note(parameter: Parameter, entry: Mapping[str, Any]) -> Text | None:  # noqa: ARG001
    if "note" not in entry:
        return None
    if _is_text(entry["note"]):
        return _public(*entry["note"].values())
    return Text("Geef de toelichting (note) bij nl en bij en.", "Give the note as nl and as en.")


def _deviation(parameter: Parameter, entry: Mapping[str, Any]) -> Text | None:  # noqa: ARG001
    if "deviation" not in entry:
        return None
    try:
        deviation = deviation_from_data(entry["deviation"])
    except (IncompleteDeviation, TypeError):
        return Text(
            "Geef bij de afwijking (deviation) een reden uit de lijst (reason), een grondslag "
            "(legal_basis), een eigenaar (owner) en een dag (review_on).",
            "Give with the deviation a reason from the list, a legal_basis, an owner and a "
            "review_on day.",
        )
    return _public(deviation.legal_basis) if is_a_role(deviation.owner) else OWNER_IS_A_ROLE


def _public(*texts: object) -> Text | None:
    return NO_MAIL_ADDRESS if any(names_an_address(str(text)) for text in texts) else None


_CHECKS: tuple[Callable[[Parameter, Mapping[str, Any]], Text | None], ...] = (
    _value, _certainty, _source, _days, _note, _deviation,
)  # fmt: skip


def _remaining(layer: Mapping[str, Any], name: str, entries: object) -> Iterator[BundleProblem]:
    """Let the rulebook itself have the last word: what is fixed, bands, days that overlap."""
    try:
        layer_from_json({**layer, "values": {name: entries}})
    except BadLayer as refused:
        own = [text for text in refused.problems if text.startswith(f"{name}:")]
        for text in own:
            yield _problem(
                name,
                "Dit mag hier niet: de wet legt de waarde vast, zij valt buiten de grenzen, of er "
                "gelden er twee tegelijk.",
                text.removeprefix(f"{name}:").strip().capitalize() + ".",
            )


def _is_a_name(given: object) -> bool:
    if not isinstance(given, str) or not _ONE_LINE.fullmatch(given):
        return False
    return 0 < len(given.strip()) <= LONGEST_NAME


def _is_text(data: object) -> bool:
    try:
        Text.from_data(data)
    except MissingTranslation:
        return False
    return isinstance(data, Mapping) and all(isinstance(text, str) for text in data.values())


def _problem(where: str, nl: str, en: str) -> BundleProblem:
    return BundleProblem(where=where, text=Text(nl, en))


def _allowed_in_dutch(parameter: Parameter) -> str:
    low, high = parameter.bounds or (0, 0)
    kinds = {
        "yes_no": "true of false",
        "code": f"een van: {', '.join(parameter.codes)}",
        "codes": f"een lijst met codes uit: {', '.join(parameter.codes)}",
        "quantity": f"een heel getal ({parameter.unit}) van {low} tot en met {high}",
        "text_pair": "een korte tekst bij nl, en als u wilt bij en",
        "table": f"precies de rijen {', '.join(parameter.rows)}"
        + (f" met de kolommen {', '.join(parameter.columns)}" if parameter.columns else ""),
    }
    return kinds[parameter.type] + (", of null voor geen grens" if parameter.nullable else "")


def _allowed_in_english(parameter: Parameter) -> str:
    low, high = parameter.bounds or (0, 0)
    kinds = {
        "yes_no": "true or false",
        "code": f"one of: {', '.join(parameter.codes)}",
        "codes": f"a list of codes from: {', '.join(parameter.codes)}",
        "quantity": f"a whole number ({parameter.unit}) from {low} to {high}",
        "text_pair": "a short text as nl, and if you like as en",
        "table": f"exactly the rows {', '.join(parameter.rows)}"
        + (f" with the columns {', '.join(parameter.columns)}" if parameter.columns else ""),
    }
    return kinds[parameter.type] + (", or null for no limit" if parameter.nullable else "")
