"""A shipped profile by its name, for commands."""

import difflib

from console.refusal import UnusableInput
from rulebook.profile import Profile
from rulebook.profiles import NoSuchProfile, load_shipped, shipped_profile_names


class ProfileUnknown(UnusableInput):
    """No shipped profile has this name."""

    def __init__(self, name: str) -> None:
        known = shipped_profile_names()
        close = difflib.get_close_matches(name, known, n=1)
        meant = f" Did you mean {close[0]}?" if close else ""
        super().__init__(f"There is no profile {name}.{meant} Known are: {', '.join(known)}.")


def shipped(name: str) -> Profile:
    """Give the profile.

    Raises:
        ProfileUnknown: there is none of that name.
    """
    try:
        return load_shipped(name)
    except NoSuchProfile as missing:
        raise ProfileUnknown(name) from missing
