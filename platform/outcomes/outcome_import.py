"""Outcomes from a file: what it would record, and recording it, all or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.importing import Importer, ImportOptions, ImportReport, ReportLine
from assessments.intake_files.incoming import as_it_is
from assessments.intake_files.mapping import Incoming
from assessments.intake_files.memory import searched_seldom
from assessments.pinned_rules import sha256
from assessments.staging import file_hash
from assessments.status import CaseChange, can_change
from audit.actions import coming_from, record
from outcomes.actions import NewOutcome, record_outcomes
from outcomes.codes import OutcomeKind
from outcomes.forms import words_of
from outcomes.jobs import CaseOfJob, cases_of_jobs, hold_clients_of
from outcomes.models import Outcome
from outcomes.observations import Observation, ObservationRefused, refusals
from outcomes.outcome_format import COLUMNS, ReadOutcome, outcome_targets, read_outcomes
from rulebook.canonical import canonical
from rulebook.case_format import BadCaseFile, RowProblem
from rulebook.text import LANGUAGES, Text
from rulebook.wording import date_short
from tenants.among import among, among_texts

LINES_SHOWN = 20


@searched_seldom()
def look_at_outcomes(incoming: Incoming, options: ImportOptions) -> ImportReport:  # noqa: ARG001
    """Say what reading these outcomes in would do; nothing is written.

    Raises:
        BadCaseFile: every problem of every row, also those with the cases.
    """
    return _report(_read(read_outcomes(incoming)))


def import_outcomes(actor: User | None, content: bytes, options: ImportOptions) -> ImportReport:
    """Record the outcomes of a file with our own columns, as `import_incoming_outcomes` does."""
    incoming = as_it_is(content, outcome_targets())
    return import_incoming_outcomes(actor, incoming, options, file_hash(content))


@searched_seldom()
def import_incoming_outcomes(
    actor: User | None,
    incoming: Incoming,
    options: ImportOptions,  # noqa: ARG001 - one signature for every kind of file
    digest: str,
) -> ImportReport:
    """Record outcomes: all of them, or none; rows that were read in before change nothing.

    Raises:
        NotPermitted: the actor may not read files in; None is the machine itself.
        BadCaseFile: every problem of every row; nothing was recorded.
    """
    if actor is not None:
        check_permission(actor, Permission.IMPORT_CASES)
    with transaction.atomic(), coming_from("import"):
        found = read_outcomes(incoming)
        hold_clients_of(case_ids=[case.id for case in _cases(found).values()])
        read = _read(found)
        new = read.new
        record_outcomes(actor=actor, outcomes=list(new.values()))
        record(
            actor=actor,
            action="outcomes.imported",
            object_kind="file",
            object_id=digest,
            details={"new": len(new), "unchanged": len(read.rows) - len(new)},
        )
    return _report(read)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The rows of a file, and by row number the outcomes that are not there yet.

    `replaced` are the rows that were read before and replaced since by another of the same day:
    whether they are meant anew, only a later day can tell.
    """

    rows: tuple[ReadOutcome, ...]
    new: Mapping[int, NewOutcome]
    replaced: frozenset[int]


def _read(rows: tuple[ReadOutcome, ...]) -> _Read:
    cases = _cases(rows)
    known = set(
        Outcome.objects.filter(among("case_id", [case.id for case in cases.values()]))
        .exclude(import_hash="")
        .values_list("case_id", "import_hash")
    )
    holding = _holding(cases.values())
    today = timezone.localdate()
    problems: list[RowProblem] = []
    new: dict[int, NewOutcome] = {}
    replaced: set[int] = set()
    for row in sorted(rows, key=lambda row: row.observation.observed_on):
        case = cases.get(row.reference)
        row_hash = _hash(row)
        last_seen, held = holding.get(case.id, (None, "")) if case else (None, "")
        if case and (case.id, row_hash) in known:
            is_past = row.observation.observed_on == last_seen and row_hash != held
            replaced |= {row.row} if is_past else set()
            continue
        found = _problems(row, case, today) or _older(row, last_seen)
        problems += found
        if not found and case:
            known.add((case.id, row_hash))
            new[row.row] = NewOutcome(
                case_id=case.id, observation=row.observation, import_hash=row_hash
            )
    if problems:
        raise BadCaseFile(sorted(problems, key=lambda problem: problem.row))
    return _Read(rows=rows, new=new, replaced=frozenset(replaced))


def _cases(rows: tuple[ReadOutcome, ...]) -> dict[str, CaseOfJob]:
    found = cases_of_jobs(among_texts("external_reference", {row.reference for row in rows}))
    return {str(case.reference): case for case in found}


def _holding(cases: Iterable[CaseOfJob]) -> dict[UUID, tuple[date, str]]:
    """Give by case the outcome that holds now, the end of its chain: its day and its hash."""
    of_them = among("case_id", [case.id for case in cases])
    found = Outcome.objects.filter(of_them, superseded_by__isnull=True)
    return {
        case: (seen, import_hash)
        for case, seen, import_hash in found.values_list("case_id", "observed_on", "import_hash")
    }


def _older(row: ReadOutcome, last_seen: date | None) -> list[RowProblem]:
    """Refuse what was seen before the outcome that holds: a late file must not undo later news."""
    if last_seen is None or row.observation.observed_on >= last_seen:
        return []
    reason = Text(
        f"Er staat al een uitkomst van later: {date_short(last_seen, 'nl')}. Haal deze regel weg.",
        f"A later outcome stands already: {date_short(last_seen, 'en')}. Remove this row.",
    )
    return [RowProblem(row=row.row, column=COLUMNS["observed_on"][0], reason=reason)]


def _problems(row: ReadOutcome, case: CaseOfJob | None, today: date) -> list[RowProblem]:
    reference = COLUMNS["reference"][0]
    if case is None:
        return [RowProblem(row=row.row, column=reference, reason=_NO_CASE)]
    if not can_change(case.status, CaseChange.RECORD_OUTCOME):
        return [RowProblem(row=row.row, column=reference, reason=_NOT_FOLLOWED)]
    return [
        RowProblem(row=row.row, column=COLUMNS[refused.field][0], reason=_in_both(refused))
        for refused in refusals(
            row.observation,
            started_on=case.started_on,
            today=today,
        )
    ]


def _in_both(refused: ObservationRefused) -> Text:
    texts = []
    for language in LANGUAGES:
        with override(language):
            texts.append(words_of(refused))
    return Text(*texts)


def _hash(row: ReadOutcome) -> str:
    return sha256(f"[{canonical(row.reference)},{_told(row.observation)}]")


@lru_cache(maxsize=4096)
def _told(seen: Observation) -> str:
    """What was seen as canonical text, without the brackets of its list."""
    days = (seen.observed_on, seen.ended_on, seen.next_job_started_on)
    texts = [day.isoformat() if day else None for day in days]
    told = [seen.kind, seen.situation, seen.reason, *texts]
    start, provider = seen.service_started_on, seen.service_provider
    if start or provider:  # a row that tells of no service keeps the hash that it had before
        told += [start.isoformat() if start else None, provider]
    return canonical(told)[1:-1]


def _report(read: _Read) -> ImportReport:
    rows, new = read.rows, read.new
    lines = tuple(
        ReportLine(row=row.row, reference=row.reference, result=_result(row, read))
        for row in rows[:LINES_SHOWN]
    )
    kinds = [row.observation.kind for row in rows]
    summary = [
        f"{kinds.count(kind.value)} × {kind.label}" for kind in OutcomeKind if kind.value in kinds
    ]
    if read.replaced:
        summary.append(f"{len(read.replaced)} × {_REPLACED}")
    return ImportReport(
        new=len(new), unchanged=len(rows) - len(new), lines=lines, summary=tuple(summary)
    )


def _result(row: ReadOutcome, read: _Read) -> str:
    if row.row in read.new:
        return str(OutcomeKind(row.observation.kind).label)
    return str(_REPLACED if row.row in read.replaced else _THERE)


_THERE = gettext_lazy("is er al, blijft zoals het is")
_REPLACED = gettext_lazy(
    "is eerder gelezen en daarna gewijzigd: het blijft gewijzigd, tenzij u een latere dag invult"
)
_NO_CASE = Text(
    "Er is geen casus ingelezen met dit kenmerk. Lees eerst de casus in, of verbeter het kenmerk.",
    "No case was read in under this reference. Read the case in first, or correct the reference.",
)
_NOT_FOLLOWED = Text(
    "Over deze casus is nog niet besloten, of hij is afgesloten. Besluit eerst, of volg hem weer.",
    "This case has not been decided, or it is closed. Decide it first, or follow it again.",
)

OUTCOMES = Importer(
    kind="outcomes",
    label=gettext_lazy("Uitkomsten"),
    help=gettext_lazy("Elke rij zegt hoe het met de baan van een besloten casus staat."),
    targets=outcome_targets,
    look=look_at_outcomes,
    carry_out=import_incoming_outcomes,
)
