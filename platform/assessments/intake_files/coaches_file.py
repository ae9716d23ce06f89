"""Coaches from a file, into the register that all organisations share.

Each row is a coach, with the organisation that employs them; without one the tenant itself does.
What is there stays: a row adds what is missing, and is refused where the register says otherwise or
where somebody else keeps the entry.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.importing import Importer, ImportOptions, ImportReport, ReportLine
from assessments.intake_files import coach_targets as columns
from assessments.intake_files.cases_of_rows import LINES_SHOWN
from assessments.intake_files.coach_targets import coach_targets
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.register_entries import Known, Wanted, add_wanted
from assessments.intake_files.row_reading import ReadRow, column_of, read_rows
from audit.actions import coming_from, record
from rulebook.case_format.cells import BadCell
from rulebook.case_format.problems import Problems
from rulebook.facts import FactValue
from rulebook.text import Text

#: Columns that hold a list or a number in a shape of its own, and what reads them.
_SHAPED: Final[Mapping[str, Callable[[str], Any]]] = {
    columns.SPECIALISMS: columns.specialisms_in,
    columns.REGIONS: columns.regions_in,
    columns.KVK: columns.kvk_in,
}
#: A proof: its kind, from when, until when, by column.
_PROOFS: Final = (
    (columns.TRAINING, columns.TRAINING_FROM, columns.TRAINING_UNTIL),
    (columns.RECOGNITION, columns.RECOGNITION_FROM, columns.RECOGNITION_UNTIL),
)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A file being read: what each row wants, and everything that is wrong."""

    incoming: Incoming
    problems: Problems
    known: Known
    wanted: list[Wanted] = field(default_factory=list)

    def note(self, row: int, name: str, reason: Text) -> None:
        """Note a problem at the file's own column."""
        column = column_of(self.incoming, coach_targets()[name])
        self.problems.note(row=row, column=column, reason=reason)


def look_at_coaches(incoming: Incoming, options: ImportOptions) -> ImportReport:  # noqa: ARG001
    """Say what reading these coaches in would do; nothing is written.

    Raises:
        BadCaseFile: every problem of every row.
    """
    return _report(_read(incoming))


def import_coaches(
    actor: User, incoming: Incoming, options: ImportOptions, digest: str
) -> ImportReport:
    """Add the coaches of a file to the register: all of them, or none.

    Raises:
        NotPermitted: the actor may not read files in, or not keep the register.
        BadCaseFile: every problem of every row; nothing was added.
    """
    check_permission(actor, Permission.IMPORT_CASES)
    with transaction.atomic(), coming_from("import"):
        wanted = _read(incoming)
        new = [each for each in wanted if each.is_new]
        add_wanted(actor=actor, wanted=new, is_synthetic=options.is_synthetic)
        record(
            actor=actor, action="coaches.imported", object_kind="file", object_id=digest,
            details={"new": len(new), "unchanged": len(wanted) - len(new)},
        )  # fmt: skip
    return _report(wanted)


def _read(incoming: Incoming) -> list[Wanted]:
    problems = Problems()
    rows = read_rows(incoming, coach_targets(), problems)
    problems.check()
    reading = _Reading(incoming=incoming, problems=problems, known=Known.of_the_register())
    for row in rows:
        _take(row, reading)
    problems.check()
    return reading.wanted


def _take(row: ReadRow, reading: _Reading) -> None:
    values: dict[str, Any] = dict(row.values)
    for name, read in _SHAPED.items():
        if name in values:
            try:
                values[name] = read(str(values[name]))
            except BadCell as bad:
                reading.note(row.row, name, bad.reason)
                return
    if columns.KVK in values and columns.ORGANISATION not in values:
        reading.note(row.row, columns.ORGANISATION, _NO_NAME)
        return
    proofs = [_proof(row, values, names, reading) for names in _PROOFS]
    if columns.RECOGNITION in values and columns.ORGANISATION not in values:
        reading.note(row.row, columns.RECOGNITION, _NO_NAME)
        return
    wanted = Wanted(
        row=row.row,
        coach=str(values[columns.COACH]),
        organisation=str(values.get(columns.ORGANISATION, "")),
        kvk_number=str(values.get(columns.KVK, "")),
        values=_of_coach(values),
        training=proofs[0],
        recognition=proofs[1],
    )
    reading.known.meet(wanted)
    if wanted.refused is not None:
        reading.note(row.row, columns.COACH, wanted.refused)
    reading.wanted.append(wanted)


def _of_coach(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says of the coach, by the names of the register."""
    names = {
        columns.LEVEL: "level", columns.SPECIALISMS: "specialisms", columns.REGIONS: "regions",
        columns.SINCE: "works_since",
    }  # fmt: skip
    return {ours: values[name] for name, ours in names.items() if name in values}


def _proof(
    row: ReadRow,
    values: Mapping[str, FactValue],
    names: tuple[str, str, str],
    reading: _Reading,
) -> tuple[str, date, date | None] | None:
    kind, first, last = (values.get(name) for name in names)
    if kind is None:
        return None
    if not isinstance(first, date):
        reading.note(row.row, names[1], _NO_DAY)
        return None
    if isinstance(last, date) and last < first:
        reading.note(row.row, names[2], _TOO_EARLY)
        return None
    return str(kind), first, last if isinstance(last, date) else None


def _report(wanted: Sequence[Wanted]) -> ImportReport:
    new = sum(each.is_new for each in wanted)
    lines = tuple(
        ReportLine(row=each.row, reference=each.coach, result=_result(each))
        for each in wanted[:LINES_SHOWN]
    )
    return ImportReport(new=new, unchanged=len(wanted) - new, lines=lines)


def _result(each: Wanted) -> str:
    if not each.is_new:
        return _("is er al, blijft zoals het is")
    if not each.organisation:
        return _("jobcoach van uw eigen organisatie")
    return _("jobcoach van %(organisation)s") % {"organisation": each.organisation}


_NO_NAME: Final = Text("Geef ook de naam van de organisatie.", "Give the organisation's name too.")
_NO_DAY: Final = Text("Geef de eerste dag waarop dit geldt.", "Give the first day of this.")
_TOO_EARLY: Final = Text(
    "De laatste dag ligt voor de eerste. Verbeter een van de twee.",
    "The last day lies before the first. Correct one of the two.",
)

COACHES = Importer(
    kind="coaches",
    label=gettext_lazy("Jobcoaches"),
    help=gettext_lazy(
        "Elke rij wordt een jobcoach in het register, met de organisatie waar die werkt."
    ),
    targets=coach_targets,
    look=look_at_coaches,
    carry_out=import_coaches,
)
