"""Indicators and their protected figures as plain data, for REST and GraphQL."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from api.member_names import camel
from benchmarking.definitions import Indicator, indicator, indicators
from benchmarking.measures.asking import indicator_of_everyone, is_computed, protected_indicator
from benchmarking.measures.written import written
from tenants.context import current_schema_name

_TEXTS = ("label", "definition", "numerator", "denominator", "window", "source")


def indicators_data(language: str) -> list[dict[str, Any]]:
    """Every indicator, in the order of the topics."""
    return [_definition(one, language) for one in indicators().values()]


def indicator_data(name: str, language: str) -> dict[str, Any]:
    """One indicator.

    Raises:
        IndicatorUnknown: there is none of that name.
    """
    return _definition(indicator(name), language)


def indicator_figures(
    *,
    name: str,
    tenant: str | None,
    against: str | None,
    period: int | None,
    target_group: str | None,
    contract: str | None,
) -> dict[str, Any]:
    """An indicator of an organisation (your own by default); beside others where a release is.

    Raises:
        IndicatorUnknown, NotComputedYet, ChoiceUnknown, NotReleasedYet: as
            `protected_indicator`.
    """
    found = protected_indicator(
        name=name,
        tenant=tenant or current_schema_name(),
        asker=current_schema_name(),
        against=against,
        period=period,
        target_group=target_group,
        contract=contract,
        on=timezone.localdate(),
    )
    figures: dict[str, Any] = camelled(found.as_data())
    return figures


def figures_of_everyone(
    *, name: str, period: int | None, target_group: str | None, contract: str | None
) -> list[dict[str, Any]]:
    """An indicator of every organisation, by name.

    Raises:
        IndicatorUnknown, NotComputedYet, ChoiceUnknown, NotReleasedYet: as
            `indicator_of_everyone`.
    """
    found = indicator_of_everyone(
        name=name,
        period=period,
        target_group=target_group,
        contract=contract,
        on=timezone.localdate(),
    )
    return [camelled(figure.as_data()) for figure in found]


def camelled(data: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """The same data with names of members as they are outside."""
    if isinstance(data, dict):
        return {camel(name): camelled(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [camelled(value) for value in data]
    return data


def _definition(one: Indicator, language: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "code": one.code,
        "topic": one.topic,
        "method": one.method,
        "unit": one.unit,
        "polarity": one.polarity,
        "minimumN": one.minimum_n,
        **{name: getattr(one, name).in_language(language) for name in _TEXTS},
        "caveats": [caveat.in_language(language) for caveat in one.caveats],
        "expression": written(one.method, one.measure),
        "isComputed": is_computed(one),
    }
