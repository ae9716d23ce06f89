"""What became of the job, as far as somebody looked: still there, another job, or ended and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demo.careers import Job, histories
from demo.draws import Draws
from demo.published import next_job_spans
from demo.tenant_list import DemoTenant
from demo.window import LAST_DAY, in_days, later

#: A job that ends before this many months ended early (indicator I-11).
_EARLY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What was seen of a job on a day; the codes are those of `outcomes.codes`."""

    kind: str
    situation: str
    observed_on: date
    ended_on: date | None = None
    reason: str = ""
    next_job_started_on: date | None = None


def followed(
    tenant: DemoTenant, job: Job, *, decided_on: date, share: float, draws: Draws
) -> FollowUp | None:
    """What was recorded of the job after a grant; None where nothing was.

    Args:
        tenant: whose habits of following count.
        job: the job in whole, also what nobody saw of it.
        decided_on: day of the decision; nothing is seen before.
        share: from 0 to 1, the place in the order of those who find a next job soon or late.
        draws: where chance comes from.
    """
    habits = tenant.followed
    if draws.whether(habits["nothing"]):
        return None
    observed_on = LAST_DAY
    if not draws.whether(habits["to_the_end"]):
        observed_on = later(decided_on, days=draws.whole(0, (LAST_DAY - decided_on).days))
    situations = histories()["situations"]
    if job.last_day > observed_on:
        return FollowUp(
            kind="in_job", situation=draws.pick(situations["in_job"]), observed_on=observed_on
        )
    next_start = _next_start(tenant, job, share)
    seen = next_start is not None and next_start <= observed_on
    kind = "other_job" if seen else "ended"
    return FollowUp(
        kind=kind,
        situation=draws.pick(situations[kind]),
        observed_on=observed_on,
        ended_on=job.last_day,
        reason=_reason(job, draws),
        next_job_started_on=next_start if seen else None,
    )


def _next_start(tenant: DemoTenant, job: Job, share: float) -> date | None:
    form = "internal" if job.support_form == "internal" else "external"
    gap = next_job_spans(form, tenant.next_job_odds).at(share)
    return None if gap is None else later(job.last_day, days=max(1, in_days(gap)))


def _reason(job: Job, draws: Draws) -> str:
    if job.last_day < later(job.starts, months=_EARLY):
        group = "early"
    else:
        group = "permanent" if job.contract == "permanent" else "fixed"
    return draws.pick(histories()["end_reasons"][group])
