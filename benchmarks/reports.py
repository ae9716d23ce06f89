"""The yearly report of the G4 and UWV, whole: every figure of the release, and all of its files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.measure import Figure, seconds

if TYPE_CHECKING:
    from uuid import UUID

    from reports.queries import Kept

_FACTS = 100_000
_UWV = "uwv-baseline"
#: The four cities by their codes, and UWV: schema name, code, policy that was published.
_PLACES = (
    ("rapport_amsterdam", "GM0363", "amsterdam"),
    ("rapport_rotterdam", "GM0599", "rotterdam"),
    ("rapport_den_haag", "GM0518", "den-haag"),
    ("rapport_utrecht", "GM0344", "utrecht"),
    ("rapport_uwv", "XX7901", _UWV),
)
_NAME, _YEAR = "g4-uwv-yearly", "2025"


def figures(facts: int = _FACTS) -> list[Figure]:
    """Every figure of reports; call it inside `database.throwaway_database`.

    Args:
        facts: decisions of each of five organisations.
    """
    from accounts.actions import create_user
    from benchmarking.releases.making import make_release
    from reports.actions import approve_report
    from tenants import context

    for schema_name, code, policy in _PLACES:
        _place(schema_name, code, policy, facts)
    make_release(actor=None)
    with context.inside(_PLACES[0][0]):
        maker, checker = (
            create_user(email=f"{who}@rapport.example", name=who, roles=["analyst"])
            for who in ("maker", "checker")
        )
        made: list[UUID] = []
        making = seconds(lambda: made.append(_made(maker)))
        approve_report(actor=checker, snapshot_id=made[0])
        writing = seconds(lambda: _written(made[0]))
    return [Figure(name="report.yearly.s", value=making + writing, unit="s")]


def _place(schema_name: str, code: str, policy: str, facts: int) -> None:
    from datetime import date

    from django.db import transaction

    from benchmarking.participation.agreement import begin_edition
    from benchmarks.database import add_facts
    from tenants import context
    from tenants.actions import add_municipality, create_tenant, launch_tenant

    add_municipality(code=code, name=schema_name)
    create_tenant(
        schema_name=schema_name,
        name=schema_name,
        kind="uwv" if policy == _UWV else "municipality",
        profile_name=policy,
        municipality_codes=[code],
        hosts=[f"{schema_name.replace('_', '-')}.localhost"],
        is_synthetic=policy == _UWV,
    )
    launch_tenant(schema_name=schema_name)
    with context.inside(schema_name), transaction.atomic():
        begin_edition(from_day=date(2000, 1, 1))
        add_facts(schema_name, facts)


def _made(maker: object) -> UUID:
    from reports.actions import make_report

    return make_report(actor=maker, name=_NAME, period=_YEAR, audience="own")  # type: ignore[arg-type]


def _written(snapshot_id: UUID) -> None:
    """Read the report back and write all of its files."""
    from reports.faces.files import FACES
    from reports.queries import approved_report

    kept: Kept = approved_report(snapshot_id=snapshot_id)
    for face in FACES.values():
        face.write(kept, "nl")


if __name__ == "__main__":
    from benchmarks.database import throwaway_database

    with throwaway_database():
        for figure in figures(int(sys.argv[1]) if len(sys.argv) > 1 else _FACTS):
            print(f"{figure.name} {figure.value:.3f} {figure.unit}")
