"""Random layers that the rulebook accepts, as the data of their YAML files."""

from typing import Any

from hypothesis import strategies as st

from rulebook.parameter import PARAMETERS, Parameter

_FREE = [name for name, parameter in PARAMETERS.items() if parameter.freedom != "fixed"]
_EVIDENCE = {"certainty": "published", "source": {"id": "UTRECHT"}}
_WORDS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=20)


def scalars(parameter: Parameter) -> st.SearchStrategy[Any]:
    """A value that fits the parameter, or one cell of its table."""
    some: st.SearchStrategy[Any]
    if parameter.type == "codes":
        some = st.lists(st.sampled_from(parameter.codes), unique=True)
    elif parameter.codes:
        some = st.sampled_from(parameter.codes)
    elif parameter.type == "yes_no":
        some = st.booleans()
    elif parameter.type == "text_pair":
        some = st.fixed_dictionaries({"nl": _WORDS}, optional={"en": _WORDS})
    else:
        low, high = parameter.band or parameter.bounds or (0, 1_000)
        some = st.integers(low, high)
    return st.none() | some if parameter.nullable else some


def whole_tables(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Every row and every column of a table."""
    cell = scalars(parameter)
    if not parameter.columns:
        return st.fixed_dictionaries(dict.fromkeys(parameter.rows, cell))
    row = st.fixed_dictionaries(dict.fromkeys(parameter.columns, cell))
    return st.fixed_dictionaries(dict.fromkeys(parameter.rows, row))


def some_cells(parameter: Parameter) -> st.SearchStrategy[Any]:
    """A few cells of a table, in whatever order."""
    cell = scalars(parameter)
    if not parameter.columns:
        return st.dictionaries(st.sampled_from(parameter.rows), cell, min_size=1)
    row = st.dictionaries(st.sampled_from(parameter.columns), cell, min_size=1)
    return st.dictionaries(st.sampled_from(parameter.rows), row, min_size=1)


@st.composite
def entries(draw: st.DrawFn, name: str, *, is_partial: bool) -> dict[str, Any]:
    """What a layer says of one parameter; partly only where something lies below it."""
    parameter = PARAMETERS[name]
    if not parameter.rows:
        return {"value": draw(scalars(parameter)), **_EVIDENCE}
    if is_partial and draw(st.booleans()):
        return {"cells": draw(some_cells(parameter)), **_EVIDENCE}
    return {"value": draw(whole_tables(parameter)), **_EVIDENCE}


@st.composite
def layers(draw: st.DrawFn, kind: str = "municipality") -> dict[str, Any]:
    """A sparse layer of a few parameters, in whatever order."""
    names = draw(st.lists(st.sampled_from(_FREE), unique=True, max_size=8))
    return {
        "name": f"random-{kind}",
        "layer": kind,
        "above": "uwv-baseline",
        "version": "1",
        "title": {"nl": "Toeval", "en": "Chance"},
        "description": {"nl": "Voor een test.", "en": "For a test."},
        "values": {
            name: draw(entries(name, is_partial=not PARAMETERS[name].may_be_unstated))
            for name in names
        },
    }
