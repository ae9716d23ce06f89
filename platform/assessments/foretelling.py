"""What a choice will be once it is recorded: in words, and as a mark of what was shown."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.choices import Resolved, deviates, is_advised
from assessments.codes import DecisionOutcome, DeviationReason
from assessments.pinned_rules import sha256
from assessments.rules_in_force import BothFindings
from rulebook.canonical import canonical
from rulebook.wording import hours_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What a choice will be, for the page that shows it before it is recorded.

    `seen` marks all of it, with the case and the rules that it rests on: another mark means that
    something else would be recorded than was shown.
    """

    outcome: str
    minutes: int | None
    starts_on: date | None
    ends_on: date | None
    reason: str
    is_deviation: bool
    motivation: str
    against_own: str
    against_baseline: str
    seen: str


def foretold(
    *, chosen: Resolved, motivation: str, findings: BothFindings, revision: int
) -> Foretold:
    """Say what recording this choice comes down to."""
    refuses = chosen.outcome in (DecisionOutcome.REFUSE, DecisionOutcome.INCOMPLETE)
    is_deviation = bool(chosen.reason) and deviates(chosen.outcome, findings.own)
    judges = chosen.outcome != DecisionOutcome.INCOMPLETE
    own, baseline = (
        each.minutes if judges and is_advised(each) else None
        for each in (findings.own, findings.baseline)
    )
    return Foretold(
        outcome=outcome_in_words(chosen.outcome, had_none=bool(chosen.reason) and not is_deviation),
        minutes=None if refuses else chosen.minutes,
        starts_on=chosen.starts_on,
        ends_on=chosen.ends_on,
        reason=str(DeviationReason(chosen.reason).label) if chosen.reason else "",
        is_deviation=is_deviation,
        motivation=motivation,
        against_own=compared(chosen.minutes, own),
        against_baseline=compared(chosen.minutes, baseline),
        seen=_seen(chosen, motivation, findings, revision),
    )


def outcome_in_words(outcome: str, *, had_none: bool) -> str:
    """Name what was decided; `had_none`: the rules had no advice to follow or to deviate from."""
    if had_none and outcome == DecisionOutcome.GRANT_OTHERWISE:
        return _("Toegekend zonder advies")
    if had_none and outcome == DecisionOutcome.REFUSE:
        return _("Afgewezen zonder advies")
    return str(DecisionOutcome(outcome).label)


def compared(granted: int, advised: int | None) -> str:
    """Say how far what is granted is from an advice; empty where that is not known."""
    language = language_now()
    if advised is None:
        return ""
    difference = granted - advised
    if difference == 0:
        return _("evenveel")
    words = {"hours": hours_minutes(abs(difference), language)}
    return _("%(hours)s meer") % words if difference > 0 else _("%(hours)s minder") % words


def _seen(chosen: Resolved, motivation: str, findings: BothFindings, revision: int) -> str:
    rules = [findings.own.profile.content_hash, findings.baseline.profile.content_hash]
    days = [day.isoformat() if day else "" for day in (chosen.starts_on, chosen.ends_on)]
    choice = [chosen.outcome, chosen.minutes, *days, chosen.reason, motivation]
    return sha256(canonical([revision, rules, choice]))
