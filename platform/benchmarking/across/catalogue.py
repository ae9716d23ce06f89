"""The policies that can be asked across organisations: nobody types a value of their own.

Only what ships with Meetlat, and baselines that two people of the platform published: never what an
organisation publishes, or anybody proposes, which could be made to fit a person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from policy_profiles.register.baselines import Baselines, baselines
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, shipped_profile_names
from rulebook.text import Text
from rulebook.wording import date_long


class NotInTheCatalogue(LookupError):
    """No policy that can be asked has this key, or it has it no longer."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no policy {key[:60]!r} to ask: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy that can be asked, under its key in the list."""

    key: str
    title: Text
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What can be asked on a day: policies by the name of their group, in the order of the list."""

    today: date
    groups: Mapping[str, tuple[Policy, ...]]

    def chosen(self, key: str) -> Policy:
        """Give a policy of the list.

        Raises:
            NotInTheCatalogue: the key is not on the list.
        """
        found = [policy for some in self.groups.values() for policy in some if policy.key == key]
        if not found:
            raise NotInTheCatalogue(key)
        return found[0]


def catalogue_of(*, today: date) -> Catalogue:
    """Give what ships, on the baseline of today, and the baselines that begin later."""
    known = baselines()
    groups = {
        _("Gedeeld"): tuple(_shipped(known, today)),
        _("UWV-basis die later ingaat"): tuple(_later(known, today)),
    }
    return Catalogue(today=today, groups={name: some for name, some in groups.items() if some})


def _shipped(known: Baselines, today: date) -> Iterator[Policy]:
    for name in shipped_profile_names():
        profile = known.profile_of(name, today)
        yield Policy(key=name, title=profile.title, profile=profile)


def _later(known: Baselines, today: date) -> Iterator[Policy]:
    for day in dict.fromkeys(day for day in known.first_days() if day > today):
        title = Text(
            f"UWV-basis vanaf {date_long(day, 'nl')}", f"UWV baseline from {date_long(day, 'en')}"
        )
        key = f"{BASELINE}@{day.isoformat()}"
        yield Policy(key=key, title=title, profile=known.profile_on(day))
