"""One protected snapshot of a comparison, which page, REST, GraphQL and every file read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from benchmarking.cells import Selection
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.comparison import (
    OfRelease,
    ProtectedComparison,
    SplitAlone,
    compared,
    split_alone,
)
from benchmarking.cube import Axes
from benchmarking.group_figures import Source
from benchmarking.releases.moment import Moment, NothingReleased, moment
from benchmarking.releases.showing import Released, released_tables
from benchmarking.shown import Group
from rulebook.text import Text
from tenants.models import TenantKind
from tenants.queries import TenantRow

#: Amsterdam, Rotterdam, Den Haag and Utrecht, by the codes of Statistics Netherlands.
G4_CODES = frozenset({"GM0363", "GM0599", "GM0518", "GM0344"})
#: So many answers of one moment are kept, each some kilobytes.
_KEPT = 2048


class Against(StrEnum):
    """What an organisation is compared with."""

    UWV = "uwv"
    G4 = "g4"
    ALL = "all"


AGAINST_LABELS: Mapping[Against, Text] = {
    Against.UWV: Text("UWV", "UWV"),
    Against.G4: Text("De vier grote steden (G4)", "The four large cities (G4)"),
    Against.ALL: Text("Alle uitvoerders samen", "All organisations together"),
}


class ChoiceUnknown(ValueError):
    """A choice of the comparison is not among those offered."""

    def __init__(self, field: str, value: object, offered: Sequence[str]) -> None:
        self.field = field
        self.value = value
        self.offered = tuple(offered)
        super().__init__(f"{field} cannot be {value!r}: choose {', '.join(offered) or 'nothing'}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen: organisations by schema and name, and the filters' values.

    `uwv` are those that are UWV themselves: beside UWV they would stand beside themselves.
    """

    tenants: Mapping[str, str]
    uwv: frozenset[str]
    years: tuple[int, ...]
    against: tuple[Against, ...] = tuple(Against)
    target_groups: tuple[str, ...] = tuple(TARGET_GROUPS)
    contract_classes: tuple[str, ...] = tuple(CONTRACT_CLASSES)


def comparison_choices() -> Choices:
    """Return what can be chosen in a comparison: launched organisations, years of the release."""
    now = moment()
    return Choices(
        tenants={row.schema_name: row.name for row in now.rows},
        uwv=frozenset(row.schema_name for row in now.rows if row.kind == TenantKind.UWV),
        years=tuple(sorted(now.release.years)) if now.release else (),
    )


def protected_comparison(
    *,
    tenant: str,
    against: str = Against.UWV,
    period: int | None = None,
    target_group: str | None = None,
    contract: str | None = None,
) -> ProtectedComparison:
    """Return the comparison of an organisation (by schema name) with UWV, the G4 or all.

    It is of the newest release; before the first one nothing is told: counted from the facts as
    they stand, it would tell of one decision that came in between two askings.

    Args:
        tenant: schema name of a launched organisation.
        against: one of `Against`.
        period: calendar year of the decision, and of the start of the job; None is all.
        target_group: one of `codes.TARGET_GROUPS`; None is all.
        contract: one of `codes.CONTRACT_CLASSES`; None is all.

    Raises:
        NothingReleased: there is no release.
        ChoiceUnknown: a choice is not offered; nothing is shown then.
    """
    selection = Selection(year=period, target_group=target_group, contract_class=contract)
    return _kept_comparison(moment(), tenant, against, selection)


def protected_splits(
    *, tenant: str, against: str, selections: Sequence[Selection]
) -> tuple[SplitAlone, ...]:
    """Return the split of an organisation under each of several selections.

    Each is that of `protected_comparison` under that selection; the release is read once, and of
    it no curves.

    Raises:
        NothingReleased: there is no release.
        ChoiceUnknown: a choice is not offered; nothing is shown then.
    """
    now = moment()
    return tuple(_kept_split(now, tenant, against, each) for each in selections)


@lru_cache(maxsize=_KEPT)
def _kept_comparison(
    now: Moment, tenant: str, against: str, selection: Selection
) -> ProtectedComparison:
    """Give what a release tells: always the same of one moment, as a release never changes."""
    asked = _asked(now, tenant, against, selection)
    return compared(
        asked.own,
        asked.reference,
        asked.source(selection, with_days=True),
        against=asked.reference.code,
        release=OfRelease(
            number=asked.basis.release.number, facts_as_of=asked.basis.release.facts_as_of
        ),
    )


@lru_cache(maxsize=_KEPT)
def _kept_split(now: Moment, tenant: str, against: str, selection: Selection) -> SplitAlone:
    asked = _asked(now, tenant, against, selection)
    return split_alone(asked.own, asked.reference, asked.source(selection, with_days=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Two sides, and what their figures are made of."""

    own: Group
    reference: Group
    basis: Released

    def source(self, selection: Selection, *, with_days: bool) -> Source:
        members = {*self.own.members, *self.reference.members}
        return self.basis.source(selection=selection, members=members, with_days=with_days)


def _asked(now: Moment, tenant: str, against: str, selection: Selection) -> _Asked:
    release = now.release
    if release is None:
        raise NothingReleased
    members = [row.schema_name for row in now.rows]
    basis = released_tables(release, members=members, agreements=now.agreements)
    chosen = (selection.year, selection.target_group, selection.contract_class)
    check_choices(basis.tables.axes, tenant=tenant, against=against, selection=chosen)
    synthetic = release.synthetic & release.staying(now.agreements)
    own, reference = sides(now.rows, tenant=tenant, against=Against(against), synthetic=synthetic)
    return _Asked(own=own, reference=reference, basis=basis)


def sides(
    rows: Sequence[TenantRow], *, tenant: str, against: Against, synthetic: Collection[str]
) -> tuple[Group, Group]:
    """Return an organisation, and whom it is compared with, by their places among `rows`.

    `synthetic` are the schema names of those with made-up facts among what is counted.
    """
    place = [row.schema_name for row in rows].index(tenant)
    members = members_of(rows, against)
    own = Group(
        code=tenant, name=rows[place].name, members=(place,), holds_synthetic=tenant in synthetic
    )
    reference = Group(
        code=against.value,
        name=AGAINST_LABELS[against].nl,
        members=members,
        holds_synthetic=any(rows[member].schema_name in synthetic for member in members),
    )
    return own, reference


def groups_shown(rows: Sequence[TenantRow]) -> list[tuple[int, ...]]:
    """Return every group that is ever shown, so that all are protected together."""
    groups = [members_of(rows, against) for against in Against]
    return [members for members in groups if len(members) > 1]


def members_of(rows: Sequence[TenantRow], against: Against) -> tuple[int, ...]:
    """Return the places among `rows` of those that an organisation can be compared with."""
    belongs = {
        Against.UWV: lambda row: row.kind == TenantKind.UWV,
        Against.G4: lambda row: bool(G4_CODES.intersection(row.municipality_codes)),
        Against.ALL: lambda _: True,
    }[against]
    return tuple(place for place, row in enumerate(rows) if belongs(row))


def check_choices(
    axes: Axes,
    *,
    tenant: str,
    against: str,
    selection: tuple[int | None, str | None, str | None],
) -> None:
    """Refuse a choice that is not offered.

    Raises:
        ChoiceUnknown: with what is.
    """
    _check(("tenant", tenant, axes.members), ("against", against, [kind.value for kind in Against]))
    period, target_group, contract = selection
    check_filters(axes, Selection(year=period, target_group=target_group, contract_class=contract))


def check_filters(axes: Axes, selection: Selection) -> None:
    """Refuse a filter that is not offered.

    Raises:
        ChoiceUnknown: with what is.
    """
    _check(
        ("period", selection.year, (None, *axes.years)),
        ("target_group", selection.target_group, (None, *axes.target_groups)),
        ("contract", selection.contract_class, (None, *axes.contract_classes)),
    )


def _check(*offered: tuple[str, object, Sequence[object]]) -> None:
    for field, value, values in offered:
        if value not in values:
            raise ChoiceUnknown(field, value, [str(one) for one in values if one is not None])
