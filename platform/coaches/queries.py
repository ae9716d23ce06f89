"""Reads of the register: frozen rows, for everybody the same whoever keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from coaches.codes import LISTED
from coaches.entries import COACH_FIELDS, ORGANISATION_FIELDS, EntryUnknown
from coaches.models import Coach, CoachOrganisation, Listing, Proof
from coaches.requirements.rows import CoachRow, ListingRow, OrganisationRow, ProofRow
from tenants.queries import tenants

_KEPT = ("id", "kept_by", "is_synthetic", "revision")
_LISTS = ("regions", "specialisms")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """Which organisations: empty says nothing of it. `on` is the day on which proofs count."""

    on: date
    tenant: str = ""
    name: str = ""
    region: str = ""
    specialism: str = ""
    recognition: str = ""
    only_active: bool = True


def organisations(
    *, having: RegisterFilter, offset: int = 0, limit: int | None = None
) -> tuple[OrganisationRow, ...]:
    """Give organisations by name, each with its proofs and its places on lists."""
    end = None if limit is None else offset + limit
    found = _whole(_organisations(having).order_by("name", "id"))[offset:end]
    return tuple(organisation_row(row) for row in found)


def count_organisations(*, having: RegisterFilter) -> int:
    """Give how many organisations there are of these."""
    return _organisations(having).count()


def organisation(*, organisation_id: UUID) -> OrganisationRow:
    """Give one organisation.

    Raises:
        EntryUnknown: there is none.
    """
    found = _whole(CoachOrganisation.objects.filter(pk=organisation_id)).first()
    if found is None:
        raise EntryUnknown
    return organisation_row(found)


def organisation_with_kvk(*, kvk_number: str) -> UUID | None:
    """Give the organisation with a number of the Chamber of Commerce, or None."""
    return (
        CoachOrganisation.objects.filter(kvk_number=kvk_number).values_list("pk", flat=True).first()
    )


def coach(*, coach_id: UUID) -> CoachRow:
    """Give one coach.

    Raises:
        EntryUnknown: there is none.
    """
    found = Coach.objects.filter(pk=coach_id).prefetch_related("proofs").first()
    if found is None:
        raise EntryUnknown
    return coach_row(found)


def coaches_of(*, organisation_ids: Iterable[UUID]) -> dict[UUID, tuple[CoachRow, ...]]:
    """Give the coaches of organisations by name; of all at once, in one question."""
    wanted = list(organisation_ids)
    found = Coach.objects.filter(organisation_id__in=wanted).prefetch_related("proofs")
    by_organisation: dict[UUID, list[CoachRow]] = {key: [] for key in wanted}
    for row in found.order_by("name", "id"):
        if row.organisation_id is not None:
            by_organisation[row.organisation_id].append(coach_row(row))
    return {key: tuple(rows) for key, rows in by_organisation.items()}


def coaches_without_organisation(*, kept_by: str) -> tuple[CoachRow, ...]:
    """Give the coaches whom a tenant employs itself, and those of employers that it keeps."""
    found = Coach.objects.filter(organisation__isnull=True, kept_by=kept_by)
    return tuple(coach_row(row) for row in found.prefetch_related("proofs").order_by("name", "id"))


def names_of_organisations(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the names of organisations by their identifier as text, for the audit record."""
    found = CoachOrganisation.objects.filter(pk__in=identifiers).values_list("pk", "name")
    return {str(key): name for key, name in found}


def names_of_coaches(identifiers: frozenset[str]) -> dict[str, str]:
    """Give the names of coaches by their identifier as text, for the audit record."""
    found = Coach.objects.filter(pk__in=identifiers).values_list("pk", "name")
    return {str(key): name for key, name in found}


def names_of_keepers() -> dict[str, str]:
    """Give the names of the tenants that may keep entries, by their schema."""
    return {row.schema_name: row.name for row in tenants()}


def organisation_row(found: CoachOrganisation) -> OrganisationRow:
    """Give a stored organisation as a frozen row; its proofs and listings were read with it."""
    values: dict[str, Any] = {name: getattr(found, name) for name in (*_KEPT, *ORGANISATION_FIELDS)}
    values |= {name: tuple(values[name]) for name in _LISTS}
    listings = tuple(
        ListingRow(kept_by=row.kept_by, valid_from=row.valid_from, valid_until=row.valid_until)
        for row in sorted(found.listings.all(), key=lambda row: (row.valid_from, row.kept_by))
    )
    return OrganisationRow(**values, proofs=_proofs(found.proofs.all()), listings=listings)


def coach_row(found: Coach) -> CoachRow:
    """Give a stored coach as a frozen row; the proofs were read with it."""
    employed = ("employment", "organisation_id", "employer_name")
    names = (*_KEPT, *COACH_FIELDS, *employed)
    values: dict[str, Any] = {name: getattr(found, name) for name in names}
    values |= {name: tuple(values[name]) for name in _LISTS}
    return CoachRow(**values, proofs=_proofs(found.proofs.all()))


def _proofs(found: Iterable[Proof]) -> tuple[ProofRow, ...]:
    rows = sorted(found, key=lambda proof: (proof.kind, proof.valid_from, proof.id))
    return tuple(
        ProofRow(
            id=row.id,
            kind=row.kind,
            issuer=row.issuer,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in rows
    )


def _whole(found: QuerySet[CoachOrganisation]) -> QuerySet[CoachOrganisation]:
    return found.prefetch_related("proofs", Prefetch("listings", Listing.objects.all()))


def _organisations(having: RegisterFilter) -> QuerySet[CoachOrganisation]:
    found = CoachOrganisation.objects.all()
    if having.only_active:
        found = found.filter(is_active=True)
    if having.name:
        found = found.filter(Q(name__icontains=having.name) | Q(kvk_number=having.name))
    for column, code in (("regions", having.region), ("specialisms", having.specialism)):
        if code:
            coaches = Coach.objects.filter(**{f"{column}__contains": [code]}, is_active=True)
            of_coaches = coaches.filter(organisation__isnull=False).values("organisation_id")
            found = found.filter(Q(**{f"{column}__contains": [code]}) | Q(pk__in=of_coaches))
    if having.recognition:
        found = found.filter(pk__in=_recognised(having))
    return found


def _recognised(having: RegisterFilter) -> QuerySet[Any, Any]:
    lasts = Q(valid_until__isnull=True) | Q(valid_until__gte=having.on)
    if having.recognition == LISTED:
        own = Listing.objects.filter(lasts, kept_by=having.tenant, valid_from__lte=having.on)
        return own.values("organisation_id")
    proofs = Proof.objects.filter(lasts, kind=having.recognition, valid_from__lte=having.on)
    return proofs.filter(organisation__isnull=False).values("organisation_id")
