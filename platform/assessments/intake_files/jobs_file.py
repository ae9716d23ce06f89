"""Employments from a file: what each row knows of the job of a case that is in progress.

A row fills in what nobody filled in yet. It overwrites nothing: where a case says something else,
the row is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.case_facts import facts_from_data, plain_facts
from assessments.importing import Importer, ImportOptions, ImportReport, ReportLine
from assessments.intake_files.case_targets import case_targets
from assessments.intake_files.cases_of_rows import LINES_SHOWN, cases_by_reference, twice
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.row_reading import ReadRow, column_of, read_rows
from assessments.intake_files.targets import Target
from assessments.models import Case
from assessments.status import CaseStatus
from audit.actions import coming_from, record, record_many
from rulebook.case_format.header import REFERENCE
from rulebook.case_format.problems import Problems
from rulebook.contradictions import contradictions, contradictory
from rulebook.facts import FACTS
from rulebook.frame import CaseFrame
from rulebook.text import Text
from tenants.copying import update_in

_BATCH: Final = 1_000
_JOB: Final = tuple(fact.name for fact in FACTS if fact.group == "job")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """A row with its case, and the facts that it adds; none where all of them stand there."""

    row: ReadRow
    case: Case
    added: Mapping[str, bool | str | int]


@cache
def job_targets() -> Mapping[str, Target]:
    """Give every column of a file of employments by its name."""
    every = case_targets()
    names = (REFERENCE, *_JOB)
    chosen = {name: every[name] for name in names}
    free = {
        name: Target(
            name=name, label=each.label, group=each.group, kind=each.kind, names=each.names,
            codes=each.codes, is_required=name == REFERENCE,
        )
        for name, each in chosen.items()
    }  # fmt: skip
    return MappingProxyType(free)


def look_at_jobs(incoming: Incoming, options: ImportOptions) -> ImportReport:  # noqa: ARG001
    """Say what reading these employments in would do; nothing is written.

    Raises:
        BadCaseFile: every problem of every row.
    """
    return _report(_read(incoming, hold=False))


def import_jobs(
    actor: User,
    incoming: Incoming,
    options: ImportOptions,  # noqa: ARG001 - one signature for every kind of file
    digest: str,
) -> ImportReport:
    """Fill employments in: all of them, or none; what stands there already stays.

    Raises:
        NotPermitted: the actor may not read files in.
        BadCaseFile: every problem of every row; nothing was written.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    with transaction.atomic(), coming_from("import"):
        found = _read(incoming, hold=True)
        changed = [each for each in found if each.added]
        _write(actor, changed)
        record(
            actor=actor, action="jobs.imported", object_kind="file", object_id=digest,
            details={"new": len(changed), "unchanged": len(found) - len(changed)},
        )  # fmt: skip
    return _report(found)


def _read(incoming: Incoming, *, hold: bool) -> list[_Filled]:
    problems = Problems()
    rows = read_rows(incoming, job_targets(), problems)
    problems.check()
    cases = cases_by_reference(rows, hold=hold)
    twice(rows, column_of(incoming, job_targets()[REFERENCE]), problems)
    found = [each for row in rows if (each := _filled(row, cases, incoming, problems)) is not None]
    _note_contradictions(found, incoming, problems)
    problems.check()
    return found


def _filled(
    row: ReadRow, cases: Mapping[str, Case], incoming: Incoming, problems: Problems
) -> _Filled | None:
    case = cases.get(str(row.values[REFERENCE]))
    reference = column_of(incoming, job_targets()[REFERENCE])
    if case is None:
        problems.note(row=row.row, column=reference, reason=_NO_CASE)
        return None
    given = plain_facts({name: row.values[name] for name in _JOB if name in row.values})
    for name, value in given.items():
        if case.facts.get(name, value) != value:
            column = column_of(incoming, job_targets()[name])
            problems.note(row=row.row, column=column, reason=_OTHER_VALUE)
    added = {name: value for name, value in given.items() if name not in case.facts}
    if added and case.status != CaseStatus.DRAFT:
        problems.note(row=row.row, column=reference, reason=_NOT_OPEN)
    return _Filled(row=row, case=case, added=added)


def _note_contradictions(found: Sequence[_Filled], incoming: Incoming, problems: Problems) -> None:
    """Note what contradicts itself once the facts of a row are added to those of its case."""
    whole = [facts_from_data({**each.case.facts, **each.added}) for each in found]
    for place in contradictory(CaseFrame.from_rows(whole)).nonzero()[0].tolist():
        for each in contradictions(whole[place]):
            names = " + ".join(column_of(incoming, case_targets()[name]) for name in each.facts)
            problems.note(row=found[place].row.row, column=names, reason=each.reason)


def _write(actor: User, changed: Sequence[_Filled]) -> None:
    now = timezone.now()
    for each in changed:
        each.case.facts = {**each.case.facts, **each.added}
        each.case.revision += 1
        each.case.changed_at = now
    cases = [each.case for each in changed]
    for start in range(0, len(cases), _BATCH):
        update_in(cases[start : start + _BATCH], ("facts", "revision", "changed_at"))
    record_many(
        actor=actor,
        action="case.facts_saved",
        object_kind="case",
        objects=[(each.case.id, {"facts": len(each.added)}) for each in changed],
    )


def _report(found: Sequence[_Filled]) -> ImportReport:
    new = sum(bool(each.added) for each in found)
    lines = tuple(
        ReportLine(
            row=each.row.row,
            reference=str(each.row.values[REFERENCE]),
            result=_("vult aan: %(count)s") % {"count": len(each.added)}
            if each.added
            else _("is er al, blijft zoals het is"),
        )
        for each in found[:LINES_SHOWN]
    )
    return ImportReport(new=new, unchanged=len(found) - new, lines=lines)


_NO_CASE: Final = Text(
    "Er is geen casus ingelezen met dit kenmerk. Lees eerst de casus in, of verbeter het kenmerk.",
    "No case was read in under this reference. Read the case in first, or correct the reference.",
)
_NOT_OPEN: Final = Text(
    "Over deze casus is al besloten. Leg een wijziging vast bij de casus zelf.",
    "This case has been decided. Record a change with the case itself.",
)
_OTHER_VALUE: Final = Text(
    "In de casus staat hier iets anders. Wijzig de casus zelf, of haal de waarde uit de rij.",
    "The case says something else here. Change the case itself, or take the value out of the row.",
)

JOBS = Importer(
    kind="jobs",
    label=gettext_lazy("Dienstverbanden"),
    help=gettext_lazy(
        "Elke rij vult aan wat er van het werk bekend is, bij een casus die in behandeling is."
    ),
    targets=job_targets,
    look=look_at_jobs,
    carry_out=import_jobs,
)
