"""What a file says was decided, held against the advice of the rules of that day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from django.utils.translation import override

from assessments.choices import AsAdvised, Choice, ChoiceRefused, Otherwise, refusals, resolved
from assessments.codes import DecisionOutcome
from assessments.decide_form import words_of
from assessments.intake_files.case_targets import (
    ADVISED,
    DECIDED_ON,
    FROM,
    GRANTED,
    OUTCOME,
    REASON,
    UNTIL,
)
from assessments.intake_files.taken_here import GATHERED, SECOND, TakenHere
from assessments.rules_in_force import RulesOfDay
from rulebook.conclusion import Found
from rulebook.facts import FactValue
from rulebook.text import LANGUAGES, Text

#: The column of a file that a refused choice is about, by the field of the form of a decision.
_COLUMN_OF: Final[Mapping[str, str]] = {
    "choice": OUTCOME,
    "reason": REASON,
    "minutes": GRANTED,
    "starts_on": FROM,
    "ends_on": UNTIL,
}


class ReadDecision(NamedTuple):
    """What a row says was decided; minutes and days are empty where the advice was followed."""

    outcome: str
    decided_on: date
    minutes: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    reason: str = ""


Trouble = tuple[str, Text]


def incomplete(values: Mapping[str, FactValue | None], *, today: date) -> list[Trouble]:
    """Give what keeps the columns of a decision from being one: by target, with what to do."""
    given = {name for name in _EVERY if values.get(name) is not None}
    day = values.get(DECIDED_ON)
    problems: list[Trouble] = []
    if given and OUTCOME not in given:
        problems.append((OUTCOME, _NO_OUTCOME))
    if given and day is None:
        problems.append((DECIDED_ON, _NO_DAY))
    if isinstance(day, date) and day > today:
        problems.append((DECIDED_ON, _TO_COME))
    return problems


def decision_of(values: Mapping[str, FactValue | None]) -> ReadDecision | None:
    """Give the decision of a row that `incomplete` finds nothing in; None without one."""
    day, minutes = values.get(DECIDED_ON), values.get(GRANTED)
    starts_on, ends_on = values.get(FROM), values.get(UNTIL)
    if not isinstance(day, date):
        return None
    return ReadDecision(
        outcome=str(values[OUTCOME]),
        decided_on=day,
        minutes=minutes if isinstance(minutes, int) else None,
        starts_on=starts_on if isinstance(starts_on, date) else None,
        ends_on=ends_on if isinstance(ends_on, date) else None,
        reason=str(values.get(REASON) or ""),
    )


def choice_of(read: ReadDecision, advice: Found) -> Choice:
    """Give the choice that a row comes down to: as advised where it says the same."""
    if read.outcome == ADVISED:
        return AsAdvised()
    known = advice.verdict != "not_known" and advice.minutes is not None
    if read.outcome == DecisionOutcome.REFUSE:
        same = known and advice.verdict == "not_met"
        return AsAdvised() if same else Otherwise(outcome=read.outcome, reason=read.reason)
    same = known and advice.verdict != "not_met" and _same(read, advice)
    if same:
        return AsAdvised()
    return Otherwise(
        outcome=DecisionOutcome.GRANT_OTHERWISE,
        reason=read.reason,
        minutes=read.minutes or 0,
        starts_on=read.starts_on,
        ends_on=read.ends_on,
    )


def refused(
    read: ReadDecision, choice: Choice, advice: Found, here: TakenHere
) -> Sequence[Trouble]:
    """Give what keeps a row's decision from being one, held against what the rules advise."""
    if found := refusals(choice, advice):
        return [(_COLUMN_OF[each.field], _in_both(each)) for each in found]
    waits = here.asks_a_colleague(
        decided_on=read.decided_on, chosen=resolved(choice, advice), finding=advice
    )
    return [(OUTCOME, SECOND)] if waits else ()


def refused_unread(
    read: ReadDecision,
    facts: Mapping[str, FactValue | None],
    rules: RulesOfDay,
    here: TakenHere,
) -> Sequence[Trouble]:
    """Give what keeps a row's decision from being one, whatever the rules advise."""
    received = facts.get("received_on")
    if isinstance(received, date) and read.decided_on < received:
        return [(DECIDED_ON, _TOO_EARLY)]
    wants = here.asks_more_than_a_file(decided_on=read.decided_on, rules=rules)
    return [(OUTCOME, GATHERED)] if wants else ()


def _same(read: ReadDecision, advice: Found) -> bool:
    """Whether what a row grants is the advice; what it leaves out, it grants as advised."""
    pairs = (
        (read.minutes, advice.minutes),
        (read.starts_on, advice.support_start),
        (read.ends_on, advice.support_end),
    )
    return all(own is None or own == advised for own, advised in pairs)


def _in_both(each: ChoiceRefused) -> Text:
    texts = []
    for language in LANGUAGES:
        with override(language):
            texts.append(words_of(each))
    return Text(*texts)


_EVERY: Final = (OUTCOME, DECIDED_ON, GRANTED, FROM, UNTIL, REASON)
_NO_OUTCOME: Final = Text(
    "Zeg wat er besloten is: toegekend, afgewezen of zoals geadviseerd.",
    "Say what was decided: granted, refused or as advised.",
)
_NO_DAY: Final = Text("Geef de dag van het besluit.", "Give the day of the decision.")
_TO_COME: Final = Text(
    "Deze dag moet nog komen. Geef vandaag of een eerdere dag.",
    "This day has not come yet. Give today or an earlier one.",
)
_TOO_EARLY: Final = Text(
    "Deze dag ligt voor de dag waarop de aanvraag binnenkwam. Verbeter een van beide.",
    "This day is before the day on which the application came in. Correct one of the two.",
)
