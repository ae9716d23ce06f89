"""What was weighed beside job coaching, for the finding and for letters."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from assessments.gathering.answers import kept_in
from assessments.gathering.codes import SolutionOutcome
from assessments.gathering.fields import Words
from assessments.gathering.models import GatheredTopic
from assessments.gathering.queries import record_read, states_of
from assessments.gathering.topics import SOLUTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A solution with what came of it and why; the reason may hold health."""

    item: str
    title: Words
    outcome: SolutionOutcome
    why: str

    def __repr__(self) -> str:
        """Leave health out of logs and tracebacks."""
        return f"Weighed({self.item})"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedAtWork:
    """A solution at work with what came of it, as others than the person may read it.

    It has no place for a reason, nor for help outside work, so that neither can get into a letter
    to an employer or a coach.
    """

    item: str
    title: Words
    outcome: SolutionOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWeighing:
    """What was weighed, in the form for the person and in that for everybody else."""

    for_person: tuple[Weighed, ...]
    for_others: tuple[WeighedAtWork, ...]


@transaction.atomic
def weighed_solutions(*, actor: User, case_id: UUID) -> tuple[Weighed, ...]:
    """Give every solution that was weighed, in order, and put on record that somebody looked.

    One that is not relevant is left out.

    Raises:
        NotPermitted: the actor may not work on cases.
    """
    check_permission(actor, Permission.OPEN_CASE)
    slugs = [topic.slug for topic, _group in SOLUTIONS]
    rows = {
        row.topic: kept_in(row).texts
        for row in GatheredTopic.objects.filter(case_id=case_id, topic__in=slugs)
    }
    if rows:
        record_read(actor, case_id, {"topic": "weighed"})
    found = []
    for topic, group in SOLUTIONS:
        texts = rows.get(topic.slug, {})
        outcome = _outcome(texts.get(f"{group.item}_outcome", ""))
        if outcome is not None:
            why = texts.get(f"{group.item}_why", "")
            found.append(Weighed(item=group.item, title=group.title, outcome=outcome, why=why))
    return tuple(found)


def weighed_at_work(*, case_id: UUID) -> tuple[WeighedAtWork, ...]:
    """Give what anybody may read of the weighing; nothing is decrypted for it."""
    states = states_of(case_id=case_id)
    found = []
    for topic, group in SOLUTIONS:
        codes = states[topic.slug].codes if topic.slug in states else {}
        outcome = _outcome(codes.get(f"{group.item}_outcome", ""))
        if outcome is not None:
            found.append(WeighedAtWork(item=group.item, title=group.title, outcome=outcome))
    return tuple(found)


def weighing_for_letter(*, actor: User, case_id: UUID) -> LetterWeighing:
    """Give what was weighed for a letter: whole for the person, without health for others.

    Raises:
        NotPermitted: the actor may not work on cases.
    """
    return LetterWeighing(
        for_person=weighed_solutions(actor=actor, case_id=case_id),
        for_others=weighed_at_work(case_id=case_id),
    )


def _outcome(code: str) -> SolutionOutcome | None:
    if not code or code == SolutionOutcome.NOT_RELEVANT:
        return None
    return SolutionOutcome(code)
