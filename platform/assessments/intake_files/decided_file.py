"""Decisions and their periods from a file, about cases that were read in before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.bulk_actions import decide_cases
from assessments.case_facts import facts_from_data
from assessments.choices import Choice
from assessments.codes import DecisionOutcome
from assessments.importing import Importer, ImportOptions, ImportReport, ReportLine
from assessments.intake_files.advice import choices_of
from assessments.intake_files.case_reading import ReadCase
from assessments.intake_files.case_targets import (
    ADVISED,
    DECIDED_ON,
    FROM,
    GRANTED,
    OUTCOME,
    REASON,
    UNTIL,
    case_targets,
)
from assessments.intake_files.cases_of_rows import LINES_SHOWN, cases_by_reference, twice
from assessments.intake_files.decisions import ReadDecision, decision_of, incomplete
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.row_reading import ReadRow, column_of, read_rows
from assessments.intake_files.targets import Target
from assessments.models import Case, Decision
from assessments.status import CaseStatus
from audit.actions import coming_from, record
from rulebook.case_format.header import REFERENCE
from rulebook.case_format.problems import Problems
from rulebook.text import Text
from rulebook.wording import date_short

_COLUMNS: Final = (REFERENCE, OUTCOME, DECIDED_ON, GRANTED, FROM, UNTIL, REASON)
_REQUIRED: Final = (REFERENCE, OUTCOME, DECIDED_ON)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row with its case and decision; `choice` is None where the case has that one already."""

    row: ReadRow
    case: Case
    decision: ReadDecision
    choice: Choice | None


@cache
def decided_targets() -> Mapping[str, Target]:
    """Give every column of a file of decisions by its name."""
    every = case_targets()
    return MappingProxyType(
        {
            name: Target(
                name=name, label=every[name].label, group=every[name].group,
                kind=every[name].kind, names=every[name].names, codes=every[name].codes,
                is_required=name in _REQUIRED,
            )
            for name in _COLUMNS
        }
    )  # fmt: skip


def look_at_decided(incoming: Incoming, options: ImportOptions) -> ImportReport:  # noqa: ARG001
    """Say what reading these decisions in would do; nothing is written.

    Raises:
        BadCaseFile: every problem of every row.
    """
    return _report(_read(incoming, hold=False))


def import_decided(
    actor: User,
    incoming: Incoming,
    options: ImportOptions,  # noqa: ARG001 - one signature for every kind of file
    digest: str,
) -> ImportReport:
    """Decide the cases of a file: all of them, or none; those decided so already stay.

    Raises:
        NotPermitted: the actor may not read files in, or not decide.
        BadCaseFile: every problem of every row; nothing was written.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    check_permission(actor, Permission.DECIDE_CASE)
    with transaction.atomic(), coming_from("import"):
        found = _read(incoming, hold=True)
        new = [
            (each.case, each.decision.decided_on, each.choice)
            for each in found
            if each.choice is not None
        ]
        decide_cases(actor=actor, cases=new)
        record(
            actor=actor, action="decisions.imported", object_kind="file", object_id=digest,
            details={"new": len(new), "unchanged": len(found) - len(new)},
        )  # fmt: skip
    return _report(found)


def _read(incoming: Incoming, *, hold: bool) -> list[_Row]:
    problems = Problems()
    rows = read_rows(incoming, decided_targets(), problems)
    problems.check()
    today = timezone.localdate()
    for row in rows:
        for name, reason in incomplete(row.values, today=today):
            problems.note(row=row.row, column=_column(incoming, name), reason=reason)
    twice(rows, _column(incoming, REFERENCE), problems)
    problems.check()
    cases = cases_by_reference(rows, hold=hold)
    there = _decisions(cases)
    found = [
        each for row in rows if (each := _of_row(row, cases, there, incoming, problems)) is not None
    ]
    choices, troubles = choices_of([each for each in found if isinstance(each, ReadCase)])
    for number, some in troubles.items():
        for name, reason in some:
            problems.note(row=number, column=_column(incoming, name), reason=reason)
    problems.check()
    by_row, waiting = {row.row: row for row in rows}, iter(choices)
    done: list[_Row] = []
    for each in found:
        if isinstance(each, _Row):
            done.append(each)
        elif each.decision is not None:
            done.append(
                _Row(
                    row=by_row[each.row],
                    case=cases[each.reference],
                    decision=each.decision,
                    choice=next(waiting),
                )
            )
    return done


def _of_row(
    row: ReadRow,
    cases: Mapping[str, Case],
    there: Mapping[str, Decision],
    incoming: Incoming,
    problems: Problems,
) -> "_Row | ReadCase | None":
    """A row of a case that has this decision already, or a case that is still to be decided."""
    reference, decision = str(row.values[REFERENCE]), decision_of(row.values)
    case = cases.get(reference)
    if case is None or decision is None:
        problems.note(row=row.row, column=_column(incoming, REFERENCE), reason=_NO_CASE)
        return None
    if reference in there and _same(decision, there[reference]):
        return _Row(row=row, case=case, decision=decision, choice=None)
    if case.status != CaseStatus.DRAFT:
        problems.note(row=row.row, column=_column(incoming, REFERENCE), reason=_OTHERWISE)
        return None
    return ReadCase(
        row=row.row, reference=reference, client_reference=case.client_reference,
        facts=facts_from_data(case.facts), facts_text="",
        requested_minutes=case.requested_minutes, decision=decision, row_hash="",
        case_id=case.id,
    )  # fmt: skip


def _decisions(cases: Mapping[str, Case]) -> dict[str, Decision]:
    names = {case.id: reference for reference, case in cases.items()}
    found = Decision.objects.filter(case__in=names).prefetch_related("periods")
    return {names[each.case_id]: each for each in found}


def _same(read: ReadDecision, made: Decision) -> bool:
    """Whether a row says what was decided; what it leaves out, it does not say."""
    period = min(made.periods.all(), key=lambda period: period.starts_on, default=None)
    pairs = (
        (read.minutes, made.granted_minutes),
        (read.starts_on, period.starts_on if period else None),
        (read.ends_on, period.ends_on if period else None),
        (read.reason or None, made.deviation_reason),
    )
    same = all(said is None or said == held for said, held in pairs)
    return same and _same_outcome(read, made) and read.decided_on == made.decided_on


def _same_outcome(read: ReadDecision, made: Decision) -> bool:
    if made.outcome == DecisionOutcome.INCOMPLETE:
        return False
    if read.outcome == ADVISED:
        return not made.deviation_reason
    is_refusal = made.outcome == DecisionOutcome.REFUSE
    return is_refusal == (read.outcome == DecisionOutcome.REFUSE)


def _column(incoming: Incoming, name: str) -> str:
    return column_of(incoming, decided_targets()[name])


def _report(found: Sequence[_Row]) -> ImportReport:
    new = sum(each.choice is not None for each in found)
    lines = tuple(
        ReportLine(
            row=each.row.row, reference=str(each.row.values[REFERENCE]), result=_result(each)
        )
        for each in found[:LINES_SHOWN]
    )
    return ImportReport(new=new, unchanged=len(found) - new, lines=lines)


def _result(each: _Row) -> str:
    if each.choice is None:
        return _("is er al, blijft zoals het is")
    day = date_short(each.decision.decided_on, language_now())
    return _("wordt besloten op %(day)s") % {"day": day}


_NO_CASE: Final = Text(
    "Er is geen casus ingelezen met dit kenmerk. Lees eerst de casus in, of verbeter het kenmerk.",
    "No case was read in under this reference. Read the case in first, or correct the reference.",
)
_OTHERWISE: Final = Text(
    "Over deze casus is al iets anders besloten, of de aanvraag is ingetrokken. Haal deze rij weg.",
    "This case was decided otherwise, or the application was withdrawn. Remove this row.",
)

DECIDED = Importer(
    kind="decided",
    label=gettext_lazy("Besluiten en perioden"),
    help=gettext_lazy(
        "Elke rij zegt wat er besloten is over een casus die al is ingelezen, en voor welke "
        "periode met hoeveel uren."
    ),
    targets=decided_targets,
    look=look_at_decided,
    carry_out=import_decided,
)
