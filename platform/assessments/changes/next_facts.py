"""What is known already of the next application, from everything that became of this one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from assessments.changes.queries import Support
from assessments.changes.reckoning.history import Facts, Kind, until_the_end
from rulebook.facts import FACTS, FactValue
from rulebook.profile import Profile

_DAY = timedelta(days=1)


class Next(StrEnum):
    """What is applied for after a decision."""

    EXTENSION = "vervolg"
    NEXT_JOB = "volgende-baan"


#: Of this moment or this request only: asked anew, or worked out.
_OF_THIS_REQUEST = frozenset(
    {
        "received_on", "support_start", "support_end", "late_with_reason", "previous_support_end",
        "extension_justified", "goal_hours", "unused_hours", "illness_weeks",
        "illness_support_approved", "request_kind",
    }
)  # fmt: skip
#: Of this job only.
_OF_THIS_JOB = frozenset(fact.name for fact in FACTS if fact.group == "job")

#: What the form asks, in its order; the rest goes along as it was.
ASKED: Mapping[Next, tuple[str, ...]] = {
    Next.EXTENSION: (
        "received_on", "support_start", "contract_form", "contract_end", "weekly_hours",
        "yearly_hours", "wage_value", "illness_weeks", "need", "unused_hours",
        "extension_justified",
    ),
    Next.NEXT_JOB: (
        "received_on", "work_situation", "contract_form", "employment_start", "contract_end",
        "weekly_hours", "wage_value", "illness_weeks", "need",
    ),
}  # fmt: skip


def extension_facts(facts: Facts, support: Support | None, *, today: date) -> dict[str, FactValue]:
    """Give the facts of a follow-up in the same job; after a refusal, those of asking again.

    Args:
        facts: those of the decided case.
        support: what was granted and changed since; None after a refusal.
        today: the day on which the follow-up comes in, unless the form says another.
    """
    known = dict(support.facts if support else facts)
    kept = {name: value for name, value in known.items() if name not in _OF_THIS_REQUEST}
    kept["received_on"] = today
    if support is None:
        asked = facts.get("support_start")
        kept["request_kind"] = facts.get("request_kind", "first")
        kept["support_start"] = max(asked, today) if isinstance(asked, date) else today
        return kept
    kept |= {
        "request_kind": "continuation",
        "previous_support_end": support.last_day,
        "support_start": support.last_day + _DAY,
        "coaching_start": _coaching_since(support),
    }
    return kept


def _coaching_since(support: Support) -> FactValue:
    """The day from which years count: another employer begins them anew, as for the hours."""
    moved = [each.day for each in until_the_end(support.changes) if each.kind is Kind.EMPLOYER]
    if moved and support.profile["duration.new_employer_restarts"].value is not False:
        return moved[-1]
    return support.facts.get("coaching_start", support.grant.start)


def next_job_facts(support: Support, profile: Profile, *, begins: date) -> dict[str, FactValue]:
    """Give what stays known of a person who goes from this job to the next.

    Another employer gives a new term, unless the policy of today says that it does not: then the
    application is a follow-up and the years of coaching count on.
    """
    left_out = _OF_THIS_REQUEST | _OF_THIS_JOB | {"coaching_start"}
    kept = {name: value for name, value in support.facts.items() if name not in left_out}
    kept |= {
        "request_kind": "first",
        "work_situation": "employment",
        "employment_start": begins,
        "contract_start": begins,
        "support_start": begins,
        "received_on": begins,
    }
    if profile["duration.new_employer_restarts"].value is False:
        kept |= {
            "request_kind": "continuation",
            "previous_support_end": support.last_day,
            "coaching_start": support.facts.get("coaching_start", support.grant.start),
        }
    return kept
