"""Fixtures of the consultant's work: a policy in force, complete facts, a case to decide."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import actions
from assessments.choices import AsAdvised, Choice
from assessments.queries import CaseRow, DecisionRow
from assessments.rules_in_force import RulesOfDay
from policy_profiles.actions import adopt_shipped
from policy_profiles.models import ProfilePeriod
from rulebook.facts import FactValue
from tenants.queries import TenantRow


def put_policy_in_force(name: str = "hour-caps") -> None:
    """Have a policy hold in the tenant that the connection works in, unless one does."""
    if not ProfilePeriod.objects.filter(known_to__isnull=True).exists():
        adopt_shipped(actor=None, name=name, valid_from=date(2020, 1, 1))


def stating(rules: RulesOfDay, answers: Mapping[str, object]) -> RulesOfDay:
    """Give the rules with an own policy that states this as well, as a municipality may."""
    values = dict(rules.own.values)
    for name, value in answers.items():
        values[name] = replace(values[name], value=value, origin=values["plan.required"].origin)
    return replace(rules, own=replace(rules.own, values=values))


def complete_facts(**changed: FactValue | None) -> dict[str, FactValue | None]:
    """Facts of a case that every profile can answer: 24 hours a week for thirteen months."""
    first = timezone.localdate() - timedelta(days=10)
    facts: dict[str, FactValue | None] = {
        "structural_limitation": True,
        "target_register": True,
        "wage_cost_subsidy_group": True,
        "illness_weeks": 0,
        "work_situation": "employment",
        "contract_form": "fixed_term",
        "employment_start": first,
        "contract_start": first,
        "contract_end": first + timedelta(days=395),
        "weekly_hours": 24 * 60,
        "wage_value": 4000,
        "request_kind": "first",
        "received_on": first,
        "support_start": first,
        "need": "medium",
        "support_form": "external",
        "concurrent_support": False,
        "provider_recognition": "uwv",
        "coach_level": "hbo",
        "coach_trained": True,
        "coach_direct_colleague": False,
    }
    return {**facts, **changed}


@pytest.fixture
def eikenberg(inside_first: TenantRow) -> TenantRow:
    """Work inside Eikenberg with a policy in force; what is written is rolled back."""
    put_policy_in_force()
    return inside_first


@pytest.fixture
def consultant(eikenberg: TenantRow, make_user: Callable[..., User]) -> User:
    """A consultant of Eikenberg."""
    return make_user(eikenberg, "consultant")


@pytest.fixture
def client(eikenberg: TenantRow, sign_in: Callable[..., Client]) -> Client:
    """A browser of a consultant of Eikenberg, in Dutch."""
    browser = sign_in(eikenberg, "consultant")
    browser.cookies["django_language"] = "nl"
    return browser


@pytest.fixture
def open_case(consultant: User) -> Callable[..., CaseRow]:
    """Open a case with complete facts: open_case(wage_value=None)."""

    def opened(**changed: FactValue | None) -> CaseRow:
        case = actions.open_case(actor=consultant, client_reference="K-2201")
        return actions.save_facts(
            actor=consultant,
            case_id=case.id,
            revision=case.revision,
            facts=complete_facts(**changed),
        )

    return opened


@pytest.fixture
def decide(consultant: User) -> Callable[..., DecisionRow]:
    """Decide a case: decide(case, Otherwise(…)); without a choice as advised."""

    def decided(case: CaseRow, choice: Choice | None = None) -> DecisionRow:
        return actions.decide(
            actor=consultant,
            case_id=case.id,
            revision=case.revision,
            choice=choice or AsAdvised(),
        )

    return decided
