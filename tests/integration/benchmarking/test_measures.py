"""Every indicator counts what counting plain rows by hand counts, in every cell."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import pytest

from benchmarking import definitions
from benchmarking.cells import Selection
from benchmarking.definitions import Indicator, indicators
from benchmarking.measures.asking import is_computed
from benchmarking.measures.columns import COLUMNS, codes_told
from benchmarking.measures.counting import measured_cells, missing_columns
from benchmarking.measures.days import day_counts
from benchmarking.measures.expression import Condition
from tests.plain_facts import MODELS, Row, plain_rows, store

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 20)
OF_FACTS = [one for one in indicators().values() if one.measure.fact]
SCHEMAS = ("eikenberg", "duinzicht")


@pytest.fixture(scope="module")
def country(for_whole_module) -> Mapping[str, list[tuple[str, Row]]]:
    told = defaultdict(list)
    for seed, schema in enumerate(SCHEMAS):
        for fact in MODELS:
            rows = plain_rows(fact, cases=400, seed=seed)
            store(schema, fact, rows)
            told[fact] += [(schema, row) for row in rows]
    return told


@pytest.mark.parametrize("one", OF_FACTS, ids=lambda one: one.name)
def test_an_indicator_counts_what_hand_counting_counts(one: Indicator, country) -> None:
    assert not missing_columns(one.measure)
    by_hand = defaultdict(lambda: defaultdict(int))
    for schema, row in country[one.measure.fact]:
        _add(by_hand[_cell(schema, one, row)], one, row)
    found = {_key(cell.key): cell for cell in measured_cells(one, on=ON)}
    assert set(found) == set(by_hand)
    for key, cell in found.items():
        expected = by_hand[key]
        assert (cell.rows, cell.whole) == (expected["rows"], expected["whole"])
        assert dict(cell.parts) == {code: expected[f"part {code}"] for code in cell.parts}
        if cell.ratio is not None:
            assert (cell.ratio.above, cell.ratio.below) == (expected["value"], expected["per"])
            assert (cell.some, cell.short) == (expected["some"], expected["short"])
            assert cell.ratio.products == expected["products"]
        elif cell.sums is not None:
            assert (cell.sums.total, cell.sums.squares) == (expected["value"], expected["squares"])
    assert sum(cell.whole for cell in found.values()) > 20


@pytest.mark.parametrize("one", [one for one in OF_FACTS if one.measure.days], ids=lambda o: o.name)
def test_a_curve_counts_events_and_who_was_last_seen_by_day(one: Indicator, country) -> None:
    selection = Selection(year=2024, contract_class="permanent")
    measure = one.measure
    by_hand = defaultdict(lambda: [0, 0])
    for schema, row in country["outcome"]:
        inside = row["start_month"].year == 2024 and row["contract_class"] == "permanent"
        if inside and _counts(one, row):
            entered = (row[measure.entered] or 0) if measure.entered else 0
            place = 0 if _holds_all(measure.happened, row) else 1
            by_hand[schema, row[measure.days], entered][place] += 1
    found = day_counts(one, tenant_schemas=SCHEMAS, selection=selection, on=ON)
    assert {
        (row.tenant_schema, row.days, row.entered): [row.events, row.censored] for row in found
    } == by_hand


def test_the_columns_of_expressions_are_those_of_the_tables() -> None:
    for fact, model in MODELS.items():
        assert set(COLUMNS[fact]) <= {field.name for field in model._meta.get_fields()}


def test_only_what_stands_in_no_fact_row_is_not_computed() -> None:
    """Agreement on vignettes stays in the organisation."""
    left = {one.name for one in indicators().values() if not is_computed(one)}
    assert left == {"agreement_on_vignettes"}


def test_a_mix_has_as_parts_only_what_its_denominator_holds(country) -> None:
    one = indicators()["ends_of_objections"]
    ends = {"upheld", "partly", "rejected", "inadmissible", "withdrawn"}
    assert {code for cell in measured_cells(one, on=ON) for code in cell.parts} == ends
    reasons = measured_cells(indicators()["reasons_of_objections"], on=ON)[0].parts
    assert set(reasons) == set(codes_told("decision", "objection_reason"))


def test_a_next_job_that_may_be_a_trial_placement_is_no_start_without_one(country) -> None:
    one = indicators()["next_job_no_trial"]
    found = day_counts(one, tenant_schemas=SCHEMAS, selection=Selection(), on=ON)
    rows = [row for _, row in country["outcome"] if _counts(one, row)]
    started = [row["next_is_trial"] for row in rows if row["kind"] == "other_job"]
    assert "not_known" in started
    assert sum(each.events for each in found) == started.count("no")
    assert sum(each.events + each.censored for each in found) == len(rows)


def test_an_unknown_indicator_is_refused_by_name() -> None:
    with pytest.raises(definitions.IndicatorUnknown, match="wachttijd"):
        definitions.indicator("wachttijd")


def _add(counted: dict[str, int], one: Indicator, row: Row) -> None:
    measure = one.measure
    counted["rows"] += 1
    if not _counts(one, row):
        return
    counted["whole"] += 1
    for code in _codes(one, row):
        counted[f"part {code}"] += 1
    if measure.value:
        value, per = row[measure.value], row[measure.per] if measure.per else 0
        counted["value"] += value
        counted["squares"] += value * value
        counted["per"] += per
        counted["products"] += value * per
        counted["some"] += value > 0
        counted["short"] += value < per


def _codes(one: Indicator, row: Row) -> list[str]:
    measure = one.measure
    if not _holds_all(measure.counts, row):
        return []
    if not measure.each:
        return [""] if measure.counts else []
    value, column = row[measure.each], COLUMNS[measure.fact][measure.each]
    if column.kind == "places":
        return [code for code, answer in zip(column.codes, value, strict=True) if answer == "y"]
    return list(value) if column.kind == "codes" else [str(value)]


def _counts(one: Indicator, row: Row) -> bool:
    """The denominator: its conditions, and that what is added up or told apart is known."""
    measure = one.measure
    if not _holds_all(measure.among, row):
        return False
    if any(row[name] is None for name in (measure.value, measure.per, measure.days) if name):
        return False
    if measure.per and row[measure.per] == 0:
        return False
    kind = COLUMNS[measure.fact][measure.each].kind if measure.each else ""
    if kind == "number":
        return row[measure.each] is not None
    return kind != "code" or row[measure.each] in codes_told(measure.fact, measure.each)


def _holds_all(conditions: tuple[Condition, ...], row: Row) -> bool:
    return all(_holds(one, row[one.column]) for one in conditions)


def _holds(asked: Condition, value: object) -> bool:
    known = value is not None and value not in ("", "not_known")
    answers = {
        "is": lambda: value in asked.values,
        "not": lambda: value not in asked.values,
        "holds": lambda: any(code in value for code in asked.values),
        "empty": lambda: value == [],
        "filled": lambda: value != [],
        "known": lambda: known,
        "unknown": lambda: not known,
        "at_least": lambda: value is not None and value >= asked.values[0],
        "under": lambda: value is not None and value < asked.values[0],
        "past": lambda: value is not None and value < date(2026, 3, 1),
    }
    return answers[asked.test]()


def _cell(schema: str, one: Indicator, row: Row) -> tuple[str, int, str, str]:
    month = row["start_month" if one.measure.fact == "outcome" else "decided_month"]
    return schema, month.year, row["target_group"], row["contract_class"]


def _key(key) -> tuple[str, int, str, str]:
    return key.tenant_schema, key.year, key.target_group, key.contract_class
