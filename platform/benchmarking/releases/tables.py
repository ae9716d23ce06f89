"""A table of a release over its axes: taken to other axes, packed, and with what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarking.cube import Axes
from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.released_indicators.places import Places
from benchmarking.releases.packing import Array, packed, unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One table of the comparison: its name, which facts it counts, and of which it is a part.

    `has_means` as in `disclosure.hidden_parts`.
    """

    name: str
    family: str
    part_of: str = ""
    has_means: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOfRelease:
    """What one release has of a table: what is kept, the true counts then, and columns of sums.

    `along` stands by organisation and place along the lines: what cases have alike.
    """

    kept: Kept
    truth: Counts
    columns: Counts | None = None
    along: Counts | None = None

    def with_rows_of(self, other: "TableOfRelease", whose: Mask) -> "TableOfRelease":
        """Return this table with what another one has of some organisations, all that it has."""
        kept, before = self.kept, other.kept
        return TableOfRelease(
            kept=Kept(
                counts=taken_from(whose, before.counts, kept.counts),
                hidden=taken_from(whose, before.hidden, kept.hidden),
                as_of=taken_from(whose, before.as_of, kept.as_of),
                base=_optional(whose, before.base, kept.base),
            ),
            truth=taken_from(whose, other.truth, self.truth),
            columns=_optional(whose, other.columns, self.columns),
            along=_optional(whose, other.along, self.along),
        )

    def content(self) -> bytes:
        """Return the table as bytes."""
        arrays: dict[str, Array] = {
            "counts": self.kept.counts.astype(np.int32),
            "hidden": self.kept.hidden,
            "as_of": self.kept.as_of.astype(np.int32),
            "truth": self.truth.astype(np.int32),
        }
        if self.kept.base is not None:
            arrays["base"] = self.kept.base.astype(np.int32)
        if self.columns is not None:
            arrays["columns"] = self.columns
        if self.along is not None:
            arrays["along"] = self.along
        return packed(arrays)


def from_content(content: bytes, *, held: Axes, wanted: Axes) -> TableOfRelease:
    """Return a table of a release over other axes than it was made with.

    Where the release has no organisation or year of that name nobody was counted: that stood so
    since the first release.
    """
    found = unpacked(content)

    def over_wanted(name: str) -> Counts:
        return _taken(found[name].astype(np.int64), held, wanted)

    return TableOfRelease(
        kept=Kept(
            counts=over_wanted("counts"),
            hidden=over_wanted("hidden").astype(bool),
            as_of=np.maximum(over_wanted("as_of"), 1),
            base=over_wanted("base") if "base" in found else None,
        ),
        truth=over_wanted("truth"),
        columns=over_wanted("columns") if "columns" in found else None,
        along=_along(found["along"], held, wanted) if "along" in found else None,
    )


def taken_from(whose: Mask, other: Array, own: Array, *, axis: int = 0) -> Array:
    """Return values of which those of some organisations, along an axis, are another's."""
    rows = whose.reshape((-1,) + (1,) * (own.ndim - axis - 1))
    return np.where(rows, other, own)


def _optional(whose: Mask, other: Counts | None, own: Counts | None) -> Counts | None:
    """Return the same; of what an older method had otherwise nothing is taken."""
    if other is None or own is None or other.shape != own.shape:
        return own
    return taken_from(whose, other, own)


def _along(values: Counts, held: Axes, wanted: Axes) -> Counts:
    """Take what stands along the lines to other axes; nought where there was no such place."""
    if not len(held.members):
        return np.zeros(
            (len(wanted.members), len(Places(axes=wanted).names), values.shape[-1]), int
        )
    members = _places(held.members, wanted.members)
    places = _places(Places(axes=held).names, Places(axes=wanted).names)
    taken = values[np.ix_(members, places)]
    taken[members < 0] = 0
    taken[:, places < 0] = 0
    return taken


def _taken(values: Counts, held: Axes, wanted: Axes) -> Counts:
    """Take a table along organisations and years; nought where there was no such one."""
    organisations = _places(held.members, wanted.members)
    # Behind the years come all other years together, and the total.
    rest = len(held.years)
    years = np.array([*_places(held.years, wanted.years), rest, rest + 1])
    taken = values[np.ix_(organisations, years)]
    taken[organisations < 0] = 0
    taken[:, years < 0] = 0
    return taken


def _places(held: Sequence[object], wanted: Sequence[object]) -> Counts:
    known = {one: place for place, one in enumerate(held)}
    return np.array([known.get(one, -1) for one in wanted], dtype=np.int64)
