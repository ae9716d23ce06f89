"""The same client under other policy: own rules beside UWV's, and for some every published one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.language import language_now
from accounts.permissions import Permission, has_permission, requires
from assessments import queries
from assessments.page_parts import municipality_name, rules_today, with_case
from assessments.queries import CaseRow
from assessments.receipts import replay_receipt
from assessments.status import CaseStatus
from policy_profiles.register.queries import published_profiles
from policy_profiles.vignettes.coach_requirements import coach_requirements
from policy_profiles.vignettes.elsewhere import Facts, same_client_elsewhere
from policy_profiles.vignettes.pages import BothSides, both_sides
from policy_profiles.vignettes.queries import spread_of
from policy_profiles.vignettes.spread_picture import spread_picture
from rulebook.profile import Profile
from tenants import context as tenancy


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """The facts of a case and the two profiles that it is held against, as on a day.

    Of a decided case those of the day of the decision, as its receipt holds them.
    """

    facts: Facts
    own: Profile
    baseline: Profile
    on: date
    is_decided: bool


@require_safe
@requires(Permission.READ_CASES)
@never_cache
@with_case
def elsewhere(request: HttpRequest, case: CaseRow) -> HttpResponse:
    """Show a case under the own policy and the baseline, and what explains the difference.

    Who may compare organisations as well also sees every published profile. Nothing is kept.
    """
    rules = _rules_of(case)
    if rules is None:
        return redirect("assessments:case", case.number)
    language = language_now()
    form = rules.facts.get("support_form")
    both = both_sides(facts=rules.facts, own=rules.own, baseline=rules.baseline, language=language)
    context: dict[str, Any] = {
        "case": case,
        "municipality": municipality_name(case.municipality_code),
        "rules": rules,
        "both": both,
        "coach_of_own": coach_requirements(profile=rules.own, form=form, language=language),
        "coach_of_baseline": coach_requirements(
            profile=rules.baseline, form=form, language=language
        ),
    }
    if has_permission(request.user, Permission.READ_BENCHMARK):
        context |= _others(rules, both, language)
    return render(request, "assessments/elsewhere.html", context)


def _rules_of(case: CaseRow) -> CaseRules | None:
    """What a case is held against; None where the organisation has no policy in force."""
    if case.status in (CaseStatus.DECIDED, CaseStatus.CLOSED):
        again = replay_receipt(receipt=queries.receipt(number=case.number))
        return CaseRules(
            facts=again.own.facts,
            own=again.own.profile,
            baseline=again.baseline.profile,
            on=queries.decision(number=case.number).decided_on,
            is_decided=True,
        )
    rules = rules_today()
    if rules is None:
        return None
    return CaseRules(
        facts=case.facts,
        own=rules.own,
        baseline=rules.baseline,
        on=timezone.localdate(),
        is_decided=False,
    )


def _others(rules: CaseRules, both: BothSides, language: str) -> dict[str, Any]:
    """Every profile that is published on the day, with the spread of their hours."""
    places = same_client_elsewhere(
        facts=rules.facts,
        own=rules.own,
        rows=published_profiles(on=rules.on),
        language=language,
        own_schema=tenancy.current_schema_name(),
    )
    spread = spread_of(answers=[place.answer for place in places])
    return {
        "elsewhere": places,
        "spread": spread,
        "picture": spread_picture(
            spread=spread, own=both.own.answer.minutes, baseline=both.baseline.answer.minutes
        ),
    }
