"""Writes of what was gathered: the answers of a topic, and what became of a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.actions import save_facts
from assessments.gathering.answers import NOTHING_KEPT, Kept, Mark, kept_in, put
from assessments.gathering.codes import AbsentReason, SolutionOutcome, SourceKind
from assessments.gathering.models import GatheredTopic, UsedSource
from assessments.gathering.queries import record_read
from assessments.gathering.status import (
    CHANGES,
    SOURCE_ACTIONS,
    SourceState,
    TopicChange,
    TopicStatus,
    status_after,
)
from assessments.gathering.topics import SOLUTIONS, Topic
from assessments.merging import merged
from assessments.models import Case
from assessments.queries import CaseUnknown
from assessments.status import CaseChange, check_change
from audit.actions import record

_OTHER_SOLUTION = "other_solution"


class ReasonMissing(ValueError):
    """A source that is left out says why, and any other has nothing to explain."""

    def __init__(self) -> None:
        super().__init__("Give a reason for a source that was not used, and for no other.")


class SeenInTheFuture(ValueError):
    """A source was asked for, used or left out today or before."""

    def __init__(self) -> None:
        super().__init__("Give today or an earlier day for a source.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A topic as it stands on a screen.

    Attributes:
        mine: what the page shows, by field.
        was: what was stored when the page was opened, by field.
        sitting: which opened page it is, so that it does not argue with itself.
    """

    mine: Mapping[str, str]
    was: Mapping[str, str]
    sitting: str

    def __repr__(self) -> str:
        """Leave health out of logs and tracebacks."""
        return "Typed(…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of saving: which revision stands now, and which fields a colleague changed."""

    revision: int
    at: datetime
    status: TopicStatus
    taken: tuple[str, ...]


class AnswersConflict(Exception):
    """Somebody changed the same fields in another way after this page was opened.

    Nothing was saved. The texts stay out of the message, because they may hold health.
    """

    def __init__(self, *, fields: tuple[str, ...], stored: Kept, revision: int) -> None:
        super().__init__(f"{len(fields)} answers were changed by somebody else: choose for each.")
        self.fields = fields
        self.stored = stored
        self.revision = revision


@transaction.atomic
def save_topic(
    *,
    actor: User,
    case_id: UUID,
    topic: Topic,
    typed: Typed,
    is_done: bool | None = None,
) -> Saved:
    """Keep the answers of a topic, laid together with what somebody else saved in the meantime.

    Args:
        actor: who does it.
        case_id: the case.
        topic: which page.
        typed: what stands on the screen, and what it showed when it was opened.
        is_done: whether the topic is herewith done; None leaves that as it was.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        AnswersConflict: the same field was changed by two people; nothing was saved.
    """
    case = _held(actor, case_id)
    row = GatheredTopic.objects.filter(case=case, topic=topic.slug).first()
    stored = kept_in(row) if row else NOTHING_KEPT
    names = [field.name for field in topic.fields]
    own = {name for name, mark in stored.marks.items() if mark.sitting == typed.sitting}
    laid = merged(
        mine={name: typed.mine.get(name, "") for name in names},
        was={name: typed.was.get(name, "") for name in names},
        theirs={name: stored.texts.get(name, "") for name in names},
        own=own,
    )
    if laid.conflicts and row is not None:
        raise AnswersConflict(fields=laid.conflicts, stored=stored, revision=row.revision)
    texts = {name: text for name, text in laid.values.items() if text}
    changed = [name for name in names if texts.get(name, "") != stored.texts.get(name, "")]
    before = row.status if row else TopicStatus.NOT_BEGUN
    change = _change(before, is_done)
    status = status_after(before, change)
    if row is not None and not changed and status == before:
        return Saved(revision=row.revision, at=row.changed_at, status=status, taken=laid.taken)
    now = timezone.now()
    mark = Mark(sitting=typed.sitting, by=actor.id, at=now)
    kept = Kept(texts=texts, marks={**stored.marks, **dict.fromkeys(changed, mark)})
    row = row or GatheredTopic(case=case, topic=topic.slug, revision=0)
    row.status, row.changed_by, row.changed_at = status, actor.id, now
    row.revision += 1
    put(row, topic, kept)
    row.save()
    _raise_revision(case)
    record(
        actor=actor, action=CHANGES[change].audit_action, object_kind="case", object_id=case.id,
        details={"topic": topic.slug, "changed": len(changed), "revision": row.revision},
    )  # fmt: skip
    if change is TopicChange.FINISH:
        _tell_facts(actor, case)
    return Saved(revision=row.revision, at=now, status=status, taken=laid.taken)


@transaction.atomic
def put_conflict_on_record(*, actor: User, case_id: UUID, topic: Topic) -> None:
    """Record that somebody saw a colleague's answers beside their own."""
    record_read(actor, case_id, {"topic": topic.slug, "beside": True})


@transaction.atomic
def record_source(
    *,
    actor: User,
    case_id: UUID,
    kind: SourceKind,
    state: SourceState,
    seen_on: date,
    reason: AbsentReason | None = None,
) -> None:
    """Put on record that a source was asked for, used or left out; the last record counts.

    Raises:
        NotPermitted, CaseUnknown, ChangeNotAllowed: not by this person, or not to this case.
        ReasonMissing: left out without saying why, or with a reason although it was not.
        SeenInTheFuture: the day has not come yet.
    """
    case = _held(actor, case_id)
    if (state is SourceState.ABSENT) != (reason is not None):
        raise ReasonMissing
    if seen_on > timezone.localdate():
        raise SeenInTheFuture
    UsedSource.objects.create(
        case=case,
        kind=kind,
        state=state,
        seen_on=seen_on,
        reason=reason or "",
        recorded_by=actor.id,
        recorded_at=timezone.now(),
    )
    _raise_revision(case)
    record(
        actor=actor, action=SOURCE_ACTIONS[state], object_kind="case", object_id=case.id,
        details={"source": str(kind.value)},
    )  # fmt: skip


def forget_answers(_person_id: UUID, cases: Sequence[UUID]) -> None:
    """Remove the answers of the cases of a person who is removed; sources tell of nobody."""
    GatheredTopic.objects.filter(case__in=cases).delete()


def _held(actor: User, case_id: UUID) -> Case:
    """The case, held until this is over, so that two who save come one after the other."""
    check_permission(actor, Permission.OPEN_CASE)
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CaseUnknown
    check_change(case.status, CaseChange.SAVE_FACTS)
    return case


def _raise_revision(case: Case) -> None:
    """Let what was shown of the case, or proposed on it, be older than what was weighed now."""
    case.revision += 1
    case.changed_at = timezone.now()
    case.save(update_fields=["revision", "changed_at"])


def _change(before: str, is_done: bool | None) -> TopicChange:
    if is_done:
        return TopicChange.FINISH
    is_reopened = is_done is False and before == TopicStatus.DONE
    return TopicChange.REOPEN if is_reopened else TopicChange.SAVE


def _tell_facts(actor: User, case: Case) -> None:
    """Fill in the fact that follows from weighing, so that nobody is asked it again.

    One solution that is enough says yes at once; no can only be said when all were weighed.
    """
    slugs = {topic.slug for topic, _group in SOLUTIONS}
    rows = GatheredTopic.objects.filter(case=case, topic__in=slugs, status=TopicStatus.DONE)
    outcomes = {
        text
        for row in rows
        for name, text in kept_in(row).texts.items()
        if name.endswith("_outcome")
    }
    suffices = SolutionOutcome.INSTEAD in outcomes
    if not suffices and len(rows) < len(slugs):
        return
    if case.facts.get(_OTHER_SOLUTION) != suffices:
        save_facts(
            actor=actor, case_id=case.id, revision=case.revision, facts={_OTHER_SOLUTION: suffices}
        )
