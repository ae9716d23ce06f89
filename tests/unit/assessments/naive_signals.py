"""A second, plain implementation of the signals: day by day, with the calendar of Python alone."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from assessments.following.norms import Norms
from assessments.following.signalling import FollowedCase
from assessments.following.stretches import Stretch

DAY = timedelta(days=1)


def months_on(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def each_day(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    while first <= last:
        yield first
        first += DAY


def naive_signals(case: FollowedCase, today: date) -> list[tuple[str, date]]:
    """What asks for attention, sorted by kind and day."""
    found = []
    for kind, day, ahead in [
        ("term", case.term_ends_on, 14),
        ("phase", case.phase_ends_on, 14),
        ("evaluation", evaluation(case, today), 28),
        ("report", report(case, today), 14),
        *[("obligation", day, 28) for day in case.obligations if not is_moot(case, day, today)],
    ]:
        if day is not None and (day - today).days <= ahead:
            found.append((kind, day))
    if case.waits_since:
        found.append(("second", case.waits_since))
    if case.log_waits_since:
        found.append(("check_log", case.log_waits_since))
    if case.agreement_due_on and (today - case.agreement_due_on).days > 0:
        found.append(("agreement", case.agreement_due_on))
    soon = set(each_day(today, months_on(today, 3)))
    if case.contract_ends_on in soon:
        found.append(("contract", case.contract_ends_on))
    found += [("hours", day) for day in hours(case, today)]
    if case.stretches:
        until = max(stretch.ends_on for stretch in case.stretches)
        lapses = case.expires_on
        if lapses and today <= until and (lapses < today or lapses in soon):
            found.append(("expires", lapses))
        day = contact(case, case.contract_ends_on or until)
        if day and day <= today <= (case.contract_ends_on or until):
            found.append(("contact", day))
    return sorted([*found, *job(case, today)])


def job(case: FollowedCase, today: date) -> list[tuple[str, date]]:
    """What is asked of the job: what became of it, else whether it is still there."""
    known, end = case.job, case.contract_ends_on
    if known is None or known.is_over:
        return []
    if end and end < today and (known.seen_on is None or (known.seen_on - end).days < 1):
        return [("job_end", end)] if today in set(each_day(end, months_on(end, 12))) else []
    for months in (6, 12, 24, 36) if known.started_on else ():
        day = months_on(known.started_on, months)
        asked = today in set(each_day(day, months_on(day, 3)))
        if asked and (known.seen_on is None or (day - known.seen_on).days > 0):
            return [("still_in_job", day)]
    return []


def is_moot(case: FollowedCase, due: date, today: date) -> bool:
    """Nobody asks what came of an obligation where all is three months ago."""
    past = [stretch.ends_on for stretch in case.stretches]
    past += [case.contract_ends_on] if case.contract_ends_on else []
    return bool(past) and all(today > months_on(day, 3) for day in [*past, due])


def is_long_over(case: FollowedCase, today: date) -> bool:
    """Support is over, and either that or the contract for three months."""
    until = max(stretch.ends_on for stretch in case.stretches)
    ends = [until] + ([case.contract_ends_on] if case.contract_ends_on else [])
    return today > until and any(today > months_on(day, 3) for day in ends)


def evaluation(case: FollowedCase, today: date) -> date | None:
    """The first day that an evaluation is due, of the policy's days and the agreed one."""
    if not case.stretches or is_long_over(case, today):
        return None
    open_days = [] if case.evaluation_agreed_on is None else [case.evaluation_agreed_on]
    for stretch in case.stretches:
        for day in evaluation_days(stretch, case.norms):
            held = case.evaluated_on
            if held is None or day > months_on(held, 1):
                open_days.append(day)
    return min(open_days) if open_days else None


def report(case: FollowedCase, today: date) -> date | None:
    """The first day by which a report had to come and did not."""
    if not case.stretches or not case.norms.report_months or is_long_over(case, today):
        return None
    every = Norms(evaluation_months=case.norms.report_months)
    for stretch in sorted(case.stretches, key=lambda each: each.starts_on):
        for day in evaluation_days(stretch, every):
            if case.reported_on is None or day > months_on(case.reported_on, 1):
                return day
    return None


def evaluation_days(stretch: Stretch, norms: Norms) -> list[date]:
    """The last day of every whole turn that fits, looked for among all days of the stretch."""
    turns = []
    if norms.evaluation_months:
        ends = {
            months_on(stretch.starts_on, norms.evaluation_months * number) - DAY
            for number in range(1, 60)
        }
        turns = [day for day in each_day(stretch.starts_on, stretch.ends_on) if day in ends]
        turns = turns or [stretch.ends_on]
    if norms.evaluates_at_end and stretch.ends_on not in turns:
        turns.append(stretch.ends_on)
    return turns


def contact(case: FollowedCase, end: date) -> date | None:
    """The first day on which there must be contact and was none."""
    start = min(stretch.starts_on for stretch in case.stretches)
    every = {"each_year": 12, "each_half_year": 6}.get(case.norms.contact)
    if every:
        since = start
        if case.contact_on and case.contact_on > start:
            since = case.contact_on
        day = months_on(since, every)
        return day if day <= end else None
    moments: list[date] = []
    if case.norms.contact == "halfway_and_before_end":
        halfway = start + DAY * ((end - start) // DAY // 2)
        moments = sorted([halfway, max(start, months_on(end, -1))])
    if case.norms.contact == "last_three_months":
        moments = [m for m in (months_on(end, -3), months_on(end, -2), months_on(end, -1))
                   if m >= start]  # fmt: skip
    for day in moments:
        if case.contact_on is None or (day - case.contact_on).days > 14:
            return day
    return None


def hours(case: FollowedCase, today: date) -> list[date]:
    """The day on which hours run out: minutes a day so far, taken off day by day."""
    for stretch in case.stretches:
        if today in each_day(stretch.starts_on, stretch.ends_on):
            return _of_stretch(stretch, today)
    card = case.card
    return [today] if card and card.granted - card.used < card.granted / 5 else []


def _of_stretch(stretch: Stretch, today: date) -> list[date]:
    left = stretch.granted - stretch.used
    days = list(each_day(stretch.starts_on, stretch.ends_on))
    days_left = [day for day in days if day >= today]
    if left * 5 >= stretch.granted or len(days_left) * 5 <= len(days):
        return []
    if left <= 0:
        return [today]
    gone = len(days) - len(days_left) + 1
    last = today
    for number, day in enumerate(days, start=1):  # the last day that the hours still cover
        if stretch.used * number <= stretch.granted * gone:
            last = day
    return [max(last, today)]
