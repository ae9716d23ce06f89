"""The register of coach organisations and coaches as plain data, for REST and GraphQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from coaches import queries
from coaches.entries import keeper_here
from coaches.queries import RegisterFilter
from coaches.requirements.prefill import recognition
from coaches.requirements.rows import CoachRow, OrganisationRow, ProofRow

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """One page of organisations; `next_offset` is None on the last page."""

    organisations: tuple[dict[str, Any], ...]
    next_offset: int | None


def page_of_register(
    *, region: str = "", specialism: str = "", recognised_by: str = "", offset: int, most: int
) -> RegisterPage:
    """Give active organisations by name, each with its coaches and what both can show."""
    having = RegisterFilter(
        on=timezone.localdate(),
        tenant=keeper_here(),
        region=region,
        specialism=specialism,
        recognition=recognised_by,
    )
    rows = queries.organisations(having=having, offset=offset, limit=most + 1)
    shown = rows[:most]
    coaches = queries.coaches_of(organisation_ids=[row.id for row in shown])
    return RegisterPage(
        organisations=tuple(_organisation(row, coaches[row.id], having) for row in shown),
        next_offset=offset + most if len(rows) > most else None,
    )


def _organisation(
    row: OrganisationRow, coaches: tuple[CoachRow, ...], having: RegisterFilter
) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "keptBy": row.kept_by,
        "kvkNumber": row.kvk_number,
        "legalForm": row.legal_form,
        "website": row.website,
        "regions": list(row.regions),
        "specialisms": list(row.specialisms),
        "recognition": recognition(row, tenant=having.tenant, on=having.on),
        "insuredUntil": row.insured_until.isoformat() if row.insured_until else None,
        "isSynthetic": row.is_synthetic,
        "proofs": [_proof(proof) for proof in row.proofs],
        "coaches": [_coach(coach) for coach in coaches if coach.is_active],
    }


def _coach(row: CoachRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "level": row.level,
        "regions": list(row.regions),
        "specialisms": list(row.specialisms),
        "peopleNow": row.people_now,
        "peopleMost": row.people_most,
        "proofs": [_proof(proof) for proof in row.proofs],
    }


def _proof(row: ProofRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "issuer": row.issuer,
        "validFrom": row.valid_from.isoformat(),
        "validUntil": row.valid_until.isoformat() if row.valid_until else None,
    }
