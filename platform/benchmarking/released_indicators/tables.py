"""One indicator in a release: its tables along lines, packed, and taken to other organisations."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from benchmarking.disclosure.alike import ALIKE, beside_usual
from benchmarking.disclosure.between import Kept
from benchmarking.disclosure.tables import Counts, Mask
from benchmarking.releases.packing import Array, packed, unpacked
from benchmarking.releases.tables import taken_from

#: What goes with the cases of a mean or rate, by place in `columns`. `expected`
#: stood for the mix of cases in earlier releases: nought, as nothing of that is told (decision 82).
#: The last is how many the sums are of: of an earlier release than the cases, where these changed
#: and the sums would have told of few.
COLUMNS: Final = (
    "total", "squares", "per", "per_squares", "products", "some", "short", "most", "expected",
    "cases",
)  # fmt: skip
#: Of a point of a curve: share, its interval, and who is followed on; -1 is not shown.
POINT: Final = 4
_NOTHING: Final[Counts] = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTable:
    """What a release has of one indicator, over organisations and places.

    Attributes:
        expression: what is counted; with another one nothing before is of the same figure.
        codes: of the parts.
        rows: everything of that kind of fact, and where that is hidden.
        whole: the cases, with the true counts then in `whole_truth`.
        parts: with one more axis in front, by code; their wholes are `base`.
        columns: sums behind the cases, in the order of `COLUMNS`; then how far they lie from each
            mean that is told beside them, as sizes and squares; of a mean then `alike_of` of it.
        sums_hidden: where these are not told.
        points: of curves, by moment and in the order of `POINT`; nothing otherwise.
        alike: where those who came in since the sums before have all but few the same; not kept.
    """

    expression: str
    codes: tuple[str, ...]
    rows: Kept
    whole: Kept
    whole_truth: Counts
    parts: Kept
    parts_truth: Counts
    columns: Counts
    sums_hidden: Mask
    points: Counts
    alike: Mask | None = None

    def column(self, name: str) -> Counts:
        """Return one column by organisation and place."""
        return self.columns[..., COLUMNS.index(name)]

    def with_rows_of(self, other: "IndicatorTable", whose: Mask) -> "IndicatorTable":
        """Return this table with what another one has of some organisations, all that it has."""

        def kept(own: Kept, before: Kept, axis: int) -> Kept:
            base = own.base
            if base is not None and before.base is not None:
                base = taken_from(whose, before.base, base, axis=axis)
            return Kept(
                counts=taken_from(whose, before.counts, own.counts, axis=axis),
                hidden=taken_from(whose, before.hidden, own.hidden, axis=axis),
                as_of=taken_from(whose, before.as_of, own.as_of, axis=axis),
                base=base,
            )

        found = replace(
            self,
            rows=kept(self.rows, other.rows, 0),
            whole=kept(self.whole, other.whole, 0),
            whole_truth=taken_from(whose, other.whole_truth, self.whole_truth),
            parts=kept(self.parts, other.parts, 1),
            parts_truth=taken_from(whose, other.parts_truth, self.parts_truth, axis=1),
            points=taken_from(whose, other.points, self.points),
        )
        if not other.has_sums_as(self.columns):
            return found
        return replace(
            found,
            columns=taken_from(whose, other.columns, self.columns),
            sums_hidden=taken_from(whose, other.sums_hidden, self.sums_hidden),
        )

    def has_sums_as(self, columns: Counts) -> bool:
        """Tell whether there are sums like these: of an older method they are not kept."""
        return self.columns.shape == columns.shape

    @property
    def apart(self) -> list[tuple[Counts, Counts]]:
        """How far the sums lie from each mean that is told beside them: sizes and squares."""
        end = self.columns.shape[-1] - (ALIKE if self._knows_alike else 0)
        return [
            (self.columns[..., at], self.columns[..., at + 1]) for at in range(len(COLUMNS), end, 2)
        ]

    @property
    def beside_usual(self) -> list[tuple[Counts, Counts]]:
        """How far cases lie from what is usual, as sizes and squares; nothing where not known."""
        return [beside_usual(self.columns[..., -ALIKE:])] if self._knows_alike else []

    @property
    def _knows_alike(self) -> bool:
        return self.columns.shape[-1] >= len(COLUMNS) + ALIKE

    def for_reading(self) -> "IndicatorTable":
        """Return what pages read: without the true counts, by which the next release is made."""
        return replace(self, whole_truth=_NOTHING, parts_truth=_NOTHING)

    def content(self) -> bytes:
        """Return the table as bytes."""
        meta = json.dumps([self.expression, list(self.codes)]).encode()
        arrays: dict[str, Array] = {
            "meta": np.frombuffer(meta, dtype=np.uint8),
            "rows": self.rows.counts.astype(np.int32),
            "rows_hidden": self.rows.hidden,
            "rows_as_of": self.rows.as_of.astype(np.int32),
            "whole_truth": self.whole_truth.astype(np.int32),
            "parts_truth": self.parts_truth.astype(np.int32),
            "columns": self.columns,
            "sums_hidden": self.sums_hidden,
            "points": self.points.astype(np.int32),
        }
        for name, kept in (("whole", self.whole), ("parts", self.parts)):
            arrays[f"{name}_counts"] = kept.counts.astype(np.int32)
            arrays[f"{name}_hidden"] = kept.hidden
            arrays[f"{name}_as_of"] = kept.as_of.astype(np.int32)
            if kept.base is not None:
                arrays[f"{name}_base"] = kept.base.astype(np.int32)
        return packed(arrays)


def from_content(content: bytes, *, members: Counts, places: Counts) -> IndicatorTable:
    """Return what `content` gave over other organisations and places.

    Args:
        content: the bytes.
        members: for each organisation where it stood then, or -1 where it is not there.
        places: the same for each place.
    """
    found = unpacked(content)
    expression, codes = json.loads(found["meta"].tobytes().decode())

    def over(name: str, axis: int = 0) -> Counts:
        return _taken(found[name].astype(np.int64), members, places, axis)

    def kept(name: str, axis: int) -> Kept:
        has_base = f"{name}_base" in found
        return Kept(
            counts=over(f"{name}_counts", axis),
            hidden=over(f"{name}_hidden", axis).astype(bool),
            as_of=np.maximum(over(f"{name}_as_of", axis), 1),
            base=over(f"{name}_base", axis) if has_base else None,
        )

    rows, columns = over("rows"), over("columns")
    if columns.shape[-1] < len(COLUMNS):  # a release of before: its sums are of its cases
        columns = np.concatenate([columns, over("whole_counts")[..., None]], axis=-1)
    has_mask = "rows_hidden" in found  # not in releases of before it was kept
    return IndicatorTable(
        expression=expression,
        codes=tuple(codes),
        rows=Kept(
            counts=rows,
            hidden=over("rows_hidden").astype(bool) if has_mask else np.zeros(rows.shape, bool),
            as_of=np.maximum(over("rows_as_of"), 1) if has_mask else np.ones_like(rows),
        ),
        whole=kept("whole", 0),
        whole_truth=over("whole_truth"),
        parts=kept("parts", 1),
        parts_truth=over("parts_truth", 1),
        columns=columns,
        sums_hidden=over("sums_hidden").astype(bool) if "sums_hidden" in found else rows >= 0,
        points=over("points"),
    )


def where(held: tuple[str, ...], wanted: tuple[str, ...]) -> Counts:
    """Return for each name wanted where it stood, or -1."""
    known: Mapping[str, int] = {name: at for at, name in enumerate(held)}
    return np.array([known.get(name, -1) for name in wanted], dtype=np.int64)


def _taken(values: Counts, members: Counts, places: Counts, axis: int) -> Counts:
    """Take a table along organisations and places; nought where there was no such one."""
    if not values.shape[axis]:  # a release of nobody
        shape = (*values.shape[:axis], len(members), len(places), *values.shape[axis + 2 :])
        return np.zeros(shape, dtype=np.int64)
    taken = values.take(members, axis=axis).take(places, axis=axis + 1)
    taken[(slice(None),) * axis + (members < 0,)] = 0
    taken[(slice(None),) * (axis + 1) + (places < 0,)] = 0
    return taken
