"""The tenant's own cases over GraphQL."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import graphene

from accounts.permissions import Permission, check_permission
from api.case_changes import changes_of_case
from api.graphql.answers import Answer, page_size
from api.own_cases import one_case, page_of_cases


class Decision(Answer):
    """What was decided, and what the rules advised."""

    outcome = graphene.String(required=True)
    granted_minutes = graphene.Int(required=True)
    deviation_reason = graphene.String(required=True)
    decided_on = graphene.String(required=True)
    own_verdict = graphene.String(required=True)
    own_minutes = graphene.Int()
    baseline_verdict = graphene.String(required=True)
    baseline_minutes = graphene.Int()
    receipt_sha256 = graphene.String(required=True)


class Case(Answer):
    """One case with its decision."""

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    own_reference = graphene.String(required=True)
    municipality_code = graphene.String(required=True)
    status = graphene.String(required=True)
    is_synthetic = graphene.Boolean(required=True)
    opened_at = graphene.String(required=True)
    decision = graphene.Field(Decision)


class CasePage(Answer):
    """One page of cases."""

    cases = graphene.List(graphene.NonNull(Case), required=True)
    next_after = graphene.String(required=True)


class CaseChange(Answer):
    """One change that stands; hours are minutes, and both days are included."""

    id = graphene.ID(required=True)
    kind = graphene.String(required=True)
    starts_on = graphene.String()
    last_day = graphene.String()
    weekly_minutes = graphene.Int()
    yearly_minutes = graphene.Int()
    contract_form = graphene.String(required=True)
    extra_minutes = graphene.Int()
    minutes_after = graphene.Int(required=True)
    recorded_at = graphene.String(required=True)


class CaseChanges(Answer):
    """What support comes to after the changes that are told, as if there was no illness.

    Null where none was granted.
    """

    minutes_now = graphene.Int()
    last_day_now = graphene.String()
    changes = graphene.List(graphene.NonNull(CaseChange), required=True)


def resolve_case_changes(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,
    number: str,
) -> dict[str, Any]:
    """What changed in one case; the same call as REST makes."""
    check_permission(info.context.user, Permission.READ_CASES)
    return changes_of_case(number=number)


def resolve_cases(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,
    first: int,
    after: UUID | None = None,
) -> dict[str, Any]:
    """A page of cases, oldest first; the same call as REST makes."""
    check_permission(info.context.user, Permission.READ_CASES)
    page = page_of_cases(after=after, most=page_size(first))
    return {"cases": page.cases, "nextAfter": page.next_after}


def resolve_case(root: object, info: graphene.ResolveInfo, number: str) -> dict[str, Any]:  # noqa: ARG001
    """One case by its number."""
    check_permission(info.context.user, Permission.READ_CASES)
    return one_case(number=number)
