"""Many cases told by their columns: each as it is told alone."""

from __future__ import annotations

from random import Random

from assessments.case_facts import facts_as_data
from rulebook.canonical import canonical, texts_of_rows
from rulebook.contradictions import contradictions, contradictory
from rulebook.facts import FACT_BY_NAME
from rulebook.frame import CaseFrame
from tests.unit.rulebook.random_cases import random_facts

_RNG = Random(11)
CASES = [random_facts(_RNG, missing=0.1) for _ in range(300)]


def test_a_case_that_contradicts_itself_is_found_among_others() -> None:
    """By the same rules as in a form, which names them; some do and some do not."""
    found = contradictory(CaseFrame.from_rows(CASES)).tolist()
    assert found == [bool(contradictions(facts)) for facts in CASES]
    assert {True, False} == set(found)


def test_a_value_that_fits_no_fact_contradicts_nothing() -> None:
    """A form shows what is wrong with it; the contradictions of the others are still told."""
    facts = {**CASES[0], "work_situation": "elsewhere", "need": None, "goal_hours": "many"}
    assert isinstance(contradictions(facts), tuple)


def test_facts_are_written_as_json_writes_them() -> None:
    """Known ones, in the order of the alphabet, to the same byte."""
    columns = {name: [facts.get(name) for facts in CASES] for name in FACT_BY_NAME}
    assert texts_of_rows(columns, count=300) == [canonical(facts_as_data(f)) for f in CASES]
    assert texts_of_rows({}, count=2) == ["{}", "{}"]


def test_some_cases_of_a_frame_are_those_cases() -> None:
    """In the order that is asked, also a fact that nobody gave."""
    frame = CaseFrame.from_rows([{k: v for k, v in f.items() if k != "need"} for f in CASES])
    some = frame.take([7, 3, 299])
    assert [some.row(n) for n in range(some.n)] == [frame.row(n) for n in (7, 3, 299)]
    assert some["need"].tolist() == [0, 0, 0]
