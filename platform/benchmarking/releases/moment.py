"""One moment of the comparison: which release stands, who is open, and who takes part."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property

from benchmarking import queries
from benchmarking.releases.register import ReleaseRow, newest_release
from tenants.queries import TenantRow, launched_tenants, regions_of_municipalities


class NothingReleased(ValueError):
    """There is no release yet, so nothing is told of anyone."""

    def __init__(self) -> None:
        super().__init__("There is no release yet: make one with `meetlat release make`.")


@dataclass(frozen=True, kw_only=True, eq=False)
class Moment:
    """What every figure of a release follows from; two of the same `key` tell the same.

    Attributes:
        release: the newest that was brought out; None before the first.
        rows: the organisations that are open, by name.
        agreements: of `queries.agreements`: whoever withdrew is not in it, from that moment on.
        regions: the labour-market region of each municipality of which it is known.
    """

    release: ReleaseRow | None
    rows: tuple[TenantRow, ...]
    agreements: Mapping[str, int]
    regions: Mapping[str, str]

    @cached_property
    def key(self) -> str:
        """Names the content, so that what was read for one can be kept for the other."""
        release = self.release and (self.release.number, self.release.content_hash)
        rows = [(row.schema_name, row.name, row.kind, row.municipality_codes) for row in self.rows]
        told = [release, rows, sorted(self.agreements.items()), sorted(self.regions.items())]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def __hash__(self) -> int:
        """By its key."""
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other tells the same."""
        return isinstance(other, Moment) and self.key == other.key


def _read() -> Moment:
    return Moment(
        release=newest_release(),
        rows=tuple(launched_tenants()),
        agreements=queries.agreements(),
        regions=regions_of_municipalities(),
    )


_reader: ContextVar[Callable[[], Moment]] = ContextVar("moment_reader", default=_read)


def moment() -> Moment:
    """Return what holds now; inside `one_moment` what held when that was first asked."""
    return _reader.get()()


@contextmanager
def one_moment() -> Iterator[None]:
    """Have everything inside told of one moment, which is read at most once.

    A page asks many times. A release that comes out in between, or somebody who withdraws, would
    have it tell two things; and the hundreds of organisations were read seven times over. Inside
    another it is the same moment.
    """
    if _reader.get() is not _read:
        yield
        return
    token = _reader.set(cache(_read))
    try:
        yield
    finally:
        _reader.reset(token)
