"""That a UWV baseline was published, as the feed and the interfaces tell it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from policy_profiles.register.baselines import Baselines, BaselineVersion
from rulebook.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineEvent:
    """A baseline that was published. `before` would have held on its first day without it."""

    id: UUID
    at: datetime
    version: BaselineVersion
    before: BaselineVersion

    @property
    def profiles(self) -> tuple[Profile, Profile]:
        """What would have held and what was published, both on the first day."""
        day = self.version.valid_from or self.at.date()
        return self.before.profile(on=day), self.version.profile(on=day)


def baseline_events(known: Baselines) -> list[BaselineEvent]:
    """Give every baseline that was published, the newest first; the one that ships is none."""
    events = [
        BaselineEvent(
            id=uuid.uuid5(version.id, "published"),
            at=version.known_from,
            version=version,
            before=known.before(version),
        )
        for version in known.versions
        if version.id is not None and version.known_from is not None
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)
