"""That a UWV baseline was published or withdrawn, as the feed and the interfaces tell it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from policy_profiles.register.baselines import Baselines, BaselineVersion
from rulebook.profile import Profile
from rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineEvent:
    """A baseline that was published, or was withdrawn: then with the reason.

    `before` would have held on its first day without it. `never_holds` also tells of one that was
    published that it was withdrawn later.
    """

    id: UUID
    at: datetime
    version: BaselineVersion
    before: BaselineVersion
    never_holds: bool = False
    withdrawn_because: Text | None = None

    @property
    def profiles(self) -> tuple[Profile, Profile]:
        """What would have held and what was published, both on the first day."""
        day = self.version.valid_from or self.at.date()
        return self.before.profile(on=day), self.version.profile(on=day)


def baseline_events(known: Baselines) -> list[BaselineEvent]:
    """Give what was published and withdrawn, the newest first; of the one that ships nothing."""
    events = [
        BaselineEvent(
            id=uuid.uuid5(version.id, "published"),
            at=version.known_from,
            version=version,
            before=known.before(version),
            never_holds=known.withdrawal_of(version.label) is not None,
        )
        for version in known.every
        if version.id is not None and version.known_from is not None
    ]
    events += [
        BaselineEvent(
            id=uuid.uuid5(each.version.id, "withdrawn"),
            at=each.at,
            version=each.version,
            before=known.before(each.version),
            never_holds=True,
            withdrawn_because=each.reason,
        )
        for each in known.withdrawn
        if each.version.id is not None
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)
