"""The words around evaluated cases: headings, reasons and the lines that sum up.

Of one case hours and minutes, as a decision states them; of several together hours with a decimal.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from console.evaluation import Answer, EvaluatedCase
from rulebook.explanation import criterion_label
from rulebook.ternary import OUTCOME_LABELS, OUTCOME_NAMES
from rulebook.text import Text
from rulebook.wording import NOT_KNOWN, date_short, hours, hours_minutes, number

HEADINGS = {
    "reference": Text("kenmerk", "reference"),
    "verdict": Text("oordeel", "verdict"),
    "hours": Text("uren", "hours"),
    "period": Text("periode", "period"),
    "provider": Text("uitvoering", "provider"),
    "because": Text("omdat", "because"),
    "difference": Text("verschil", "difference"),
}
_TO_ASK = Text("nog te vragen", "still to ask")
_HOURS_OPEN = Text(
    "uren: er ontbreken feiten, zie --explain", "hours: facts missing, see --explain"
)
_CASE, _CASES = Text("casus", "case"), Text("casussen", "cases")
_TOGETHER = Text("samen", "together")
_UNDER_BOTH = Text("met uren onder beide profielen", "with hours under both profiles")
_DIFFERENCE = Text("verschil", "difference")


def outcome_label(outcome: str, language: str) -> str:
    """An outcome as people read it."""
    return OUTCOME_LABELS[OUTCOME_NAMES.index(outcome)].in_language(language)


def hours_or_unknown(minutes: int | None, language: str) -> str:
    """Hours and minutes, or "not known"."""
    if minutes is None:
        return NOT_KNOWN.in_language(language)
    return hours_minutes(minutes, language)


def signed_hours(minutes: int | None, language: str) -> str:
    """A difference with its sign; empty where there is none to state."""
    if minutes is None:
        return ""
    return _sign(minutes) + hours_minutes(abs(minutes), language)


def period(answer: Answer, language: str) -> str:
    """First and last day, as far as they are known."""
    days = (answer.first_day, answer.last_day)
    return " – ".join(_day(day, language) for day in days) if any(days) else ""


def because(answer: Answer, language: str) -> str:
    """The criteria that are not met; without any, those that are not known yet."""
    if answer.not_met:
        return ", ".join(criterion_label(code, language) for code in answer.not_met)
    if answer.not_known:
        labels = ", ".join(criterion_label(code, language) for code in answer.not_known)
        return f"{_TO_ASK.in_language(language)}: {labels}"
    return "" if answer.minutes is not None else _HOURS_OPEN.in_language(language)


def summary(cases: Sequence[EvaluatedCase], language: str) -> list[str]:
    """How many cases have which verdict, the hours together and the difference."""
    count = Counter(case.answer.verdict for case in cases)
    verdicts = "; ".join(  # a verdict has commas of its own
        f"{number(count[name], language)} {outcome_label(name, language)}"
        for name in reversed(OUTCOME_NAMES)
        if count[name]
    )
    granted = sum(case.answer.minutes or 0 for case in cases)
    together = f"{_TOGETHER.in_language(language)} {hours(granted, language)}"
    lines = [f"{_cases(len(cases), language)}: {verdicts}; {together}."]
    both = [case.difference for case in cases if case.difference is not None]
    if any(case.other for case in cases):
        lines.append(
            f"{_cases(len(both), language)} {_UNDER_BOTH.in_language(language)}; "
            f"{_DIFFERENCE.in_language(language)} {_signed(sum(both), language)}."
        )
    return lines


def _cases(count: int, language: str) -> str:
    return f"{number(count, language)} {(_CASE if count == 1 else _CASES).in_language(language)}"


def _signed(minutes: int, language: str) -> str:
    return _sign(minutes) + hours(abs(minutes), language)


def _sign(minutes: int) -> str:
    return "+" if minutes > 0 else "−" if minutes < 0 else ""


def _day(day: date | None, language: str) -> str:
    return date_short(day, language) if day else NOT_KNOWN.in_language(language)
