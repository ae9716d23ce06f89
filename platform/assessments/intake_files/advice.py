"""What the rules advise of many cases at once, and what their decisions come down to."""

from collections.abc import Sequence
from datetime import date

from assessments.choices import AsAdvised, Choice, resolved
from assessments.codes import GRANTS_NOTHING
from assessments.intake_files.case_reading import ReadCase
from assessments.intake_files.case_targets import DECIDED_ON, OUTCOME
from assessments.intake_files.decisions import Trouble, choice_of, refused, refused_unread
from assessments.intake_files.taken_here import FIRST, TakenHere, taken_here
from assessments.rules_in_force import RulesOfDay, rules_on
from policy_profiles.queries import NoProfileInForce
from rulebook.conclusion import Conclusion, conclude
from rulebook.frame import CaseFrame
from rulebook.text import Text

_NO_POLICY = Text(
    "Op deze dag gold hier geen beleid. Geef een andere dag, of publiceer eerst het beleid.",
    "No policy was in force here on this day. Give another day, or publish the policy first.",
)


def choices_of(
    cases: Sequence[ReadCase], *, frame: CaseFrame | None = None
) -> tuple[list[Choice | None], dict[int, list[Trouble]]]:
    """Give by case what was decided, and by row what keeps a decision from being one.

    A choice is None where nothing was decided, or where it cannot be. `frame` holds the facts of
    the cases as columns, where the reader has them.
    """
    here = taken_here(case_ids=[case.case_id for case in cases if case.case_id])
    choices: list[Choice | None] = [None] * len(cases)
    troubles: dict[int, list[Trouble]] = {}
    for rules, places in _by_rules(cases):
        if rules is None:
            troubles.update({cases[place].row: [(DECIDED_ON, _NO_POLICY)] for place in places})
            continue
        facts, part = [cases[place].facts for place in places], frame
        if frame is not None and len(places) < len(cases):
            part = frame.take(places)
        advised = conclude(facts, rules.own, frame=part)
        for place, advice in zip(places, advised, strict=True):
            case = cases[place]
            choice, trouble = _choice(case, advice, rules, here)
            choices[place] = choice
            if trouble:
                troubles[case.row] = list(trouble)
    return choices, troubles


def _choice(
    case: ReadCase, advice: Conclusion, rules: RulesOfDay, here: TakenHere
) -> tuple[Choice | None, Sequence[Trouble]]:
    read = case.decision
    if read is None:
        return None, ()
    choice = choice_of(read, advice)
    if troubles := refused_unread(read, case.facts, rules, here):
        return choice, troubles
    followed = isinstance(choice, AsAdvised) and advice.verdict != "not_known"
    if not (followed and advice.minutes is not None) and (
        troubles := refused(read, choice, advice, here)
    ):
        return choice, troubles
    if read.decided_on < here.since or resolved(choice, advice).outcome in GRANTS_NOTHING:
        return choice, ()
    wanted = here.wants_first(
        decided_on=read.decided_on, rules=rules, facts=case.facts, case_id=case.case_id
    )
    return choice, [(OUTCOME, FIRST[each]) for each in wanted]


def _by_rules(cases: Sequence[ReadCase]) -> list[tuple[RulesOfDay | None, list[int]]]:
    """The places of the decided cases by the rules of their day, each read once."""
    groups: list[tuple[RulesOfDay | None, list[int]]] = []
    of_day: dict[date, list[int]] = {}
    for place, case in enumerate(cases):
        if case.decision is None:
            continue
        day = case.decision.decided_on
        if day not in of_day:
            of_day[day] = _group(day, groups)
        of_day[day].append(place)
    return groups


def _group(day: date, groups: list[tuple[RulesOfDay | None, list[int]]]) -> list[int]:
    for rules, places in groups:
        if rules is not None and rules.hold_on(day):
            return places
    try:
        rules = rules_on(on=day)
    except NoProfileInForce:
        rules = None
    groups.append((rules, []))
    return groups[-1][1]
