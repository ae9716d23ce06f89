"""What organisations in a labour-market region propose one another to do with a new baseline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from policy_profiles.baselines.transition import Choice
from policy_profiles.register.models import RegionalProposal
from rulebook.parameter import PARAMETERS
from tenants import context
from tenants import queries as tenants


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedAnswer:
    """What is proposed for one parameter."""

    choice: Choice
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalRow:
    """The latest proposal of one organisation in the region."""

    schema_name: str
    organisation: str
    is_own: bool
    shared_at: datetime
    answers: Mapping[str, ProposedAnswer]


def has_region() -> bool:
    """Whether the region of the organisation is known."""
    return bool(tenants.neighbours(schema_name=context.current_schema_name()))


def proposals_to(*, label: str) -> tuple[RegionalRow, ...]:
    """Give what open organisations in the own region propose for a baseline, by name.

    An organisation sees its own proposal also before it opened. Nobody sees another region's.
    """
    own = context.current_schema_name()
    near = tenants.neighbours(schema_name=own)
    names = {row.schema_name: row.name for row in tenants.tenants() if row.schema_name == own}
    names |= {row.schema_name: row.name for row in tenants.launched_tenants()}
    with context.as_benchmark():
        found = RegionalProposal.objects.filter(baseline=label, schema_name__in=near)
        latest = {row.schema_name: row for row in found.order_by("shared_at", "id")}
    rows = [
        RegionalRow(
            schema_name=row.schema_name,
            organisation=names[row.schema_name],
            is_own=row.schema_name == own,
            shared_at=row.shared_at,
            answers=_read(row.answers),
        )
        for row in latest.values()
        if row.answers and row.schema_name in names
    ]
    return tuple(sorted(rows, key=lambda row: row.organisation.casefold()))


def own_proposals() -> dict[str, Any]:
    """Give what the organisation shares now, by the version of the baseline."""
    own = RegionalProposal.objects.filter(schema_name=context.current_schema_name())
    return dict(own.order_by("shared_at", "id").values_list("baseline", "answers"))


def _read(data: object) -> dict[str, ProposedAnswer]:
    """Read the answers of another organisation; what this release does not know is left out."""
    if not isinstance(data, Mapping):
        return {}
    return {
        name: ProposedAnswer(choice=Choice(given["choice"]), note=str(given.get("note", "")))
        for name, given in data.items()
        if name in PARAMETERS and isinstance(given, Mapping) and given.get("choice") in list(Choice)
    }
