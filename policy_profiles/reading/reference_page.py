"""The reference page of all parameters, written from the rulebook: docs/reference/profiles.md."""

import sys
from collections.abc import Iterator

from rulebook import wording
from rulebook.parameter import PARAMETERS, TOPICS, Parameter
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from rulebook.source import CERTAINTIES, certainty_label

COMMAND = "python -m policy_profiles.reading.reference_page > docs/reference/profiles.md"
HEAD = f"""# Parameters and profiles

*Written by `{COMMAND}`; a test holds it to that.*

A profile is a set of values for the parameters below. It is made of layers: `law`, `baseline`
(UWV), `region`, `municipality`. A layer says only what differs from what lies below it, down to
one cell of a table. Every value has a source and a certainty. What no layer states is *not stated*:
nobody could verify it, and a rule that reads it asks nothing. How versions of a profile are kept
stands in [decision 40](../decisions/0040-policy-versions.md); what is a parameter and what is not
in [decision 72](../decisions/0072-the-whole-policy.md) and, dimension by dimension, in
[coverage](rulebook/coverage.md).

## Shipped profiles

| name | title | what it is | differs from the baseline in |
|---|---|---|---|
"""

CERTAINTY = """
## Certainty

| code | Dutch | English |
|---|---|---|
"""

PARAMETER_HEAD = """
| parameter | type | range | freedom | UWV baseline | certainty and source |
|---|---|---|---|---|---|
"""


def page() -> str:
    """Give the whole page in Markdown."""
    return "".join(_lines())


def _lines() -> Iterator[str]:
    yield HEAD
    baseline = load_shipped(BASELINE)
    for name in shipped_profile_names():
        profile = load_shipped(name)
        kind = "fictitious example" if profile.is_fictitious else profile.layers[-1].kind
        differing = len(profile.differences_from(baseline))
        yield f"| `{name}` | {profile.title.en} | {kind} | {differing} parameters |\n"
    yield CERTAINTY
    for code, word in CERTAINTIES.items():
        yield f"| `{code}` | {word.nl} | {word.en} |\n"
    for topic, label in TOPICS.items():
        parameters = [p for p in PARAMETERS.values() if p.topic == topic]
        if parameters:
            yield f"\n## {label.en} ({label.nl})\n{PARAMETER_HEAD}"
            yield from (_row(parameter) for parameter in parameters)


def _row(parameter: Parameter) -> str:
    resolved = load_shipped(BASELINE)[parameter.id]
    origin = resolved.origin
    cells = (
        f"`{parameter.id}`<br>{parameter.label.en} ({parameter.label.nl})",
        _type(parameter),
        _range(parameter),
        parameter.freedom,
        wording.parameter_value(parameter, resolved.value, "en"),
        f"{certainty_label(origin.certainty, 'en')}: {origin.source.citation('en')}"
        if resolved.is_stated
        else "",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _type(parameter: Parameter) -> str:
    unit = f" of {parameter.unit}" if parameter.unit else ""
    table = " × ".join(", ".join(names) for names in (parameter.rows, parameter.columns) if names)
    return f"{parameter.type}{unit}" + (f"<br>{table}" if table else "")


def _range(parameter: Parameter) -> str:
    limits = [", ".join(f"`{code}`" for code in parameter.codes)] if parameter.codes else []
    if parameter.bounds:
        limits.append(f"{parameter.bounds[0]} to {parameter.bounds[1]}")
    if parameter.band:
        limits.append(f"band {parameter.band[0]} to {parameter.band[1]}")
    if parameter.nullable:
        limits.append("or none")
    if parameter.may_be_unstated:
        limits.append("may be unstated")
    return "; ".join(limits)


if __name__ == "__main__":
    sys.stdout.write(page())
