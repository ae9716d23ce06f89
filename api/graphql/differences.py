"""Differences between any two policies over GraphQL."""

from __future__ import annotations

from typing import Any

import graphene

from accounts.language import language_now
from api.graphql.answers import Answer
from api.policy_differences import policy_differences


class Candidate(Answer):
    """One side of a comparison."""

    key = graphene.ID(required=True)
    title = graphene.String(required=True)
    on = graphene.String(required=True)
    is_fictitious = graphene.Boolean(required=True)
    content_hash = graphene.String(required=True)


class Side(Answer):
    """What one side says, and where it says so."""

    stated = graphene.Boolean(required=True)
    in_words = graphene.String(required=True)
    layer = graphene.String(required=True)
    certainty = graphene.String(required=True)
    source = graphene.String(required=True)
    note = graphene.String(required=True)


class Difference(Answer):
    """One value that is another; of a table one cell, named by row and column."""

    parameter = graphene.ID(required=True)
    label = graphene.String(required=True)
    section = graphene.String(required=True)
    row = graphene.String(required=True)
    column = graphene.String(required=True)
    unit = graphene.String(required=True)
    old = graphene.Field(Side, required=True)
    new = graphene.Field(Side, required=True)


class Differences(Answer):
    """All that has to change in the one to come to the other."""

    from_side = graphene.Field(Candidate, required=True, name="from")
    to = graphene.Field(Candidate, required=True)
    count = graphene.Int(required=True)
    differences = graphene.List(graphene.NonNull(Difference), required=True)
    other_evidence = graphene.List(graphene.NonNull(graphene.String), required=True)

    def resolve_from_side(self: dict[str, Any], info: graphene.ResolveInfo) -> dict[str, Any]:  # noqa: ARG002
        """The side that is changed; Python keeps the word "from" for itself."""
        side: dict[str, Any] = self["from"]
        return side


def resolve_differences(root: object, info: graphene.ResolveInfo, **keys: str) -> dict[str, Any]:  # noqa: ARG001
    """Lay two policies beside each other; the same call as REST makes."""
    return policy_differences(keys=keys, user=info.context.user, language=language_now())
