"""From the text of one cell to the value of one fact, in the Dutch or the international form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from rulebook.case_format.table import LONGEST_CELL
from rulebook.facts import FACT_BY_NAME, FactField, FactValue, NotAFactValue
from rulebook.text import Text

#: Words for yes, no and not known, in either form and language, as Excel writes them too.
YES_WORDS: Final = ("ja", "j", "yes", "y", "true", "waar", "1")
NO_WORDS: Final = ("nee", "n", "no", "false", "onwaar", "0")
NOT_KNOWN_WORDS: Final = ("", "onbekend", "niet bekend", "unknown", "not known")

_DUTCH_NUMBER: Final = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})(?:,([0-9]{1,9}))?")
_PLAIN_NUMBER: Final = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,9}))?")
_CLOCK: Final = re.compile(r"([0-9]{1,5}):([0-5][0-9])")
_DUTCH_DATE: Final = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})")
_ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class BadCell(ValueError):
    """The text of a cell is no value of its fact; `reason` says why and how to mend it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_cell(text: str, fact: FactField, *, is_dutch: bool) -> FactValue | None:
    """The value in a cell; None where it is empty or says that it is not known.

    Raises:
        BadCell: the text is no value of the fact, too long, or looks like a formula.
    """
    check_text(text)
    if text.lower() in NOT_KNOWN_WORDS:
        return None
    value = _READERS[fact.kind](text, fact, is_dutch)
    try:
        fact.encode(value)
    except NotAFactValue as problem:
        raise BadCell(problem.fix) from None
    return value


def check_text(text: str) -> None:
    """Refuse what no cell may hold.

    Raises:
        BadCell: a formula, a control character, or more text than any value has.
    """
    if text[:1] in ("=", "@", "+", "-") and len(text) > 1:
        raise BadCell(
            Text(
                "Dit lijkt op een formule of een negatief getal. Zet er de waarde zelf neer.",
                "This looks like a formula or a negative number. Put the value itself there.",
            )
        )
    if len(text) > LONGEST_CELL:
        raise BadCell(
            Text(
                f"De cel is langer dan {LONGEST_CELL} tekens. Zet er alleen de waarde neer.",
                f"The cell is longer than {LONGEST_CELL} characters. Put only the value there.",
            )
        )
    if not text.isprintable():
        raise BadCell(
            Text(
                "De cel bevat een regeleinde of onzichtbaar teken. Haal dat weg.",
                "The cell holds a line break or invisible character. Remove it.",
            )
        )


def _yes_no(text: str, fact: FactField, is_dutch: bool) -> bool:  # noqa: ARG001 - one signature
    word = text.lower()
    if word in YES_WORDS or word in NO_WORDS:
        return word in YES_WORDS
    raise BadCell(
        Text("Antwoord ja of nee, of laat de cel leeg.", "Answer yes or no, or leave it empty.")
    )


def _code(text: str, fact: FactField, is_dutch: bool) -> str:  # noqa: ARG001 - one signature
    names = names_of_codes(fact)
    word = folded(text)
    if word in names:
        return names[word]
    near = get_close_matches(word, names, n=1, cutoff=0.75)
    if near:
        label = fact.code_labels[names[near[0]]]
        raise BadCell(
            Text(
                f"Deze keuze bestaat niet. Bedoelt u “{short_label(label.nl)}”?",
                f"There is no such choice. Did you mean “{short_label(label.en)}”?",
            )
        )
    choices = fact.code_labels.values()
    raise BadCell(
        Text(
            f"Kies een van: {'; '.join(short_label(choice.nl) for choice in choices)}.",
            f"Choose one of: {'; '.join(short_label(choice.en) for choice in choices)}.",
        )
    )


def _date(text: str, fact: FactField, is_dutch: bool) -> date:  # noqa: ARG001 - one signature
    found = _ISO_DATE.fullmatch(text)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None and is_dutch and (found := _DUTCH_DATE.fullmatch(text)):
        parts = (found[4], found[3], found[1])
    if parts is not None:
        try:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
        except ValueError:
            reason = Text("Deze dag bestaat niet.", "There is no such day.")
            raise BadCell(reason) from None
    example = "31-12-2025" if is_dutch else "2025-12-31"
    raise BadCell(Text(f"Schrijf de datum als {example}.", f"Write the date as {example}."))


def _minutes(text: str, fact: FactField, is_dutch: bool) -> int:  # noqa: ARG001 - one signature
    """Hours, as 24, 7,5 or 7:30, in whole minutes: half a minute up."""
    if clock := _CLOCK.fullmatch(text):
        return int(clock[1]) * 60 + int(clock[2])
    whole, fraction, scale = _number(text, is_dutch=is_dutch)
    return whole * 60 + (2 * 60 * fraction + scale) // (2 * scale)


def _basis_points(text: str, fact: FactField, is_dutch: bool) -> int:  # noqa: ARG001 - one signature
    """A percentage with at most two decimals, with or without its sign."""
    whole, fraction, scale = _number(text.removesuffix("%").rstrip(), is_dutch=is_dutch)
    if fraction * 100 % scale:
        raise BadCell(
            Text("Geef hoogstens twee cijfers achter de komma.", "Give at most two decimals.")
        )
    return whole * 100 + fraction * 100 // scale


def _whole(text: str, fact: FactField, is_dutch: bool) -> int:  # noqa: ARG001 - one signature
    whole, fraction, _ = _number(text, is_dutch=is_dutch)
    if fraction:
        raise BadCell(Text("Geef een heel getal.", "Give a whole number."))
    return whole


def _number(text: str, *, is_dutch: bool) -> tuple[int, int, int]:
    """Whole part, fraction and the power of ten that the fraction is out of."""
    own, other = (_DUTCH_NUMBER, _PLAIN_NUMBER) if is_dutch else (_PLAIN_NUMBER, _DUTCH_NUMBER)
    if found := own.fullmatch(text):
        decimals = found[2] or ""
        whole = int(found[1].replace(".", "").replace(",", ""))
        return whole, int(decimals or 0), 10 ** len(decimals)
    if other.fullmatch(text):
        raise BadCell(_other_form(is_dutch))
    raise BadCell(
        Text("Geef een getal, zoals 7,5.", "Give a number, such as 7,5.")
        if is_dutch
        else Text("Geef een getal, zoals 7.5.", "Give a number, such as 7.5.")
    )


def _other_form(is_dutch: bool) -> Text:
    if is_dutch:
        return Text(
            "Dit bestand heeft puntkomma's. Schrijf dit getal met een komma, zoals 1.234,5.",
            "This file has semicolons. Write this number with a decimal comma, such as 1.234,5.",
        )
    return Text(
        "Dit bestand heeft komma's. Schrijf dit getal met een punt, zoals 1234.5.",
        "This file has commas. Write this number with a decimal point, such as 1234.5.",
    )


def folded(text: str) -> str:
    """Text without regard to case or to how many spaces stand between words."""
    return " ".join(text.casefold().replace("_", " ").split())


def short_label(label: str) -> str:
    """A label up to its explanation: "Midden" for "Midden: geregeld, op meer punten tegelijk"."""
    return re.split(r"[:(]", label)[0].strip()


@cache
def _names_of_codes(name: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code, label in FACT_BY_NAME[name].code_labels.items():
        for word in (code, label.nl, label.en, short_label(label.nl), short_label(label.en)):
            names.setdefault(folded(word), code)
    return MappingProxyType(names)


def names_of_codes(fact: FactField) -> Mapping[str, str]:
    """Every way to write a code of a fact: its name, its labels, and their first words."""
    return _names_of_codes(fact.name)


_Reader = Callable[[str, FactField, bool], FactValue]
_READERS: Final[Mapping[str, _Reader]] = MappingProxyType(
    {
        "yes_no": _yes_no,
        "code": _code,
        "date": _date,
        "minutes": _minutes,
        "basis_points": _basis_points,
        "weeks": _whole,
        "months": _whole,
    }
)
