"""Protected benchmark figures as plain data, for REST and GraphQL: the snapshot of the pages."""

from __future__ import annotations

from typing import Any

from api.member_names import camel
from benchmarking.snapshots import Against, protected_comparison
from tenants.context import current_schema_name

_BY_CRITERION = "refused_percent_by_criterion"


def benchmark_figures(
    *,
    tenant: str | None,
    against: str | None,
    period: int | None,
    target_group: str | None,
    contract: str | None,
) -> dict[str, Any]:
    """The comparison of an organisation (your own by default) with UWV, the G4 or all.

    Raises:
        NothingReleased: there is no release.
        ChoiceUnknown: a choice is not offered.
    """
    comparison = protected_comparison(
        tenant=tenant or current_schema_name(),
        against=against or Against.UWV,
        period=period,
        target_group=target_group,
        contract=contract,
    )
    figures: dict[str, Any] = _camelled(comparison.as_data())
    return figures


def _camelled(data: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(data, dict):
        return {camel(name): _member(name, value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_camelled(value) for value in data]
    return data


def _member(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """One member; figures by criterion become a list, because a code is no name of a member."""
    if name == _BY_CRITERION:
        return [{"criterion": code, **_camelled(share)} for code, share in value.items()]
    return _camelled(value)
