"""The GraphQL schema: the questions that the interface answers."""

from __future__ import annotations

import graphene

from api.graphql.evaluating import Evaluation, FactsInput, resolve_evaluate
from api.graphql.profiles import Profile, resolve_profile, resolve_profiles

_PAGE = graphene.Int(default_value=20, description="At most so many; 100 is the largest page.")


class Query(graphene.ObjectType):
    """Published profiles, evaluations, the tenant's own cases, and protected benchmark figures."""

    profiles = graphene.List(
        graphene.NonNull(Profile), required=True, first=_PAGE, resolver=resolve_profiles
    )
    profile = graphene.Field(
        Profile, required=True, name=graphene.ID(required=True), resolver=resolve_profile
    )
    evaluate = graphene.Field(
        Evaluation,
        required=True,
        facts=FactsInput(required=True),
        profile=graphene.String(),
        against=graphene.String(),
        resolver=resolve_evaluate,
        description="Nothing is stored. Your own profile, against the UWV baseline, by default.",
    )


schema = graphene.Schema(query=Query)
