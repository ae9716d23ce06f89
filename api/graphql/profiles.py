"""Published policy profiles over GraphQL."""

from __future__ import annotations

from typing import Any

import graphene

from accounts.language import language_now
from api.graphql.answers import Answer, page_size
from api.published import published, published_by_code
from api.representation import profile_data, profile_summary
from rulebook.profiles import BASELINE


class Parameter(Answer):
    """One policy value with where it came from and how sure it is."""

    id = graphene.ID(required=True)
    label = graphene.String(required=True)
    section = graphene.String(
        required=True, description="The part of the policy that it stands in."
    )
    topic = graphene.String(required=True)
    unit = graphene.String(required=True)
    in_words = graphene.String(required=True)
    stated = graphene.Boolean(
        required=True, description="False where no layer says anything: there is no source then."
    )
    deviates = graphene.Boolean(required=True, description="Differs from the UWV baseline.")
    layer = graphene.String(required=True)
    layer_name = graphene.String(required=True)
    version = graphene.String(required=True)
    certainty = graphene.String(required=True)
    source = graphene.String(required=True)
    note = graphene.String(required=True)


class Profile(Answer):
    """A published policy profile."""

    name = graphene.ID(required=True)
    title = graphene.String(required=True)
    organisation = graphene.String(required=True)
    description = graphene.String(required=True)
    is_fictitious = graphene.Boolean(required=True)
    content_hash = graphene.String(required=True)
    valid_from = graphene.String(description="The day from which it holds; null for what ships.")
    parameters = graphene.List(
        graphene.NonNull(Parameter),
        required=True,
        only_deviations=graphene.Boolean(default_value=False),
    )

    def resolve_parameters(
        self: dict[str, Any],
        info: graphene.ResolveInfo,  # noqa: ARG002
        only_deviations: bool,
    ) -> list[dict[str, Any]]:
        """The values, or only those that differ from the baseline."""
        row, baseline = published_by_code(self["name"]), published_by_code(BASELINE)
        whole = profile_data(row, baseline.profile, language_now())
        return [row for row in whole["parameters"] if row["deviates"] or not only_deviations]


def resolve_profiles(root: object, info: graphene.ResolveInfo, first: int) -> list[dict[str, Any]]:  # noqa: ARG001
    """The published profiles, the UWV baseline first."""
    language = language_now()
    return [profile_summary(row, language) for row in published()[: page_size(first)]]


def resolve_profile(root: object, info: graphene.ResolveInfo, name: str) -> dict[str, Any]:  # noqa: ARG001
    """One published profile by name."""
    return profile_summary(published_by_code(name), language_now())
