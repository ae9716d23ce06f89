"""`meetlat reencrypt`: encrypt who people are under the key that is first now."""

import click

from console.ready import django_for_a_command
from console.refusal import Refusal


class KeyMissing(Refusal):
    """A tenant has rows that none of the keys opens."""

    def __init__(self, schema_name: str) -> None:
        super().__init__(
            f"{schema_name}: some rows were encrypted with a key that is not in IDENTITY_KEYS. "
            "Add it behind the first one and run this again; nothing was changed there."
        )


@click.command()
def command() -> None:
    """Encrypt names, addresses and BSN of every tenant under the first of IDENTITY_KEYS.

    Put the new key in front of the old one first, run this, and then take the old one away.
    """
    with django_for_a_command():
        from tenants import context, queries

        with context.as_platform():
            names = [tenant.schema_name for tenant in queries.tenants()]
        for name in names:
            click.echo(f"{name}: {_encrypted(name)}")


def _encrypted(schema_name: str) -> int:
    from assessments.people.rotation import encrypt_anew
    from assessments.people.sealing import CannotBeOpened
    from tenants import context

    try:
        with context.inside(schema_name):
            return encrypt_anew()
    except CannotBeOpened as closed:
        raise KeyMissing(schema_name) from closed
