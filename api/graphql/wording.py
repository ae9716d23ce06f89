"""What graphql-core says of a document, in the reader's language: only in English it speaks itself.

Each kind of sentence is recognised by its pattern and said again, with the name of the field,
argument or variable that it is about. What was filled in is not repeated. A sentence of another
kind, such as one of our own, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from graphql import GraphQLError


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of sentence; the group `name` of the pattern is what the sentence is about."""

    pattern: re.Pattern[str]
    words: Promise


def _kind(pattern: str, words: Promise) -> _Kind:
    return _Kind(re.compile(pattern), words)


_MISSING_VALUE: Final = gettext_lazy("Geef een waarde voor %(name)s (%(type)s).")

_OF_A_TYPE: Final = gettext_lazy("%(name)s: geef een waarde van het soort %(type)s.")

#: Of the document itself.
_KINDS: Final = (
    _kind(
        r"Cannot query field '(?P<name>[^']+)' on type '(?P<type>[^']+)'\.",
        gettext_lazy("%(type)s heeft geen veld %(name)s."),
    ),
    _kind(
        r"Unknown argument '(?P<name>[^']+)' on field '(?:\w+\.)?(?P<field>\w+)'\.",
        gettext_lazy("%(field)s kent geen argument %(name)s."),
    ),
    _kind(
        r"Field '(?P<field>\w+)' argument '(?P<name>\w+)' of type '(?P<type>[^']+)' is required",
        gettext_lazy("Geef bij %(field)s ook het argument %(name)s (%(type)s)."),
    ),
    _kind(
        r"Field '(?P<name>[^']+)' of type '[^']+' must have a selection of subfields",
        gettext_lazy("Noem de velden die u van %(name)s wilt zien, tussen accolades."),
    ),
    _kind(
        r"Field '(?P<name>[^']+)' must not have a selection",
        gettext_lazy("%(name)s is één waarde en heeft zelf geen velden."),
    ),
    _kind(
        r"Variable '(?P<name>[^']+)' is not defined",
        gettext_lazy("De variabele %(name)s staat niet in de kop van de vraag."),
    ),
    _kind(
        r"Variable '(?P<name>[^']+)' is never used",
        gettext_lazy("De variabele %(name)s wordt nergens gebruikt."),
    ),
    _kind(
        r"Variable '(?P<name>[^']+)' of type '(?P<type>[^']+)' used in position expecting type "
        r"'(?P<wanted>[^']+)'",
        gettext_lazy("%(name)s is van het soort %(type)s; hier is %(wanted)s nodig."),
    ),
    _kind(
        r"Variable '(?P<name>[^']+)' of (?:required|non-null) type '(?P<type>[^']+)' ",
        _MISSING_VALUE,
    ),
    _kind(r"Unknown type '(?P<name>[^']+)'", gettext_lazy("Het soort %(name)s bestaat niet.")),
    _kind(
        r"Unknown fragment '(?P<name>[^']+)'", gettext_lazy("Het fragment %(name)s bestaat niet.")
    ),
    _kind(r"Syntax Error: ", gettext_lazy("Op deze plaats is de vraag niet te lezen.")),
)
#: Of a value, in the document or in a variable; the name of its field is found beside it.
_VALUES: Final = (
    _kind(r"Int cannot represent ", gettext_lazy("%(name)s: geef een geheel getal.")),
    _kind(r"Float cannot represent ", gettext_lazy("%(name)s: geef een getal.")),
    _kind(r"(?:String|ID) cannot represent ", gettext_lazy("%(name)s: geef een tekst.")),
    _kind(r"Boolean cannot represent ", gettext_lazy("%(name)s: geef true of false.")),
    _kind(
        r"Field '(?P<name>[^']+)' of required type '(?P<type>[^']+)' was not provided",
        _MISSING_VALUE,
    ),
    _kind(
        r"Field '(?P<name>[^']+)' is not defined by type '(?P<type>[^']+)'",
        gettext_lazy("%(type)s heeft geen veld %(name)s."),
    ),
    _kind(r"Expected (?:non-nullable |value of )?type '(?P<type>[^']+)'", _OF_A_TYPE),
    _kind(r"(?P<type>\w+) cannot represent ", _OF_A_TYPE),
)
_IN_VARIABLE: Final = re.compile(r"Variable '(?P<variable>[^']+)' got invalid value ")
_PLACE: Final = re.compile(r" at '([^']+)'$")
_MEANT: Final = re.compile(r"Did you mean (?P<names>.+)\?$")
_NAME_BEFORE: Final = re.compile(r"(\w+)\s*:\s*$")


def in_words(error: GraphQLError) -> dict[str, Any]:
    """Give message and extensions of an error of graphql-core; empty for one of another kind.

    `original` keeps what graphql-core said of the document. What it says of a value repeats the
    value, which may be a fact of somebody's case. The places stay with the error itself.
    """
    told = error.message
    of_document = _said(_KINDS, told)
    said = of_document or _said_of_value(error)
    if said is None:
        return {}
    name, text = said
    meant = _MEANT.search(told)
    if meant:
        text += " " + _("Bedoelde u %(names)s?") % {"names": _names(meant["names"])}
    extensions: dict[str, Any] = {"code": "invalid-input"}
    if of_document:
        extensions["original"] = told
    if name:
        extensions["errors"] = [{"field": name, "detail": text}]
    return {"message": text, "extensions": extensions}


def _said_of_value(error: GraphQLError) -> tuple[str, str] | None:
    in_variable = _IN_VARIABLE.match(error.message)
    if in_variable:
        return _said_of_variable(error.message, in_variable["variable"])
    return _said(_VALUES, error.message, name=_name_beside(error))


def _said_of_variable(told: str, variable: str) -> tuple[str, str]:
    """The same for a value in a variable: what was given, the place in it; and why it is refused.

    What was given may hold anything, also a semicolon: the reason is what can be recognised as one.
    """
    parts = told.split("; ")
    for cut in range(1, len(parts)):
        place = _PLACE.search("; ".join(parts[:cut]))
        said = _said(_VALUES, "; ".join(parts[cut:]), name=place[1] if place else variable)
        if said:
            return said
    return variable, _("%(name)s: deze waarde past hier niet.") % {"name": variable}


def _said(kinds: tuple[_Kind, ...], told: str, *, name: str = "") -> tuple[str, str] | None:
    """What a sentence is about, and the sentence in the reader's language."""
    for kind in kinds:
        found = kind.pattern.match(told)
        if found:
            groups = {"name": name, **found.groupdict()}
            text = (str(kind.words) % groups).removeprefix(": ")
            return groups["name"], text if groups["name"] else text[:1].upper() + text[1:]
    return None


def _name_beside(error: GraphQLError) -> str:
    """The name before the value that an error points to: `first: "x"`; empty in a list."""
    node = error.nodes[0] if error.nodes else None
    if node is None or node.loc is None or error.source is None:
        return ""
    before = _NAME_BEFORE.search(error.source.body[: node.loc.start])
    return before[1] if before else ""


def _names(listed: str) -> str:
    """The suggestions without their quotes: "name, title"; graphql-core writes "or" in English."""
    return ", ".join(re.findall(r"'([^']+)'", listed))
