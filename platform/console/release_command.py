"""`meetlat release`: bring out benchmark figures, and list what was brought out."""

from collections.abc import Mapping

import click

from console.ready import django_for_a_command
from console.terminal import show_table


@click.group()
def command() -> None:
    """Bring out figures of the benchmark: everybody sees those of the newest release."""


@command.command()
def make() -> None:
    """Make a release of the facts that stand now, held against all releases before it.

    Run it at a fixed rhythm, such as every month. A figure changes when ten to nineteen cases more
    came in since it last did, so more often shows hardly more.
    """
    with django_for_a_command():
        from benchmarking.releases.making import make_release
        from benchmarking.releases.register import newest_release

        number = make_release(actor=None)
        click.echo(f"Release {number}")
        made = newest_release()
        if made is not None:
            show_table(
                columns=("table", "cells", "hidden", "held back", "cases hidden"),
                rows=[_lost(name, lost) for name, lost in made.lost.items()],
            )


@command.command(name="list")
def list_all() -> None:
    """List the releases, the newest first."""
    with django_for_a_command():
        from benchmarking.releases.register import releases

        show_table(
            columns=("release", "facts as of", "method", "content"),
            rows=[
                (str(row.number), str(row.facts_as_of), row.method_version, row.content_hash[:16])
                for row in releases()
            ],
        )


def _lost(name: str, lost: Mapping[str, int]) -> tuple[str, str, str, str, str]:
    share = round(100 * lost["cases_hidden"] / lost["cases"]) if lost["cases"] else 0
    counts = (lost["cells"], lost["cells_hidden"], lost["cells_held_back"])
    cells, hidden, held_back = (str(count) for count in counts)
    return name, cells, hidden, held_back, f"{share} %"
