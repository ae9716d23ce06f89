"""What is the matter with how a command was typed, in Dutch; click itself speaks English only."""

from collections.abc import Sequence
from typing import Final

import click

#: The commands about rules, which answer in Dutch or English.
_BOTH: Final = frozenset({"evaluate", "explain", "profiles"})
_HELP = "Zie '{command} --help' voor uitleg."


def is_in_dutch(arguments: Sequence[str]) -> bool:
    """Whether a command speaks Dutch: it is one that has a language, and English was not asked for.

    Those that install and manage are in English throughout.
    """
    given = _given(arguments)
    return given != "en" and (given == "nl" or bool({*arguments[:1]} & _BOTH))


def in_dutch(refused: click.UsageError) -> str:
    """Give the whole message: how the command goes, where to read more, and what to do."""
    lines = []
    if refused.ctx is not None:
        usage = refused.ctx.get_usage().removeprefix("Usage: ")
        lines = [f"Gebruik: {usage}", _HELP.format(command=refused.ctx.command_path), ""]
    return "\n".join([*lines, _problem(refused)])


def _given(arguments: Sequence[str]) -> str:
    """What stands behind the last `--language`, if anything."""
    found = ""
    for place, argument in enumerate(arguments):
        name, has_value, value = argument.partition("=")
        if name == "--language":
            found = value if has_value else "".join(arguments[place + 1 : place + 2])
    return found


def _problem(refused: click.UsageError) -> str:
    if isinstance(refused, click.NoSuchOption):
        return f"Er is geen optie {refused.option_name}.{_meant(refused.possibilities)}"
    if isinstance(refused, click.MissingParameter):
        return f"Geef ook {_name(refused)} op."
    if isinstance(refused, click.BadParameter):
        return f"Wat bij {_name(refused)} staat, kan niet{_wanted(refused)}."
    if isinstance(refused, click.BadOptionUsage):
        return f"Bij {refused.option_name} hoort één waarde, of niets als het een keuze is."
    if isinstance(refused, click.exceptions.NoSuchCommand):
        return f"Er is geen opdracht {refused.command_name}.{_meant(refused.possibilities)}"
    return "Er staat meer achter de opdracht dan erbij hoort. Haal weg wat te veel is."


def _meant(possibilities: Sequence[str] | None) -> str:
    return f" Bedoelt u {' of '.join(possibilities)}?" if possibilities else ""


def _name(refused: click.BadParameter) -> str:
    """How people type the parameter: --profile, or CASES."""
    parameter = refused.param
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.make_metavar(refused.ctx) if parameter and refused.ctx else "alles"


def _wanted(refused: click.BadParameter) -> str:
    kind = refused.param.type if refused.param else None
    if isinstance(kind, click.Choice):
        return f": kies {' of '.join(map(str, kind.choices))}"
    if isinstance(kind, click.DateTime):
        return ": schrijf een dag als 2026-01-31"
    if isinstance(kind, click.File | click.Path):
        named = refused.message.partition(": ")[0]
        return f": geef een bestand dat er is en dat u mag lezen, en niet {named}"
    return ""
