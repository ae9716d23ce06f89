"""`meetlat report`: make a benchmark report of an organisation, and list what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.ready import django_for_a_command
from console.refusal import Refusal
from console.terminal import show_table

if TYPE_CHECKING:
    from reports.queries import ReportRow


class ReportNotMade(Refusal):
    """What was asked for cannot be made; the message is that of whoever refused it."""


class NoSuchTenant(Refusal):
    """There is no organisation of that name."""

    exit_code = 2

    def __init__(self, schema_name: str) -> None:
        super().__init__(f"There is no organisation {schema_name}: see meetlat tenant list.")


@click.group()
def command() -> None:
    """Make benchmark reports, and list them."""


@command.command()
@click.option("--tenant", required=True, help="Schema name of the organisation.")
@click.option("--report", "name", required=True, help="Name of the report.")
@click.option("--period", required=True, help="A year (2025) or a quarter (2026-Q3).")
@click.option("--by", "email", required=True, help="Address of whoever makes it.")
@click.option("--for", "audience", type=click.Choice(["own", "everyone"]), default="own")
def run(*, tenant: str, name: str, period: str, email: str, audience: str) -> None:
    """Make a report from the newest release; somebody else than `--by` lets it go."""
    with django_for_a_command():
        from accounts.models import User
        from accounts.permissions import NotPermitted
        from benchmarking.releases.moment import NothingReleased
        from reports.actions import make_report
        from reports.definition import ReportUnknown
        from reports.faces.as_pdf import SignNotOnPaper
        from reports.making import NotOpenYet, PeriodNotReleased
        from reports.periods import NotAPeriod
        from tenants import context

        refused = (
            NotPermitted, NothingReleased, ReportUnknown, PeriodNotReleased, NotAPeriod,
            NotOpenYet, SignNotOnPaper, User.DoesNotExist,
        )  # fmt: skip
        _check(tenant)
        try:
            with context.inside(tenant):
                actor = User.objects.get(email=email)
                made = make_report(actor=actor, name=name, period=period, audience=audience)
        except refused as why:
            raise ReportNotMade(str(why)) from why
        click.echo(f"Report {made}")


@command.command(name="list")
@click.option("--tenant", required=True, help="Schema name of the organisation.")
def list_all(*, tenant: str) -> None:
    """List what was made in an organisation, the newest first."""
    with django_for_a_command():
        from reports.queries import reports
        from tenants import context

        _check(tenant)
        with context.inside(tenant):
            rows = reports()
        show_table(
            columns=("report", "name", "period", "for", "release", "approved", "content"),
            rows=[
                (
                    str(row.id),
                    row.definition,
                    row.period,
                    row.audience,
                    str(row.release_number),
                    _stand(row),
                    row.content_hash[:16],
                )
                for row in rows
            ],
        )


def _stand(row: ReportRow) -> str:
    if row.withdrawn is not None:
        return f"taken back {row.withdrawn.at.date()}"
    return str(row.approved_at.date()) if row.approved_at else "waits"


def _check(schema_name: str) -> None:
    from tenants.queries import tenants

    if schema_name not in {row.schema_name for row in tenants()}:
        raise NoSuchTenant(schema_name)
