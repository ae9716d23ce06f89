"""`meetlat facts`: make the benchmark's facts again from the organisations' own tables."""

from collections.abc import Sequence

import click

from console.ready import django_for_a_command
from console.refusal import Refusal
from console.terminal import show_table

_SCHEMA = click.option(
    "--tenant", "schema_name", metavar="SCHEMA", default="", help="Only this organisation."
)


class FactsDiffer(Refusal):
    """What stands in the benchmark is not what the organisations' own tables say."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"Other facts stand than can be made again: {', '.join(names)}. "
            "Find out why, and send them anew: meetlat facts send."
        )


class NobodyToSend(Refusal):
    """An organisation that was named takes no part."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(
            f"{schema_name} takes no part in the benchmark, or said something for a later day. "
            "Its administrator agrees under Beheer, Benchmark."
        )


@click.group()
def command() -> None:
    """Hold the facts of the benchmark against the organisations' own tables, or send them anew."""


@command.command()
@_SCHEMA
def check(schema_name: str) -> None:
    """Make all facts again and compare them with those that stand; nothing is written."""
    with django_for_a_command():
        from benchmarking.rebuild import compared

        rows, differ = [], []
        for name in _names(schema_name):
            found = compared(name)
            rows += [
                (name, each.kind, each.stands, each.same, each.missing, each.other)
                for each in found
            ]
            differ += [name] * (not all(each.is_whole for each in found))
        show_table(
            columns=("organisation", "facts", "stand", "same", "missing", "otherwise"),
            rows=[tuple(str(cell) for cell in row) for row in rows],
        )
        if differ:
            raise FactsDiffer(differ)


@command.command()
@_SCHEMA
def send(schema_name: str) -> None:
    """Send all facts anew as the next edition, each organisation in one transaction.

    For after a release that adds columns, or where `check` found other facts. The edition before
    no longer counts; nothing is changed or removed.
    """
    with django_for_a_command():
        for name in _names(schema_name):
            _send(name, is_named=bool(schema_name))


def _names(schema_name: str) -> list[str]:
    from tenants import context, queries

    with context.as_platform():
        names = [tenant.schema_name for tenant in queries.tenants()]
    return [name for name in names if schema_name in {"", name}]


def _send(name: str, *, is_named: bool) -> None:
    from benchmarking.participation.agreement import NothingToSend, send_anew
    from tenants import context

    try:
        with context.inside(name):
            click.echo(f"{name}: {send_anew()} decisions")
    except NothingToSend as refused:
        if is_named:
            raise NobodyToSend(name) from refused
        click.echo(f"{name}: takes no part")
