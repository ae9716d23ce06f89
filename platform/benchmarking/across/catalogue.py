"""The policies that can be asked across organisations: nobody types a value of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from policy_profiles.baselines.platform_queries import (
    ProposalState,
    profile_of_proposal,
    proposal_rows,
)
from policy_profiles.differences.candidate_key import CandidateKind
from policy_profiles.differences.candidates import Candidates
from policy_profiles.register.baselines import baselines
from rulebook.profile import Profile
from rulebook.profiles import BASELINE
from rulebook.text import Text
from rulebook.wording import date_long

_PROPOSAL: Final = "voorstel:"


class NotInTheCatalogue(LookupError):
    """No policy that can be asked has this key, or it has it no longer."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no policy {key[:60]!r} to ask: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy that can be asked: `key` in the list, `address` with its day for later."""

    key: str
    address: str
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
        found = [policy for policy in self._policies() if policy.key == key]
        if not found:
            raise NotInTheCatalogue(key)
        return found[0]

    def check(self, *, address: str, content_hash: str) -> None:
        """Refuse a policy that does not stand here as it is asked.

        Raises:
            NotInTheCatalogue: nothing here has this address with these values.
        """
        here = {(policy.address, policy.profile.content_hash) for policy in self._policies()}
        if (address, content_hash) not in here:
            raise NotInTheCatalogue(address)

    def by_content(self) -> Mapping[str, Profile]:
        """Give the profiles by the hash of their values."""
        return {p.profile.content_hash: p.profile for p in self._policies()}

    def _policies(self) -> Iterator[Policy]:
        for some in self.groups.values():
            yield from some


def catalogue_of(*, today: date, language: str) -> Catalogue:
    """Give published profiles, and baselines in force, published for later, or proposed."""
    candidates = Candidates(today=today, language=language, is_inside=False)
    groups = {
        name: tuple(_published(candidates, choice.key, choice.label) for choice in choices)
        for name, choices in candidates.offered().items()
    }
    groups[_("UWV-basis, later of voorgesteld")] = (*_later(today), *_proposed())
    return Catalogue(today=today, groups={name: some for name, some in groups.items() if some})


def _published(candidates: Candidates, key: str, label: str) -> Policy:
    found = candidates.found(key)
    is_shared = found.key.kind is CandidateKind.SHIPPED
    title = found.profile.title if is_shared else Text(label, label)
    return Policy(key=key, address=found.address, title=title, profile=found.profile)


def _later(today: date) -> Iterator[Policy]:
    """Baselines that do not hold yet, each under the day on which it is to begin."""
    known = baselines()
    for day in dict.fromkeys(day for day in known.first_days() if day > today):
        key = f"{BASELINE}@{day.isoformat()}"
        title = Text(
            f"UWV-basis vanaf {date_long(day, 'nl')}", f"UWV baseline from {date_long(day, 'en')}"
        )
        yield Policy(key=key, address=key, title=title, profile=known.profile_on(day))


def _proposed() -> Iterator[Policy]:
    for row in proposal_rows():
        if row.state is ProposalState.WAITING:
            key, day = f"{_PROPOSAL}{row.id}", row.valid_from
            title = Text(
                f"Voorstel {row.label}, vanaf {date_long(day, 'nl')}",
                f"Proposal {row.label}, from {date_long(day, 'en')}",
            )
            profile = profile_of_proposal(proposal_id=row.id, on=day)
            yield Policy(key=key, address=key, title=title, profile=profile)
