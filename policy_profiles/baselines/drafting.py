"""A draft on the new baseline, made of the answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.baselines.queries import AnswerRow, Answers, Pending, answers_to, this_baseline
from policy_profiles.baselines.transition import ASKED, Choice
from policy_profiles.beginning import beginning
from policy_profiles.begun_before import same_draft
from policy_profiles.models import ProfileDraft
from policy_profiles.one_at_a_time import one_at_a_time
from policy_profiles.versions.proposing import has_invented_policy
from rulebook.own_rule import OWN_RULE


class AnswersMissing(ValueError):
    """Not every value that would change has a choice yet."""

    def __init__(self, parameters: tuple[str, ...]) -> None:
        super().__init__(f"Choose first what to do with: {', '.join(parameters)}.")
        self.parameters = parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingRule:
    """The rule of one's own on which what is kept rests, who looks after it and until when.

    `source` is as a layer's file holds it, `legal_basis` the same in words.
    """

    source: Mapping[str, str]
    legal_basis: str
    owner: str
    review_on: date


@transaction.atomic
def draft_of_answers(
    *, actor: User, label: str, title: str, rule: KeepingRule | None = None
) -> UUID:
    """Begin a draft on the new baseline in which every answer is worked out.

    What was adopted inherits; what was kept, or is to be discussed, states the value of now in the
    own layer. Where a value is kept for a reason and a rule is named, it is explained with both.

    Raises:
        NotPermitted, NoNewBaseline: who or what does not allow it.
        AnswersMissing: with all that have no choice yet.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    one_at_a_time("draft begun")
    pending, answers = this_baseline(label), answers_to(label=label)
    if missing := answers.missing(pending):
        raise AnswersMissing(missing)
    now, found = timezone.now(), pending.transition
    choices = {n: c for n, c in answers.choices.items() if n in found.parameters}
    values = found.chosen(choices)
    for name, row in answers.rows.items():
        is_stated = name in choices and found.stand_of(name) in ASKED
        if is_stated and row.choice is Choice.KEEP and found.can_keep(name):
            values[name] = _explained(values[name], row, rule)
    draft = ProfileDraft.objects.create(
        title=title.strip(),
        values=values,
        to_discuss=[name for name, choice in choices.items() if choice is Choice.DISCUSS],
        planned_from=pending.day if pending.day > timezone.localdate() else None,
        started_from_id=pending.version_id,
        made_by=actor.id,
        made_at=now,
        changed_by=actor.id,
        changed_at=now,
        edited_by=_makers(actor, pending, answers),
        **beginning(found.below),
    )
    if begun_before := same_draft(draft_id=draft.id):
        draft.delete()  # nobody saw it: all of this is one transaction
        return begun_before
    record(
        actor=actor,
        action="draft.started",
        object_kind="profile_draft",
        object_id=draft.id,
        details={"revision": draft.revision, "baseline": label},
    )
    return draft.id


def _makers(actor: User, pending: Pending, answers: Answers) -> list[UUID]:
    """Whoever gave an answer that counts made the draft as well, and does not check it."""
    counting = {
        row.answered_by
        for name, row in answers.rows.items()
        if name in pending.transition.parameters
    }
    return sorted({actor.id, *counting})


def _explained(
    entries: list[dict[str, Any]], row: AnswerRow, rule: KeepingRule | None
) -> list[dict[str, Any]]:
    """Have every stretch of a kept value say on what rule and for what reason it is kept."""
    sure = "fictitious" if has_invented_policy() else "published"
    why: dict[str, Any] = {}
    if rule is not None and row.reason:
        why["deviation"] = {
            "reason": row.reason,
            "legal_basis": rule.legal_basis,
            "owner": rule.owner,
            "review_on": rule.review_on.isoformat(),
        }
    rested = {} if rule is None else {"source": dict(rule.source), "certainty": sure}
    return [_told(entry, rested, row.note, why) for entry in entries]


def _told(
    entry: dict[str, Any], rested: Mapping[str, Any], note: str, why: Mapping[str, Any]
) -> dict[str, Any]:
    """Explain one stretch; a table of which cells were explained already goes on saying that."""
    is_own = entry["source"].get("id") == OWN_RULE
    told = _noted(entry.get("note", {}) if is_own else {}, note)
    if "deviation" in entry:
        return {**entry, **told}
    return {**entry, **({} if is_own else rested), **told, **why}


def _noted(old: Mapping[str, str], note: str) -> dict[str, Any]:
    """A note after the one of the own cells, if there was one."""
    if not note:
        return {}
    return {"note": {code: f"{old.get(code, '')} {note}".strip() for code in ("nl", "en")}}
