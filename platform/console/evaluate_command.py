"""`meetlat evaluate`: a file of cases worked through a shipped profile, without a database."""

from typing import BinaryIO

import click

from console import language as language_option
from console.evaluation import EvaluatedCase, evaluated
from console.evaluation_explained import explained, lines, sentences
from console.evaluation_formats import as_csv, as_json, show_as_table
from console.in_two_languages import TwoLanguageCommand
from console.refusal import UnusableInput
from console.shipped import shipped
from rulebook.case_format import BadCaseFile, CaseFile, read_cases
from rulebook.finding import find
from rulebook.profile import Profile
from rulebook.text import Text

_LEAD = Text(
    "Het bestand is niet gelezen en er is niets berekend. Los dit op:",
    "The file was not read and nothing was computed. Solve this:",
)


class UnusableCases(UnusableInput):
    """The file holds something that is no case; the message lists every problem at once."""

    def __init__(self, bad: BadCaseFile, language: str) -> None:
        problems = (f"  {problem.in_language(language)}" for problem in bad.problems)
        super().__init__("\n".join([_LEAD.in_language(language), *problems]))


@click.command(cls=TwoLanguageCommand)
@click.argument("cases", type=click.File("rb"))
@click.option("--profile", "name", required=True, metavar="NAME", help="See: meetlat profiles.")
@click.option("--against", metavar="NAME", help="Also work them through this one, and compare.")
@click.option("--explain", is_flag=True, help="Every reason and every step of the hours.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="csv is what Dutch Excel reads, with --language en the international form.",
)
@language_option.option
def command(
    *, cases: BinaryIO, name: str, against: str | None, explain: bool, form: str,
    language: str,
) -> None:  # fmt: skip
    """Work the cases of a CSV file through a policy profile.

    CASES is a CSV file as Dutch Excel writes it (semicolons, decimal comma, 31-12-2025) or in the
    international form; - reads standard input. The format stands in docs/reference/case-format.md.
    If anything in it is wrong, every problem is told at once, nothing is written, and the exit
    code is 2.
    """
    profiles = [shipped(each, language) for each in (name, against) if each]
    try:
        file = read_cases(cases.read())
    except BadCaseFile as bad:
        raise UnusableCases(bad, language) from bad
    rows = evaluated(file=file, profile=profiles[0], against=profiles[-1] if against else None)
    if form == "json":
        _write_json(rows, file, profiles, explain=explain, language=language)
    elif form == "csv":
        _write_csv(rows, file, profiles[0], explain=explain, language=language)
    elif explain:
        _write_explanations(file, profiles, language)
    else:
        show_as_table(rows, profiles, language)


def _write_explanations(file: CaseFile, profiles: list[Profile], language: str) -> None:
    for reference, facts in zip(file.references, file.rows, strict=True):
        for profile in profiles:
            click.echo(f"{reference} · {profile.title.in_language(language)}")
            for line in lines(explained(facts, profile, language), language):
                click.echo(line)
            click.echo()


def _write_csv(
    rows: list[EvaluatedCase], file: CaseFile, profile: Profile, *, explain: bool, language: str
) -> None:
    words = [sentences(explained(facts, profile, language)) for facts in file.rows if explain]
    # The mark at the beginning tells Excel that it is UTF-8.
    text = ("\ufeff" if language == "nl" else "") + as_csv(rows, language, words)
    click.echo(text.encode(), nl=False)


def _write_json(
    rows: list[EvaluatedCase],
    file: CaseFile,
    profiles: list[Profile],
    *,
    explain: bool,
    language: str,
) -> None:
    told = [
        {
            "finding": find(facts, profiles[0]).as_data(),
            "explanation": sentences(explained(facts, profiles[0], language)),
        }
        for facts in file.rows
        if explain
    ]
    click.echo(as_json(rows, profiles, told))
