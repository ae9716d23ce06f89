"""What in a followed case asks for attention on a day, from dated facts alone. Pure: no Django.

`Signals` of the room `signals` come from people; these follow from days that are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from assessments.following.due import Span, next_contact, next_evaluation
from assessments.following.norms import SILENT, Norms
from assessments.following.stretches import PunchCard, Stretch, running
from rulebook.month_arithmetic import add_months_to


class SignalKind(StrEnum):
    """What asks for attention; the order is that among equal days."""

    TERM = "term"
    SECOND = "second"
    OBLIGATION = "obligation"
    CONTRACT = "contract"
    HOURS = "hours"
    PHASE = "phase"
    EVALUATION = "evaluation"
    REPORT = "report"
    CONTACT = "contact"
    CHECK_LOG = "check_log"
    AGREEMENT = "agreement"
    EXPIRES = "expires"
    JOB_END = "job_end"
    STILL_IN_JOB = "still_in_job"


class Urgency(IntEnum):
    """How soon: its day has passed, lies within a week, or comes; or it is open without a term."""

    LATE = 0
    NOW = 1
    SOON = 2
    OPEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSeen:
    """What is known of the job that a case supports, in whichever of its cases that was recorded.

    Attributes:
        started_on: its first day; None where that is not known.
        seen_on: the latest day on which something was seen of it; None where nothing was.
        is_over: whether it had ended then.
    """

    started_on: date | None = None
    seen_on: date | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCase:
    """The dated facts of a case that signals follow from; None and empty: there is no such day.

    Attributes:
        term_ends_on: last day to decide, of an application that is open.
        contract_ends_on: last day of the contract; None for one without end, or not known.
        stretches: granted periods with their hours.
        card: a punch card with its hours.
        norms: what the policy of the case asks.
        contact_on, evaluated_on: the latest contact and evaluation.
        evaluation_agreed_on: the day agreed for the next evaluation.
        obligations: the days of growth obligations that nobody answered.
        expires_on: the first last day of what the coach or organisation has to show.
        waits_since: since when a second person is waited for.
        agreement_due_on: the first day of an agreement that is open.
        phase_ends_on: last day of the investigation phase of an open application.
        reported_on: when the latest report of the coach came.
        log_waits_since: the last day of a period whose log is to be looked at.
        job: what is known of the job; None where it is not asked of this case.
    """

    term_ends_on: date | None = None
    contract_ends_on: date | None = None
    stretches: tuple[Stretch, ...] = ()
    card: PunchCard | None = None
    norms: Norms = SILENT
    contact_on: date | None = None
    evaluated_on: date | None = None
    evaluation_agreed_on: date | None = None
    obligations: tuple[date, ...] = ()
    expires_on: date | None = None
    waits_since: date | None = None
    agreement_due_on: date | None = None
    phase_ends_on: date | None = None
    reported_on: date | None = None
    log_waits_since: date | None = None
    job: JobSeen | None = None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The granted periods without their hours."""
        return tuple(Span(starts_on=s.starts_on, ends_on=s.ends_on) for s in self.stretches)

    @property
    def supported_until(self) -> date | None:
        """The last day of the last period."""
        return max((each.ends_on for each in self.stretches), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowSignal:
    """One thing that asks for attention: what, by or since which day, and how soon."""

    kind: SignalKind
    day: date
    urgency: Urgency

    @property
    def place(self) -> tuple[int, date, int]:
        """Where it comes in order: how soon, then by day, then by kind."""
        return self.urgency, self.day, _PLACE[self.kind]


_PLACE: Final = {kind: place for place, kind in enumerate(SignalKind)}
#: From how many days before its day something is a signal; what is not here, from its own day.
AHEAD: Final = {
    SignalKind.TERM: 14,
    SignalKind.PHASE: 14,
    SignalKind.EVALUATION: 28,
    SignalKind.REPORT: 14,
    SignalKind.OBLIGATION: 28,
}
#: Issue and register alike: three months before a contract, a certificate or a recognition ends.
AHEAD_MONTHS: Final = 3
#: What waits since a day that has passed, and is not late by that.
_WAITS: Final = (SignalKind.SECOND, SignalKind.CHECK_LOG)
#: An evaluation, report or answer to an obligation that is not there is asked for until so many
#: months after the support, or the job.
ASKED_AFTER_MONTHS: Final = 3
#: At which ages of a job it is asked whether it is still there: the moments at which those who
#: stay are counted (I-08, I-09).
ASKED_AT_MONTHS: Final = (6, 12, 24, 36)
#: What became of a job whose contract is over is asked until so many months after it.
END_ASKED_MONTHS: Final = 12
#: What can be recorded from its day on, and is never late: no rule names a last day.
_OPEN: Final = (SignalKind.JOB_END, SignalKind.STILL_IN_JOB)
#: Hours run out where less than a fifth is left of them, and more than that of the days.
_FIFTH: Final = 5
_WEEK: Final = timedelta(days=7)
_ONE_DAY: Final = timedelta(days=1)


def signals_of(case: FollowedCase, *, today: date) -> tuple[FollowSignal, ...]:
    """Give what asks for attention in a case today, the most urgent first."""
    found = [FollowSignal(kind=kind, day=day, urgency=_urgency(kind, day, today))
             for kind, day in _days(case, today)]  # fmt: skip
    return tuple(sorted(found, key=lambda signal: signal.place))


def _urgency(kind: SignalKind, day: date, today: date) -> Urgency:
    if kind in _OPEN:
        return Urgency.OPEN
    if day < today and kind not in _WAITS:
        return Urgency.LATE
    return Urgency.NOW if day <= today + _WEEK else Urgency.SOON


def _days(case: FollowedCase, today: date) -> Iterator[tuple[SignalKind, date]]:
    ahead: dict[SignalKind, Sequence[date | None]] = {
        SignalKind.TERM: [case.term_ends_on],
        SignalKind.PHASE: [case.phase_ends_on],
        SignalKind.OBLIGATION: [day for day in case.obligations if _still_asks(case, day, today)],
        SignalKind.EVALUATION: [_evaluation(case, today)],
        SignalKind.REPORT: [_report(case, today)],
    }
    for kind, days in ahead.items():
        until = today + timedelta(days=AHEAD[kind])
        yield from ((kind, day) for day in days if day is not None and day <= until)
    if case.waits_since is not None:
        yield SignalKind.SECOND, case.waits_since
    if case.log_waits_since is not None:
        yield SignalKind.CHECK_LOG, case.log_waits_since
    if case.agreement_due_on is not None and case.agreement_due_on < today:
        yield SignalKind.AGREEMENT, case.agreement_due_on
    soon = add_months_to(today, AHEAD_MONTHS)
    if case.contract_ends_on is not None and today <= case.contract_ends_on <= soon:
        yield SignalKind.CONTRACT, case.contract_ends_on
    yield from _of_support(case, today, soon)
    if case.job is not None and not case.job.is_over:
        yield from _of_the_job(case.job, case.contract_ends_on, today)


def _of_the_job(
    job: JobSeen, contract_ends_on: date | None, today: date
) -> Iterator[tuple[SignalKind, date]]:
    """Ask what became of a job that was not seen since its contract ended, else if it is there."""
    end = contract_ends_on
    if end is not None and end < today and (job.seen_on is None or job.seen_on <= end):
        if today <= add_months_to(end, END_ASKED_MONTHS):
            yield SignalKind.JOB_END, end
        return
    day = _moment(job.started_on, today)
    if day is not None and (job.seen_on is None or job.seen_on < day):
        yield SignalKind.STILL_IN_JOB, day


def _moment(started_on: date | None, today: date) -> date | None:
    """Give the latest day on which a job was old enough to ask, not over three months ago."""
    if started_on is None:
        return None
    days = (add_months_to(started_on, months) for months in ASKED_AT_MONTHS)
    asked = [day for day in days if day <= today <= add_months_to(day, ASKED_AFTER_MONTHS)]
    return max(asked, default=None)


def _of_support(case: FollowedCase, today: date, soon: date) -> Iterator[tuple[SignalKind, date]]:
    """What is asked only while there is support, or a job that it was for."""
    until = case.supported_until
    hours = _hours(case.stretches, case.card, today)
    if hours is not None:
        yield SignalKind.HOURS, hours
    if until is None:
        return
    if case.expires_on is not None and today <= until and case.expires_on <= soon:
        yield SignalKind.EXPIRES, case.expires_on
    end = case.contract_ends_on or until
    contact = next_contact(case.spans, case.norms.contact, last=case.contact_on, end=end)
    if contact is not None and contact <= today <= end:
        yield SignalKind.CONTACT, contact


def _is_asked_about(case: FollowedCase, today: date) -> bool:
    """Whether there is support, or was until shortly in a job that was not over long before."""
    until = case.supported_until
    if until is None or today <= until:
        return until is not None
    last = min(until, case.contract_ends_on or until)
    return today <= add_months_to(last, ASKED_AFTER_MONTHS)


def _still_asks(case: FollowedCase, due: date, today: date) -> bool:
    """Whether an obligation can still be met, or was due until shortly: support or job goes on."""
    ends = [day for day in (case.supported_until, case.contract_ends_on) if day is not None]
    return not ends or today <= add_months_to(max(*ends, due), ASKED_AFTER_MONTHS)


def _report(case: FollowedCase, today: date) -> date | None:
    """Reports come as evaluations do: by the last day of each stretch that the policy names."""
    if not _is_asked_about(case, today):
        return None
    every = Norms(evaluation_months=case.norms.report_months)
    return next_evaluation(case.spans, every, held_on=case.reported_on, agreed_on=None)


def _evaluation(case: FollowedCase, today: date) -> date | None:
    if not _is_asked_about(case, today):
        return None
    return next_evaluation(
        case.spans, case.norms, held_on=case.evaluated_on, agreed_on=case.evaluation_agreed_on
    )


def _hours(stretches: Sequence[Stretch], card: PunchCard | None, today: date) -> date | None:
    """Give the day on which hours run out at the pace so far; today where none are left."""
    now = running(stretches, on=today)
    if now is None:
        is_short = card is not None and _FIFTH * card.left < card.granted
        return today if is_short else None
    days_left = (now.ends_on - today).days + 1
    if _FIFTH * now.left >= now.granted or _FIFTH * days_left <= now.days:
        return None
    if now.left <= 0:
        return today
    elapsed = (today - now.starts_on).days + 1
    runs_out = now.starts_on + timedelta(days=now.granted * elapsed // now.used) - _ONE_DAY
    return min(max(runs_out, today), now.ends_on)
