"""The organisation's own figures of what became of the work, from the outcomes that it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from outcomes.codes import OutcomeKind, ServiceProvider, Situation
from outcomes.indicators import careers, curves
from outcomes.indicators.careers import Job, Service
from outcomes.indicators.curves import Followed
from outcomes.models import Outcome
from rulebook.month_arithmetic import add_months_to

#: Days after the start of a job at which I-08 and I-09 are read.
AFTER_START_DAYS: Mapping[str, int] = {"6m": 183, "1y": 365, "2y": 730, "3y": 1_095}
#: A share is told while at least so many are followed; a choice of Meetlat, told where it is shown.
LEAST_FOLLOWED = 5
_FACTS = (
    "employment_start", "contract_start", "support_start", "work_situation", "contract_end",
)  # fmt: skip
Career = tuple[Job, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One indicator over time: how many were followed, and the share at each moment.

    A share is None where fewer than `LEAST_FOLLOWED` were followed that long, and `followed_at`
    tells how many were. `with_trial` tells whether trial placements count; None where that makes no
    difference.
    """

    code: str
    with_trial: bool | None
    followed: int
    shares: Mapping[str, Fraction | None]
    followed_at: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstYear:
    """I-10 over the year from somebody's first day in a job or a trial placement.

    Mean days in work of the same people, counted in both ways, so that what lies between is the
    days of trial placements alone. None where fewer than `LEAST_FOLLOWED` were followed a year.
    Who came into view after that first day is left out: of such work only what lasted is seen.
    `stopped` tells how many stopped within the year and were not followed to its end; without
    them the mean can be too high.
    """

    followed: int
    stopped: int
    days: Fraction | None
    days_with_trial: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOutcomes:
    """What the organisation knows of the work of its clients, in its own detail.

    `direct` and `early` are how many of how many; who was not followed long enough is in neither.
    `least_followed` is how many a share over time asks.
    """

    least_followed: int
    people: int
    ends: int
    direct: tuple[int, int]
    direct_with_trial: tuple[int, int]
    early: tuple[int, int]
    no_capacity: int
    first_year: FirstYear
    same_organisation: tuple[int, int]
    after_start: tuple[Figure, ...]
    after_end: tuple[Figure, ...]

    @property
    def keeps_services(self) -> bool:
        """Whether anybody recorded a service after a job."""
        return any(each.code == "I-06" and each.followed for each in self.after_end)


def own_outcomes() -> OwnOutcomes:
    """Work all indicators out, those of what came after a job (I-06, I-07) as well."""
    by_client = _careers(Outcome.objects.all())
    known, services = tuple(by_client.values()), _services()
    ended = [(job, career) for career in known for job in career if careers.is_job_end(job)]
    return OwnOutcomes(
        least_followed=LEAST_FOLLOWED,
        people=len(known),
        ends=len(ended),
        direct=_counted([careers.is_direct(job, career) for job, career in ended]),
        direct_with_trial=_counted(
            [careers.is_direct(job, career, with_trial=True) for job, career in ended]
        ),
        early=_counted([careers.is_early_end(job) for job, _ in ended]),
        same_organisation=_same_organisation(services),
        first_year=_first_year(known),
        no_capacity=sum(careers.no_capacity_on(career) is not None for career in known),
        after_start=_after_start(known),
        after_end=(*_after_end(known), _to_service(by_client, services)),
    )


def career_of(*, client_reference: str) -> Career:
    """Give the jobs that are known of one client, the earliest first."""
    found = _careers(Outcome.objects.filter(case__client_reference=client_reference))
    return found.get(client_reference, ())


def _after_start(known: Sequence[Career]) -> tuple[Figure, ...]:
    """I-08 and I-09, each without and with trial placements."""
    followed = [
        (code, trial, follow(known, with_trial=trial))
        for code, follow in (("I-08", curves.in_same_job), ("I-09", curves.in_work))
        for trial in (False, True)
    ]
    return tuple(_figure(*each, AFTER_START_DAYS, is_start=False) for each in followed)


def _after_end(known: Sequence[Career]) -> tuple[Figure, ...]:
    """I-04, and with trial placements I-05."""
    followed = [
        (code, trial, curves.until_next_job(known, with_trial=trial))
        for code, trial in (("I-04", False), ("I-05", True))
    ]
    return tuple(_figure(*each, curves.AFTER_END_DAYS, is_start=True) for each in followed)


def _services() -> dict[str, tuple[Service, ...]]:
    """The services of each client; of one case what was told of it last holds.

    A later outcome that says nothing of it leaves standing what was told; one that says that there
    is none takes it back.
    """
    told = Outcome.objects.exclude(service_provider="")
    rows = told.order_by("case_id", "-recorded_at", "-id").distinct("case_id")
    names = ("case__client_reference", "service_started_on", "service_provider")
    found: dict[str, set[Service]] = defaultdict(set)
    for client, start, provider in rows.values_list(*names):
        if start is not None:
            found[client].add(Service(start=start, provider=provider))
    return {client: tuple(services) for client, services in found.items()}


def _to_service(known: Mapping[str, Career], services: Mapping[str, Sequence[Service]]) -> Figure:
    """I-06; where no service was ever told of, nobody is followed: they were not kept."""
    pairs = [(career, services.get(client, ())) for client, career in known.items()]
    followed = curves.until_service(pairs) if services else []
    return _figure("I-06", None, followed, curves.AFTER_END_DAYS, is_start=True)


def _same_organisation(services: Mapping[str, Sequence[Service]]) -> tuple[int, int]:
    """I-07, of the services of which it is known who gives them."""
    told = [each.provider for some in services.values() for each in some]
    known = [provider for provider in told if provider != ServiceProvider.UNKNOWN]
    return known.count(ServiceProvider.SAME), len(known)


def _figure(
    code: str,
    with_trial: bool | None,
    followed: Sequence[Followed],
    moments: Mapping[str, int],
    *,
    is_start: bool,
) -> Figure:
    """The share still going on, or where `is_start` the share for whom it has begun."""
    found = curves.shares_still_without(followed, days=list(moments.values()))
    shares: dict[str, Fraction | None] = {}
    for (name, day), share in zip(moments.items(), found, strict=True):
        is_told = curves.is_firm(followed, day=day, least=LEAST_FOLLOWED)
        told = share if is_told else None
        shares[name] = 1 - told if is_start and told is not None else told
    return Figure(
        code=code,
        with_trial=with_trial,
        followed=len(followed),
        shares=shares,
        followed_at={name: curves.followed_on(followed, day=day) for name, day in moments.items()},
    )


def _first_year(known: Sequence[Career]) -> FirstYear:
    counted: list[tuple[int, int]] = []
    stopped = 0
    for career in known:
        first = min(career, key=lambda job: job.start)
        begun = first.start
        over = date.fromordinal(begun.toordinal() + AFTER_START_DAYS["1y"])
        if over > timezone.localdate() or (first.since is not None and first.since > begun):
            continue
        if max(job.seen_on for job in career) >= over:
            without, with_trial = (
                careers.days_in_work(career, since=begun, until=over, with_trial=each)
                for each in (False, True)
            )
            counted.append((without, with_trial))
        elif all(job.end is not None for job in career):
            stopped += 1
    if len(counted) < LEAST_FOLLOWED:
        return FirstYear(followed=len(counted), stopped=stopped, days=None, days_with_trial=None)
    without, with_trial = (sum(days) for days in zip(*counted, strict=True))
    return FirstYear(
        followed=len(counted),
        stopped=stopped,
        days=Fraction(without, len(counted)),
        days_with_trial=Fraction(with_trial, len(counted)),
    )


def _counted(answers: Sequence[bool | None]) -> tuple[int, int]:
    known = [answer for answer in answers if answer is not None]
    return sum(known), len(known)


def _careers(outcomes: QuerySet[Outcome]) -> dict[str, Career]:
    """The jobs of each client: those of cases, and the next ones that outcomes tell of."""
    standing = outcomes.filter(superseded_by__isnull=True)
    rows = standing.order_by("observed_on", "recorded_at", "id").values(
        "kind", "situation", "observed_on", "ended_on", "reason", "next_job_started_on",
        "case__client_reference", *(f"case__facts__{name}" for name in _FACTS),
    )  # fmt: skip
    jobs: dict[str, dict[date, Job]] = defaultdict(dict)
    told: list[tuple[str, Job]] = []
    for row in rows:
        client = row["case__client_reference"]
        job = _job(row)
        if job is not None:
            jobs[client][job.start] = _with_earlier_view(job, jobs[client].get(job.start))
        if following := _following(row):
            told.append((client, following))
    for client, following in told:
        jobs[client].setdefault(following.start, following)
    return {
        client: tuple(found[start] for start in sorted(found)) for client, found in jobs.items()
    }


def _job(row: Mapping[str, Any]) -> Job | None:
    facts = {name: row[f"case__facts__{name}"] for name in _FACTS}
    days = (facts["employment_start"], facts["contract_start"], facts["support_start"])
    start = next((day for day in map(_day, days) if day), None)
    if start is None:
        return None
    ended = row["kind"] != OutcomeKind.IN_JOB
    return Job(
        start=start,
        end=row["ended_on"] if ended else None,
        seen_on=row["observed_on"],
        since=_day(facts["support_start"]),
        reason=row["reason"] if ended else "",
        is_trial=facts["work_situation"] == "trial_placement",
        contract_months=_months(start, _day(facts["contract_end"])),
    )


def _with_earlier_view(job: Job, before: Job | None) -> Job:
    """The same job in two cases: what was seen last holds, and it came into view at the first."""
    if before is None or before.since is None or job.since is None:
        return job
    return Job(
        start=job.start, end=job.end, seen_on=job.seen_on, since=min(before.since, job.since),
        reason=job.reason, is_trial=job.is_trial, contract_months=job.contract_months,
    )  # fmt: skip


def _following(row: Mapping[str, Any]) -> Job | None:
    """The next job that an outcome tells of, as long as no case is about it."""
    start = row["next_job_started_on"]
    if start is None:
        return None
    is_trial = row["situation"] == Situation.TRIAL_PLACEMENT
    return Job(start=start, end=None, seen_on=row["observed_on"], since=start, is_trial=is_trial)


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _months(start: date, last: date | None) -> int | None:
    """The whole months of a contract."""
    if last is None or last < start:
        return None
    after = date.fromordinal(last.toordinal() + 1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months if add_months_to(start, months) <= after else months - 1
