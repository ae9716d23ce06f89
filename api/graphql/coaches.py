"""The register of coach organisations and coaches over GraphQL: to read, as REST has it."""

from __future__ import annotations

from typing import Any

import graphene

from accounts.permissions import Permission, check_permission
from api.coach_register import page_of_register
from api.graphql.answers import Answer, page_size
from api.rest.coaches import RegisterQuerySerializer


class Proof(Answer):
    """Something to show; both days included, no last day where it has no end."""

    kind = graphene.String(required=True)
    issuer = graphene.String(required=True)
    valid_from = graphene.String(required=True)
    valid_until = graphene.String()


class Coach(Answer):
    """A coach; empty and null are not known."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    level = graphene.String(required=True)
    regions = graphene.List(graphene.NonNull(graphene.String), required=True)
    specialisms = graphene.List(graphene.NonNull(graphene.String), required=True)
    people_now = graphene.Int()
    people_most = graphene.Int()
    proofs = graphene.List(graphene.NonNull(Proof), required=True)


class CoachOrganisation(Answer):
    """A coach organisation with its coaches; empty and null are not known."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    kept_by = graphene.String(required=True, description="Empty: the platform keeps the entry.")
    kvk_number = graphene.String(required=True)
    legal_form = graphene.String(required=True)
    website = graphene.String(required=True)
    regions = graphene.List(graphene.NonNull(graphene.String), required=True)
    specialisms = graphene.List(graphene.NonNull(graphene.String), required=True)
    recognition = graphene.String(required=True, description="What counts today, or none.")
    insured_until = graphene.String()
    is_synthetic = graphene.Boolean(required=True)
    proofs = graphene.List(graphene.NonNull(Proof), required=True)
    coaches = graphene.List(graphene.NonNull(Coach), required=True)


class RegisterPage(Answer):
    """One page of the register; `nextOffset` is null on the last page."""

    organisations = graphene.List(graphene.NonNull(CoachOrganisation), required=True)
    next_offset = graphene.Int()


def resolve_coaches(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,
    first: int,
    **asked: Any,  # noqa: ANN401 - what REST asks as well, by its names
) -> dict[str, Any]:
    """A page of coach organisations by name; the same call, with the same bounds, as REST makes."""
    check_permission(info.context.user, Permission.READ_REGISTER)
    query = RegisterQuerySerializer(data={**asked, "limit": page_size(first)})
    query.is_valid(raise_exception=True)
    given = query.validated_data
    page = page_of_register(
        region=given["region"],
        specialism=given["specialism"],
        recognised_by=given["recognition"],
        offset=given["offset"],
        most=given["limit"],
    )
    return {"organisations": list(page.organisations), "nextOffset": page.next_offset}
