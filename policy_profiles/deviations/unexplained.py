"""Which values of one's own differ from the baseline, and which of those do not say why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policy_profiles.mapping import breaks_of
from policy_profiles.register.baselines import baselines
from rulebook.deviation import Deviation
from rulebook.layer import DatedValue, Layer
from rulebook.profile import Profile, ResolvedValue, resolve


class DeviationsUnexplained(Exception):
    """Values differ from the baseline without a reason, legal basis, owner and day of review."""

    def __init__(self, parameters: tuple[str, ...]) -> None:
        super().__init__(
            f"These values differ from the UWV baseline and do not say why: {', '.join(parameters)}"
            ". Give each a reason, a legal basis, an owner and a day of review."
        )
        self.parameters = parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviatingValue:
    """A value of a layer that differs from the baseline, with why, if that was said."""

    parameter: str
    deviation: Deviation | None


def deviating_values(
    *, profile: Profile, baseline: Profile, kind: str = "municipality"
) -> tuple[DeviatingValue, ...]:
    """Give the values that a layer of a profile sets otherwise than the baseline has them.

    A value that is as in the baseline needs no reason, whoever sets it. What a layer below sets is
    for that layer to explain.

    Args:
        profile: resolved on the day that is asked about.
        baseline: the UWV baseline on the same day.
        kind: of which layer, "municipality" or "region".
    """
    return tuple(_deviating(profile, baseline, kind))


def unexplained(*, profile: Profile, baseline: Profile) -> tuple[str, ...]:
    """Give the parameters of the own layer that differ from the baseline and do not say why."""
    found = deviating_values(profile=profile, baseline=baseline)
    return tuple(value.parameter for value in found if value.deviation is None)


def unexplained_during(
    *, layers: Sequence[Layer], valid_from: date, valid_to: date | None = None
) -> tuple[str, ...]:
    """Give what differs from the baseline without a reason on any day on which a chain would hold.

    The baseline is that of each day; one that is published for a day to come counts from then.

    Args:
        layers: the whole chain, bottom first.
        valid_from: the first day.
        valid_to: the first day on which it holds no more; None for no end.
    """
    known = baselines()
    turns = sorted({*breaks_of(layers), *known.first_days()})
    later = (day for day in turns if valid_from < day)
    days = (valid_from, *(day for day in later if valid_to is None or day < valid_to))
    found = (
        unexplained(profile=resolve(layers, on=day), baseline=known.profile_on(day)) for day in days
    )
    return tuple(dict.fromkeys(parameter for missing in found for parameter in missing))


def check_explained(
    *, layers: Sequence[Layer], valid_from: date, valid_to: date | None = None
) -> None:
    """Let only a chain pass in which every deviation is explained, on every day that it would hold.

    Raises:
        DeviationsUnexplained: with all that are not.
    """
    if missing := unexplained_during(layers=layers, valid_from=valid_from, valid_to=valid_to):
        raise DeviationsUnexplained(missing)


def own_value(profile: Profile, parameter: str, *, kind: str = "municipality") -> DatedValue | None:
    """Give what one layer of the profile says of a parameter on the profile's day, or None."""
    layers = [layer for layer in profile.layers if layer.kind == kind]
    dated = layers[0].values.get(parameter, ()) if layers else ()
    return next((entry for entry in dated if entry.holds_on(profile.on)), None)


def differs(value: DatedValue, below: ResolvedValue) -> bool:
    """Whether a value, or one of the cells that it sets, is another than the baseline's.

    Where the baseline says nothing, there is nothing to differ from.
    """
    if not below.is_stated:
        return False
    if value.cells is None:
        return bool(value.value != below.value)
    table = below.value
    if not isinstance(table, Mapping):
        return True
    return any(
        cell != (table[row][column] if column else table[row])
        for (row, column), cell in value.cells.items()
    )


def _deviating(profile: Profile, baseline: Profile, kind: str) -> Iterator[DeviatingValue]:
    for parameter, below in baseline.values.items():
        entry = own_value(profile, parameter, kind=kind)
        if entry is not None and differs(entry, below):
            yield DeviatingValue(parameter=parameter, deviation=entry.deviation)
