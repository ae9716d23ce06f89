"""Granted hours cut at the years of the job, strips of a card, and hours divided without loss."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.following.stretches import PunchCard, Stretch, bands_of, divided
from rulebook.finding import find
from rulebook.profiles import load_shipped

FACTS = {
    "structural_limitation": True, "target_register": True, "wage_cost_subsidy_group": True,
    "illness_weeks": 0, "work_situation": "employment", "contract_form": "fixed_term",
    "employment_start": date(2025, 3, 1), "contract_start": date(2025, 3, 1),
    "contract_end": date(2026, 8, 31), "weekly_hours": 1440, "wage_value": 4000,
    "request_kind": "first", "received_on": date(2025, 12, 1), "support_start": date(2026, 1, 1),
    "coaching_start": date(2025, 3, 1), "need": "medium", "support_form": "external",
    "concurrent_support": False, "provider_recognition": "uwv", "coach_level": "hbo",
    "coach_trained": True, "coach_direct_colleague": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def finding():
    """Half a year of support that crosses the first anniversary of the job."""
    found = find(FACTS, load_shipped("uwv-baseline", on=date(2026, 1, 1)))
    assert (found.support_start, found.support_end) == (date(2026, 1, 1), date(2026, 6, 30))
    return found


def granted(finding, minutes, used=0):
    """The stretch of the finding with other hours."""
    return Stretch(
        starts_on=finding.support_start, ends_on=finding.support_end, granted=minutes, used=used
    )


def test_bands_change_on_the_day_that_a_year_of_the_job_is_full(finding):
    """Two months in year 1 and four in year 2, with the hours that the steps worked out."""
    log = [(date(2026, 2, 28), 60), (date(2026, 3, 1), 90)]
    bands = bands_of(granted(finding, finding.minutes), finding, log)
    days = [(band.name, band.stretch.starts_on, band.stretch.ends_on) for band in bands]
    assert days == [
        ("year_1", date(2026, 1, 1), date(2026, 2, 28)),
        ("year_2", date(2026, 3, 1), date(2026, 6, 30)),
    ]
    exact = [step.arguments["minutes"] for step in finding.steps if "band" in step.arguments]
    assert [abs(b.stretch.granted - e) < 1 for b, e in zip(bands, exact, strict=True)] == [True] * 2
    assert [band.stretch.used for band in bands] == [60, 90]


@given(minutes=st.integers(1, 100_000))
def test_bands_add_up_to_what_was_granted(finding, minutes):
    """Also where more or less was granted than advised."""
    bands = bands_of(granted(finding, minutes), finding)
    assert sum(band.stretch.granted for band in bands) == minutes


def test_a_stretch_that_was_not_advised_is_not_cut(finding):
    """No rule says how its hours lie over the years."""
    other = Stretch(starts_on=date(2026, 1, 2), ends_on=date(2026, 6, 30), granted=600)
    assert bands_of(other, finding) == ()
    assert bands_of(other, None) == ()


@given(whole=st.integers(0, 10_000), shares=st.lists(st.integers(1, 50), min_size=1, max_size=5))
def test_division_loses_no_minute_and_is_never_a_minute_off(whole, shares):
    """Each part is the exact one, rounded up or down."""
    parts = divided(whole, [Fraction(share) for share in shares])
    assert sum(parts) == whole
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - Fraction(whole * share, sum(shares))) < 1


@pytest.mark.parametrize(
    ("used", "begun", "whole", "over"),
    [(0, 0, 5, 0), (1, 1, 4, 0), (60, 1, 4, 0), (61, 2, 3, 0), (300, 5, 0, 0), (320, 5, 0, 20)],
)
def test_strips_of_a_card(used, begun, whole, over):
    """Five hours are five strips; one that was begun is not whole any more."""
    card = PunchCard(granted=300, used=used)
    assert (card.strips_used, card.strips_left, card.over) == (begun, whole, over)
