"""Cases from a file: what it would add, and adding it; the same file twice changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.bulk_actions import NewCase, add_cases
from assessments.case_facts import facts_as_data
from assessments.importing import Importer, ImportOptions, ImportReport, ReportLine
from assessments.intake_files.files import table_of
from assessments.models import Case
from assessments.numbering import hold_numbers
from assessments.page_parts import rules_today
from assessments.pinned_rules import canonical, sha256
from assessments.staging import file_hash
from audit.actions import coming_from, record
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.case_format.header import read_header
from rulebook.case_format.problems import Problems
from rulebook.case_format.reader import read_case_rows
from rulebook.engine import evaluate
from rulebook.facts import FactValue
from rulebook.frame import CaseFrame
from rulebook.ternary import OUTCOME_LABELS, OUTCOME_NAMES
from rulebook.text import Text
from rulebook.wording import hours_minutes

LINES_SHOWN = 20

_OTHER_FACTS = Text(
    "Deze casus is al ingelezen met andere gegevens. Wijzig de casus zelf, of geef de rij een "
    "ander kenmerk.",
    "This case was read in before with other facts. Change the case itself, or give the row "
    "another reference.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase:
    """One case of a file: its row as a spreadsheet numbers it, and what is in it."""

    row: int
    reference: str
    facts: Mapping[str, FactValue | None]
    row_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCases:
    """The cases of a file, parted into new ones and those that are there already."""

    new: tuple[ReadCase, ...]
    unchanged: tuple[ReadCase, ...]


def look_at_cases(content: bytes, options: ImportOptions) -> ImportReport:
    """Say what reading these cases in would do; nothing is written.

    Raises:
        BadCaseFile: every problem of every row, also those with cases that are there already.
    """
    return _report(_read(content, options))


def import_cases(actor: User, content: bytes, options: ImportOptions) -> ImportReport:
    """Read cases in as drafts: all of them, or none.

    Raises:
        NotPermitted: the actor may not read in cases.
        BadCaseFile: every problem of every row; nothing was added.
    """
    report, _added = add_cases_of_file(actor=actor, content=content, options=options)
    return report


@transaction.atomic
def add_cases_of_file(
    *, actor: User | None, content: bytes, options: ImportOptions
) -> tuple[ImportReport, list[UUID]]:
    """Read cases in as drafts and give the report and their identifiers; None is the machine.

    Raises:
        NotPermitted, BadCaseFile: as for `import_cases`.
    """
    if actor is not None:
        check_permission(actor, Permission.IMPORT_CASES)
    hold_numbers(year=timezone.localdate().year)
    read = _read(content, options)
    with coming_from("import"):
        added = add_cases(actor=actor, cases=[_new_case(each, options) for each in read.new])
        record(
            actor=actor,
            action="cases.imported",
            object_kind="file",
            object_id=file_hash(content),
            details={"new": len(read.new), "unchanged": len(read.unchanged)},
        )
    return _report(read), added


def _new_case(each: ReadCase, options: ImportOptions) -> NewCase:
    return NewCase(
        client_reference=each.reference,
        external_reference=each.reference,
        import_hash=each.row_hash,
        facts=each.facts,
        municipality_code=options.municipality_code,
        is_synthetic=options.is_synthetic,
    )


def _read(content: bytes, options: ImportOptions) -> ReadCases:
    table, noted = table_of(content), Problems()
    file = read_case_rows(table, read_header(table.header, noted), noted)
    numbers = [number for number, _cells in table.rows]
    rows = [
        ReadCase(
            row=number,
            reference=reference,
            facts=facts,
            row_hash=_hash(facts, options),
        )
        for number, reference, facts in zip(numbers, file.references, file.rows, strict=True)
    ]
    known = _known([each.reference for each in rows])
    problems = [
        RowProblem(row=each.row, column="kenmerk", reason=_OTHER_FACTS)
        for each in rows
        if known.get(each.reference, each.row_hash) != each.row_hash
    ]
    if problems:
        raise BadCaseFile(problems)
    return ReadCases(
        new=tuple(each for each in rows if each.reference not in known),
        unchanged=tuple(each for each in rows if each.reference in known),
    )


def _hash(facts: Mapping[str, FactValue | None], options: ImportOptions) -> str:
    return sha256(canonical([facts_as_data(facts), options.municipality_code]))


def _known(references: list[str]) -> dict[str, str]:
    found = Case.objects.filter(external_reference__in=references)
    return {str(name): row for name, row in found.values_list("external_reference", "import_hash")}


def _report(read: ReadCases) -> ImportReport:
    every = sorted((*read.new, *read.unchanged), key=lambda each: each.row)
    results, summary = _answers(every)
    unchanged = {each.reference for each in read.unchanged}
    there = _("is er al, blijft zoals het is")
    lines = tuple(
        ReportLine(
            row=each.row,
            reference=each.reference,
            result=there if each.reference in unchanged else result,
        )
        for each, result in zip(every[:LINES_SHOWN], results, strict=False)
    )
    return ImportReport(
        new=len(read.new), unchanged=len(read.unchanged), lines=lines, summary=summary
    )


def _answers(rows: list[ReadCase]) -> tuple[list[str], tuple[str, ...]]:
    """What the rules of today say of each case, and how often they say so."""
    rules = rules_today()
    if rules is None or not rows:
        return [""] * len(rows), ()
    language = language_now()
    found = evaluate(CaseFrame.from_rows([each.facts for each in rows]), rules.own)
    words = [label.in_language(language) for label in OUTCOME_LABELS]
    results = []
    for verdict, minutes in zip(found.verdict[:LINES_SHOWN], found.minutes, strict=False):
        hours = f", {hours_minutes(int(minutes), language)}" if minutes > 0 else ""
        results.append(f"{words[verdict]}{hours}")
    counted = [
        f"{int((found.verdict == code).sum())} × {words[code]}"
        for code in reversed(range(len(OUTCOME_NAMES)))
        if (found.verdict == code).any()
    ]
    return results, tuple(counted)


CASES = Importer(
    kind="cases",
    label=gettext_lazy("Casussen"),
    help=gettext_lazy("Elke rij wordt een casus in behandeling. Er wordt niets besloten."),
    look=look_at_cases,
    carry_out=import_cases,
)
