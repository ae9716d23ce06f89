"""The dated facts of all open cases at once, in as many questions whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Max, Min, Q, Sum
from django.db.models.fields.json import KT, KeyTransform
from django.db.models.functions import Cast
from django.utils import timezone

from assessments.changes.codes import JobChangeKind
from assessments.changes.models import JobChange
from assessments.changes.queries import hours_now
from assessments.following.models import ContactMoment, Evaluation, LogEntry, ObligationAnswer
from assessments.following.norms import SILENT, Norms, norms_of
from assessments.following.queries import obligation_row
from assessments.following.stretches import Stretch, changed
from assessments.models import Case, Receipt, SupportPeriod
from assessments.plans.codes import AgreementStatus
from assessments.plans.models import Agreement, FourWayTalk
from assessments.second_person.models import DecisionProposal
from assessments.status import CaseStatus
from coaches.last_days import LastDays, last_days
from policy_profiles.queries import NoProfileInForce, profile_on
from tenants.context import current_schema_name

OPEN = (CaseStatus.DRAFT, CaseStatus.DECIDED)
_FOLLOWED = CaseStatus.DECIDED
_OF_CASE = (
    "id", "number", "client_reference", "status", "opened_by", "decision__decided_by",
    "decision__decided_on", "decision__own_hash", "decision__granted_minutes",
    "follower__user_id", "term_standing__ends_on", "investigation__ends_on",
    "chosen_provider__organisation_id", "chosen_provider__coach_id",
)  # fmt: skip
_CONTRACTS = (JobChangeKind.CONTRACT, JobChangeKind.EMPLOYER, JobChangeKind.ENDED)
_ONE_DAY = timedelta(days=1)
_STANDS = Q(takes_back__isnull=True, taken_back_by__isnull=True)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastEvaluation:
    """The latest evaluation of a case, and the day that was agreed for the next."""

    held_on: date
    next_on: date | None


def _of(case: str, case_id: UUID | None, *statuses: CaseStatus) -> Q:
    """The condition on rows of all cases in a state, or of one; `case` leads to it, with `__`."""
    found = Q(**{f"{case}status__in": statuses or OPEN})
    return found & Q(**{f"{case}pk": case_id}) if case_id else found


def open_cases(case_id: UUID | None = None) -> tuple[Row, ...]:
    """Give the open cases, or one, with what stands in their row or in one that belongs to it."""
    return tuple(
        Case.objects.filter(_of("", case_id)).values(
            *_OF_CASE,
            contract_end=KT("facts__contract_end"),
            contract_form=KT("facts__contract_form"),
            recognition=KT("facts__provider_recognition"),
        )
    )


def log_by_day(case_id: UUID | None = None) -> Mapping[UUID, Sequence[tuple[date, int]]]:
    """Give the minutes of the log of followed cases by the first day of its entries."""
    log = LogEntry.objects.filter(_STANDS, _of("case__", case_id, _FOLLOWED))
    by_day = log.values_list("case_id", "first_day").annotate(total=Sum("minutes")).order_by()
    found: dict[UUID, list[tuple[date, int]]] = defaultdict(list)
    for case, day, minutes in by_day:
        found[case].append((day, minutes))
    return found


def stretches(
    log: Mapping[UUID, Sequence[tuple[date, int]]], case_id: UUID | None = None
) -> Mapping[UUID, tuple[Stretch, ...]]:
    """Give the granted periods of followed cases as they are now, with what of them is used.

    What is used counts where the entry lies after all changes, so an entry after an early end
    belongs to no period any more.
    """
    granted = SupportPeriod.objects.filter(_of("decision__case__", case_id, _FOLLOWED))
    names = ("decision__case_id", "starts_on", "ends_on", "minutes")
    found: dict[UUID, list[Stretch]] = defaultdict(list)
    for case, start, end, minutes in granted.order_by("starts_on").values_list(*names):
        found[case].append(Stretch(starts_on=start, ends_on=end, granted=minutes))
    now = hours_now(case_ids=list(found))
    return {
        case: tuple(
            replace(each, used=sum(m for day, m in log.get(case, ()) if each.holds_day(day)))
            for each in changed(rows, now.get(case))
        )
        for case, rows in found.items()
    }


def contract_ends(case_id: UUID | None = None) -> Mapping[UUID, date | None]:
    """Give when contracts end that changed after the decision; None: there is no end to come."""
    found = JobChange.objects.filter(
        _of("case__", case_id, _FOLLOWED),
        kind__in=_CONTRACTS,
        superseded_by__isnull=True,
        is_void=False,
    ).order_by("starts_on", "recorded_at", "id")
    ends: dict[UUID, date | None] = {}
    for case, kind, until in found.values_list("case_id", "kind", "until"):
        goes_on = kind != JobChangeKind.ENDED
        ends[case] = until - _ONE_DAY if goes_on and until is not None else None
    return ends


def last_contacts(case_id: UUID | None = None) -> Mapping[UUID, date]:
    """Give the latest day on which a consultant spoke with somebody: contact, talk, evaluation."""
    found: dict[UUID, date] = {}
    for model, day in ((ContactMoment, "on"), (FourWayTalk, "held_on"), (Evaluation, "held_on")):
        rows = model.objects.filter(_of("case__", case_id))
        for case, last in rows.values_list("case_id").annotate(last=Max(day)).order_by():
            found[case] = max(last, found.get(case, last))
    return found


def last_evaluations(case_id: UUID | None = None) -> Mapping[UUID, LastEvaluation]:
    """Give the latest evaluation of each followed case."""
    found = Evaluation.objects.filter(_of("case__", case_id, _FOLLOWED)).order_by(
        "case_id", "-held_on", "-recorded_at", "-id"
    )
    rows = found.distinct("case_id").values_list("case_id", "held_on", "next_on")
    return {case: LastEvaluation(held_on=held, next_on=after) for case, held, after in rows}


def open_obligations(case_id: UUID | None = None) -> Mapping[UUID, tuple[date, ...]]:
    """Give the days of obligations to grow that nobody answered for good."""
    sealed = KeyTransform("findings", Cast("text", JSONField()))
    found = Receipt.objects.filter(
        _of("decision__case__", case_id, _FOLLOWED), decision__own_verdict="met_with_obligation"
    ).annotate(found=KeyTransform("obligations", KeyTransform("own", sealed)))
    given = ObligationAnswer.objects.filter(_of("case__", case_id, _FOLLOWED))
    answers: dict[tuple[UUID, str], ObligationAnswer] = {}
    for answer in given.order_by("recorded_at", "id"):
        answers[answer.case_id, answer.criterion] = answer
    days: dict[UUID, tuple[date, ...]] = {}
    for case, obligations in found.values_list("decision__case_id", "found"):
        rows = [
            obligation_row(
                each["criterion"],
                date.fromisoformat(each["due"]),
                answers.get((case, each["criterion"])),
            )
            for each in obligations
        ]
        days[case] = tuple(sorted({row.due for row in rows if row.is_open}))
    return days


def agreements_due(case_id: UUID | None = None) -> Mapping[UUID, date]:
    """Give the first day of an agreement that is open."""
    found = Agreement.objects.filter(_of("talk__case__", case_id), status=AgreementStatus.OPEN)
    return dict(found.values_list("talk__case_id").annotate(first=Min("by_when")).order_by())


def waits_since(case_id: UUID | None = None) -> Mapping[UUID, date]:
    """Give since when open applications wait for a second person."""
    found = DecisionProposal.objects.filter(
        _of("case__", case_id, CaseStatus.DRAFT), answer__isnull=True
    )
    return {
        case: timezone.localtime(since).date()
        for case, since in found.values_list("case_id", "proposed_at")
    }


def last_days_of(cases: Iterable[Row]) -> LastDays:
    """Give until when those who coach in these cases can show what they have."""
    rows = tuple(cases)
    organisations = {row["chosen_provider__organisation_id"] for row in rows} - {None}
    coaches = {row["chosen_provider__coach_id"] for row in rows} - {None}
    return last_days(
        organisation_ids=organisations, coach_ids=coaches, tenant=current_schema_name()
    )


def norms_by_hash(cases: Iterable[Row]) -> Mapping[str, Norms]:
    """Give what the policy of each decision asks: one question a policy, not one a case."""
    days: dict[str, date] = {}
    for row in cases:
        if row["decision__own_hash"]:
            days.setdefault(row["decision__own_hash"], row["decision__decided_on"])
    return {digest: _norms_on(day) for digest, day in days.items()}


def _norms_on(day: date) -> Norms:
    try:
        return norms_of(profile_on(on=day).profile)
    except NoProfileInForce:
        return SILENT
