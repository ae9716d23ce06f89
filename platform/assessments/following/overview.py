"""The overview of what runs in a case, put together for its page."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.language import language_now
from assessments.following.norms import NO_LOG, norms_of
from assessments.following.page_parts import (
    evaluation_due,
    follower_name,
    goals_over_time,
    may_follow,
    said_coach_changes,
    said_norms,
    said_signals,
)
from assessments.following.queries import (
    card_of,
    contacts_of,
    evaluations_of,
    finding_of,
    log_of,
    measures_of,
    obligations_of,
    periods_of,
    stretches_of,
)
from assessments.following.rows import EvaluationRow, towards_other_work, used_by_goal
from assessments.following.stretches import Stretch
from assessments.lasting.page_parts import track_shown
from assessments.lasting.queries import norms_in
from assessments.oversight.page_parts import watched_over
from assessments.plans.queries import talks_of
from assessments.providers.page_parts import shown_provider
from assessments.queries import CaseRow, decision
from assessments.rules_in_force import RulesOfDay
from assessments.rules_of_case import rules_of
from rulebook.explanation import criterion_label
from rulebook.wording import code_label

_SHOWN_CONTACTS = 5


def overview_of(request: HttpRequest, case: CaseRow) -> dict[str, Any]:
    """Give everything that the page of what runs in a case shows."""
    rules = rules_of(case)
    finding = finding_of(case, rules)
    log = log_of(case_id=case.id)
    stretches = stretches_of(case_id=case.id, log=log)
    held = evaluations_of(case_id=case.id)
    norms = norms_in(case_id=case.id, norms=norms_of(rules.own if rules else None))
    language = language_now()
    return {
        "case": case,
        "may_write": may_follow(request, case),
        "signals": said_signals(case),
        "today": timezone.localdate(),
        "periods": [
            (each, [(band, code_label(band.name, language)) for band in each.bands])
            for each in periods_of(stretches, finding, log)
        ],
        "card": card_of(decision(number=case.number), log),
        "log_count": len(log),
        "towards_other_work": towards_other_work(log),
        "keeps_log": norms.log_detail != NO_LOG,
        "log_norms": said_norms(rules, "log.detail", "award.change_within_period"),
        "evaluations": held,
        "evaluation_due": evaluation_due(stretches, norms, held),
        "evaluation_norms": said_norms(rules, "evaluation.frequency"),
        "goals": goals_over_time(case, held, used_by_goal(log)),
        "obligations": [
            (row, criterion_label(row.criterion, language))
            for row in obligations_of(case_id=case.id, finding=finding)
        ],
        "measures": measures_of(case),
        "follower": follower_name(case),
        **_who_was_spoken_to(case, held, rules),
        **_who_coaches(case, stretches),
        **watched_over(case, rules),
        **track_shown(case, rules, stretches),
    }


def _who_was_spoken_to(
    case: CaseRow, held: Sequence[EvaluationRow], rules: RulesOfDay | None
) -> dict[str, Any]:
    contacts, talks = contacts_of(case_id=case.id), talks_of(case_id=case.id)
    spoken = [row.on for row in contacts[:1]]
    spoken += [talk.held_on for talk in talks[:1]] + [row.held_on for row in held[:1]]
    return {
        "contacts": contacts[:_SHOWN_CONTACTS],
        "last_contact": max(spoken, default=None),
        "contact_norms": said_norms(rules, "contact.frequency"),
    }


def _who_coaches(case: CaseRow, stretches: Sequence[Stretch]) -> dict[str, Any]:
    talks = talks_of(case_id=case.id)
    still_open = {row.id for talk in talks for row in talk.agreements if row.is_open}
    until = max((each.ends_on for each in stretches), default=None)
    return {
        "provider": shown_provider(case, until=until),
        "coach_changes": said_coach_changes(case, frozenset(still_open)),
    }
