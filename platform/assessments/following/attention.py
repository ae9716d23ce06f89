"""What asks for attention in all open cases: the worklist of a consultant, and of a team."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.following import gathering_days as days
from assessments.following.norms import SILENT, Norms
from assessments.following.seen_jobs import jobs_seen
from assessments.following.signalling import (
    FollowedCase,
    FollowSignal,
    JobSeen,
    SignalKind,
    Urgency,
    signals_of,
)
from assessments.following.stretches import PunchCard, Stretch
from assessments.lasting.queries import cases_on_a_track
from assessments.lasting.rules import looked_at_yearly
from assessments.oversight.queries import Watched, last_reports, watched
from assessments.oversight.risk import LogKept, period_to_check
from assessments.status import CaseStatus
from coaches.last_days import LastDays


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionLine:
    """An open case with what asks for attention in it, the most urgent first; may be nothing."""

    case_id: UUID
    number: str
    client_reference: str
    status: str
    follower_id: UUID | None
    signals: tuple[FollowSignal, ...]

    def has(self, kind: SignalKind) -> bool:
        """Whether something of a kind asks for attention."""
        return any(signal.kind is kind for signal in self.signals)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """How many open cases somebody follows, in how many something asks, and how soon."""

    follower_id: UUID | None
    cases: int
    asking: int
    late: int
    now: int


def open_lines(*, today: date, case_id: UUID | None = None) -> tuple[AttentionLine, ...]:
    """Give every open case with its signals: what is most urgent first, then what asks nothing.

    Args:
        today: the day.
        case_id: of this case alone; all of them unless given.
    """
    cases = days.open_cases(case_id)
    known = _known(cases, case_id, today)
    lines = [
        AttentionLine(
            case_id=row["id"],
            number=row["number"],
            client_reference=row["client_reference"],
            status=row["status"],
            follower_id=row["follower__user_id"] or row["decision__decided_by"] or row["opened_by"],
            signals=signals_of(_followed(row, known), today=today),
        )
        for row in cases
    ]
    return tuple(sorted(lines, key=_place))


def signals_in(*, case_id: UUID, today: date) -> tuple[FollowSignal, ...]:
    """Give what asks for attention in one case."""
    lines = open_lines(today=today, case_id=case_id)
    return lines[0].signals if lines else ()


def team_lines(lines: Iterable[AttentionLine]) -> tuple[TeamLine, ...]:
    """Count per person who follows cases; who has the most that is late first."""
    of: dict[UUID | None, Counter[str]] = {}
    for line in lines:
        counts = of.setdefault(line.follower_id, Counter())
        counts["cases"] += 1
        if line.signals:
            counts["asking"] += 1
            counts[line.signals[0].urgency.name] += 1
    rows = [
        TeamLine(
            follower_id=follower,
            cases=counts["cases"],
            asking=counts["asking"],
            late=counts[Urgency.LATE.name],
            now=counts[Urgency.NOW.name],
        )
        for follower, counts in of.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.late, -row.now, -row.asking, -row.cases)))


def _place(line: AttentionLine) -> tuple[bool, tuple[int, date, int], str]:
    first = line.signals[0].place if line.signals else (0, date.max, 0)
    return not line.signals, first, line.number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was asked of the database for all cases at once."""

    log: Mapping[UUID, Sequence[tuple[date, int]]]
    stretches: Mapping[UUID, tuple[Stretch, ...]]
    norms: Mapping[str, Norms]
    contacts: Mapping[UUID, date]
    evaluations: Mapping[UUID, days.LastEvaluation]
    obligations: Mapping[UUID, tuple[date, ...]]
    agreements: Mapping[UUID, date]
    last_days: LastDays
    waits: Mapping[UUID, date]
    contract_ends: Mapping[UUID, date | None]
    reports: Mapping[UUID, date]
    watched: Watched
    on_a_track: frozenset[UUID]
    jobs: Mapping[UUID, JobSeen]
    today: date


def _known(cases: Iterable[days.Row], case_id: UUID | None, today: date) -> _Known:
    rows, log = tuple(cases), days.log_by_day(case_id)
    return _Known(
        log=log,
        stretches=days.stretches(log, case_id),
        norms=days.norms_by_hash(rows),
        contacts=days.last_contacts(case_id),
        evaluations=days.last_evaluations(case_id),
        obligations=days.open_obligations(case_id),
        agreements=days.agreements_due(case_id),
        last_days=days.last_days_of(rows),
        waits=days.waits_since(case_id),
        contract_ends=days.contract_ends(case_id),
        reports=last_reports(case_id),
        watched=watched(today=today, case_id=case_id),
        on_a_track=cases_on_a_track(case_id),
        jobs=jobs_seen(case_id),
        today=today,
    )


def _followed(row: days.Row, known: _Known) -> FollowedCase:
    case = row["id"]
    if row["status"] == CaseStatus.DRAFT:
        return FollowedCase(
            term_ends_on=row["term_standing__ends_on"],
            phase_ends_on=row["investigation__ends_on"],
            waits_since=known.waits.get(case),
            agreement_due_on=known.agreements.get(case),
        )
    if not row["decision__granted_minutes"]:  # nothing runs after a refusal
        return FollowedCase()
    evaluation = known.evaluations.get(case)
    return FollowedCase(
        contract_ends_on=_contract_end(row, known),
        stretches=known.stretches.get(case, ()),
        card=_card(row, known),
        norms=_norms(row, known),
        contact_on=known.contacts.get(case),
        evaluated_on=evaluation.held_on if evaluation else None,
        evaluation_agreed_on=evaluation.next_on if evaluation else None,
        obligations=known.obligations.get(case, ()),
        expires_on=known.last_days.first_of(
            organisation_id=row["chosen_provider__organisation_id"],
            coach_id=row["chosen_provider__coach_id"],
            recognition=row["recognition"] or "",
        ),
        agreement_due_on=known.agreements.get(case),
        reported_on=known.reports.get(case),
        log_waits_since=_log_waits(row, known),
        job=known.jobs.get(case),
    )


def _norms(row: days.Row, known: _Known) -> Norms:
    norms = known.norms.get(row["decision__own_hash"], SILENT)
    return looked_at_yearly(norms) if row["id"] in known.on_a_track else norms


def _log_waits(row: days.Row, known: _Known) -> date | None:
    """The last day of a period whose log the policy has looked at, and nobody did."""
    case, seen = row["id"], known.watched
    kept = LogKept(
        case_id=case,
        stretches=known.stretches.get(case, ()),
        spent=known.log.get(case, ()),
        checked_until=seen.until.get(case),
        found_before=case in seen.not_in_order,
        remarked=row["chosen_provider__organisation_id"] in seen.remarked,
    )
    norms = known.norms.get(row["decision__own_hash"], SILENT)
    period = period_to_check(kept, checked=norms.log_checked, today=known.today)
    return period.ends_on if period else None


def _contract_end(row: days.Row, known: _Known) -> date | None:
    if row["id"] in known.contract_ends:
        return known.contract_ends[row["id"]]
    if row["contract_form"] == "permanent" or not row["contract_end"]:
        return None
    return date.fromisoformat(row["contract_end"])


def _card(row: days.Row, known: _Known) -> PunchCard | None:
    granted = row["decision__granted_minutes"]
    if not granted or row["id"] in known.stretches:
        return None
    return PunchCard(granted=granted, used=sum(m for _day, m in known.log.get(row["id"], ())))
