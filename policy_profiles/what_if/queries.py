"""Reads of kept what-ifs and of the frozen sets of cases that they are of: frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from policy_profiles.simulation.data import impact_from_data
from policy_profiles.simulation.values import Impact
from policy_profiles.what_if.models import CaseSet, Scenario

MOST_LISTED = 50


class NoSuchScenario(LookupError):
    """There is no scenario with this identifier in this organisation."""

    def __init__(self, scenario_id: UUID) -> None:
        super().__init__(f"There is no scenario {scenario_id} here: choose one from the list.")
        self.scenario_id = scenario_id


class NoSuchCaseSet(LookupError):
    """There is no frozen set of cases with this identifier in this organisation."""

    def __init__(self, set_id: UUID) -> None:
        super().__init__(f"There is no set of cases {set_id} here: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSetRow:
    """A frozen set, without what is in it; the day `until` is not in its months."""

    id: UUID
    first_day: date
    until: date
    cases: int
    fingerprint: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRow:
    """A kept what-if in a list."""

    id: UUID
    name: str
    case_set: CaseSetRow
    after_key: str
    after_title: str
    after_hash: str
    before_key: str
    before_title: str
    before_hash: str
    engine_version: str
    made_by: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScenario:
    """A kept what-if with what came out of it."""

    row: ScenarioRow
    impact: Impact


def scenario(*, scenario_id: UUID) -> KeptScenario:
    """Give one kept what-if, whole.

    Raises:
        NoSuchScenario: there is none.
    """
    found = Scenario.objects.select_related("case_set").defer("case_set__decisions")
    kept = found.filter(pk=scenario_id).first()
    if kept is None:
        raise NoSuchScenario(scenario_id)
    return KeptScenario(row=scenario_row(kept), impact=impact_from_data(kept.result))


def scenarios_of(*, set_id: UUID | None = None) -> list[ScenarioRow]:
    """Give the kept what-ifs, newest first; with `set_id` those on one frozen set."""
    found = Scenario.objects.select_related("case_set").defer("result", "case_set__decisions")
    if set_id is not None:
        found = found.filter(case_set_id=set_id)
    return [scenario_row(kept) for kept in found.order_by("-made_at", "-id")[:MOST_LISTED]]


def case_sets() -> list[CaseSetRow]:
    """Give the frozen sets of cases, newest first."""
    found = CaseSet.objects.defer("decisions").order_by("-made_at", "-id")[:MOST_LISTED]
    return [case_set_row(row) for row in found]


def decisions_of_set(*, set_id: UUID) -> tuple[UUID, ...]:
    """Give the identifiers of the decisions in a frozen set; they stay inside the schema.

    Raises:
        NoSuchCaseSet: there is none.
    """
    found = CaseSet.objects.filter(pk=set_id).values_list("decisions", flat=True).first()
    if found is None:
        raise NoSuchCaseSet(set_id)
    return tuple(found)


def names_of_scenarios(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the names of scenarios by their identifier as text, for the audit record."""
    found = Scenario.objects.filter(pk__in=identifiers).values_list("pk", "name")
    return {str(key): name for key, name in found}


def case_set_row(found: CaseSet) -> CaseSetRow:
    """Give a stored set as a frozen row."""
    return CaseSetRow(
        id=found.id,
        first_day=found.first_day,
        until=found.until,
        cases=found.cases,
        fingerprint=found.fingerprint,
        made_at=found.made_at,
    )


def scenario_row(found: Scenario) -> ScenarioRow:
    """Give a stored scenario as a frozen row, without its result."""
    return ScenarioRow(
        id=found.id,
        name=found.name,
        case_set=case_set_row(found.case_set),
        after_key=found.after_key,
        after_title=found.after_title,
        after_hash=found.after_hash,
        before_key=found.before_key,
        before_title=found.before_title,
        before_hash=found.before_hash,
        engine_version=found.engine_version,
        made_by=found.made_by,
        made_at=found.made_at,
    )
