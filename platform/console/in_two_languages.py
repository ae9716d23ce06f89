"""Commands whose help is in the language of their answers: Dutch, unless English was asked for."""

import sys
from collections.abc import Sequence

import click

from console.help_in_dutch import DUTCH_HELP, HELP_OPTION, DutchHelp
from console.usage import is_in_dutch

_Rows = list[tuple[str, str]]


class TwoLanguageCommand(click.Command):
    """A command with its help in Dutch in `help_in_dutch`, by its name."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say how the command is typed."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = "Gebruik: " if _is_dutch() else "Usage: "
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what the command is for."""
        if not _is_dutch():
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_dutch(ctx).about)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options."""
        with formatter.section("Opties" if _is_dutch() else "Options"):
            formatter.write_dl(self.option_rows(ctx))

    def option_rows(self, ctx: click.Context) -> _Rows:
        """Give each option with what it does."""
        return _rows(self.get_params(ctx), ctx)


class TwoLanguageGroup(TwoLanguageCommand, click.Group):
    """A group whose help names the options of `also`, the command that runs without its name."""

    also = ""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, then the commands."""
        TwoLanguageCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def option_rows(self, ctx: click.Context) -> _Rows:
        """Give the options of the command that runs without its name, and the group's own."""
        inner = self.commands.get(self.also)
        if inner is None:
            return _rows(self.get_params(ctx), ctx)
        with click.Context(inner, info_name=self.also, parent=ctx) as inside:
            return _rows(inner.get_params(inside), inside)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with its first sentence."""
        rows = []
        for name in self.list_commands(ctx):
            with click.Context(self.commands[name], info_name=name, parent=ctx) as inside:
                about = _dutch(inside).about if _is_dutch() else self.commands[name].help or ""
            rows.append((name, " ".join(about.split("\n\n")[0].split())))
        with formatter.section("Opdrachten" if _is_dutch() else "Commands"):
            formatter.write_dl(rows)


def _is_dutch() -> bool:
    return is_in_dutch(sys.argv[1:])


def _dutch(ctx: click.Context) -> DutchHelp:
    return DUTCH_HELP[ctx.command_path.partition(" ")[2]]


def _rows(parameters: Sequence[click.Parameter], ctx: click.Context) -> _Rows:
    rows = []
    for parameter in parameters:
        record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
        if record is not None:
            names, text = record
            rows.append((names, _in_dutch(parameter, ctx) if _is_dutch() else text))
    return rows


def _in_dutch(parameter: click.Parameter, ctx: click.Context) -> str:
    if "--help" in parameter.opts:
        return HELP_OPTION
    text = _dutch(ctx).options[str(parameter.name)]
    if parameter.required:
        return f"{text}  [verplicht]"
    if isinstance(parameter, click.Option) and parameter.show_default:
        return f"{text}  [standaard: {parameter.default}]"
    return text
