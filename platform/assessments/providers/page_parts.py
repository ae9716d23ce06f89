"""Who is chosen and what the policy says of it, as the pages of a case show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from assessments.providers.queries import ProviderOfCase, check_of, provider_of
from assessments.queries import CaseRow, decision
from assessments.rules_of_case import rules_of
from coaches.requirements.rows import CoachRow, OrganisationRow
from coaches.words import SaidLine, said, specialisms_in_words

STEP = "begeleider"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProvider:
    """Who is chosen, in words, with the answer of the policy in force.

    `outcome` is that of all requirements together; `expiring` are those met ones that stop to hold
    within three months or before the support ends. Without a policy in force there are no lines.
    """

    organisation: OrganisationRow | None
    coach: CoachRow | None
    specialisms: str
    outcome: str
    lines: tuple[SaidLine, ...]
    expiring: tuple[SaidLine, ...]


def shown_provider(case: CaseRow, *, until: date | None = None) -> ShownProvider | None:
    """Give who is chosen in a case; None where nobody is.

    Args:
        case: the case, with its facts.
        until: the last day of the support, where it is known.
    """
    provider = provider_of(case_id=case.id)
    return _shown(case, provider, until) if provider else None


def step_context(case: CaseRow, slug: str) -> Mapping[str, Any]:
    """Give what the step of the provider shows beside its questions; nothing on other steps."""
    if slug != STEP:
        return {}
    provider = provider_of(case_id=case.id)
    return {
        "chooses_provider": True,
        "provider": _shown(case, provider, None) if provider else None,
        "from_register": provider.from_register(case.facts) if provider else frozenset(),
    }


def below_a_decision(request: HttpRequest, case: CaseRow) -> tuple[str, Mapping[str, Any]]:  # noqa: ARG001
    """Give the part of the page of a decision that tells who coaches."""
    periods = decision(number=case.number).periods
    last = max((period.ends_on for period in periods), default=None)
    context = {"provider": shown_provider(case, until=last)}
    return "assessments/providers/below_decision.html", context


def _shown(case: CaseRow, provider: ProviderOfCase, until: date | None) -> ShownProvider:
    chosen, rules = provider.chosen, rules_of(case)
    people = (chosen.organisation, chosen.coach)
    codes = [code for each in people if each for code in each.specialisms]
    shown: dict[str, Any] = {"outcome": "not_known", "lines": (), "expiring": ()}
    if rules is not None:
        found = check_of(provider, profile=rules.own, on=timezone.localdate(), facts=case.facts)
        shown = {
            "outcome": found.outcome,
            "lines": tuple(said(line, rules.own) for line in found.lines),
            "expiring": tuple(said(line, rules.own) for line in found.expiring(until=until)),
        }
    return ShownProvider(
        organisation=chosen.organisation,
        coach=chosen.coach,
        specialisms=specialisms_in_words(dict.fromkeys(codes)),
        **shown,
    )
