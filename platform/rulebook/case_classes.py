"""Classes of cases too wide to recognise anyone by: their codes, words and columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rulebook.criterion import PERMANENT, WEEKS_OF_A_CONTRACT
from rulebook.facts import FACT_BY_NAME, NO, UNKNOWN, YES, FactField, FactValue
from rulebook.frame import CaseFrame
from rulebook.month_arithmetic import add_months
from rulebook.plan import NEED, TRIAL
from rulebook.text import Text

NOT_KNOWN: Final = "not_known"
NOT_KNOWN_LABEL: Final = Text("Niet bekend", "Not known")

#: In this order: who belongs to several groups counts in the first.
TARGET_GROUPS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "wage_cost_subsidy": Text("Doelgroep loonkostensubsidie", "Wage-cost subsidy group"),
        "target_register": Text("Doelgroepregister", "Target-group register"),
        "structural_limitation": Text(
            "Structurele functionele beperking", "Structural functional limitation"
        ),
        "other": Text("Andere groep", "Other group"),
        NOT_KNOWN: NOT_KNOWN_LABEL,
    }
)
#: The facts that put a case in a target group, in the order of the groups.
GROUNDS: Final = (
    ("wage_cost_subsidy_group", "wage_cost_subsidy"),
    ("target_register", "target_register"),
    ("structural_limitation", "structural_limitation"),
    ("other_limitation", "other"),
    ("long_term_unemployed", "other"),
    ("status_holder", "other"),
    ("special_education", "other"),
)
CONTRACT_CLASSES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "permanent": Text("Vast contract", "Permanent contract"),
        "fixed_12_or_more": Text(
            "Tijdelijk, 12 maanden of langer", "Fixed term, 12 months or longer"
        ),
        "fixed_under_12": Text("Tijdelijk, korter dan 12 maanden", "Fixed term, under 12 months"),
        "trial": Text("Proefplaatsing", "Trial placement"),
        "other": Text("Ander of niet bekend", "Other or not known"),
    }
)
HOURS_CLASSES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "under_12": Text("Minder dan 12 uur per week", "Under 12 hours a week"),
        "12_to_23": Text("12 tot 24 uur per week", "12 to 24 hours a week"),
        "24_to_31": Text("24 tot 32 uur per week", "24 to 32 hours a week"),
        "32_or_more": Text("32 uur per week of meer", "32 hours a week or more"),
        NOT_KNOWN: NOT_KNOWN_LABEL,
    }
)
NEED_CLASSES: Final[Mapping[str, Text]] = MappingProxyType(
    {**FACT_BY_NAME["need"].code_labels, NOT_KNOWN: NOT_KNOWN_LABEL}
)
AGE_CLASSES: Final[Mapping[str, Text]] = MappingProxyType(
    {**FACT_BY_NAME["age_band"].code_labels, NOT_KNOWN: NOT_KNOWN_LABEL}
)

#: Per case the place of its class in the mapping of the dimension.
Places = NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One way to sort cases into classes: every case is in exactly one class of `classes`.

    `facts` are those that `places` looks at.
    """

    code: str
    label: Text
    classes: Mapping[str, Text]
    facts: tuple[str, ...]
    places: Callable[[CaseFrame], Places]


def target_groups(frame: CaseFrame) -> Places:
    """The first ground that is met; "other" where every ground is answered and none is met."""
    order = list(TARGET_GROUPS)
    places = np.full(frame.n, order.index(NOT_KNOWN), dtype=np.int8)
    answered = np.ones(frame.n, dtype=bool)
    for fact, _group in GROUNDS[:3]:
        answered &= frame[fact] == NO
    places[answered] = order.index("other")
    for fact, group in reversed(GROUNDS):
        places[frame[fact] == YES] = order.index(group)
    return places


def contract_classes(frame: CaseFrame) -> Places:
    """The class of the contract; fixed terms are told apart at twelve months."""
    order = list(CONTRACT_CLASSES)
    start, end = frame["contract_start"], frame["contract_end"]
    places = np.full(frame.n, order.index("other"), dtype=np.int8)
    dated = (start != UNKNOWN) & (end != UNKNOWN)
    year = add_months(start, 12) - ~_leap_days(start)
    places[dated & (end >= year)] = order.index("fixed_12_or_more")
    places[dated & (end < year)] = order.index("fixed_under_12")
    places[frame["contract_form"] == PERMANENT] = order.index("permanent")
    places[frame["work_situation"] == TRIAL] = order.index("trial")
    return places


def hours_classes(frame: CaseFrame) -> Places:
    """The class of contract hours a week; hours a year count over 52 weeks."""
    order = list(HOURS_CLASSES)
    weekly, yearly = frame["weekly_hours"].astype(np.int64), frame["yearly_hours"]
    by_year = yearly != UNKNOWN
    minutes = np.where(by_year, yearly, weekly * WEEKS_OF_A_CONTRACT)
    limits = np.array([12, 24, 32]) * 60 * WEEKS_OF_A_CONTRACT
    places = np.searchsorted(limits, minutes, side="right").astype(np.int8)
    places[~by_year & (weekly == UNKNOWN)] = order.index(NOT_KNOWN)
    return places


def needs(frame: CaseFrame) -> Places:
    """The judged need on the shared scale."""
    return _by_code(frame, NEED)


def ages(frame: CaseFrame) -> Places:
    """The band of ages, where somebody gave it."""
    return _by_code(frame, FACT_BY_NAME["age_band"])


def _by_code(frame: CaseFrame, fact: FactField) -> Places:
    """A class for each code of a fact, and "not known" after them."""
    column = frame[fact.name]
    places: Places = np.where(column == 0, len(fact.codes), column - 1)
    return places.astype(np.int8)


def _leap_days(days: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Where a day is 29 February: twelve months from it end on the 28th itself."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    in_month = (days.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    leap: NDArray[np.bool_] = (months.astype(np.int64) % 12 == 1) & (in_month == 28)
    return leap


#: The classes by which effects are shown. Age acts in no rule and stands in no fact row; it is here
#: so that an unequal effect of policy can be seen.
DIMENSIONS: Final[tuple[Dimension, ...]] = (
    Dimension(
        code="target_group",
        label=Text("Doelgroep", "Target group"),
        classes=TARGET_GROUPS,
        facts=tuple(fact for fact, _group in GROUNDS),
        places=target_groups,
    ),
    Dimension(
        code="contract",
        label=Text("Contract", "Contract"),
        classes=CONTRACT_CLASSES,
        facts=("contract_start", "contract_end", "contract_form", "work_situation"),
        places=contract_classes,
    ),
    Dimension(
        code="hours",
        label=Text("Uren per week", "Hours a week"),
        classes=HOURS_CLASSES,
        facts=("weekly_hours", "yearly_hours"),
        places=hours_classes,
    ),
    Dimension(
        code="need",
        label=Text("Begeleidingsbehoefte", "Need for support"),
        classes=NEED_CLASSES,
        facts=("need",),
        places=needs,
    ),
    Dimension(
        code="age",
        label=Text("Leeftijd", "Age"),
        classes=AGE_CLASSES,
        facts=("age_band",),
        places=ages,
    ),
)
DIMENSION_BY_CODE: Final[Mapping[str, Dimension]] = MappingProxyType(
    {dimension.code: dimension for dimension in DIMENSIONS}
)


def class_of(dimension: str, facts: Mapping[str, FactValue | None]) -> str:
    """Give the class of one case in a dimension: its columns, for a frame of one row."""
    return classes_of(dimension, frame_for_classes((dimension,), [facts]))[0]


def frame_for_classes(
    dimensions: Sequence[str], rows: Sequence[Mapping[str, FactValue | None]]
) -> CaseFrame:
    """Give the facts by which some dimensions sort cases as columns: sooner than all facts."""
    names = dict.fromkeys(name for code in dimensions for name in DIMENSION_BY_CODE[code].facts)
    return CaseFrame.from_rows([{name: row.get(name) for name in names} for row in rows])


def classes_of(dimension: str, frame: CaseFrame) -> list[str]:
    """Give the class of every case in a dimension."""
    sorted_by = DIMENSION_BY_CODE[dimension]
    classes = list(sorted_by.classes)
    return [classes[place] for place in sorted_by.places(frame).tolist()]
