"""A shipped profile by its name, for commands."""

import difflib

from console.refusal import UnusableInput
from rulebook.profile import Profile
from rulebook.profiles import NoSuchProfile, load_shipped, shipped_profile_names
from rulebook.text import Text

_NONE = Text("Er is geen profiel {name}.", "There is no profile {name}.")
_MEANT = Text("Bedoelt u {close}?", "Did you mean {close}?")
_KNOWN = Text("Bekend zijn: {known}.", "Known are: {known}.")


class ProfileUnknown(UnusableInput):
    """No shipped profile has this name."""

    def __init__(self, name: str, language: str) -> None:
        known = shipped_profile_names()
        close = difflib.get_close_matches(name, known, n=1)
        texts = [_NONE, *([_MEANT] if close else []), _KNOWN]
        told = {"name": name, "close": "".join(close), "known": ", ".join(known)}
        super().__init__(" ".join(text.in_language(language).format(**told) for text in texts))


def shipped(name: str, language: str) -> Profile:
    """Give the profile.

    Raises:
        ProfileUnknown: there is none of that name; said in the language of the command.
    """
    try:
        return load_shipped(name)
    except NoSuchProfile as missing:
        raise ProfileUnknown(name, language) from missing
