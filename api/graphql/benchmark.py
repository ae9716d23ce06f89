"""Protected benchmark figures over GraphQL."""

from __future__ import annotations

from typing import Any

import graphene
from graphene.types.generic import GenericScalar

from accounts.permissions import Permission, check_permission
from api.benchmark_figures import benchmark_figures
from api.graphql.answers import Answer


class BenchmarkFigures(Answer):
    """One protected comparison; a value is null where it is hidden, beside the reason."""

    snapshot_id = graphene.String(required=True)
    holds_synthetic = graphene.Boolean(required=True)
    disclosure = GenericScalar(required=True)
    tenant = GenericScalar(required=True)
    reference = GenericScalar(required=True)
    split = GenericScalar(required=True)


def resolve_benchmark(
    root: object,  # noqa: ARG001
    info: graphene.ResolveInfo,
    tenant: str | None = None,
    against: str | None = None,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> dict[str, Any]:
    """Compare an organisation with UWV, the G4 or all; the same call as REST makes."""
    check_permission(info.context.user, Permission.READ_BENCHMARK)
    return benchmark_figures(
        tenant=tenant, against=against, period=period, target_group=target_group, contract=contract
    )
