"""What the codes of the audit record are called on screen; every app names its own."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ACTIONS: dict[str, Promise | str] = {}
_KINDS: dict[str, Promise | str] = {}
_ORIGINS: Mapping[str, Promise | str] = {
    "page": _("scherm"),
    "rest": _("REST"),
    "graphql": _("GraphQL"),
    "import": _("bestand"),
    "command": _("systeem"),
}


class NamedTwice(ValueError):
    """Two apps give one action or kind of object a name."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} has a name: let only the app that records it give one.")


def name_actions(words: Mapping[str, Promise | str]) -> None:
    """Name the actions that an app records, from its `AppConfig.ready`.

    Raises:
        NamedTwice: an action has another name already.
    """
    _name(_ACTIONS, words)


def name_kinds(words: Mapping[str, Promise | str]) -> None:
    """Name the kinds of objects that an app records, from its `AppConfig.ready`.

    Raises:
        NamedTwice: a kind has another name already.
    """
    _name(_KINDS, words)


def _name(names: dict[str, Promise | str], words: Mapping[str, Promise | str]) -> None:
    for code, word in words.items():
        if names.get(code, word) != word:
            raise NamedTwice(code)
        names[code] = word


def action_in_words(action: str) -> str:
    """Give what an action is called, or its code where no app named it."""
    return str(_ACTIONS.get(action, action))


def kind_in_words(kind: str) -> str:
    """Give what a kind of object is called, or its code where no app named it."""
    return str(_KINDS.get(kind, kind))


def origin_in_words(origin: str) -> str:
    """Give what a way in is called."""
    return str(_ORIGINS.get(origin, origin))
