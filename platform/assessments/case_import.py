"""Cases from a file: what it would add, and adding it; the same file twice changes nothing."""

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
from assessments.choices import AsAdvised, Choice
from assessments.importing import Importer, ImportOptions, ImportReport, ReportLine
from assessments.intake_files.advice import choices_of
from assessments.intake_files.case_reading import CasesOfFile, ReadCase, read_cases_of
from assessments.intake_files.case_targets import case_targets
from assessments.intake_files.incoming import as_it_is
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.memory import searched_seldom
from assessments.models import Case
from assessments.numbering import hold_numbers
from assessments.page_parts import rules_today
from assessments.staging import file_hash
from audit.actions import coming_from, record
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.case_format.header import REFERENCE
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame
from rulebook.ternary import OUTCOME_LABELS, OUTCOME_NAMES
from rulebook.text import Text
from rulebook.wording import date_short, hours_minutes
from tenants.among import among_texts

LINES_SHOWN = 20
_AT_ONCE = 10_000  # references in one question to the database

_OTHER_FACTS = Text(
    "Deze casus is al ingelezen met andere gegevens. Wijzig de casus zelf, of geef de rij een "
    "ander kenmerk.",
    "This case was read in before with other facts. Change the case itself, or give the row "
    "another reference.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCases:
    """The cases of a file, with those of them that are new.

    `choices` stand beside the new ones: what was decided, or None.
    """

    every: CasesOfFile
    new: CasesOfFile
    choices: tuple[Choice | None, ...]
    known: frozenset[str]

    @property
    def unchanged(self) -> int:
        """How many are there already."""
        return len(self.every.cases) - len(self.new.cases)


def look_at_cases(content: bytes, options: ImportOptions) -> ImportReport:
    """Say what reading in a file with our own columns would do; nothing is written.

    Raises:
        BadCaseFile: every problem of every row, also those with cases that are there already.
    """
    return look_at_incoming_cases(as_it_is(content, case_targets()), options)


@searched_seldom()
def look_at_incoming_cases(incoming: Incoming, options: ImportOptions) -> ImportReport:
    """Say what reading these cases in would do; nothing is written.

    Raises:
        BadCaseFile: as for `look_at_cases`.
    """
    return _report(_read(incoming, options))


def import_cases(actor: User, content: bytes, options: ImportOptions) -> ImportReport:
    """Read in the cases of a file with our own columns: all of them, or none.

    Raises:
        NotPermitted: the actor may not read in cases.
        BadCaseFile: every problem of every row; nothing was added.
    """
    report, _added = add_cases_of_file(actor=actor, content=content, options=options)
    return report


def add_cases_of_file(
    *, actor: User | None, content: bytes, options: ImportOptions
) -> tuple[ImportReport, list[UUID]]:
    """Read cases in and give the report and their identifiers; None is the machine.

    Raises:
        NotPermitted, BadCaseFile: as for `import_cases`.
    """
    incoming = as_it_is(content, case_targets())
    return _add(actor, incoming, options, digest=file_hash(content))


def import_incoming_cases(
    actor: User, incoming: Incoming, options: ImportOptions, digest: str
) -> ImportReport:
    """Read cases in, as drafts or as decided: all of them, or none.

    Raises:
        NotPermitted, BadCaseFile: as for `import_cases`.
    """
    report, _added = _add(actor, incoming, options, digest=digest)
    return report


@searched_seldom()
@transaction.atomic
def _add(
    actor: User | None, incoming: Incoming, options: ImportOptions, *, digest: str
) -> tuple[ImportReport, list[UUID]]:
    if actor is not None:
        check_permission(actor, Permission.IMPORT_CASES)
    hold_numbers(year=timezone.localdate().year)
    read = _read(incoming, options)
    new = [
        _new_case(each, choice, options)
        for each, choice in zip(read.new.cases, read.choices, strict=True)
    ]
    if actor is not None and any(each.decided_on for each in new):
        check_permission(actor, Permission.DECIDE_CASE)
    with coming_from("import"):
        added = add_cases(actor=actor, cases=new, frame=read.new.frame)
        record(
            actor=actor,
            action="cases.imported",
            object_kind="file",
            object_id=digest,
            details={"new": len(new), "unchanged": read.unchanged},
        )
    return _report(read, is_done=True), added


def _new_case(each: ReadCase, choice: Choice | None, options: ImportOptions) -> NewCase:
    return NewCase(
        client_reference=each.client_reference,
        external_reference=each.reference,
        import_hash=each.row_hash,
        facts=each.facts,
        checked=each.facts_text,
        municipality_code=options.municipality_code,
        requested_minutes=each.requested_minutes,
        is_synthetic=options.is_synthetic,
        decided_on=each.decision.decided_on if each.decision else None,
        choice=choice or AsAdvised(),
    )


def _read(incoming: Incoming, options: ImportOptions) -> ReadCases:
    every = read_cases_of(incoming, municipality_code=options.municipality_code)
    known = _known([each.reference for each in every.cases])
    new = every.some([n for n, each in enumerate(every.cases) if each.reference not in known])
    choices, troubles = choices_of(new.cases, frame=new.frame)
    names = dict(zip(incoming.targets, incoming.names, strict=True))
    problems = [
        RowProblem(row=each.row, column=names[REFERENCE], reason=_OTHER_FACTS)
        for each in every.cases
        if known.get(each.reference, each.row_hash) != each.row_hash
    ]
    problems += [
        RowProblem(row=row, column=names.get(target, case_targets()[target].label.nl), reason=why)
        for row, found in troubles.items()
        for target, why in found
    ]
    if problems:
        raise BadCaseFile(sorted(problems, key=lambda problem: problem.row))
    return ReadCases(every=every, new=new, choices=tuple(choices), known=frozenset(known))


def _known(references: list[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for start in range(0, len(references), _AT_ONCE):
        some = among_texts("external_reference", references[start : start + _AT_ONCE])
        found = Case.objects.filter(some)
        known |= {
            str(name): row for name, row in found.values_list("external_reference", "import_hash")
        }
    return known


def _report(read: ReadCases, *, is_done: bool = False) -> ImportReport:
    """Say what a file does; what was done is told without working everything through again."""
    shown = read.every.cases[:LINES_SHOWN]
    frame = read.every.frame.slice(0, LINES_SHOWN) if is_done else read.every.frame
    results, summary = _answers(frame)
    summary = () if is_done else summary
    there = _("is er al, blijft zoals het is")
    lines = tuple(
        ReportLine(
            row=each.row,
            reference=each.reference,
            result=there if each.reference in read.known else _result(each, result),
        )
        for each, result in zip(shown, results, strict=False)
    )
    decided = sum(each.decision is not None for each in read.new.cases)
    drafts = len(read.new.cases) - decided
    parts = [_("besloten: %(count)s") % {"count": decided}] if decided else []
    parts += [_("in behandeling: %(count)s") % {"count": drafts}] if decided and drafts else []
    return ImportReport(
        new=len(read.new.cases),
        unchanged=read.unchanged,
        lines=lines,
        summary=(*parts, *summary),
    )


def _result(each: ReadCase, result: str) -> str:
    if each.decision is None:
        return result
    day = date_short(each.decision.decided_on, language_now())
    return _("besloten op %(day)s; de regels van nu: %(result)s") % {"day": day, "result": result}


def _answers(frame: CaseFrame) -> tuple[list[str], tuple[str, ...]]:
    """What the rules of today say of the first cases, and how often they say so of all."""
    rules = rules_today()
    if rules is None or not frame.n:
        return [""] * min(frame.n, LINES_SHOWN), ()
    language = language_now()
    found = evaluate(frame, rules.own)
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
    help=gettext_lazy(
        "Elke rij wordt een casus: in behandeling, of besloten als er staat wat er besloten is."
    ),
    targets=case_targets,
    look=look_at_incoming_cases,
    carry_out=import_incoming_cases,
)
