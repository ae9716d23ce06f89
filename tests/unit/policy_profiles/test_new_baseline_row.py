"""A row of the list of a new baseline never says more, or less, than was worked through."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from policy_profiles.what_if.rows import HIDDEN, Cell


def _row(**given: Any) -> str:
    usual = {
        "anchor": "a",
        "label": "Duur",
        "cells": (),
        "certainty": "published",
        "stand": "inherited",
        "is_asked": True,
        "vignettes": (),
        "effect": None,
        "works_from": None,
        "proposed": (),
    }
    row = SimpleNamespace(**{**usual, **given})
    shown = {"row": row, "found": SimpleNamespace(page=True), "fields": None}
    with translation.override("nl"):
        return render_to_string("policy_profiles/parts/new_baseline_row.html", shown)


def _effect(alone: Cell) -> SimpleNamespace:
    return SimpleNamespace(touches_nobody=False, alone=alone, alone_hours=HIDDEN)


def test_a_shielded_number_is_said_to_be_one() -> None:
    """And a number that may be told stands there."""
    assert "raakt een afgeschermd aantal van uw aanvragen" in _row(effect=_effect(HIDDEN))
    assert "raakt 14 van uw aanvragen" in _row(effect=_effect(Cell(text="14")))


def test_what_turns_later_says_as_of_when_it_was_worked_through() -> None:
    text = _row(works_from=date(2027, 3, 1), effect=_effect(Cell(text="14")))
    assert "Doorgerekend zoals het vanaf 1 maart 2027 geldt." in text
    assert "raakt 14 van uw aanvragen" in text
    assert "Doorgerekend" not in _row(effect=_effect(Cell(text="14")))


def test_there_is_no_empty_list_of_proposals() -> None:
    """A screen reader would read it out."""
    assert "<ul" not in _row()
