"""What the parts of an indicator are called: codes of a column, moments, topics, the four parts."""

import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final

from django.utils import translation

from assessments.codes import DeviationReason
from assessments.objections.codes import OutcomeReason
from benchmarking.definitions import Indicator
from benchmarking.measures.counting import codes_of
from outcomes.codes import EndSide
from rulebook.case_classes import CONTRACT_CLASSES, HOURS_CLASSES, NOT_KNOWN, TARGET_GROUPS
from rulebook.explanation import criterion_label
from rulebook.facts import FACT_BY_NAME
from rulebook.headings import TOPICS
from rulebook.profiles import load_shipped
from rulebook.text import LANGUAGES, Text
from rulebook.wording import code_label

_MOMENT: Final = re.compile(r"(\d+)([md])", re.ASCII)
_AFTER: Final = {
    "m": Text("na {} maanden", "after {} months"),
    "d": Text("na {} dagen", "after {} days"),
}
_SPLIT: Final[Mapping[str, Text]] = {
    "difference": Text("Verschil", "Difference"),
    "practice": Text("Eigen uitvoering", "Own practice"),
    "policy": Text("Beleid", "Policy"),
    "case_mix": Text("Andere gevallen", "Other cases"),
    "reference_practice": Text("Uitvoering daar", "Practice there"),
}
_GROWTH: Final[Mapping[str, Text]] = {
    "fewer": Text("minder", "fewer"),
    "down": Text("lager", "lower"),
    "same": Text("gelijk", "the same"),
    "more": Text("meer", "more"),
    "up": Text("hoger", "higher"),
    "up_to_10": Text("hoogstens 10 procentpunt hoger", "at most 10 percentage points higher"),
    "over_10": Text("meer dan 10 procentpunt hoger", "more than 10 percentage points higher"),
}
_OBJECTIONS: Final[Mapping[str, Text]] = {
    "upheld": Text("gegrond", "upheld"),
    "running": Text("loopt nog", "still running"),
    "none": Text("geen bezwaar", "no objection"),
    "partly": Text("deels gegrond", "partly upheld"),
    "rejected": Text("ongegrond", "rejected"),
    "inadmissible": Text("niet-ontvankelijk", "inadmissible"),
    "withdrawn": Text("ingetrokken", "withdrawn"),
}
#: By the column of which every code has its own share.
_LABELS: Final[Mapping[str, Mapping[str, Text]]] = {
    "target_group": TARGET_GROUPS,
    "contract_class": CONTRACT_CLASSES,
    "hours_class": HOURS_CLASSES,
    "sector": FACT_BY_NAME["employer_sector"].code_labels,
    "firm_size": FACT_BY_NAME["employer_size"].code_labels,
    "hours_growth": _GROWTH,
    "wage_value_growth": _GROWTH,
    "self_reliance": _GROWTH,
    "objection": _OBJECTIONS,
}
_NOT_KNOWN: Final = Text("niet bekend", "not known")
_CHOICES: Final[Mapping[str, type[Enum]]] = {
    "deviation_reason": DeviationReason,
    "objection_reason": OutcomeReason,
    "reason": EndSide,
}
_CRITERIA: Final = frozenset({"failed_own", "failed_baseline"})


def parts_of(one: Indicator) -> tuple[str, ...]:
    """Return the parts in which an indicator is told; none where it has one figure."""
    if one.measure.days:
        return tuple(moment.name for moment in one.measure.moments)
    return tuple(code for code in codes_of(one) if code)


def part_label(one: Indicator, part: str) -> Text:
    """Return what a part of an indicator is called, in both languages."""
    if one.method == "split":
        return _SPLIT[part]
    moment = _MOMENT.fullmatch(part)
    if part == "1m":
        return Text("na 1 maand", "after 1 month")
    if moment is not None:
        after = _AFTER[moment[2]]
        return Text(after.nl.format(moment[1]), after.en.format(moment[1]))
    column = one.measure.each
    known = _LABELS.get(column) or _of_fact(column)
    if part in known:
        return known[part]
    return TOPICS.get(part) or _of_column(column, part)


def _of_fact(column: str) -> Mapping[str, Text]:
    return FACT_BY_NAME[column].code_labels if column in FACT_BY_NAME else {}


def _of_column(column: str, part: str) -> Text:
    if part == NOT_KNOWN:
        return _NOT_KNOWN
    if column == "passes":
        return load_shipped(part).title
    if column == "support_year":
        return Text(f"jaar {part}", f"year {part}")
    if column in _CRITERIA:
        return _both(lambda language: criterion_label(part, language))
    if column in _CHOICES:
        choice = _CHOICES[column](part)
        return _both(lambda _: str(getattr(choice, "label")))  # noqa: B009 - Django's own enum
    return _both(lambda language: code_label(part, language))


def _both(worded: Callable[[str], str]) -> Text:
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(worded(language))
    return Text(*said)
