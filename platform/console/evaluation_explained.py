"""One case in full on the terminal: criteria, steps of the hours, what would change it."""

from collections.abc import Iterable, Iterator

from rulebook.explanation import RenderedFinding, render
from rulebook.finding import Facts, find
from rulebook.profile import Profile
from rulebook.rendered_value import RenderedValue
from rulebook.text import Text

_MARKS = {"met": "✓", "met_with_obligation": "✓", "not_known": "?", "not_met": "✗"}
_HOURS = Text("De uren", "The hours")
_PROVIDER = Text("De uitvoering", "The provider")
_TO_ASK = Text("Nog te vragen", "Still to ask")
_OBLIGATIONS = Text("Verplichtingen", "Obligations")
_CHANGES = Text("Wat zou dit veranderen", "What would change this")
_UNSURE = Text(
    "Rust op waarden die niet zijn geverifieerd", "Rests on values that are not verified"
)


def explained(facts: Facts, profile: Profile, language: str) -> RenderedFinding:
    """Give the finding of one case in words."""
    return render(find(facts, profile), language)


def lines(rendered: RenderedFinding, language: str) -> Iterator[str]:
    """Give the finding line by line, reasons first."""
    yield ": ".join(part for part in (rendered.verdict_label, rendered.hours) if part)
    if rendered.period:
        yield f"  {rendered.period}"
    for group, title in (("case", None), ("provider", _PROVIDER)):
        if title:
            yield f"  {title.in_language(language)}: {rendered.provider_label}"
        for reason in rendered.reasons:
            if reason.group == group:
                yield f"  {_MARKS[reason.outcome]} {reason.sentence}"
                yield from (f"      {_with_origin(value)}" for value in reason.values)
    yield from _section(_HOURS, (step.sentence for step in rendered.steps), language)
    yield from _section(_OBLIGATIONS, rendered.obligations, language)
    yield from _section(_TO_ASK, (label for _, label in rendered.questions), language)
    yield from _section(_CHANGES, rendered.changes, language)
    yield from _section(_UNSURE, map(_with_origin, rendered.marks), language)


def sentences(rendered: RenderedFinding) -> list[str]:
    """Give the reasons and the steps of the hours as sentences, for a cell or a program."""
    reasons = [reason.sentence for reason in rendered.reasons if reason.outcome != "met"]
    return [*reasons, *(step.sentence for step in rendered.steps), *rendered.obligations]


def _with_origin(value: RenderedValue) -> str:
    return f"{value.label}: {value.value} ({value.layer}, {value.certainty}; {value.source})"


def _section(title: Text, texts: Iterable[str], language: str) -> Iterator[str]:
    listed = list(texts)
    if listed:
        yield f"  {title.in_language(language)}"
        yield from (f"    {text}" for text in listed)
