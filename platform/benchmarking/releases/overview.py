"""Every release that was made, as its administration shows it: what is lost, who, and what next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from benchmarking.models import Release, ReleaseDecision
from benchmarking.releases.deciding import NoSuchRelease
from benchmarking.releases.lost import Lost, lost_from
from benchmarking.releases.register import ReleaseRow, release_row
from tenants import context


class ReleaseState(StrEnum):
    """Where a release stands: only one that is out was told to anybody."""

    NEWEST = "newest"
    OUT = "out"
    WAITING = "waiting"
    PASSED = "passed"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLine:
    """One release with what was decided on it; by nobody where a command did."""

    row: ReleaseRow
    state: ReleaseState
    made_by: UUID | None
    decided_by: UUID | None
    decided_at: datetime | None

    @property
    def lost(self) -> Mapping[str, Lost]:
        """What cannot be seen of it, by table."""
        return {name: lost_from(data) for name, data in self.row.lost.items()}

    @property
    def is_out(self) -> bool:
        """Whether it was told."""
        return self.state in (ReleaseState.NEWEST, ReleaseState.OUT)


def lines() -> list[ReleaseLine]:
    """Give every release that was made, the newest first, as the platform reads it."""
    with context.as_platform():
        found = list(Release.objects.order_by("-number"))
        decided = {row.release_number: row for row in ReleaseDecision.objects.all()}
    out = [number for number, row in decided.items() if row.is_out]
    newest, last = max(out, default=0), found[0].number if found else 0
    return [
        _line(row, decided.get(row.number), newest=newest, is_last=row.number == last)
        for row in found
    ]


def line_of(number: int) -> ReleaseLine:
    """Give one release.

    Raises:
        NoSuchRelease: none has that number.
    """
    for line in lines():
        if line.row.number == number:
            return line
    raise NoSuchRelease(number)


def _line(
    row: Release, decided: ReleaseDecision | None, *, newest: int, is_last: bool
) -> ReleaseLine:
    if decided is None:
        state = ReleaseState.WAITING if is_last else ReleaseState.PASSED
    elif decided.is_out:
        state = ReleaseState.NEWEST if row.number == newest else ReleaseState.OUT
    else:
        state = ReleaseState.ASIDE
    return ReleaseLine(
        row=release_row(row),
        state=state,
        made_by=row.made_by,
        decided_by=decided.decided_by if decided else None,
        decided_at=decided.decided_at if decided else None,
    )
