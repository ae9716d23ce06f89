"""Shares over time with censoring, exact: I-04, I-05, I-06, I-08 and I-09."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from outcomes.indicators.careers import (
    NO_JOB_END,
    Job,
    Service,
    is_job_end,
    next_job,
    no_capacity_on,
    work_end,
)

#: The moments of the source after the end of a job, in days; "1 week" is up to and including day 6.
AFTER_END_DAYS: Final = {
    "1w": 6, "1m": 30, "3m": 91, "6m": 182, "1y": 365, "2y": 730, "3y": 1_095, "4y": 1_461
}  # fmt: skip
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One thing that was followed: from day `since`, up to day `until`, and whether it happened.

    Days are counted from nought. What did not happen by `until` was not looked at any longer.
    """

    until: int
    happened: bool
    since: int = 0


def still_without(followed: Iterable[Followed], *, day: int) -> Fraction | None:
    """Give the share to whom it had not happened after `day`; None where nobody looked so long."""
    return shares_still_without(followed, days=[day])[0]


def shares_still_without(
    followed: Iterable[Followed], *, days: Sequence[int]
) -> list[Fraction | None]:
    """Give the share to whom it had not happened after each of `days`, which ascend.

    Kaplan and Meier, JASA 53 (1958); who came into view later counts from then on only. None where
    on that day nobody was looked at.
    """
    seen = _seen(followed)
    drops = list(_drops(seen))
    share, shares, place = Fraction(1), [], 0
    for day in days:
        while place < len(drops) and drops[place].day <= day:
            drop = drops[place]
            share *= Fraction(drop.at_risk - drop.count, drop.at_risk)
            place += 1
        is_known = share == 0 or followed_on(seen, day=day) > 0
        shares.append(share if is_known else None)
    return shares


def followed_on(followed: Iterable[Followed], *, day: int) -> int:
    """Count who is looked at on a day, and to whom it had not happened before it."""
    return sum(1 for each in followed if each.since <= day <= each.until)


def is_firm(followed: Iterable[Followed], *, day: int, least: int) -> bool:
    """Answer whether a share after `day` rests on enough, all the way to that day.

    Either at least `least` were looked at on that day and whenever it happened to somebody before
    it, or of at least `least` all is known up to that day. A curve that goes on where the last few
    are left jumps to nought or to everybody with one of them.
    """
    seen = _seen(followed)
    if len(seen) < least:
        return False
    if all(each.since == 0 and (each.happened or each.until >= day) for each in seen):
        return True
    thin = any(drop.at_risk < least for drop in _drops(seen) if drop.day <= day)
    return not thin and followed_on(seen, day=day) >= least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drop:
    day: int
    count: int
    at_risk: int


def _seen(followed: Iterable[Followed]) -> list[Followed]:
    return [each for each in followed if each.since == 0 or each.since < each.until]


def _drops(seen: Sequence[Followed]) -> Iterator[_Drop]:
    """Each day on which it happened: to how many, of how many that were looked at."""
    late = sorted(each.since for each in seen if each.since)
    untils = sorted(each.until for each in seen)
    for day, count in sorted(Counter(each.until for each in seen if each.happened).items()):
        begun = len(seen) - len(late) + bisect_left(late, day)
        yield _Drop(day=day, count=count, at_risk=begun - bisect_left(untils, day))


def until_next_job(
    careers: Sequence[Sequence[Job]], *, with_trial: bool, without_incapable: bool = False
) -> list[Followed]:
    """I-04, and with trial placements I-05: days from the end of each job to the next one.

    Args:
        careers: the jobs of each person.
        with_trial: whether the start of a trial placement counts as a start.
        without_incapable: whether who was found to have no capacity (I-13, a competing event) is
            followed up to that day only; the source gives both figures.
    """
    found = []
    for career in careers:
        gone = no_capacity_on(career) if without_incapable else None
        for job in career:
            if not is_job_end(job) or job.end is None:
                continue
            following = next_job(job, career, with_trial=with_trial)
            seen = max(each.seen_on for each in career)
            last = min(seen, gone) if gone is not None else seen
            if following is not None and following.start <= max(last, job.end):
                found.append(_days(job.end, following.start, happened=True))
            elif last >= job.end:
                found.append(_days(job.end, last, happened=False))
    return found


def until_service(
    pairs: Sequence[tuple[Sequence[Job], Sequence[Service]]],
) -> list[Followed]:
    """I-06: days from the end of each job to the first service, among those without a next job."""
    found = []
    for career, services in pairs:
        for job in career:
            if not is_job_end(job) or job.end is None:
                continue
            following = next_job(job, career, with_trial=False)
            last = following.start if following else max(each.seen_on for each in career)
            started = [each.start for each in services if each.start >= job.start]
            first = min(started, default=None)
            if first is not None and first <= last:
                found.append(_days(job.end, first, happened=True))
            elif last >= job.end:
                found.append(_days(job.end, last, happened=False))
    return found


def in_same_job(careers: Sequence[Sequence[Job]], *, with_trial: bool = False) -> list[Followed]:
    """I-08: days from the start of each job to its end.

    Trial placements are no jobs, unless whoever asks counts each as one.
    """
    return [
        _lasting(job, job.end, job.seen_on, counts=job.reason not in NO_JOB_END)
        for career in careers
        for job in career
        if with_trial or not job.is_trial
    ]


def in_work(careers: Sequence[Sequence[Job]], *, with_trial: bool) -> list[Followed]:
    """I-09: days from the start of each first job to the end of work, whoever the employer is."""
    found = []
    for career in careers:
        jobs = [job for job in career if with_trial or not job.is_trial]
        if not jobs:
            continue
        first = min(jobs, key=lambda each: each.start)
        end = work_end(first, career, with_trial=with_trial)
        last = max(jobs, key=lambda each: each.end or each.seen_on)
        seen = max(each.seen_on for each in career)
        found.append(_lasting(first, end, seen, counts=last.reason not in NO_JOB_END))
    return found


def _lasting(job: Job, end: date | None, seen_on: date, *, counts: bool) -> Followed:
    """From the start of a job; it came into view later where support began later."""
    since = max(0, (job.since - job.start).days) if job.since else 0
    if end is None:
        return Followed(until=max(0, (seen_on - job.start).days), happened=False, since=since)
    return Followed(until=(end + _DAY - job.start).days, happened=counts, since=since)


def _days(end: date, moment: date, *, happened: bool) -> Followed:
    return Followed(until=max(0, (moment - end).days), happened=happened)
