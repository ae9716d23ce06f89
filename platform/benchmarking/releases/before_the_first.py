"""What the comparison is made of before the first release: the facts that stand, counted now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from benchmarking import queries
from benchmarking.cells import Selection
from benchmarking.cube import Axes
from benchmarking.disclosure import Rounding
from benchmarking.group_figures import Source
from benchmarking.protected_tables import Cells, ProtectedTables, protected_tables
from benchmarking.pseudonyms import rounding_key
from benchmarking.releases.live import counted_now
from tenants.queries import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNow:
    """The tables and cells of the facts that stand."""

    tables: ProtectedTables
    cells: Cells
    rounding: Rounding

    def source(self, *, selection: Selection, members: Collection[int], with_days: bool) -> Source:
        """Return what figures are made of, counted from the facts that stand."""
        schemas = [self.tables.axes.members[member] for member in members] if with_days else []
        return Source(
            tables=self.tables,
            decisions=self.cells.decisions,
            durations=queries.durations(tenant_schemas=schemas, selection=selection),
            gaps=queries.gaps(tenant_schemas=schemas, selection=selection),
            selection=selection,
            rounding=self.rounding,
        )


def counted_basis(rows: Sequence[TenantRow], *, groups: Sequence[Sequence[int]]) -> CountedNow:
    """Count everything for organisations, and protect `groups` (places among them) together."""
    cells, rounding = counted_now(), Rounding(key=rounding_key())
    axes = Axes(members=tuple(row.schema_name for row in rows), years=cells.years)
    tables = protected_tables(cells, axes=axes, groups=groups, rounding=rounding)
    return CountedNow(tables=tables, cells=cells, rounding=rounding)
