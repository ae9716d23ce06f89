"""Releases after the first: nothing comes out of what is kept beside what is new."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np

from benchmarking.cells import CellKey, OutcomeCell, Selection
from benchmarking.cube import Axes, Table
from benchmarking.definitions import indicators
from benchmarking.disclosure import DEFAULT_RULES, HiddenReason, Rounding
from benchmarking.disclosure.audit import Told
from benchmarking.disclosure.between import Kept, kept_with_whole
from benchmarking.disclosure.line_audit import audited_lines
from benchmarking.disclosure.lines import hidden_kept
from benchmarking.disclosure.tables import hidden_parts
from benchmarking.measures.counting import codes_of
from benchmarking.protected_tables import Cells, protected_tables
from benchmarking.released_indicators.counted import CountedIndicator
from benchmarking.released_indicators.making import Basis, rows_held, table_made
from benchmarking.released_indicators.places import Places
from benchmarking.released_indicators.reading import Cell, figure_from
from benchmarking.released_indicators.standing import decided_as_shown
from benchmarking.released_indicators.sums import with_sums
from benchmarking.released_indicators.tables import COLUMNS, IndicatorTable, from_content
from benchmarking.shown import Frame, Group, count_shown, curve_shown

ROUNDING = Rounding(key=b"a key for tests only")
AXES = Axes(members=("eikenberg",), years=(2024, 2025))
PLACES = Places(axes=AXES)
#: Refused of decided in 2021, 2022 and 2023, and in all. The last year was renewed, and could be
#: shown by itself: then 2022 would be 49 - 14 - 32 = 3.
REFUSED, DECIDED = np.array([14, 3, 32, 49]), np.array([40, 30, 70, 140])
HIDDEN, SAID = np.array([False, True, False, False]), np.array([True, False, False, False])


def test_no_numerator_is_hidden_alone_beside_what_stayed():
    covered = hidden_kept(
        REFUSED[None, None], DECIDED[None, None], HIDDEN[None, None], SAID[None, None],
        lines=[slice(0, 3)], rules=DEFAULT_RULES, is_mix=False,
    )[0, 0]  # fmt: skip
    assert covered.tolist() == [False, True, True, False], "2021 was said: hiding it hides nothing"


def test_no_part_of_the_comparison_is_hidden_alone_either():
    unrounded = replace(DEFAULT_RULES, rounding_base=1)
    covered = hidden_parts(REFUSED, DECIDED, REFUSED, HIDDEN, rules=unrounded, said=SAID)
    assert covered.tolist() == [False, True, True, False]


def test_a_share_rests_on_the_cases_that_are_shown():
    """Cases say 40 of release 1: a share over the new 55 would tell by how many they changed."""

    def kept(counts, as_of, base=None):
        of = None if base is None else np.array([base])
        return Kept(counts=np.array([counts]), hidden=np.array([False]), as_of=np.array([as_of]),
                    base=of)  # fmt: skip

    part = kept_with_whole(kept(30, 2, 55), kept(14, 1, 40), kept(40, 1), release=2)
    assert (part.counts[0], part.base[0], part.as_of[0]) == (14, 40, 1)
    part = kept_with_whole(kept(30, 2, 55), kept(14, 1, 40), kept(55, 2), release=2)
    assert (part.counts[0], part.base[0]) == (30, 55)


def test_a_newcomer_that_gives_way_is_hidden_and_not_without_cases():
    counts, shown = np.array([[1, 21, 21, 0, 43]]), np.array([[1, 25, 25, 0, 40]])
    nobody = np.zeros_like(counts)
    alone = np.array([[True, False, False, False, False]])
    before = Kept(counts=nobody, hidden=nobody.astype(bool), as_of=nobody + 1)
    now = Kept(counts=counts, hidden=alone, as_of=nobody + 2)
    history = [
        Told(number=1, kept=before, rounded=nobody, truth=nobody),
        Told(number=2, kept=now, rounded=shown, truth=counts),
    ]
    kept, gave = audited_lines(history, lines=[slice(0, 4)], rules=DEFAULT_RULES)
    assert gave.any()
    assert kept.hidden[counts > 0].all()
    assert (kept.counts == counts).all()


def of_nothing(columns=None):
    """The table of an indicator with cases of one organisation, 40 at each place."""
    places = len(PLACES.names)
    cases = np.full((1, places), 40)
    kept = Kept(counts=cases, hidden=cases < 0, as_of=cases * 0 + 1)
    nothing = np.zeros((0, 1, places), dtype=np.int64)
    part = Kept(counts=nothing, hidden=nothing > 0, as_of=nothing, base=nothing)
    return IndicatorTable(
        expression="", codes=(), rows=kept, whole=kept, whole_truth=cases, parts=part,
        parts_truth=nothing, sums_hidden=cases < 0, points=np.zeros((1, places, 0, 0)),
        columns=np.zeros((1, places, len(COLUMNS)), dtype=np.int64) if columns is None else columns,
    )  # fmt: skip


def test_rows_of_periods_keep_their_mask_in_the_second_release():
    one, size = indicators()["extra_hours"], len(PLACES.names)
    rows = np.full((1, size), 40)
    few, covers = PLACES.lines[1].start, PLACES.lines[1].start + 1
    rows[0, few] = 4
    hidden = np.zeros(rows.shape, dtype=bool)
    hidden[0, [few, covers]] = True
    was = replace(of_nothing(), rows=Kept(counts=rows, hidden=hidden, as_of=np.ones_like(rows)))
    at = np.zeros(1, dtype=np.int64), np.arange(size)
    earlier = from_content(was.content(), members=at[0], places=at[1])
    basis = Basis(number=2, axes=AXES, rounding=ROUNDING, told={}, earlier={})
    now = CountedIndicator(rows=rows + 1, whole=rows, parts=rows[:0], columns=rows)
    held = rows_held(basis, one, now, np.full(rows.shape, 10), earlier)
    assert held.hidden[0, [few, covers]].all()
    assert (held.as_of == 1).all()


def test_it_is_not_said_that_one_case_makes_half_of_a_sum():
    """ "One organisation has nearly all" would say of one person that he has over 47 %."""
    columns = np.zeros((1, len(PLACES.names), len(COLUMNS)), dtype=np.int64)
    for name, value in {
        "total": 1000,
        "squares": 26_000,
        "some": 40,
        "most": 480,
        "cases": 40,
    }.items():
        columns[..., COLUMNS.index(name)] = value
    one, at = indicators()["hours_asked"], (0, len(PLACES.names) - 1)
    basis = Basis(number=1, axes=AXES, rounding=ROUNDING, told={}, earlier={})
    table = with_sums(basis, one, of_nothing(columns=columns), None)
    cell = Cell(one=one, table=table, places=PLACES, rounding=ROUNDING, at=at)
    assert figure_from(cell).value.reason is HiddenReason.SMALL_NUMBERS


def test_classes_of_size_go_by_what_is_shown():
    """Shown as 200 and "small" would mean 196 to 199."""
    members = tuple(f"place_{number}" for number in range(12))
    counts = np.full((12, 4, 6, 6), 198)
    table = Table(family="decided", counts=counts, hidden=counts < 0)
    axes = Axes(members=members, years=(2024, 2025))
    released = SimpleNamespace(tables=SimpleNamespace(decided=table), axes=axes)
    assert set(decided_as_shown(released, ROUNDING).values()) == {195, 200}


def told_of(name, *, whole, rows=40):
    """What is shown of the cases of an indicator of decisions, of which so many are asked."""
    size = len(PLACES.names)
    all_rows = np.full((1, size), rows)
    cube = np.full((1, 4, 6, 6), rows)
    kept = Kept(counts=cube, hidden=cube < 0, as_of=np.ones_like(cube))
    basis = Basis(
        number=1, axes=AXES, rounding=ROUNDING, earlier={},
        told=dict.fromkeys(("decided", "complete", "refused", "followed"), kept),
    )  # fmt: skip
    one, cases = indicators()[name], np.full((1, size), whole)
    parts = np.stack([cases] + [cases * 0] * (len(codes_of(one)) - 1))
    now = CountedIndicator(
        rows=all_rows, whole=cases, parts=parts, columns=np.zeros((1, size, len(COLUMNS)), int)
    )
    table = table_made(basis, one, now, date(2026, 1, 1))
    at = (0, size - 1)
    return figure_from(Cell(one=one, table=table, places=PLACES, rounding=ROUNDING, at=at))


def test_a_denominator_does_not_tell_what_is_hidden_as_a_numerator():
    """Who deviated is the denominator of why: with 0 or 38 of 40 that share is hidden."""
    for deviated in (0, 38):
        told = told_of("reasons_to_deviate", whole=deviated)
        assert told.cases.reason is HiddenReason.SMALL_NUMBERS
        assert {part.reason for part in told.parts.values()} == {HiddenReason.SMALL_NUMBERS}
    assert told_of("reasons_to_deviate", whole=20).cases.value == 20
    assert told_of("months_asked", whole=38).cases.is_hidden
    assert told_of("need_judged", whole=38).cases.value, "that it was written down tells of nobody"


def test_no_ended_job_of_twenty_is_not_told():
    key = CellKey(
        tenant_schema="eikenberg", year=2024, target_group="other", contract_class="permanent"
    )
    outcomes = [OutcomeCell(key=key, followed=20, ended=0, ended_early=0)]
    tables = protected_tables(
        Cells(decisions=(), criteria=(), outcomes=outcomes), axes=AXES, groups=(), rounding=ROUNDING
    )
    frame = Frame(axes=AXES, selection=Selection(), rounding=ROUNDING)
    group = Group(code="eikenberg", name="", members=(0,))
    assert count_shown(tables.followed, group, frame).value == 20
    assert count_shown(tables.ended, group, frame).reason is HiddenReason.SMALL_NUMBERS
    assert curve_shown([], tables.ended, [30], group, frame).cases.is_hidden


def weeks_of(minutes, *, number, earlier=None):
    """What a release tells of a mean of so many people, beside what the one before told."""
    columns = np.zeros((1, len(PLACES.names), len(COLUMNS)), dtype=np.int64)
    said = {
        "total": sum(minutes), "squares": sum(one * one for one in minutes), "cases": len(minutes),
        "some": sum(one > 0 for one in minutes), "most": max(minutes),
    }  # fmt: skip
    for name, value in said.items():
        columns[..., COLUMNS.index(name)] = value
    table = of_nothing(columns=columns)
    cases = np.full_like(table.whole.counts, len(minutes))
    whole = replace(table.whole, counts=cases, as_of=cases * 0 + number)
    basis = Basis(number=number, axes=AXES, rounding=ROUNDING, told={}, earlier={})
    one = indicators()["hours_asked"]
    table = with_sums(basis, one, replace(table, rows=whole, whole=whole), earlier)
    at = (0, len(PLACES.names) - 1)
    cell = Cell(one=one, table=table, places=PLACES, rounding=ROUNDING, at=at)
    return table, figure_from(cell)


def test_a_mean_says_what_it_said_until_many_came_in():
    """Ten who asked nothing and one who asked much would stand out between two releases."""
    many = [600 + 60 * number for number in range(40)]
    first, told = weeks_of(many, number=1)
    _, few_came = weeks_of([*many, *[0] * 10, 9000], number=2, earlier=first)
    assert few_came.value == told.value
    assert few_came.cases.value >= 50
    _, many_came = weeks_of([*many, *many[:15]], number=2, earlier=first)
    assert many_came.value != told.value
