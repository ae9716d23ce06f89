"""`meetlat profiles`: the policy profiles that ship, and what each of them says."""

import json
from collections.abc import Mapping

import click

from console import language as language_option
from console.shipped import shipped
from console.terminal import show_table
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


@click.command()
@click.argument("name", required=False)
@click.option("--differences", is_flag=True, help="Only the rules that differ from the baseline.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@language_option.option
def command(*, name: str | None, differences: bool, form: str, language: str) -> None:
    """List the shipped policy profiles, or show every rule of one.

    Each value stands with the layer and source it came from, and how certain it is.
    """
    if name is None:
        _list(form=form, language=language)
        return
    profile = shipped(name)
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
