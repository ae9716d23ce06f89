"""The `meetlat` command; each subcommand is imported only when it is asked for."""

import importlib
import os
import sys

import click

from config.environment import InvalidEnvironment
from console.refusal import Refusal
from console.usage import in_dutch, is_in_dutch

# Name → where it lives and the line in `meetlat --help`. `evaluate`, `profiles` and `explain`
# need neither Django nor a database, so nothing here may import either.
_SECTIONS = {
    "Rules": {
        "evaluate": ("console.evaluate_command", "Work the cases of a file through a profile."),
        "profiles": ("console.profiles_command", "List the shipped policy profiles, or show one."),
        "explain": ("console.explain_command", "Explain a rule, a fact or a criterion."),
    },
    "Run": {
        "demo": ("console.demo_command", "Start the demonstration, with data and sign-ins."),
        "serve": ("console.serve_command", "Start the web server."),
        "worker": ("console.worker_command", "Start the worker that keeps things tidy."),
        "migrate": ("console.migrate_command", "Bring the tables of every tenant up to date."),
        "health": ("console.health_command", "Ask a running server whether it can work."),
    },
    "Manage": {
        "tenant": ("console.tenant_commands", "Make a tenant, list tenants."),
        "platform": ("console.platform_commands", "Add people of the platform, list them."),
        "facts": ("console.facts_command", "Check the benchmark's facts, or send them anew."),
        "release": ("console.release_command", "Bring out benchmark figures, or list them."),
        "report": ("console.report_command", "Make a benchmark report, or list those made."),
        "reencrypt": ("console.reencrypt_command", "Encrypt people anew after a change of key."),
        "database": ("console.database_commands", "Start, stop or find the embedded PostgreSQL."),
    },
    "Build": {
        "messages": ("console.messages_command", "Bring the English texts up to date."),
    },
}
_COMMANDS = {name: place for section in _SECTIONS.values() for name, place in section.items()}


class _Lazy(click.Group):
    """A group that knows its commands by name and loads only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """Give the names in the order of the table: what people need first comes first."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's form
        cmd_name: str,
    ) -> click.Command | None:
        """Load one command, or give None for a name that does not exist."""
        if cmd_name not in _COMMANDS:
            return None
        module, _ = _COMMANDS[cmd_name]
        command: click.Command = importlib.import_module(module).command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's form
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without loading them."""
        for title, commands in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name, text) for name, (_, text) in commands.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="meetlat")
def main() -> None:
    """Meetlat: one yardstick for job coaching.

    Municipalities and UWV assess under their own policy, beside one shared baseline.

    The commands about rules speak Dutch, in their help too: add `--language en` for English. All
    others are in English. | De opdrachten over regels zijn in het Nederlands.
    """


def run() -> None:
    """Run the command; what a person can repair is a sentence on stderr, never a traceback."""
    try:
        main.main(prog_name="meetlat", standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.ClickException as refused:
        if isinstance(refused, click.UsageError) and is_in_dutch(sys.argv[1:]):
            click.echo(in_dutch(refused), err=True)
        else:
            refused.show()
        sys.exit(refused.exit_code)
    except (InvalidEnvironment, Refusal) as refused:
        click.echo(str(refused), err=True)
        sys.exit(getattr(refused, "exit_code", 1))
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except click.Abort:
        sys.exit(130)
