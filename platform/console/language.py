"""The option that chooses the language of rules and reasons, the same in every command."""

import click

option = click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default="nl",
    show_default=True,
    help="Language of help, answers and messages.",
)
