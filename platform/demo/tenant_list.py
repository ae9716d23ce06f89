"""The tenants of the demonstration and who their invented people are, read from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from demo.draws import Draws
from rulebook.data_file import parsed


class UnknownMixPart(KeyError):
    """A tenant differs from its mix in something that the mix does not have."""

    def __init__(self, schema_name: str, parts: set[str]) -> None:
        super().__init__(
            f"{schema_name}: no mix has {', '.join(sorted(parts))}; see case_mixes.yaml."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMunicipality:
    """A municipality served: its name where it is invented, and its part of the cases."""

    code: str
    name: str = ""
    percent: float = 100

    @property
    def is_fictitious(self) -> bool:
        """Whether no municipality of that code can exist."""
        return self.code.startswith("XX")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How consultants decide otherwise than their rules advise; percents (see tenants.yaml)."""

    more: float
    more_factor: tuple[int, int]
    less: float
    less_factor: tuple[int, int]
    refuse_anyway: float
    grant_anyway: float


@dataclass(frozen=True, kw_only=True, eq=False)
class DemoTenant:
    """One tenant of the demonstration; every field is explained at the top of tenants.yaml.

    Two are the same only if they are one object, so that what is made of one can be kept.
    """

    schema_name: str
    name: str
    kind: str
    profile: str
    host: str
    municipalities: tuple[DemoMunicipality, ...]
    new_jobs: int
    mix: Mapping[str, Any]
    practice: Practice
    days: Mapping[str, int]
    followed: Mapping[str, float]
    contracts: Mapping[str, float] = field(default_factory=dict)
    lasting_odds: float = 1.0
    next_job_odds: float = 1.0
    series: int = 1

    def draws(self, *name: str) -> Draws:
        """A stream of random draws for one purpose, which follows from the name and the series."""
        return Draws(self.schema_name, str(self.series), *name)

    @property
    def is_synthetic(self) -> bool:
        """Whether the organisation and its policy are invented, not only its cases."""
        return any(municipality.is_fictitious for municipality in self.municipalities)


def content_of(name: str) -> Any:  # noqa: ANN401 - what a YAML file holds
    """The content of a YAML file of this app."""
    return parsed(resources.files("demo").joinpath(name).read_text("utf-8"))


@cache
def demo_tenants() -> tuple[DemoTenant, ...]:
    """Every tenant of the demonstration, UWV first.

    Raises:
        UnknownMixPart: a tenant differs in something that no mix has.
    """
    mixes = content_of("case_mixes.yaml")
    return tuple(_tenant(entry, mixes) for entry in content_of("tenants.yaml")["tenants"])


def demo_tenant(schema_name: str) -> DemoTenant:
    """The tenant with this schema name.

    Raises:
        StopIteration: the demonstration has no such tenant.
    """
    return next(tenant for tenant in demo_tenants() if tenant.schema_name == schema_name)


def _tenant(entry: Mapping[str, Any], mixes: Mapping[str, Any]) -> DemoTenant:
    name, differs = entry["schema_name"], entry.get("differs", {})
    mix = mixes[entry["mix"]]
    if unknown := set(differs) - set(mix):
        raise UnknownMixPart(name, unknown)
    fields: dict[str, Any] = {"host": name, **entry}
    fields.pop("differs", None)
    fields["municipalities"] = tuple(
        DemoMunicipality(**row) for row in entry.get("municipalities", ())
    )
    fields["mix"] = {**mix, **differs}
    fields["practice"] = _practice(entry["practice"])
    return DemoTenant(**fields)


def _practice(entry: Mapping[str, Any]) -> Practice:
    fields: dict[str, Any] = dict(entry)
    for name in ("more_factor", "less_factor"):
        low, high = entry[name]
        fields[name] = (low, high)
    return Practice(**fields)
