"""A profile held by its content, so that what is worked out of it is worked out once."""

from __future__ import annotations

from rulebook.profile import Profile


class Held:
    """A key for a cache: profiles of the same values are the same key, whoever has them."""

    __slots__ = ("key", "profile")

    def __init__(self, profile: Profile) -> None:
        self.key = profile.content_hash
        self.profile = profile

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and self.key == other.key
