"""Contradictions: facts that cannot all be true of one case, for forms, files and APIs alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rulebook.facts import FactValue
from rulebook.text import Text

Facts = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Facts that contradict each other, and what to do about it."""

    facts: tuple[str, ...]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A contradiction and the test that recognises it."""

    contradiction: Contradiction
    found: Callable[[Facts], bool]


def contradictions(facts: Facts) -> tuple[Contradiction, ...]:
    """Every contradiction in the facts of one case; facts that are missing contradict nothing."""
    return tuple(rule.contradiction for rule in _RULES if rule.found(facts))


def _days(facts: Facts, *names: str) -> list[date] | None:
    """The dates asked for, or None where one of them is missing."""
    days = [value for name in names if isinstance(value := facts.get(name), date)]
    return days if len(days) == len(names) else None


def _order(earlier: str, later: str, reason: Text) -> _Rule:
    """`later` may not lie before `earlier`."""

    def found(facts: Facts) -> bool:
        days = _days(facts, earlier, later)
        return days is not None and days[1] < days[0]

    return _Rule(contradiction=Contradiction(facts=(earlier, later), reason=reason), found=found)


def _in_a_job(rule: _Rule) -> _Rule:
    """The rule, for a job only: a trial placement comes before the contract."""
    return _Rule(
        contradiction=rule.contradiction,
        found=lambda facts: facts.get("work_situation") != "trial_placement" and rule.found(facts),
    )


def _permanent_that_ends(facts: Facts) -> bool:
    return facts.get("contract_form") == "permanent" and facts.get("contract_end") is not None


def _first_but_not_first(facts: Facts) -> bool:
    days = _days(facts, "coaching_start", "support_start")
    return facts.get("request_kind") == "first" and days is not None and days[0] < days[1]


def _previous_not_over(facts: Facts) -> bool:
    days = _days(facts, "previous_support_end", "support_start")
    return days is not None and days[1] <= days[0]


def _goals_without_need(facts: Facts) -> bool:
    hours = facts.get("goal_hours")
    return facts.get("need") == "none" and isinstance(hours, int) and hours > 0


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
