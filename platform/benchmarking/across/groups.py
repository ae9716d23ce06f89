"""The groups of organisations that can be asked: fixed, so that nobody can be picked out."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarking.across.members import FEWEST_MEMBERS
from benchmarking.snapshots import G4_CODES
from rulebook.text import Text
from tenants.models import TenantKind
from tenants.queries import TenantRow, regions_of_municipalities

ALL, G4 = "alle", "g4"
_KINDS: Mapping[str, Text] = {
    TenantKind.MUNICIPALITY.value: Text("Gemeenten", "Municipalities"),
    TenantKind.PARTNERSHIP.value: Text("Samenwerkingsverbanden", "Partnerships"),
    TenantKind.UWV.value: Text("UWV", "UWV"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedGroup:
    """A group: its code in addresses, what people call it, and the schema names in it."""

    code: str
    label: Text
    members: frozenset[str]


def offered_groups(rows: list[TenantRow]) -> tuple[OfferedGroup, ...]:
    """Give the groups of three organisations or more, the widest first: all, kinds, G4, regions.

    The order is that in which they are settled, and never changes with who asks what.
    """
    regions = regions_of_municipalities()
    found = [
        OfferedGroup(
            code=ALL,
            label=Text("Alle uitvoerders", "All organisations"),
            members=frozenset(row.schema_name for row in rows),
        ),
        *(_group(f"soort-{kind}", label, [r for r in rows if r.kind == kind])
          for kind, label in _KINDS.items()),
        _group(
            G4,
            Text("De vier grote steden (G4)", "The four large cities (G4)"),
            [row for row in rows if G4_CODES.intersection(row.municipality_codes)],
        ),
    ]  # fmt: skip
    codes = sorted({regions.get(code, "") for row in rows for code in row.municipality_codes})
    for region in filter(None, codes):
        own = [r for r in rows if region in {regions.get(c) for c in r.municipality_codes}]
        label = Text(f"Arbeidsmarktregio {region}", f"Labour-market region {region}")
        found.append(_group(f"regio-{region}", label, own))
    return tuple(group for group in found if len(group.members) >= FEWEST_MEMBERS)


def _group(code: str, label: Text, rows: list[TenantRow]) -> OfferedGroup:
    return OfferedGroup(code=code, label=label, members=frozenset(row.schema_name for row in rows))
