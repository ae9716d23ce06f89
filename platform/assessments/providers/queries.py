"""Reads of who is chosen in a case, as the register knows it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.providers.models import ChosenProvider
from coaches import queries as register
from coaches.entries import EntryUnknown
from coaches.requirements.check import Check, check
from coaches.requirements.rows import Chosen
from rulebook.facts import FactValue
from rulebook.profile import Profile
from tenants.context import current_schema_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderOfCase:
    """Who is chosen, and the facts that the register filled in when that was done."""

    chosen: Chosen
    given: Mapping[str, FactValue]

    def from_register(self, facts: Mapping[str, FactValue | None]) -> frozenset[str]:
        """Give the facts of the case that still say what the register filled in."""
        return frozenset(name for name, value in self.given.items() if facts.get(name) == value)


def provider_of(*, case_id: UUID) -> ProviderOfCase | None:
    """Give who is chosen in a case; None where nobody is, or the register lost the entry."""
    found = ChosenProvider.objects.filter(case_id=case_id).first()
    if found is None:
        return None
    try:
        chosen = chosen_from(organisation_id=found.organisation_id, coach_id=found.coach_id)
    except EntryUnknown:
        return None
    return ProviderOfCase(chosen=chosen, given=found.given)


def chosen_from(*, organisation_id: UUID | None, coach_id: UUID | None) -> Chosen:
    """Give an organisation and a coach as this tenant sees them.

    A coach brings the organisation along that employs him or her.

    Raises:
        EntryUnknown: the register has no such entry.
    """
    coach = register.coach(coach_id=coach_id) if coach_id else None
    of = coach.organisation_id if coach else organisation_id
    organisation = register.organisation(organisation_id=of) if of else None
    return Chosen(organisation=organisation, coach=coach, tenant=current_schema_name())


def check_of(
    provider: ProviderOfCase,
    *,
    profile: Profile,
    on: date,
    facts: Mapping[str, FactValue | None],
) -> Check:
    """Hold who is chosen against a policy, by the facts of the case."""
    return check(provider.chosen, profile, on=on, facts=facts)
