"""The worker's waiting for work: it hears of new work at once, and looks for what it missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection

from assessments.intake_files.runs import CHANNEL
from assessments.intake_files.working import work_through
from benchmarking.releases.working import work_on_releases
from tenants import context, queries
from tenants.database.base import PUBLIC


def work_on_everything(*, beat: Callable[[], None]) -> int:
    """Do the work that waits in any tenant and on the platform, begun or not; give how much."""
    files = sum(work_through(tenant.schema_name, beat=beat) for tenant in list(queries.tenants()))
    return files + work_on_releases(beat=beat)


def wait_for_work(*, seconds: float, beat: Callable[[], None]) -> int:
    """Wait for work and do it; give how much, 0 where none came in these seconds."""
    schemas = list(dict.fromkeys(_called(seconds)))
    known = {tenant.schema_name for tenant in queries.tenants()} if schemas else set()
    released = work_on_releases(beat=beat) if PUBLIC in schemas else 0
    return released + sum(work_through(name, beat=beat) for name in schemas if name in known)


def _called(seconds: float) -> Iterator[str]:
    """The schemas that were named meanwhile; it listens on from one call to the next."""
    with context.as_platform(), connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    for call in connection.connection.notifies(timeout=seconds, stop_after=1):
        yield str(call.payload)
