"""What expires soon: proofs, insurance and places on the own list, in the order of their days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coaches.models import Coach, CoachOrganisation, Listing, Proof
from coaches.requirements.rows import EXPIRES_SOON_MONTHS
from rulebook.month_arithmetic import add_months_to

INSURANCE, LISTING = "insurance", "listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiringRow:
    """One thing that stops to hold: of which entry, what, and its last day.

    `kind` is that of a proof, or `INSURANCE` or `LISTING`.
    """

    entry_id: UUID
    is_coach: bool
    name: str
    organisation: str
    kind: str
    last_day: date


def expires_soon(day: date | None, *, on: date) -> bool:
    """Whether something that lasts until `day` stops within three months, or did already."""
    return day is not None and day <= add_months_to(on, EXPIRES_SOON_MONTHS)


def expiring(*, on: date, tenant: str) -> tuple[ExpiringRow, ...]:
    """Give what stops to hold from a day until three months later, the first one first.

    Args:
        on: the day.
        tenant: whose list counts as the own list.
    """
    until = add_months_to(on, EXPIRES_SOON_MONTHS)
    rows: list[ExpiringRow] = []
    proofs = Proof.objects.filter(valid_until__range=(on, until))
    for proof in proofs.select_related("organisation", "coach__organisation"):
        if proof.coach is not None and proof.coach.is_active:
            rows.append(_of_coach(proof.coach, proof.kind, proof.valid_until))
        elif proof.organisation is not None and proof.organisation.is_active:
            rows.append(_of_organisation(proof.organisation, proof.kind, proof.valid_until))
    insured = CoachOrganisation.objects.filter(is_active=True, insured_until__range=(on, until))
    rows += [_of_organisation(row, INSURANCE, row.insured_until) for row in insured]
    own = Listing.objects.filter(kept_by=tenant, valid_until__range=(on, until))
    for listing in own.select_related("organisation"):
        rows.append(_of_organisation(listing.organisation, LISTING, listing.valid_until))
    return tuple(sorted(rows, key=lambda row: (row.last_day, row.name, row.kind)))


def _of_coach(coach: Coach, kind: str, last: date | None) -> ExpiringRow:
    of = coach.organisation
    return ExpiringRow(
        entry_id=coach.id,
        is_coach=True,
        name=coach.name,
        organisation=of.name if of else coach.employer_name,
        kind=kind,
        last_day=last or date.max,
    )


def _of_organisation(row: CoachOrganisation, kind: str, last: date | None) -> ExpiringRow:
    return ExpiringRow(
        entry_id=row.id,
        is_coach=False,
        name=row.name,
        organisation="",
        kind=kind,
        last_day=last or date.max,
    )
