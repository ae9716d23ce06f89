"""Adding a release to the register, and whether it is brought out: each with a line on record."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from benchmarking.comparison import METHOD_VERSION
from benchmarking.cube import Axes
from benchmarking.pseudonyms import mark_of
from benchmarking.releases.models import Release, ReleasedDays, ReleaseDecision, ReleasedTable
from tenants import context


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRelease:
    """A release as it was made: `tables` by name, `days` by curve and organisation, as bytes."""

    number: int
    axes: Axes
    agreements: Mapping[str, int]
    synthetic: Sequence[str]
    lost: Mapping[str, Any]
    tables: Mapping[str, bytes]
    days: Mapping[tuple[str, str], bytes]

    @property
    def content_hash(self) -> str:
        """Names everything in it, under a key: the counts behind what is shown are in it too."""
        named = [(name, self.tables[name]) for name in sorted(self.tables)]
        named += [("/".join(key), self.days[key]) for key in sorted(self.days)]
        return mark_of(
            b"".join(name.encode() + hashlib.sha256(content).digest() for name, content in named)
        )


@transaction.atomic
def add_release(new: NewRelease, *, actor: User | None) -> None:
    """Add a release that nobody sees yet.

    Args:
        new: of `making`.
        actor: who had it made; None for a command.
    """
    with context.as_platform():
        Release.objects.create(
            number=new.number,
            made_at=timezone.now(),
            made_by=actor.id if actor else None,
            facts_as_of=timezone.localdate(),
            method_version=METHOD_VERSION,
            members=list(new.axes.members),
            agreements=dict(new.agreements),
            years=list(new.axes.years),
            synthetic=list(new.synthetic),
            lost=dict(new.lost),
            content_hash=new.content_hash,
        )
        ReleasedTable.objects.bulk_create(
            ReleasedTable(release_number=new.number, name=name, content=content)
            for name, content in new.tables.items()
        )
        ReleasedDays.objects.bulk_create(
            ReleasedDays(
                release_number=new.number, name=name, tenant_schema=schema, content=content
            )
            for (name, schema), content in new.days.items()
        )
        _record(actor, "benchmark.release_prepared", new.number)


@transaction.atomic
def add_decision(*, actor: User | None, number: int, is_out: bool) -> None:
    """Add that a release is brought out, or is not; `releases.deciding` says who may."""
    with context.as_platform():
        maker = Release.objects.values_list("made_by", flat=True).get(number=number)
        ReleaseDecision.objects.create(
            release_number=number,
            is_out=is_out,
            made_by=maker,
            decided_by=actor.id if actor else None,
            decided_at=timezone.now(),
        )
        _record(actor, "benchmark.released" if is_out else "benchmark.not_released", number)


def _record(actor: User | None, action: str, number: int) -> None:
    record(actor=actor, action=action, object_kind="benchmark_release", object_id=str(number))
