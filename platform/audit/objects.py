"""What the objects in the audit record are called; every app names those of its own kinds."""

from collections.abc import Callable, Iterable, Mapping

#: Gives names by identifier, in the schema that the connection works in; those that are gone, or
#: that nobody may see here, are left out.
NamesOf = Callable[[frozenset[str]], Mapping[str, str]]

_NAMES: dict[str, NamesOf] = {}


class KindNamedTwice(ValueError):
    """Two apps name the objects of one kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"Objects of the kind {kind} have names: let only the app that records them name them."
        )


def name_objects(kind: str, names: NamesOf) -> None:
    """Have the objects of a kind named by a function, from an `AppConfig.ready`.

    Raises:
        KindNamedTwice: another function names them already.
    """
    if _NAMES.get(kind, names) is not names:
        raise KindNamedTwice(kind)
    _NAMES[kind] = names


def names_of(objects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Give what objects are called, by kind and identifier; one question a kind."""
    by_kind: dict[str, set[str]] = {}
    for kind, identifier in objects:
        by_kind.setdefault(kind, set()).add(identifier)
    return {
        (kind, identifier): name
        for kind, identifiers in by_kind.items()
        if kind in _NAMES
        for identifier, name in _NAMES[kind](frozenset(identifiers)).items()
    }
