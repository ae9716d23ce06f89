"""`meetlat profiles`: the policy profiles that ship, what each says, and bundles of them."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

import click

from console import language as language_option
from console.in_two_languages import TwoLanguageCommand, TwoLanguageGroup
from console.refusal import UnusableInput
from console.shipped import shipped
from console.terminal import show_table
from policy_profiles.bundles.bundle import BadBundle, bundle_text, read_bundle
from policy_profiles.bundles.plain_yaml import LARGEST
from rulebook.profile import Profile, plain
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from rulebook.rendered_value import RenderedValue, rendered_value
from rulebook.text import Text

_HEADINGS = {
    "name": Text("naam", "name"),
    "title": Text("titel", "title"),
    "layers": Text("lagen", "layers"),
    "differs": Text("anders dan UWV", "differs from UWV"),
    "rule": Text("beleidsregel", "rule"),
    "value": Text("waarde", "value"),
    "layer": Text("laag", "layer"),
    "certainty": Text("zekerheid", "certainty"),
    "source": Text("bron", "source"),
}


_CHANGED = Text(
    "De waarden zijn veranderd sinds het bestand is gemaakt.",
    "The values were changed since the file was made.",
)
_OTHER_BELOW = Text(
    "De laag {title} is hier een andere versie.", "The layer {title} is another version here."
)


class BundleRefused(UnusableInput):
    """A bundle cannot be used; says everything that is the matter with it."""

    def __init__(self, bad: BadBundle, language: str) -> None:
        lines = [f"{p.where}: {p.text.in_language(language)}" for p in bad.problems]
        super().__init__("\n".join(lines))


class _ShownByName(TwoLanguageGroup):
    """A group in which anything that is no command of its own is the name of a profile."""

    command_class = TwoLanguageCommand
    also = "show"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "show" before what names none of the commands; help without a name is of all."""
        if {"--help", "-h"} & {*args} and all(each.startswith("-") for each in _alone(args)):
            return super().parse_args(ctx, ["--help"])
        is_command = args and args[0] in self.commands
        return super().parse_args(ctx, list(args) if is_command else ["show", *args])


def _alone(args: list[str]) -> list[str]:
    """Give what was typed without the value behind `--language`."""
    return [each for at, each in enumerate(args) if args[at - 1 : at] != ["--language"]]


@click.group(cls=_ShownByName)
def command() -> None:
    """List the shipped policy profiles, show every rule of one, or work with a bundle.

    `meetlat profiles` lists them, `meetlat profiles NAME` shows one; the options below go with
    both.
    """


@command.command("export")
@click.argument("name")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="As it holds on this day.")
@language_option.option
def export(*, name: str, day: datetime | None, language: str) -> None:
    """Write a shipped profile as a YAML bundle, to read, change and read in again."""
    profile = shipped(name, language)
    if day is not None:
        profile = load_shipped(name, day.date())
    click.echo(bundle_text(profile, language=language), nl=False)


@command.command("check")
@click.argument("file", type=click.File("rb"))
@language_option.option
def check(*, file: BinaryIO, language: str) -> None:
    """Check a YAML bundle: everything that is the matter with it at once, or its differences.

    Says how many rules differ from the UWV baseline, and whether the values are still those of
    the profile that the bundle was made of. No database is needed.
    """
    try:
        found = read_bundle(file.read(LARGEST + 1))
    except BadBundle as bad:
        raise BundleRefused(bad, language) from bad
    profile = found.profile
    differing = len(profile.differences_from(load_shipped(BASELINE, profile.on)))
    told = Text(
        f"{profile.title.nl} kan worden ingelezen. {differing} beleidsregels zijn anders dan bij "
        f"UWV.\nKenmerk van de inhoud: {profile.content_hash}",
        f"{profile.title.en} can be read in. {differing} rules differ from UWV.\n"
        f"Content hash: {profile.content_hash}",
    )
    click.echo(told.in_language(language))
    if not found.is_as_it_was_made:
        click.echo(_CHANGED.in_language(language))
    for title in found.other_below:
        click.echo(_OTHER_BELOW.in_language(language).format(title=title.in_language(language)))


@command.command("show")
@click.argument("name", required=False)
@click.option("--differences", is_flag=True, help="Only the rules that differ from the baseline.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="A table to read, or json for a program.",
)
@language_option.option
def show(*, name: str | None, differences: bool, form: str, language: str) -> None:
    """List the shipped policy profiles, or show every rule of one.

    Each value stands with the layer and source it came from, and how certain it is.
    """
    if name is None:
        _list(form=form, language=language)
        return
    profile = shipped(name, language)
    baseline = load_shipped(BASELINE)
    names = profile.differences_from(baseline) if differences else tuple(profile.values)
    values = {each: rendered_value(each, profile[each], language) for each in names}
    if form == "json":
        click.echo(json.dumps(_as_data(profile, values), ensure_ascii=False, indent=2))
        return
    click.echo(f"{profile.title.in_language(language)} ({profile.name})")
    click.echo(f"{profile.description.in_language(language)}\n")
    show_table(
        columns=_headings("rule", "value", "layer", "certainty", "source", language=language),
        rows=[(v.label, v.value, v.layer, v.certainty, v.source) for v in values.values()],
    )


def _headings(*names: str, language: str) -> list[str]:
    return [_HEADINGS[name].in_language(language) for name in names]


def _list(*, form: str, language: str) -> None:
    baseline = load_shipped(BASELINE)
    profiles = [load_shipped(name) for name in shipped_profile_names()]
    if form == "json":
        data = [
            {
                "name": profile.name,
                "title": profile.title.in_language(language),
                "layers": [layer.name for layer in profile.layers],
                "differences": list(profile.differences_from(baseline)),
                "hash": profile.content_hash,
                "fictitious": profile.is_fictitious,
            }
            for profile in profiles
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    show_table(
        columns=_headings("name", "title", "layers", "differs", language=language),
        rows=[
            (
                profile.name,
                profile.title.in_language(language),
                " → ".join(layer.name for layer in profile.layers),
                str(len(profile.differences_from(baseline))),
            )
            for profile in profiles
        ],
    )


def _as_data(profile: Profile, values: Mapping[str, RenderedValue]) -> dict[str, object]:
    return {
        "name": profile.name,
        "hash": profile.content_hash,
        "rules": [
            {
                "parameter": name,
                "label": rendered.label,
                "section": profile[name].parameter.section,
                "stated": profile[name].is_stated,
                "value": plain(profile[name].value),
                "inWords": rendered.value,
                "layer": profile[name].origin.layer_name,
                "certainty": rendered.certainty_code,
                "source": rendered.source,
                "note": rendered.note,
            }
            for name, rendered in values.items()
        ],
    }
