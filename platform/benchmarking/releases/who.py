"""Who counts in a release, and of whom what was told before is held on to."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarking import queries
from benchmarking.releases.register import ReleaseRow, told_by
from tenants.queries import TenantRow, launched_tenants


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The organisations of a release.

    Attributes:
        rows: those that are open.
        members: the same by name, then those that are not and were in the release before.
        counted: those that count, with the first edition of what they agreed to.
        stay: those of whom anything was told before; they are held against that.
    """

    rows: tuple[TenantRow, ...]
    members: tuple[str, ...]
    counted: Mapping[str, int]
    stay: frozenset[str]

    @property
    def silent(self) -> frozenset[str]:
        """Those of whom nothing is counted; what was told of them is kept and told to nobody."""
        return frozenset(self.members).difference(self.counted)


def who_counts(earlier: ReleaseRow | None) -> Who:
    """Return who counts in a release that is made now.

    Whoever was told of, and takes part from a later day than it was told by, does not: with a part
    of what was told taken back, the rest beside it would say what that was. It counts again from
    when it takes part from that same day, or from an earlier one.

    Args:
        earlier: the release before; None for the first one.
    """
    rows, told = tuple(launched_tenants()), told_by()
    names = tuple(row.schema_name for row in rows)
    goes_on, left_out = queries.going_on(told), queries.left_out()
    counted = {
        name: agreement
        for name, agreement in queries.agreements().items()
        if name in names and name not in left_out and (name not in told or name in goes_on)
    }
    gone = tuple(name for name in (earlier.members if earlier else ()) if name not in names)
    return Who(
        rows=rows,
        members=(*names, *gone),
        counted=counted,
        stay=goes_on.intersection(counted),
    )
