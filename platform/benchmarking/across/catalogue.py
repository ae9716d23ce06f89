"""The policies that can be asked across organisations: nobody types a value of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from policy_profiles.baselines.platform_actions import NoSuchProposal
from policy_profiles.baselines.platform_queries import (
    ProposalState,
    profile_of_proposal,
    proposal_rows,
)
from policy_profiles.differences.candidate_key import NotAKey
from policy_profiles.differences.candidates import Candidates, Choice, NoSuchCandidate
from policy_profiles.register.baselines import baselines
from rulebook.profile import Profile
from rulebook.profiles import BASELINE
from rulebook.wording import date_long

_PROPOSAL: Final = "voorstel:"


class NotInTheCatalogue(LookupError):
    """No policy that can be asked has this key, or it has it no longer."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no policy {key[:60]!r} to ask: choose one from the list.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy that can be asked; `address` names it again later, with its day."""

    address: str
    title: str
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Published profiles, and baselines in force, published for later, or proposed."""

    candidates: Candidates

    def offered(self) -> Mapping[str, Sequence[Choice]]:
        """Give what can be asked today, by group."""
        groups = {**self.candidates.offered(), _("UWV-basis, later of voorgesteld"): self._later()}
        return {name: choices for name, choices in groups.items() if choices}

    def chosen(self, key: str) -> Policy:
        """Give a policy of the list.

        Raises:
            NotInTheCatalogue: the key is not on the list.
        """
        if key not in {choice.key for some in self.offered().values() for choice in some}:
            raise NotInTheCatalogue(key)
        return self.found(key)

    def found(self, address: str) -> Policy:
        """Give the policy of an address that was on the list on any day.

        Raises:
            NotInTheCatalogue: it is not there any more.
        """
        if address.startswith(_PROPOSAL):
            return self._proposed(address)
        try:
            found = self.candidates.found(address)
        except (NotAKey, NoSuchCandidate) as nothing:
            raise NotInTheCatalogue(address) from nothing
        return Policy(address=found.address, title=found.title, profile=found.profile)

    def _later(self) -> list[Choice]:
        """Baselines that do not hold yet, each under the day on which it is to begin."""
        today, language = self.candidates.today, self.candidates.language
        days = [day for day in baselines().first_days() if day > today]
        found = [
            Choice(
                key=f"{BASELINE}@{day.isoformat()}",
                label=_("UWV-basis vanaf %(day)s") % {"day": date_long(day, language)},
            )
            for day in dict.fromkeys(days)
        ]
        return found + [
            Choice(
                key=f"{_PROPOSAL}{row.id}",
                label=_("Voorstel %(label)s, vanaf %(day)s")
                % {"label": row.label, "day": date_long(row.valid_from, language)},
            )
            for row in proposal_rows()
            if row.state is ProposalState.WAITING
        ]

    def _proposed(self, address: str) -> Policy:
        rows = {f"{_PROPOSAL}{row.id}": row for row in proposal_rows()}
        if address not in rows:
            raise NotInTheCatalogue(address)
        row = rows[address]
        try:
            proposal_id = UUID(address.removeprefix(_PROPOSAL))
            profile = profile_of_proposal(proposal_id=proposal_id, on=row.valid_from)
        except NoSuchProposal as nothing:
            raise NotInTheCatalogue(address) from nothing
        title = _("UWV-basis, voorstel %(label)s") % {"label": row.label}
        return Policy(address=address, title=title, profile=profile)
