"""`meetlat explain`: one rule, one fact or one criterion, and what every profile makes of it."""

import difflib

import click

from console import language as language_option
from console.in_two_languages import TwoLanguageCommand
from console.refusal import UnusableInput
from console.terminal import show_table
from rulebook.criteria import CRITERIA
from rulebook.explanation import criterion_label
from rulebook.facts import FACT_BY_NAME
from rulebook.parameter import PARAMETERS, TOPICS, Parameter
from rulebook.profiles import load_shipped, shipped_profile_names
from rulebook.rendered_value import rendered_value
from rulebook.text import Text
from rulebook.wording import quantity

_CRITERIA = {criterion.code: criterion for criterion in CRITERIA}
_FREEDOM = {
    "fixed": Text("ligt vast in de wet", "fixed by law"),
    "band": Text("vrij tussen grenzen", "free within limits"),
    "free": Text("vrij", "free"),
}
_PROFILE = Text("profiel", "profile")
_VALUE = Text("waarde", "value")
_CERTAINTY = Text("zekerheid", "certainty")
_SOURCE = Text("bron", "source")
_TOPIC = Text("Onderwerp", "Topic")
_FREE = Text("Ruimte", "Freedom")
_RULES = Text("Beleidsregels", "Rules")
_FACTS = Text("Feiten", "Facts")
_CODES = Text("Antwoorden", "Answers")
_NONE = Text(
    "Er is geen beleidsregel, feit of criterium {name}.",
    "There is no rule, fact or criterion {name}.",
)
_MEANT = Text("Bedoelt u: {close}?", "Did you mean: {close}?")
_USED_BY = Text("Telt mee bij", "Counts for")


class NothingOfThatName(UnusableInput):
    """No rule, fact or criterion is called so."""

    def __init__(self, name: str, language: str) -> None:
        known = dict.fromkeys((*PARAMETERS, *FACT_BY_NAME, *_CRITERIA))  # some share a name
        close = difflib.get_close_matches(name, known, n=4, cutoff=0.4)
        texts = [_NONE, *([_MEANT] if close else [])]
        told = {"name": name, "close": ", ".join(close)}
        super().__init__(" ".join(text.in_language(language).format(**told) for text in texts))


@click.command(cls=TwoLanguageCommand)
@click.argument("name", required=False)
@language_option.option
def command(*, name: str | None, language: str) -> None:
    """Explain a rule, a fact or a criterion; without NAME, list them all."""
    if name is None:
        _list(language)
    elif name in PARAMETERS:
        _explain_rule(PARAMETERS[name], language)
    elif name in _CRITERIA:
        _explain_criterion(name, language)
    elif name in FACT_BY_NAME:
        _explain_fact(name, language)
    else:
        raise NothingOfThatName(name, language)


def _list(language: str) -> None:
    rows = [(name, rule.label.in_language(language)) for name, rule in PARAMETERS.items()]
    show_table(columns=(_RULES.in_language(language), ""), rows=rows)
    rows = [(name, criterion_label(name, language)) for name in _CRITERIA]
    show_table(columns=(Text("Criteria", "Criteria").in_language(language), ""), rows=rows)
    rows = [(name, fact.label.in_language(language)) for name, fact in FACT_BY_NAME.items()]
    show_table(columns=(_FACTS.in_language(language), ""), rows=rows)


def _explain_rule(rule: Parameter, language: str) -> None:
    _head(rule.id, rule.label, rule.help, language)
    _line(_TOPIC, TOPICS[rule.topic].in_language(language), language)
    limits = ""
    if rule.band:
        limits = " – ".join(quantity(limit, rule.unit, language) for limit in rule.band)
        limits = f" ({limits})"
    _line(_FREE, _FREEDOM[rule.freedom].in_language(language) + limits, language)
    _line(_USED_BY, ", ".join(_criteria_with(rule.id, language)), language)
    click.echo()
    rows = []
    for name in shipped_profile_names():
        value = rendered_value(rule.id, load_shipped(name)[rule.id], language)
        rows.append((name, value.value, value.certainty, value.source))
    columns = [text.in_language(language) for text in (_PROFILE, _VALUE, _CERTAINTY, _SOURCE)]
    show_table(columns=columns, rows=rows)


def _explain_fact(name: str, language: str) -> None:
    fact = FACT_BY_NAME[name]
    _head(name, fact.label, fact.help, language)
    codes = [f"{code} ({text.in_language(language)})" for code, text in fact.code_labels.items()]
    _line(_CODES, ", ".join(codes), language)
    used = [criterion_label(c.code, language) for c in CRITERIA if name in c.facts]
    _line(_USED_BY, ", ".join(used), language)


def _explain_criterion(code: str, language: str) -> None:
    click.echo(f"{code}: {criterion_label(code, language)}")
    criterion = _CRITERIA[code]
    _line(_FACTS, ", ".join(criterion.facts), language)
    _line(_RULES, ", ".join(criterion.parameters), language)


def _criteria_with(parameter: str, language: str) -> list[str]:
    return [criterion_label(c.code, language) for c in CRITERIA if parameter in c.parameters]


def _head(name: str, label: Text, text: Text, language: str) -> None:
    click.echo(f"{name}: {label.in_language(language)}")
    click.echo(text.in_language(language))


def _line(title: Text, value: str, language: str) -> None:
    if value:
        click.echo(f"{title.in_language(language)}: {value}")
