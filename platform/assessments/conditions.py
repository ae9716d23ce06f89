"""What a policy wants to be there before support is granted, beside the facts of the rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from assessments.choices import ChoiceRefused
from assessments.codes import GRANTS_NOTHING
from assessments.following.due import Span, next_evaluation
from assessments.following.norms import norms_of
from assessments.following.queries import evaluations_of, log_of, stretches_of
from assessments.gathering.required import BLOCK
from assessments.joint.codes import JointPart
from assessments.joint.queries import (
    JointRow,
    judged_together,
    latest_on_trial,
    sessions_of,
    sessions_of_many,
    trial_approved,
)
from assessments.lasting.queries import norms_in
from assessments.models import Case
from assessments.queries import CaseRow, row_of
from assessments.rules_in_force import Facts, RulesOfDay
from assessments.rules_of_case import rules_of
from rulebook.profile import Profile
from tenants.among import among


class Wanted(StrEnum):
    """What may be wanted first."""

    TRIAL = "trial"
    TOGETHER = "together"
    EVALUATION = "evaluation"
    TRIAL_DAYS = "trial_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDays:
    """The days of an approved trial placement, and the first day of the support that is asked."""

    first: date
    last: date
    support_start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that is not there yet, where it is done, and whether nothing is granted before.

    `trial` is given where support begins on no day of the trial placement that was approved.
    """

    wanted: Wanted
    url: str
    stands_in_the_way: bool
    trial: TrialDays | None = None


class ConditionUnmet(ChoiceRefused):
    """The policy grants nothing before this is there."""

    field = "choice"

    def __init__(self, wanted: tuple[Wanted, ...]) -> None:
        super().__init__(f"Before anything is granted the policy asks for: {', '.join(wanted)}.")
        self.wanted = wanted


def conditions_of(case: CaseRow, rules: RulesOfDay | None) -> tuple[Condition, ...]:
    """Give what the policy wants before it grants, and what is not there."""
    return tuple(
        Condition(
            wanted=each.wanted,
            url=_url(each, case.number),
            stands_in_the_way=each.stands_in_the_way,
            trial=each.trial,
        )
        for each in (_unmet(case.facts, rules.own, case.id) if rules else ())
    )


def check_conditions(case: CaseRow, rules: RulesOfDay, *, outcome: str) -> None:
    """Refuse to grant where the policy wants something first; refusing is always possible.

    Raises:
        ConditionUnmet: it names what is wanted.
    """
    if outcome in GRANTS_NOTHING:
        return
    if wanted := in_the_way(case.facts, rules.own, case_id=case.id):
        raise ConditionUnmet(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """What policies may ask after of many cases, read at once: sessions, and which are renewals."""

    sessions: Mapping[UUID, tuple[JointRow, ...]]
    renewals: frozenset[UUID]


def on_record(*, case_ids: Sequence[UUID]) -> OnRecord:
    """Read what policies may ask after of these cases."""
    renewals = Case.objects.filter(among("id", case_ids), previous__isnull=False)
    return OnRecord(
        sessions=sessions_of_many(case_ids=case_ids),
        renewals=frozenset(renewals.values_list("id", flat=True)),
    )


def in_the_way(
    facts: Facts, policy: Profile, *, case_id: UUID | None, known: OnRecord | None = None
) -> tuple[Wanted, ...]:
    """Give what a policy wants before anything is granted to who these facts are of.

    Without `case_id` they are of a case that is not here yet: nothing was judged in it, and no
    application before it is known. `known` is what `on_record` gave of it, where it was read.
    """
    unmet = _unmet(facts, policy, case_id, known)
    return tuple(each.wanted for each in unmet if each.stands_in_the_way)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unmet:
    """Something that is not there; in the application `before` this one where that has a number."""

    wanted: Wanted
    stands_in_the_way: bool = True
    before: str = ""
    trial: TrialDays | None = None


def _unmet(
    facts: Facts, policy: Profile, case_id: UUID | None, known: OnRecord | None = None
) -> Iterator[_Unmet]:
    is_trial = facts.get("work_situation") == "trial_placement"
    first, joint = policy["trial.approval_first"], policy["assessment.joint_with_wage_value"]
    if is_trial or joint.value is True:
        sessions = _sessions(case_id, known)
        if is_trial and (days := _outside(facts, sessions)):
            yield _Unmet(wanted=Wanted.TRIAL_DAYS, stands_in_the_way=False, trial=days)
        if first.value is True and is_trial and not trial_approved(sessions):
            yield _Unmet(wanted=Wanted.TRIAL)
        if joint.value is True and _is_first(facts) and not _is_joint(sessions, is_trial=is_trial):
            blocks = policy["assessment.when_missing"].value == BLOCK
            yield _Unmet(wanted=Wanted.TOGETHER, stands_in_the_way=blocks)
    gates = policy["evaluation.gates_renewal"].value is True
    may_follow = known is None or case_id in known.renewals
    if gates and case_id and may_follow and (number := _not_evaluated(facts, case_id)):
        yield _Unmet(wanted=Wanted.EVALUATION, before=number)


def _sessions(case_id: UUID | None, known: OnRecord | None) -> tuple[JointRow, ...]:
    if case_id is None:
        return ()
    return known.sessions.get(case_id, ()) if known else sessions_of(case_id=case_id)


def _outside(facts: Facts, sessions: tuple[JointRow, ...]) -> TrialDays | None:
    """Compare the days that were approved with the support that is asked; None where they agree."""
    begins, latest = facts.get("support_start"), latest_on_trial(sessions)
    if latest is None or not isinstance(begins, date):
        return None
    first, last = latest.trial_starts_on, latest.trial_ends_on
    if first is None or last is None or first <= begins <= last:
        return None
    return TrialDays(first=first, last=last, support_start=begins)


def _url(unmet: _Unmet, number: str) -> str:
    if unmet.before:
        return reverse("assessments:follow_evaluation", args=[unmet.before])
    return reverse("assessments:joint", args=[number])


def _is_first(facts: Facts) -> bool:
    """A follow-up and a punch card ask for no new judgement of the three."""
    return facts.get("request_kind") not in ("continuation", "punch_card")


def _is_joint(sessions: tuple[JointRow, ...], *, is_trial: bool) -> bool:
    parts = {JointPart.COACHING.value, JointPart.WAGE_VALUE.value}
    return judged_together(sessions, frozenset(parts | ({"trial"} if is_trial else set())))


def _not_evaluated(facts: Facts, case_id: UUID) -> str:
    """Give the number of the application before this one where an evaluation of it is missing.

    Missing is each whose day lies before the follow-up begins, so also the one of its last day.
    """
    if facts.get("request_kind") != "continuation":
        return ""
    found = Case.objects.filter(followed_by=case_id).first()
    if found is None:
        return ""
    before = row_of(found)
    rules = rules_of(before)
    held = evaluations_of(case_id=before.id)
    due = next_evaluation(
        [
            Span(starts_on=each.starts_on, ends_on=each.ends_on)
            for each in stretches_of(case_id=before.id, log=log_of(case_id=before.id))
        ],
        norms_in(case_id=before.id, norms=norms_of(rules.own if rules else None)),
        held_on=held[0].held_on if held else None,
        agreed_on=None,
    )
    begins, today = facts.get("support_start"), timezone.localdate()
    last = max(begins, today) if isinstance(begins, date) else today
    is_missing = due is not None and due < last
    return before.number if is_missing else ""
