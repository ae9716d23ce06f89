"""Reads of watching over coaching: in one case, in all of them, and by organisation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Q

from assessments.following.models import Evaluation
from assessments.following.queries import log_of, stretches_of
from assessments.oversight.codes import WORRIES, LogVerdict, RemarkKind, Risk
from assessments.oversight.models import CoachReport, LogCheck, ProviderRemark
from assessments.oversight.risk import LogKept
from assessments.providers.models import ChosenProvider
from assessments.status import CaseStatus
from coaches import queries as register
from rulebook.month_arithmetic import add_months_to

#: A remark counts as a risk for so many months.
_REMARK_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCheckRow:
    """A check of the log: up to which day, why, how it was found."""

    until: date
    risks: tuple[str, ...]
    verdict: str

    @property
    def label(self) -> str:
        """How the log was found, in words."""
        return str(LogVerdict(self.verdict).label)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was looked at, in words."""
        return tuple(str(Risk(code).label) for code in self.risks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What checks of all followed cases found, for the worklist."""

    until: Mapping[UUID, date]
    not_in_order: frozenset[UUID]
    remarked: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarksOf:
    """What was said of one organisation: how often each thing, how often in all, and when last."""

    organisation_id: UUID
    name: str
    said: tuple[tuple[str, int], ...]
    total: int
    last_on: date


def last_reports(case_id: UUID | None = None) -> Mapping[UUID, date]:
    """Give when the latest report of the coach came, by itself or with an evaluation."""
    of_case = Q(case_id=case_id) if case_id else Q(case__status=CaseStatus.DECIDED)
    told = Evaluation.objects.filter(of_case, parts__contains=["coach_report"])
    found: dict[UUID, date] = {}
    for rows, day in ((CoachReport.objects.filter(of_case), "received_on"), (told, "held_on")):
        for case, last in rows.values_list("case_id").annotate(last=Max(day)).order_by():
            found[case] = max(last, found.get(case, last))
    return found


def checks_of(*, case_id: UUID) -> tuple[LogCheckRow, ...]:
    """Give the checks of the log of a case, the latest first."""
    found = LogCheck.objects.filter(case_id=case_id).order_by("-until", "-recorded_at", "-id")
    return tuple(
        LogCheckRow(until=row.until, risks=tuple(row.risks), verdict=row.verdict) for row in found
    )


def watched(*, today: date, case_id: UUID | None = None) -> Watched:
    """Give what is known of the logs of followed cases, or of one, in two questions."""
    of_case = Q(case_id=case_id) if case_id else Q(case__status=CaseStatus.DECIDED)
    until: dict[UUID, date] = {}
    bad: set[UUID] = set()
    for case, day, verdict in LogCheck.objects.filter(of_case).values_list(
        "case_id", "until", "verdict"
    ):
        until[case] = max(day, until.get(case, day))
        if verdict == LogVerdict.NOT_IN_ORDER:
            bad.add(case)
    remarks = ProviderRemark.objects.filter(
        on__gt=add_months_to(today, -_REMARK_MONTHS), kinds__overlap=[str(w.value) for w in WORRIES]
    )
    return Watched(
        until=until,
        not_in_order=frozenset(bad),
        remarked=frozenset(remarks.values_list("organisation_id", flat=True)),
    )


def log_kept(*, case_id: UUID, today: date) -> LogKept:
    """Give the log of one case as the choice of what to check looks at it."""
    log = log_of(case_id=case_id)
    known = watched(today=today, case_id=case_id)
    chosen = ChosenProvider.objects.filter(case_id=case_id)
    organisation = chosen.values_list("organisation_id", flat=True).first()
    return LogKept(
        case_id=case_id,
        stretches=stretches_of(case_id=case_id, log=log),
        spent=tuple((row.first_day, row.minutes) for row in log),
        checked_until=known.until.get(case_id),
        found_before=case_id in known.not_in_order,
        remarked=organisation in known.remarked,
    )


def remarks_by_organisation() -> tuple[RemarksOf, ...]:
    """Give what people here said of each organisation, who is spoken of most worryingly first."""
    said: dict[UUID, Counter[str]] = {}
    last: dict[UUID, date] = {}
    total: Counter[UUID] = Counter()
    for key, on, kinds in ProviderRemark.objects.values_list("organisation_id", "on", "kinds"):
        said.setdefault(key, Counter()).update(kinds)
        last[key] = max(on, last.get(key, on))
        total[key] += 1
    names = register.names_of_organisations(frozenset(str(key) for key in said))
    rows = [
        RemarksOf(
            organisation_id=key,
            name=names.get(str(key), ""),
            said=tuple((str(kind.label), counts[kind]) for kind in RemarkKind if counts[kind]),
            total=total[key],
            last_on=last[key],
        )
        for key, counts in said.items()
    ]
    worries = {key: sum(counts[kind] for kind in WORRIES) for key, counts in said.items()}
    return tuple(sorted(rows, key=lambda row: (-worries[row.organisation_id], row.name.lower())))
