"""Indicators and their protected figures over GraphQL."""

from __future__ import annotations

from typing import Any

import graphene
from graphene.types.generic import GenericScalar

from accounts.language import language_now
from accounts.permissions import Permission, check_permission
from api.graphql.answers import Answer, page_size
from api.indicators import indicator_data, indicator_figures, indicators_data


class Indicator(Answer):
    """What an indicator means, what is counted over what, and what it cannot say."""

    name = graphene.ID(required=True)
    code = graphene.String(required=True)
    topic = graphene.String(required=True)
    method = graphene.String(required=True)
    unit = graphene.String(required=True)
    polarity = graphene.String(required=True)
    minimum_n = graphene.Int(required=True)
    label = graphene.String(required=True)
    definition = graphene.String(required=True)
    numerator = graphene.String(required=True)
    denominator = graphene.String(required=True)
    window = graphene.String(required=True)
    source = graphene.String(required=True)
    caveats = graphene.List(graphene.NonNull(graphene.String), required=True)
    expression = graphene.String(required=True)
    is_computed = graphene.Boolean(required=True)


class IndicatorFigures(Answer):
    """One indicator of an organisation; `howComputed` answers where it is from.

    `reference` is null where an organisation is given its own figure alone.
    """

    snapshot_id = graphene.String(required=True)
    method_version = graphene.String(required=True)
    indicator = graphene.ID(required=True)
    unit = graphene.String(required=True)
    release = graphene.Int()
    facts_as_of = graphene.String()
    disclosure = GenericScalar(required=True)
    tenant = GenericScalar(required=True)
    reference = GenericScalar()
    how_computed = GenericScalar(required=True)


def resolve_indicators(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,  # noqa: ARG001
    first: int,
    topic: str | None = None,
) -> list[dict[str, Any]]:
    """The indicators, of one topic or of all; definitions are open to everyone."""
    found = indicators_data(language_now())
    return [one for one in found if topic in (None, one["topic"])][: page_size(first)]


def resolve_indicator(root: object, info: graphene.ResolveInfo, name: str) -> dict[str, Any]:  # noqa: ARG001
    """One indicator."""
    return indicator_data(name, language_now())


def resolve_indicator_figures(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,
    name: str,
    tenant: str | None = None,
    against: str | None = None,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> dict[str, Any]:
    """One indicator of an organisation; the same call as REST makes."""
    check_permission(info.context.user, Permission.READ_BENCHMARK)
    return indicator_figures(
        name=name,
        tenant=tenant,
        against=against,
        period=period,
        target_group=target_group,
        contract=contract,
    )
