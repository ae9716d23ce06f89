"""Decided cases of an organisation, made in one go, for whoever replays them."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from assessments.bulk_actions import NewCase, add_cases
from assessments.choices import AsAdvised
from rulebook.facts import FactValue

FIRST_DAY = date(2025, 1, 6)
NEEDS = ("light", "medium", "intensive")


def decided_facts(number: int) -> dict[str, FactValue | None]:
    """A case that can be decided under every profile; need, hours and contract vary."""
    chance = Random(number)
    first = FIRST_DAY + timedelta(days=number * 37 % 300)
    return {
        "structural_limitation": True,
        "target_register": number % 3 == 0,
        "wage_cost_subsidy_group": number % 2 == 0,
        "illness_weeks": 0,
        "work_situation": "employment",
        "contract_form": "fixed_term",
        "employment_start": first,
        "contract_start": first,
        "contract_end": first + timedelta(days=chance.choice((240, 395, 730))),
        "weekly_hours": 60 * chance.choice((10, 16, 24, 32, 36)),
        "wage_value": chance.choice((2_500, 4_000, 6_000)),
        "growth_expected": number % 5 == 0,
        "request_kind": "first",
        "received_on": first,
        "support_start": first,
        "need": chance.choice(NEEDS),
        "support_form": "external",
        "concurrent_support": False,
        "provider_recognition": "uwv",
        "coach_level": "hbo",
        "coach_trained": True,
        "coach_direct_colleague": False,
        "unused_hours": 0,
    }


def decide_cases(count: int, *, first: int = 0) -> None:
    """Decide so many cases as advised, over ten months of 2025, in the tenant of the connection."""
    decide_like(range(first, first + count))


def decide_like(numbers: Iterable[int]) -> None:
    """Decide a case with the facts of each number, which may come more than once."""
    cases = [
        NewCase(
            client_reference=f"WAT-{number:05d}-{place}",
            facts=decided_facts(number),
            decided_on=FIRST_DAY + timedelta(days=number * 37 % 300),
            opened_on=FIRST_DAY + timedelta(days=number * 37 % 300),
            choice=AsAdvised(),
            is_synthetic=True,
        )
        for place, number in enumerate(numbers)
    ]
    add_cases(actor=None, cases=cases)
