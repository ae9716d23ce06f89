"""What was found, for the coach alone: where the policy tells it and the person agreed to it.

Need, goal and what is next, as K5-c asks. What was gathered in words is not among it, nor the
limitation: of the investigation there are codes that tell nothing of health. The goals are those of
the plan that the coach works with.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.gathering.codes import Hinders
from assessments.gathering.queries import states_of
from assessments.gathering.weighing import WeighedAtWork, weighed_at_work
from assessments.letters.codes import Reader
from assessments.letters.content import Section
from assessments.plans.codes import Activity
from assessments.plans.queries import open_goals, plan_of
from assessments.plans.rules import GoalValues
from assessments.queries import CaseRow, DecisionRow
from assessments.rules_of_case import rules_of
from assessments.sharing.codes import Shared
from assessments.sharing.queries import standing_of
from rulebook.wording import date_long, fact_value, hours_in_words

_HINDERING_TOPIC: Final = "belemmering"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFacts:
    """What a coach reads of the assessment: codes, days and the goals of the plan.

    Attributes:
        need: the judged need, as its code; empty where none was judged.
        hinders: what the bottleneck stands in the way of; None where that was not answered.
        weighed: other solutions at work, with what came of them and without why.
        goals: what is still to be worked on.
        until: the last day of what was granted; None where nothing was.
    """

    need: str
    hinders: Hinders | None
    weighed: tuple[WeighedAtWork, ...]
    goals: tuple[GoalValues, ...]
    until: date | None

    def __repr__(self) -> str:
        """Leave what was found out of logs and tracebacks."""
        return "FoundFacts(…)"


def found_facts(*, case: CaseRow, made: DecisionRow, reader: Reader) -> FoundFacts | None:
    """Give what this reader may know of what was found; None of who is not the coach, or may not.

    The policy has to tell it (`decision.report_to_coach`), and the person has to agree.
    """
    rules = rules_of(case)
    is_told = rules is not None and rules.own["decision.report_to_coach"].value is True
    if reader is not Reader.COACH or not is_told:
        return None
    if not standing_of(case_id=case.id, shared=Shared.FOUND_COACH).is_agreed:
        return None
    state = states_of(case_id=case.id).get(_HINDERING_TOPIC)
    hinders = state.codes.get("hinders", "") if state else ""
    need = case.facts.get("need")
    return FoundFacts(
        need=need if isinstance(need, str) else "",
        hinders=Hinders(hinders) if hinders else None,
        weighed=weighed_at_work(case_id=case.id),
        goals=tuple(goal.values for goal in open_goals(plan_of(case_id=case.id))),
        until=max((period.ends_on for period in made.periods), default=None),
    )


def found_sections(facts: FoundFacts) -> tuple[Section, ...]:
    """Write it, part by part; what is empty is left out of a letter."""
    language = language_now()
    need = []
    if facts.need:
        words = {"need": fact_value("need", facts.need, language)}
        need.append(_("Hoeveel begeleiding nodig is: %(need)s.") % words)
    if facts.hinders:
        need.append(_("Het knelpunt staat in de weg: %(what)s.") % {"what": facts.hinders.label})
    weighed = tuple(f"{each.title}: {each.outcome.label}." for each in facts.weighed)
    return (
        Section(heading=_("Wat wij vonden"), paragraphs=tuple(need), items=weighed),
        Section(heading=_("Waaraan u samen werkt"), items=tuple(map(_goal, facts.goals))),
        Section(heading=_("Hoe het verder gaat"), paragraphs=_future(facts)),
    )


def _goal(goal: GoalValues) -> str:
    told = {
        "goal": goal.specific,
        "seen": goal.measured_by,
        "how": goal.action,
        "day": date_long(goal.by_when, language_now()),
        "hours": hours_in_words(goal.minutes, language_now()),
        "activities": ", ".join(str(Activity(code).label) for code in goal.activities),
    }
    sentence = _(
        "%(goal)s. Te zien aan: %(seen)s. Aanpak: %(how)s (%(activities)s). Uiterlijk %(day)s, "
        "in %(hours)s."
    )
    return sentence % told


def _future(facts: FoundFacts) -> tuple[str, ...]:
    if facts.until is None:
        return ()
    day = {"day": date_long(facts.until, language_now())}
    return (
        _(
            "De begeleiding is toegekend tot en met %(day)s. Wat er van elk doel is gekomen, "
            "vragen wij bij de evaluatie. Wat dan openstaat, is het begin van een vervolgaanvraag."
        )
        % day,
    )
