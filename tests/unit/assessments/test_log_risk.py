"""Which logs are looked at: all, by risk, or none, as the policy says; and what the lot draws."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from assessments.following.norms import Norms
from assessments.following.signalling import FollowedCase, SignalKind, Urgency, signals_of
from assessments.following.stretches import Stretch
from assessments.oversight.codes import Risk
from assessments.oversight.risk import ONE_IN, LogKept, is_drawn, period_to_check, risks_of

START, END = date(2026, 1, 1), date(2026, 6, 30)
AFTER = date(2026, 7, 1)
DAY = timedelta(days=1)
CASES = [UUID(int=number) for number in range(1000)]
QUIET = next(case for case in CASES if not is_drawn(case, END))
DRAWN = next(case for case in CASES if is_drawn(case, END))


def kept(case_id=QUIET, *, used=600, granted=1200, **known):
    """A log whose hours lie evenly over its half-year."""
    stretch = Stretch(starts_on=START, ends_on=END, granted=granted, used=used)
    known.setdefault("spent", tuple((START + 30 * n * DAY, used // 6) for n in range(6)))
    return LogKept(case_id=case_id, stretches=(stretch,), **known)


def test_k3_2_sys1_samples_go_by_risk_and_leave_the_rest_in_peace():
    """K3.2-sys1: distrust, everything of everybody is checked. A quiet log is left alone."""
    assert period_to_check(kept(), checked="samples", today=AFTER) is None
    assert period_to_check(kept(), checked="all_checked", today=AFTER) is not None
    for code in ("not_checked", ""):
        assert period_to_check(kept(used=9999), checked=code, today=AFTER) is None
    assert risks_of(kept(DRAWN), kept().stretches[0]) == (Risk.DRAWN,)
    assert period_to_check(kept(DRAWN), checked="samples", today=AFTER) is not None


@pytest.mark.parametrize(
    ("log", "risk"),
    [
        (kept(used=1260), Risk.OVER),
        (kept(found_before=True), Risk.FOUND_BEFORE),
        (kept(remarked=True), Risk.REMARKED),
        (kept(spent=((START, 200), (END - 9 * DAY, 400))), Risk.LATE_HOURS),
    ],
)
def test_a_risk_is_named_and_has_the_log_looked_at(log, risk):
    """Hours that pile up at the end are K3.2-loop2: they may never have been made."""
    assert risks_of(log, log.stretches[0]) == (risk,)
    assert period_to_check(log, checked="samples", today=AFTER) == log.stretches[0]


def test_hours_are_late_in_the_last_quarter_alone():
    """Of 181 days the last 46: 45 days before the last one is in, 46 is not."""
    inside = kept(spent=((END - 45 * DAY, 301), (START, 299)))
    before = kept(spent=((END - 46 * DAY, 301), (START, 299)))
    assert risks_of(inside, inside.stretches[0]) == (Risk.LATE_HOURS,)
    assert risks_of(before, before.stretches[0]) == ()


def test_the_lot_falls_on_one_in_ten_and_always_on_the_same():
    """Within what chance allows of a thousand."""
    drawn = [case for case in CASES if is_drawn(case, END)]
    assert abs(len(drawn) - len(CASES) // ONE_IN) < 40
    assert drawn == [case for case in CASES if is_drawn(case, END)]


@pytest.mark.parametrize(
    ("today", "checked_until", "is_asked"),
    [
        (END, None, False),
        (AFTER, None, True),
        (AFTER, END, False),
        (AFTER, END - DAY, True),
        (date(2026, 9, 30), None, True),
        (date(2026, 10, 1), None, False),
    ],
)
def test_a_log_is_looked_at_after_its_period_and_once(today, checked_until, is_asked):
    """From the day after, for three months, until somebody did."""
    found = period_to_check(kept(checked_until=checked_until), checked="all_checked", today=today)
    assert (found is not None) is is_asked


def test_a_report_is_asked_every_so_many_months_until_it_came():
    """Every three months from 1 January: by 31 March; one of 1 March answers that day."""
    case = {
        "stretches": (Stretch(starts_on=START, ends_on=END, granted=600),),
        "norms": Norms(report_months=3),
    }
    [signal] = signals_of(FollowedCase(**case), today=date(2026, 4, 1))
    assert (signal.kind, signal.day) == (SignalKind.REPORT, date(2026, 3, 31))
    assert signal.urgency is Urgency.LATE
    came = FollowedCase(**case, reported_on=date(2026, 3, 1))
    assert signals_of(came, today=date(2026, 4, 1)) == ()
    [following] = signals_of(came, today=date(2026, 6, 20))
    assert (following.day, following.urgency) == (END, Urgency.SOON)
    assert signals_of(FollowedCase(**{**case, "norms": Norms()}), today=AFTER) == ()
