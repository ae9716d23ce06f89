"""Contradictions: facts that cannot all be true of one case, for forms, files and APIs alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from rulebook.criterion import FIRST, PERMANENT
from rulebook.facts import EPOCH, FACT_BY_NAME, UNKNOWN, FactValue
from rulebook.frame import CaseFrame, Column, Mask
from rulebook.plan import NEED, TRIAL
from rulebook.text import Text

Facts = Mapping[str, FactValue | None]
Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Facts that contradict each other, and what to do about it."""

    facts: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A contradiction and the test that recognises the cases that have it."""

    contradiction: Contradiction
    found: Callable[[Columns], Mask]


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """Every contradiction in the facts of one case; facts that are missing contradict nothing."""
    columns = {name: np.array([_number(name, facts.get(name))]) for name in _ASKED}
    return tuple(rule.contradiction for rule in _RULES if rule.found(columns)[0])


def contradictory(frame: CaseFrame) -> Mask:
    """The cases that have any contradiction in them."""
    found: Mask = np.logical_or.reduce([rule.found(frame.columns) for rule in _RULES])
    return found


def _number(name: str, value: FactValue | None) -> int:
    """A value as a column holds it; one that does not fit its fact contradicts nothing."""
    fact = FACT_BY_NAME[name]
    if fact.is_small:
        return fact.encodings.get(value, 0) if isinstance(value, str) else 0
    if isinstance(value, date):
        return value.toordinal() - EPOCH.toordinal()
    return value if isinstance(value, int) else UNKNOWN


def _known(columns: Columns, *names: str) -> Mask:
    known: Mask = np.logical_and.reduce([columns[name] != UNKNOWN for name in names])
    return known


def _order(earlier: str, later: str, reason: Text) -> _Rule:
    """`later` may not lie before `earlier`."""

    def found(columns: Columns) -> Mask:
        before: Mask = columns[later] < columns[earlier]
        return _known(columns, earlier, later) & before

    return _Rule(contradiction=Contradiction(facts=(earlier, later), reason=reason), found=found)


def _in_a_job(rule: _Rule) -> _Rule:
    """The rule, for a job only: a trial placement comes before the contract."""
    return _Rule(
        contradiction=rule.contradiction,
        found=lambda columns: rule.found(columns) & (columns["work_situation"] != TRIAL),
    )


def _permanent_that_ends(columns: Columns) -> Mask:
    permanent: Mask = columns["contract_form"] == PERMANENT
    return permanent & _known(columns, "contract_end")


def _first_but_not_first(columns: Columns) -> Mask:
    known = _known(columns, "coaching_start", "support_start")
    earlier: Mask = columns["coaching_start"] < columns["support_start"]
    first: Mask = (columns["request_kind"] == FIRST) & earlier
    return known & first


def _previous_not_over(columns: Columns) -> Mask:
    known = _known(columns, "previous_support_end", "support_start")
    over: Mask = columns["previous_support_end"] < columns["support_start"]
    return known & ~over


def _goals_without_need(columns: Columns) -> Mask:
    found: Mask = (columns["need"] == _NO_NEED) & (columns["goal_hours"] > 0)
    return found


_NO_NEED: Final = NEED.encodings["none"]
_RULES: Final[tuple[_Rule, ...]] = (
    _order(
        "contract_start",
        "contract_end",
        Text(
            "De laatste dag van het contract ligt voor de eerste dag. Verbeter een van de twee.",
            "The last day of the contract lies before its first day. Correct one of the two.",
        ),
    ),
    _Rule(
        contradiction=Contradiction(
            facts=("contract_form", "contract_end"),
            reason=Text(
                "Een vast contract heeft geen laatste dag. Laat de laatste dag leeg, of kies een "
                "tijdelijk contract.",
                "A permanent contract has no last day. Leave the last day empty, or choose a "
                "fixed-term contract.",
            ),
        ),
        found=_permanent_that_ends,
    ),
    _order(
        "employment_start",
        "contract_start",
        Text(
            "Het contract begint voor de eerste dag in dienst. De eerste dag in dienst is die van "
            "het eerste contract bij deze werkgever.",
            "The contract begins before the first day employed. The first day employed is that of "
            "the first contract with this employer.",
        ),
    ),
    _order(
        "support_start",
        "support_end",
        Text(
            "De laatste dag van de begeleiding ligt voor de eerste dag. Verbeter een van de twee.",
            "The last day of the support lies before its first day. Correct one of the two.",
        ),
    ),
    _in_a_job(
        _order(
            "employment_start",
            "support_start",
            Text(
                "De begeleiding begint voor de eerste dag in dienst. Kies een latere eerste dag, "
                "of kies proefplaatsing als werksituatie.",
                "The support begins before the first day employed. Choose a later first day, or "
                "choose trial placement as work situation.",
            ),
        )
    ),
    _in_a_job(
        _order(
            "support_start",
            "contract_end",
            Text(
                "De begeleiding begint na de laatste dag van het contract. Vul het contract in "
                "dat dan loopt.",
                "The support begins after the last day of the contract. Enter the contract that "
                "runs then.",
            ),
        )
    ),
    _order(
        "coaching_start",
        "support_start",
        Text(
            "De gevraagde begeleiding begint voor de eerste dag van de begeleiding in deze baan. "
            "Verbeter een van de twee.",
            "The support asked for begins before the first day of support in this job. Correct "
            "one of the two.",
        ),
    ),
    _Rule(
        contradiction=Contradiction(
            facts=("request_kind", "coaching_start"),
            reason=Text(
                "Dit is een eerste aanvraag, maar de begeleiding in deze baan begon al eerder. "
                "Kies vervolgaanvraag, of laat de eerste dag van de begeleiding leeg.",
                "This is a first application, yet support in this job began earlier. Choose "
                "follow-up application, or leave the first day of support empty.",
            ),
        ),
        found=_first_but_not_first,
    ),
    _Rule(
        contradiction=Contradiction(
            facts=("previous_support_end", "support_start"),
            reason=Text(
                "De vorige begeleiding is op de eerste gevraagde dag nog niet afgelopen. Laat de "
                "nieuwe begeleiding een dag later of nog later beginnen.",
                "The previous support is not over on the first day asked for. Let the new support "
                "begin a day later or later still.",
            ),
        ),
        found=_previous_not_over,
    ),
    _Rule(
        contradiction=Contradiction(
            facts=("need", "goal_hours"),
            reason=Text(
                "Er is geen begeleiding nodig, maar de doelen vragen wel uren. Beoordeel de "
                "behoefte opnieuw, of haal de uren weg.",
                "No support is needed, yet the goals ask for hours. Judge the need again, or "
                "remove the hours.",
            ),
        ),
        found=_goals_without_need,
    ),
)

#: Every contradiction that the rulebook knows, for reference pages.
CONTRADICTIONS: Final = tuple(rule.contradiction for rule in _RULES)
_ASKED: Final = tuple(
    dict.fromkeys(
        ["work_situation", *(name for rule in _RULES for name in rule.contradiction.facts)]
    )
)
