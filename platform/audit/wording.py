"""What the actions of the audit record are called on screen; every app names its own."""

from collections.abc import Mapping

from django.utils.functional import Promise

_WORDS: dict[str, Promise | str] = {}


class ActionNamedTwice(ValueError):
    """Two apps give one action a name."""

    def __init__(self, action: str) -> None:
        super().__init__(f"{action} has a name: let only the app that records it give one.")


def name_actions(words: Mapping[str, Promise | str]) -> None:
    """Name the actions that an app records, from its `AppConfig.ready`.

    Raises:
        ActionNamedTwice: an action has another name already.
    """
    for action, word in words.items():
        if _WORDS.get(action, word) != word:
            raise ActionNamedTwice(action)
        _WORDS[action] = word


def action_in_words(action: str) -> str:
    """Give what an action is called, or its code where no app named it."""
    return str(_WORDS.get(action, action))
