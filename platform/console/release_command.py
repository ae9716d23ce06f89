"""`meetlat release`: bring out benchmark figures, and list what was brought out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.ready import django_for_a_command
from console.refusal import Refusal
from console.terminal import show_table

if TYPE_CHECKING:
    from benchmarking.releases.lost import Lost


@click.group()
def command() -> None:
    """Bring out figures of the benchmark: everybody sees those of the newest release."""


class NotReleased(Refusal):
    """A release was not made, or not brought out."""


@command.command()
@click.option("--to-be-approved", is_flag=True, help="Have an administrator bring it out.")
def make(*, to_be_approved: bool) -> None:
    """Make a release of the facts that stand now, held against all releases before it.

    Run it at a fixed rhythm, such as every month. A figure changes when ten to nineteen cases more
    came in since it last did, so more often shows hardly more.
    """
    with django_for_a_command():
        from benchmarking.releases.alone import OneIsBeingMade
        from benchmarking.releases.holding import MayBeWorkedOut
        from benchmarking.releases.making import make_release, prepare_release
        from benchmarking.releases.nobody import NobodyTakesPart
        from benchmarking.releases.overview import line_of
        from benchmarking.releases.real_people import RealFiguresClosed

        try:
            number = (prepare_release if to_be_approved else make_release)(actor=None)
        except (OneIsBeingMade, MayBeWorkedOut, RealFiguresClosed, NobodyTakesPart) as why:
            raise NotReleased(str(why)) from why
        click.echo(f"Release {number}")
        show_table(
            columns=("table", "cells hidden", "cases hidden", "cells held back"),
            rows=[_lost(name, lost) for name, lost in line_of(number).lost.items()],
        )


@command.command()
@click.argument("number", type=int)
@click.option("--put-aside", is_flag=True, help="Never bring it out.")
def approve(number: int, *, put_aside: bool) -> None:
    """Bring a release out that was made to be approved: everybody who may sees it from now on."""
    with django_for_a_command():
        from benchmarking.releases import deciding
        from benchmarking.releases.alone import OneIsBeingMade

        try:
            deciding.decide(actor=None, number=number, is_out=not put_aside)
        except (
            OneIsBeingMade,
            deciding.NoSuchRelease,
            deciding.AnotherCameAfter,
            deciding.DecidedAlready,
        ) as why:
            raise NotReleased(str(why)) from why
        click.echo(f"Release {number} was {'put aside' if put_aside else 'brought out'}.")


@command.command(name="list")
def list_all() -> None:
    """List the releases, the newest first."""
    with django_for_a_command():
        from benchmarking.releases.overview import lines

        show_table(
            columns=("release", "facts as of", "method", "content", "stands"),
            rows=[
                (
                    str(line.row.number),
                    str(line.row.facts_as_of),
                    line.row.method_version,
                    line.row.content_hash[:16],
                    line.state.value,
                )
                for line in lines()
            ],
        )


def _lost(name: str, lost: Lost) -> tuple[str, str, str, str]:
    cells, cases, held_back = (
        f"{share.value} %" if share.value is not None else "few, or nearly all"
        for share in (lost.cells, lost.cases, lost.held_back)
    )
    return name, cells, cases, held_back
