"""The expression of an indicator on one line, as it stands in its definition; codes, no words."""

from collections.abc import Iterator

from benchmarking.measures.expression import Condition, Measure


def written(method: str, measure: Measure) -> str:
    """Return the expression: `share of decision where in_term is known: in_term = yes`."""
    if measure.of:
        return f"{method} of {measure.of}"
    parts = [f"{method} of {measure.fact}"]
    if measure.among:
        parts.append(f"where {_all(measure.among)}")
    return " ".join(parts) + "".join(_rest(measure))


def _rest(measure: Measure) -> Iterator[str]:
    if measure.counts:
        yield f": {_all(measure.counts)}"
    if measure.each:
        yield f", by each {measure.each}"
    if measure.value:
        yield f": {measure.value}" + (f" / {measure.per}" if measure.per else "")
    if measure.days:
        yield f": {measure.days} until {_all(measure.happened)}"
    if measure.entered:
        yield f", seen from {measure.entered}"
    if measure.moments:
        yield f", at {', '.join(moment.name for moment in measure.moments)}"


def _all(conditions: tuple[Condition, ...]) -> str:
    return " and ".join(_one(condition) for condition in conditions)


def _one(condition: Condition) -> str:
    if not condition.values:
        return f"{condition.column} is {condition.test}"
    values = " or ".join(_value(value) for value in condition.values)
    sign = {"is": "=", "not": "≠", "at_least": "≥", "under": "<"}.get(condition.test)
    return f"{condition.column} {sign or condition.test} {values}"


def _value(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) or "empty"
