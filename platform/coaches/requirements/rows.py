"""Entries of the register as values: what a check, a page and the interfaces read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

#: What expires within so many months is marked and stands on the list of what expires soon.
EXPIRES_SOON_MONTHS: Final = 3
#: The forms that are a person in law (Burgerlijk Wetboek 2, articles 1 and 3).
LEGAL_PERSONS: Final = frozenset(
    {
        "private_company", "public_company", "foundation", "association", "cooperative",
        "public_body",
    }
)  # fmt: skip
TRAININGS: Final = ("coach_training", "harrie", "workplace_trainer", "comparable")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRow:
    """Something to show; `valid_until` None has no end."""

    id: UUID
    kind: str
    issuer: str
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on a day; its last day included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingRow:
    """A place on the list of a tenant, by the schema of that tenant."""

    kept_by: str
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on a day; its last day included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """A coach organisation with what it can show; None and empty are not known."""

    id: UUID
    kept_by: str
    name: str
    regions: tuple[str, ...]
    specialisms: tuple[str, ...]
    is_active: bool
    is_synthetic: bool
    revision: int
    kvk_number: str
    legal_form: str
    website: str
    telephone: str
    staff_tenths: int | None
    is_insured: bool | None
    insured_cents: int | None
    insured_until: date | None
    insurance_names_coaching: bool | None
    complaints_rules: bool | None
    complaints_acknowledged_days: int | None
    complaints_refusal_days: int | None
    complaints_settled_days: int | None
    complaints_escalation: bool | None
    privacy_rules: bool | None
    records_kept_months: int | None
    satisfaction_of_people_tenths: int | None
    satisfaction_of_employers_tenths: int | None
    satisfaction_measured_on: date | None
    is_independent: bool | None
    outsourcing: str
    proofs: tuple[ProofRow, ...] = ()
    listings: tuple[ListingRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachRow:
    """A coach with what he or she can show; None and empty are not known."""

    id: UUID
    kept_by: str
    name: str
    regions: tuple[str, ...]
    specialisms: tuple[str, ...]
    is_active: bool
    is_synthetic: bool
    revision: int
    employment: str
    organisation_id: UUID | None
    employer_name: str
    level: str
    works_since: date | None
    people_now: int | None
    people_most: int | None
    instruction_experience: bool | None
    work_experience: bool | None
    is_freed: bool | None
    proofs: tuple[ProofRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who is to coach, as one tenant sees it; the coach may not be known yet.

    `tenant` is the schema of the tenant that asks: only its own list counts as its list.
    """

    organisation: OrganisationRow | None
    coach: CoachRow | None
    tenant: str

    @property
    def form(self) -> str:
        """The form of support that goes with who employs the coach."""
        employment = self.coach.employment if self.coach else "organisation"
        return {"tenant": "municipal", "employer": "internal"}.get(employment, "external")


def last_day(found: Sequence[ProofRow | ListingRow]) -> date | None:
    """Give the last day of what lasts longest; None where one has no end, or there are none."""
    days = [each.valid_until for each in found if each.valid_until is not None]
    return max(days) if days and len(days) == len(found) else None
