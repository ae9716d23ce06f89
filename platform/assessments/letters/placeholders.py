"""Texts with names between braces: which are refused, and how they are filled in; runs nothing."""

import re
from collections.abc import Collection, Mapping

_BRACES = re.compile(r"\{([^{}]*)\}")


def unknown_in(text: str, *, known: Collection[str]) -> tuple[str, ...]:
    """Give what stands between braces and cannot be filled in, each once.

    A brace without its other half is given as it stands.
    """
    names = [name for name in _BRACES.findall(text) if name not in known]
    rest = _BRACES.sub("", text)
    return tuple(dict.fromkeys([*names, *[sign for sign in rest if sign in "{}"]]))


def missing_in(text: str, *, needed: Collection[str]) -> tuple[str, ...]:
    """Give what a text has to name and does not."""
    named = set(_BRACES.findall(text))
    return tuple(name for name in needed if name not in named)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of their names, once: what a value says is not looked through again.

    Raises:
        KeyError: a name has no value; texts are checked before they are kept.
    """
    return _BRACES.sub(lambda match: values[match.group(1)], text)
