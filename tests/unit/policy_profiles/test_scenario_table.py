"""Kept what-ifs side by side: what subtracting two columns would tell of one or two people."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.utils import translation

from policy_profiles.simulation.values import Against, ClassShift, Impact, Shift
from policy_profiles.what_if.queries import CaseSetRow, KeptScenario, ScenarioRow
from policy_profiles.what_if.shield import OWN_LIMIT, alike_dimensions
from policy_profiles.what_if.table import scenario_table
from tests.unit.policy_profiles.what_if_impacts import figures, impact_of

CASES, NOBODY = 60, UUID(int=0)
TOTALS = ("Uren erbij of eraf", "Coaches erbij of eraf", "Uren samen", "Kosten")


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def shift(*, fewer: int, more: int = 0, unclear: int = 0, lost: int = 0) -> Shift:
    return Shift(
        cases=CASES,
        fewer=fewer,
        more=more,
        same=CASES - fewer - more - unclear,
        unclear=unclear,
        gained=0,
        lost=lost,
        minutes_before=600 * CASES,
        minutes_after=600 * CASES - 60 * fewer,
        intervals={},
    )


def impact(*, granted: int = CASES, **counts: int) -> Impact:
    whole = shift(**counts)
    classes = (ClassShift(dimension="need", code="light", shift=whole),)
    against = Against(whole=whole, classes=classes, longer=0, shorter=0, provider=0)
    return impact_of(against, after=replace(figures(granted, CASES - granted), tariff=6_000))


def kept(found: Impact) -> KeptScenario:
    case_set = CaseSetRow(
        id=NOBODY,
        first_day=date(2025, 1, 1),
        until=date(2026, 1, 1),
        cases=CASES,
        fingerprint="",
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    texts = ("name", "after_key", "after_title", "after_hash", "before_key", "before_title")
    row = ScenarioRow(
        id=NOBODY,
        case_set=case_set,
        before_hash="",
        engine_version="",
        made_by=NOBODY,
        made_at=case_set.made_at,
        **dict.fromkeys(texts, ""),
    )
    return KeptScenario(row=row, impact=found)


def shown(*impacts: Impact) -> dict[str, list[bool]]:
    """By row, whether anything is shown in each column."""
    table = scenario_table([kept(each) for each in impacts])
    return {row.label: [bool(cell.text) for cell in row.cells] for row in table.rows}


@pytest.mark.parametrize(
    "other",
    [
        {"fewer": 21},
        {"fewer": 20, "more": 2},
        {"fewer": 20, "lost": 2},
        {"fewer": 20, "unclear": 1},
        {"fewer": 20, "granted": CASES - 1},
    ],
)
def test_of_two_that_differ_by_one_or_two_people_no_hours_or_money_are_shown(other):
    """One less the other would be what those one or two people have."""
    far = impact(fewer=30, more=10, unclear=5, lost=9, granted=CASES - 9)
    found = shown(impact(fewer=20), impact(**other), far)
    for label in TOTALS:
        assert found[label] == [False, False, True], label


def test_of_two_that_differ_by_more_or_not_at_all_everything_is_shown():
    found = shown(impact(fewer=20), impact(fewer=23), impact(fewer=20))
    assert all(all(found[label]) for label in (*TOTALS, "Minder uren", "Valt af"))


def test_a_dimension_is_named_where_a_class_is_nearly_alike():
    near, far = impact(fewer=21), impact(fewer=40)
    found = alike_dimensions([impact(fewer=20), near, far], OWN_LIMIT)
    assert found == (frozenset({"need"}), frozenset({"need"}), frozenset())
