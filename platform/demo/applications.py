"""The facts of one application: person, job, request and provider, by the names of the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from demo.careers import Application, Job
from demo.draws import Draws
from demo.employers import employer_of
from demo.people import Person
from demo.tenant_list import DemoTenant
from demo.window import FIRST_DAY, LAST_DAY, later
from rulebook.facts import FACTS, FactValue

Facts = dict[str, FactValue]

#: From this many months of support on, files say whether going on was justified.
_JUSTIFIED_FROM: Final = 24
_LATEST_RECEIPT: Final = later(LAST_DAY, days=-20)


def facts_of(
    tenant: DemoTenant, job: Job, person: Person, application: Application, draws: Draws
) -> Facts:
    """What is known of one application; what does not apply is left out."""
    facts: dict[str, FactValue | None] = {
        **_person_facts(person, draws),
        **_job_facts(job, person, application, draws),
        **_request_facts(tenant, job, person, application, draws),
        **_provider_facts(job, person, draws),
        **employer_of(job, schema_name=tenant.schema_name),
    }
    return in_order(facts)


def in_order(facts: Mapping[str, FactValue | None]) -> Facts:
    """The known facts in the order in which the rulebook lists them."""
    known = {fact.name: facts.get(fact.name) for fact in FACTS}
    return {name: value for name, value in known.items() if value is not None}


def _person_facts(person: Person, draws: Draws) -> dict[str, FactValue | None]:
    limitation, register, subsidy, other = person.grounds
    return {
        "structural_limitation": limitation,
        "target_register": register,
        "wage_cost_subsidy_group": subsidy,
        "other_limitation": other or draws.whether(9),
        "long_term_unemployed": person.long_term_unemployed,
        "status_holder": person.status_holder,
        "special_education": False,
        "illness_weeks": draws.whole(1, 4) if draws.whether(6) else 0,
        "age_band": person.age_band,
    }


def _job_facts(
    job: Job, person: Person, application: Application, draws: Draws
) -> dict[str, FactValue | None]:
    facts: dict[str, FactValue | None] = {
        "work_situation": job.situation,
        "weekly_hours": person.weekly_hours,
        "wage_value": person.wage_value,
        "growth_expected": person.growth_expected or None,
    }
    if person.counts_hours_a_year:
        facts["yearly_hours"] = person.weekly_hours * 52
    if job.situation == "trial_placement":
        return {**facts, "intended_months": draws.pick({6: 30, 7: 25, 8: 10, 12: 35})}
    start, end = job.contract_at(application.months)
    return {
        **facts,
        "contract_form": _contract_form(job, person, draws),
        "employment_start": job.starts,
        "contract_start": start,
        "contract_end": end,
    }


def _contract_form(job: Job, person: Person, draws: Draws) -> str:
    if job.contract == "agency":
        return "agency_without_clause"
    if job.contract == "fixed_term" and not person.growth_expected and draws.whether(8):
        return "min_max"
    return job.contract


def _request_facts(
    tenant: DemoTenant, job: Job, person: Person, application: Application, draws: Draws
) -> dict[str, FactValue | None]:
    facts: dict[str, FactValue | None] = {
        "request_kind": application.kind,
        "support_start": application.support_start,
        "need": person.need_after(application.months, draws),
        "received_on": _received(application.support_start, draws),
    }
    if draws.whether(tenant.mix["goals_with_hours"]):
        facts["goal_hours"] = draws.whole(10, 80) * 60
    if application.kind == "first":
        return facts | _lateness(tenant, application.support_start, draws)
    facts["coaching_start"] = job.starts
    facts["previous_support_end"] = later(application.support_start, days=-1)
    facts["unused_hours"] = draws.whole(1, 12) * 60 if draws.whether(30) else 0
    if application.months >= _JUSTIFIED_FROM:
        facts["extension_justified"] = draws.whether(86)
    return facts


def _received(support_start: date, draws: Draws) -> date:
    day = later(support_start, days=draws.whole(-25, 24))
    return min(max(day, FIRST_DAY), _LATEST_RECEIPT)


def _lateness(tenant: DemoTenant, support_start: date, draws: Draws) -> dict[str, FactValue | None]:
    if not draws.whether(tenant.mix["late"]):
        return {}
    received = later(support_start, days=draws.whole(30, 75))
    if received > _LATEST_RECEIPT:
        return {}
    with_reason = draws.whether(tenant.mix["late_with_reason"])
    return {"received_on": received, "late_with_reason": with_reason}


def _provider_facts(job: Job, person: Person, draws: Draws) -> dict[str, FactValue | None]:
    facts: dict[str, FactValue | None] = {
        "support_form": job.support_form,
        "concurrent_support": False,
    }
    if job.support_form == "internal":
        return {
            **facts,
            "coach_trained": draws.whether(95),
            "coach_direct_colleague": draws.whether(40),
        }
    return {
        **facts,
        "provider_recognition": person.recognition if job.support_form == "external" else None,
        "coach_level": "below_hbo" if person.coach_below_hbo else "hbo",
        "coach_trained": draws.whether(85),
        "coach_direct_colleague": False,
    }
