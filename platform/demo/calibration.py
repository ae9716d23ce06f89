"""How close the example data come to the published figures, measured on what was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarking.statistics.survival import SurvivalCurve, kaplan_meier
from demo.follow_up import FollowUp
from demo.population import DemoCase, cases_of
from demo.published import next_job_points, published
from demo.tenant_list import DemoTenant
from demo.window import DAYS_A_MONTH, FIRST_DAY, in_days, later

#: How far a share may lie beside the published one, in percentage points; and of few jobs.
_POINTS: Final = 1.5
_POINTS_DERIVED: Final = 2.5
_POINTS_OF_FEW: Final = 5.0
#: How far a mean may lie beside the published one, as a part of it.
_PART: Final = 0.1
#: A point of the curve of next jobs counts where at least this many were still followed.
_STILL_FOLLOWED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: its name, the published and the generated number, and how far they may differ.

    `is_derived`: the source does not give it; it follows from published figures and our choice.
    """

    what: str
    unit: str
    published: float
    generated: float
    tolerance: float
    n: int
    is_derived: bool = False

    @property
    def is_close(self) -> bool:
        """Whether the generated number lies within the tolerance."""
        return abs(self.generated - self.published) <= self.tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenJob:
    """One job of which something was recorded."""

    case: DemoCase
    seen: FollowUp

    @property
    def has_ended(self) -> bool:
        """Whether its end was recorded."""
        return self.seen.ended_on is not None

    @property
    def days(self) -> int:
        """How long it lasted, or was seen to last."""
        return ((self.seen.ended_on or self.seen.observed_on) - self.case.job.starts).days + 1

    def lasted(self, low: int, high: int) -> bool:
        """Whether it lasted so many whole months by the calendar, from `low` up to `high`."""
        after = later(self.case.job.starts, days=self.days)
        starts = self.case.job.starts
        return later(starts, months=low) <= after < later(starts, months=high)


def seen_jobs(tenant: DemoTenant) -> tuple[SeenJob, ...]:
    """Every job of a tenant of which something was recorded, trial placements left out."""
    return tuple(
        SeenJob(case=case, seen=case.follow_up)
        for case in cases_of(tenant)
        if case.follow_up is not None and case.job.situation != "trial_placement"
    )


def rows(tenant: DemoTenant) -> tuple[Row, ...]:
    """Every published figure beside the same figure in a tenant's example data."""
    ended = [job for job in seen_jobs(tenant) if job.has_ended]
    external = [job for job in ended if job.case.job.support_form != "internal"]
    internal = [job for job in ended if job.case.job.support_form == "internal"]
    return (
        *_duration_rows(external),
        _early_row("internal coach", "internal", internal, _POINTS_OF_FEW),
        *_mean_rows(ended),
        *_next_job_rows(external),
    )


def retention(tenant: DemoTenant) -> SurvivalCurve:
    """Who is still in the job, by days since its start; of jobs that began in the three years."""
    jobs = [job for job in seen_jobs(tenant) if job.case.job.starts >= FIRST_DAY]
    return _curve([job.days for job in jobs], [job.has_ended for job in jobs])


def next_job_curve(jobs: Sequence[SeenJob]) -> SurvivalCurve:
    """Who has no next job yet, by days since the end of the job."""
    days, began = [], []
    for job in jobs:
        if job.seen.ended_on is not None:
            until = job.seen.next_job_started_on or job.seen.observed_on
            days.append((until - job.seen.ended_on).days)
            began.append(job.seen.next_job_started_on is not None)
    return _curve(days, began)


def _curve(days: Sequence[int], happened: Sequence[bool]) -> SurvivalCurve:
    return kaplan_meier(
        days=days,
        events=[int(came) for came in happened],
        censored=[int(not came) for came in happened],
    )


def _duration_rows(external: Sequence[SeenJob]) -> Iterator[Row]:
    shares = published()["ended_job_duration"]
    yield _early_row("external coach", "external", external, _POINTS)
    for stretch, percent in shares["external"].items():
        yield _duration_row(external, stretch, percent)
    left = 100 - sum(shares["external"].values())
    rest = {key: share for key, share in shares["all"].items() if key not in shares["external"]}
    for stretch, percent in rest.items():
        yield _duration_row(external, stretch, left * percent / sum(rest.values()), derived=True)


def _duration_row(
    jobs: Sequence[SeenJob], stretch: str, percent: float, *, derived: bool = False
) -> Row:
    low, high = stretch.split("-")
    inside = [job for job in jobs if job.lasted(int(low), int(high or 1200))]
    words = f"{low} to {high} months" if high else f"{low} months or longer"
    return Row(
        what=f"Ended jobs with an external coach that lasted {words}",
        unit="%",
        published=percent,
        generated=100 * len(inside) / len(jobs),
        tolerance=_POINTS_DERIVED if derived else _POINTS,
        n=len(jobs),
        is_derived=derived,
    )


def _early_row(words: str, form: str, jobs: Sequence[SeenJob], tolerance: float) -> Row:
    early = [job for job in jobs if job.lasted(0, 6)]
    return Row(
        what=f"Ended jobs with an {words} that lasted less than 6 months",
        unit="%",
        published=sum(published()["ended_job_duration"][form].values()),
        generated=100 * len(early) / len(jobs),
        tolerance=tolerance,
        n=len(jobs),
    )


def _mean_rows(ended: Sequence[SeenJob]) -> Iterator[Row]:
    means = published()["ended_job_mean_months"]
    words = {"permanent": "permanent", "fixed_term": "fixed-term", "agency": "agency"}
    for contract, word in words.items():
        jobs = [job for job in ended if job.case.job.contract == contract]
        yield _mean_row(f"Mean length of ended jobs, {word} contract", means[contract], jobs)
    # 21 % of ended jobs had a job coach (par. 3.1), and those without were 4 months shorter.
    with_coach = means["all"] + means["shorter_without_coach"] * 0.79
    yield _mean_row("Mean length of ended jobs with a job coach", with_coach, ended, derived=True)


def _mean_row(what: str, months: float, jobs: Sequence[SeenJob], *, derived: bool = False) -> Row:
    mean = sum(job.days for job in jobs) / len(jobs) / DAYS_A_MONTH
    return Row(
        what=what,
        unit="months",
        published=months,
        generated=mean,
        tolerance=max(1.0, months * _PART),
        n=len(jobs),
        is_derived=derived,
    )


def _next_job_rows(external: Sequence[SeenJob]) -> Iterator[Row]:
    curve = next_job_curve(external)
    for months, percent in next_job_points("external").items():
        last_day = max(6, in_days(months) - 1)  # "within a week" is up to and including day 6
        if curve.at_risk_after(last_day) < _STILL_FOLLOWED:
            return
        within = "a week" if months < 1 else f"{months} months".replace("1 months", "1 month")
        yield Row(
            what=f"Next job begun within {within}, external coach",
            unit="%",
            published=percent,
            generated=100 * (1 - curve.survival_at(last_day)),
            tolerance=_POINTS_DERIVED if months > 12 else _POINTS,
            n=curve.cases,
        )
