"""The newest release as it stands now: who is there, and of whom figures can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from benchmarking.comparison import OfRelease
from benchmarking.cube import cell_name
from benchmarking.disclosure import Rounding
from benchmarking.pseudonyms import rounding_key
from benchmarking.released_indicators.values import Whom
from benchmarking.released_indicators.whom import chosen, everyone_asked
from benchmarking.releases.moment import Moment, NothingReleased, moment
from benchmarking.releases.register import ReleaseRow
from benchmarking.releases.showing import Released, released_tables
from tenants.queries import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standing:
    """The newest release, with who takes part by what was agreed to then.

    Two of the same `key` tell the same, so that what was read for one can be kept for the other.
    `there` are those that still take part by what they had agreed to then.
    """

    key: str
    release: ReleaseRow
    rows: tuple[TenantRow, ...]
    agreements: Mapping[str, int]
    released: Released
    known: Mapping[str, Whom]
    synthetic: frozenset[str]
    rounding: Rounding
    there: frozenset[str]

    def __hash__(self) -> int:
        """By its key."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other tells the same."""
        return isinstance(other, Standing) and self.key == other.key

    @property
    def of_release(self) -> OfRelease:
        """The release's number and day."""
        return OfRelease(number=self.release.number, facts_as_of=self.release.facts_as_of)

    def whom(self, code: str) -> Whom:
        """Return who is meant by a code; raises what `whom.chosen` does."""
        return chosen(code, self.known, self.rows)

    def place_of(self, schema_name: str) -> int:
        """Return where an organisation stands in the tables."""
        return self.released.axes.members.index(schema_name)


def standing_release() -> Standing:
    """Return the newest release as it stands now.

    Raises:
        NothingReleased: there is none.
    """
    now = moment()
    if now.release is None:
        raise NothingReleased
    return _standing(now, now.release)


@lru_cache(maxsize=2)
def _standing(now: Moment, release: ReleaseRow) -> Standing:
    """Work out what stands, once for each moment: a release never changes."""
    members = [row.schema_name for row in now.rows]
    rounding = Rounding(key=rounding_key())
    released = released_tables(release, members=members, agreements=now.agreements)
    everyone = everyone_asked(now.rows, decided_as_shown(released, rounding), now.regions)
    return Standing(
        key=now.key,
        release=release,
        rows=now.rows,
        agreements=now.agreements,
        released=released,
        known={one.code: one for one in everyone},
        synthetic=release.synthetic,
        rounding=rounding,
        there=release.staying(now.agreements),
    )


def decided_as_shown(released: Released, rounding: Rounding) -> dict[str, int]:
    """Return the decisions of each organisation as they are shown, nought where they are hidden.

    Rounded: a class of size would say on which side of its border the count itself is.
    """
    table, axes = released.tables.decided, released.axes
    kept = (table.counts * ~table.hidden)[:, -1, -1, -1].tolist()
    total = axes.named((-1, -1, -1))
    return {
        schema: rounding.rounded(count, cell=cell_name(schema, total, table.family))
        for schema, count in zip(axes.members, kept, strict=True)
    }
