"""`meetlat messages`: bring the English catalogues up to date and compile them."""

from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[2]


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; say what is missing.")
@click.option("--app", default="", help="Write the catalogue of this app only.")
def command(*, check: bool, app: str) -> None:
    """Add new texts to the English catalogues, compile them, and list what needs translating."""
    from console import messages  # polib is there for people who build Meetlat only

    if not check:
        for path in messages.update_catalogues(ROOT, only=app):
            click.echo(f"Written: {path.relative_to(ROOT)}")
    missing = messages.problems(ROOT)
    for problem in missing:
        click.echo(str(problem))
    if missing and check:
        raise SystemExit(1)
    click.echo(f"{len(missing)} texts need work." if missing else "Every text has its English.")
