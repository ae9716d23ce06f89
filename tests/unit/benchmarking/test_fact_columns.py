"""What becomes of days and values on their way into a fact row, worked out by hand."""

from datetime import date
from uuid import UUID

import pytest
from django.db.models import CharField, CheckConstraint, Model

from assessments.following.due import Span
from assessments.following.norms import Norms
from benchmarking.facts.coarse import months_begun, waited, weeks_between
from benchmarking.facts.decisions import support_year
from benchmarking.facts.outcomes import facts_of_outcomes
from benchmarking.facts.periods import RunSupport, facts_of_periods
from benchmarking.facts.rows import PeriodFacts
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.pseudonyms import fact_id, pseudonym_of, secret_of_edition
from outcomes.events import FollowedJob

CASE = UUID("01890000-0000-7000-8000-000000000001")
YEAR = Span(starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
EACH_HALF_YEAR = Norms(evaluation_months=6)


def _sent(**changes: object) -> PeriodFacts:
    run: dict[str, object] = {
        "case_id": CASE, "revision": 3, "is_synthetic": True, "facts": {"need": "light"},
        "decided_on": date(2024, 12, 20), "granted_minutes": 3600, "minutes_now": 3600,
        "spans": (YEAR,), "extra_minutes": 0, "log_minutes": None, "settled_by": None,
        "evaluated_on": (), "reliance": (), "goals": None, "weekly_minutes": (), "wage_value": (),
        "has_obligation": False, "obligation": "", "coach_changes": 0, "norms": EACH_HALF_YEAR,
        "method": "yearly_caps", **changes,
    }  # fmt: skip
    [facts] = facts_of_periods([RunSupport(**run)], secret=b"s")  # type: ignore[arg-type]
    return facts


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), 6),
        (date(2025, 1, 1), date(2025, 7, 1), 7),
        (date(2025, 1, 31), date(2025, 2, 1), 1),
        (date(2024, 2, 29), date(2025, 2, 27), 12),
        (date(2000, 1, 1), date(2025, 1, 1), 60),
        (None, date(2025, 1, 1), None),
        (date(2025, 1, 2), date(2025, 1, 1), None),
    ],
)
def test_months_begun(first: date | None, last: date | None, months: int | None) -> None:
    assert months_begun(first, last) == months


@pytest.mark.parametrize(
    ("start", "end", "shorter"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), "no"),
        (date(2025, 1, 1), date(2025, 6, 29), "yes"),
        (date(2025, 1, 1), date(2025, 6, 1), "yes"),
        (date(2025, 3, 15), date(2025, 9, 14), "no"),
        (date(2025, 3, 15), date(2025, 9, 13), "yes"),
        (date(2024, 8, 31), date(2025, 2, 27), "no"),
        (date(2024, 8, 31), date(2025, 2, 26), "yes"),
        (date(2025, 1, 2), date(2025, 1, 1), "not_known"),
        (date(2025, 1, 1), None, "not_known"),
    ],
)
def test_a_contract_under_six_months_by_its_last_day(
    start: date, end: date | None, shorter: str
) -> None:
    job = FollowedJob(
        case_id=CASE, revision=1, kind="in_job", started_on=start, came_into_view_on=None,
        observed_on=date(2025, 6, 1), ended_on=None, reason="", next_job_started_on=None,
        facts={"contract_start": start, "contract_end": end}, is_synthetic=True,
    )  # fmt: skip
    [facts] = facts_of_outcomes([job], secret=b"s")
    assert facts.contract_under_6 == shorter


def test_weeks_are_whole_and_stop_at_a_year() -> None:
    assert weeks_between(date(2025, 3, 3), date(2025, 3, 16)) == 1
    assert weeks_between(date(2020, 1, 1), date(2025, 1, 1)) == 53
    assert weeks_between(date(2025, 3, 3), date(2025, 3, 2)) is None
    assert weeks_between(None, date(2025, 3, 2)) is None


@pytest.mark.parametrize(
    ("days", "code"), [(0, "week"), (7, "week"), (8, "month"), (92, "quarter"), (93, "later")]
)
def test_how_long_it_waited(days: int, code: str) -> None:
    recorded = date.fromordinal(date(2025, 1, 1).toordinal() + days)
    assert waited(date(2025, 1, 1), recorded, from_file=False) == code
    assert waited(date(2025, 1, 1), recorded, from_file=True) == "file"


@pytest.mark.parametrize(
    ("start", "year"),
    [(date(2025, 1, 1), 1), (date(2025, 12, 31), 1), (date(2026, 1, 1), 2), (date(2031, 1, 1), 4)],
)
def test_the_year_of_support_that_is_asked_for(start: date, year: int) -> None:
    facts = {"request_kind": "continuation", "coaching_start": date(2025, 1, 1)}
    assert support_year({**facts, "support_start": start}) == year
    assert support_year({"request_kind": "first"}) == 1
    assert support_year({"request_kind": "continuation"}) is None


@pytest.mark.parametrize(
    ("held", "on_time"),
    [
        ((), 0),
        ((date(2025, 6, 30), date(2025, 12, 31)), 2),
        ((date(2025, 5, 30), date(2025, 11, 30)), 2),  # a month before its day at most
        ((date(2025, 5, 28),), 0),  # too early
        ((date(2025, 7, 1), date(2026, 1, 15)), 0),  # late
    ],
)
def test_evaluations_on_time(held: tuple[date, ...], on_time: int) -> None:
    """A year with one each half-year: due on 30 June and 31 December."""
    found = _sent(evaluated_on=held)
    assert (found.evaluations_due, found.evaluations_on_time) == (2, on_time)
    assert found.evaluations_held == len(held)


def test_a_punch_card_has_no_months_and_no_evaluation_is_due() -> None:
    card = _sent(spans=())
    assert (card.start_month, card.end_month, card.evaluations_due) == (None, None, None)


def test_goals_growth_and_the_end() -> None:
    found = _sent(
        goals=("reached", "partly", "not_reached", "dropped", ""), weekly_minutes=(1200, 1440),
        wage_value=(4000, 5001), reliance=(4, 2), settled_by="pro_rata", has_obligation=True,
        coach_changes=7,
    )  # fmt: skip
    assert found.goals_set == 5
    assert {found.goals_reached, found.goals_partly, found.goals_missed, found.goals_dropped} == {1}
    assert (found.hours_growth, found.wage_value_growth) == ("more", "over_10")
    assert (found.self_reliance, found.obligation) == ("down", "open")
    assert (found.ended_early, found.settled_by, found.coach_changes) == ("yes", "pro_rata", 3)


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        ((), "not_known"), ((4000,), "not_known"), ((4000, 4000), "same"), ((4000, 3900), "down"),
        ((4000, 4100), "up_to_10"), ((4000, 5000), "up_to_10"), ((4000, 5001), "over_10"),
    ],
)  # fmt: skip
def test_growth_of_the_wage_value(seen: tuple[int, ...], code: str) -> None:
    assert _sent(wage_value=seen).wage_value_growth == code


def test_the_same_row_has_the_same_identifier_and_another_has_not() -> None:
    month = date(2025, 3, 1)
    assert fact_id(month, of="a/decisionfact/b/1") == fact_id(month, of="a/decisionfact/b/1")
    assert fact_id(month, of="a/decisionfact/b/1") != fact_id(month, of="a/decisionfact/b/2")
    assert fact_id(month, of="x").version == 7


def test_a_pseudonym_differs_by_secret_and_by_edition() -> None:
    one, two = (secret_of_edition(b"s", number) for number in (1, 2))
    made = {pseudonym_of(secret=secret, case_id=CASE) for secret in (b"s", b"t", one, two)}
    assert len(made) == 4


NO_CODES = {"pseudonym", "tenant_schema", "own_profile_hash", "baseline_hash"}


@pytest.mark.parametrize("model", [DecisionFact, PeriodFact, OutcomeFact])
def test_the_database_holds_every_column_of_a_code_to_codes(model: type[Model]) -> None:
    columns = {one.name for one in model._meta.concrete_fields if isinstance(one, CharField)}
    held = " ".join(str(each.condition) for each in checks_of(model))
    assert {name for name in columns - NO_CODES if f"('{name}__" not in held} == set()


def checks_of(model: type[Model]) -> list[CheckConstraint]:
    return [each for each in model._meta.constraints if isinstance(each, CheckConstraint)]
