"""What organisations in a labour-market region propose one another to do with a new baseline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.baselines.queries import answers_to, this_baseline
from policy_profiles.baselines.transition import Choice
from policy_profiles.register.models import RegionalProposal
from rulebook.parameter import PARAMETERS
from tenants import context
from tenants import queries as tenants


class NoRegion(LookupError):
    """The labour-market region of an organisation is not known: there is nobody to share with."""

    def __init__(self) -> None:
        super().__init__("The labour-market region of this organisation is not known.")


class NothingToShare(ValueError):
    """An organisation shares a proposal before it answered anything."""

    def __init__(self) -> None:
        super().__init__("Answer at least one value before you share the answers.")


class NothingShared(LookupError):
    """An organisation takes a proposal back that it never made, or took back already."""

    def __init__(self) -> None:
        super().__init__("This organisation shares no answers to that baseline: read the list.")


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


@transaction.atomic
def share_answers(*, actor: User, label: str) -> None:
    """Share the answers of now with the region: parameter, choice and note, and nothing else.

    Raises:
        NotPermitted, NoNewBaseline: who or what does not allow it.
        NoRegion: it is not known with whom to share.
        NothingToShare: nothing was answered.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    this_baseline(label)
    if not has_region():
        raise NoRegion
    found = answers_to(label=label)
    if not found.rows:
        raise NothingToShare
    shared = {
        name: {"choice": row.choice.value, "note": row.note} for name, row in found.rows.items()
    }
    _add(actor, "baseline.shared", label, shared)


@transaction.atomic
def unshare_answers(*, actor: User, label: str) -> None:
    """Take the own proposal back; who took it over keeps the answers.

    Raises:
        NotPermitted: the actor does not edit policy.
        NothingShared: there is no proposal of one's own to that baseline.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    if not _own_answers().get(label):
        raise NothingShared
    _add(actor, "baseline.unshared", label, {})


def _own_answers() -> dict[str, Any]:
    """What the organisation shares now, by the version of the baseline."""
    own = RegionalProposal.objects.filter(schema_name=context.current_schema_name())
    return dict(own.order_by("shared_at", "id").values_list("baseline", "answers"))


def _add(actor: User, action: str, label: str, answers: Mapping[str, Any]) -> None:
    RegionalProposal.objects.create(
        schema_name=context.current_schema_name(),
        baseline=label,
        answers=answers,
        shared_at=timezone.now(),
    )
    record(
        actor=actor,
        action=action,
        object_kind="baseline",
        object_id=label,
        details={"answers": len(answers)},
    )


def _read(data: object) -> dict[str, ProposedAnswer]:
    """Read the answers of another organisation; what this release does not know is left out."""
    if not isinstance(data, Mapping):
        return {}
    return {
        name: ProposedAnswer(choice=Choice(given["choice"]), note=str(given.get("note", "")))
        for name, given in data.items()
        if name in PARAMETERS and isinstance(given, Mapping) and given.get("choice") in list(Choice)
    }
