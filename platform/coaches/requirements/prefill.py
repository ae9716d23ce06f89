"""The facts of a case that the register knows, so that nobody types them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from coaches.requirements.rows import LEGAL_PERSONS, TRAININGS, Chosen, OrganisationRow, ProofRow
from rulebook.facts import FactValue

#: Every fact that the register may fill in.
FILLED: Final = (
    "support_form", "provider_recognition", "provider_legal_person", "provider_insured",
    "provider_complaints_rules", "provider_privacy_rules", "coach_level", "coach_trained",
    "coach_registered", "coach_direct_colleague",
)  # fmt: skip
#: From what convinces most to least; where a policy accepts one of them, that one goes first.
_BEST_FIRST: Final = ("uwv", "municipal_list", "quality_mark")


def facts_from_register(
    chosen: Chosen, *, on: date, accepted: Collection[str] = ()
) -> Mapping[str, FactValue]:
    """Give what the register tells of who is chosen; what it does not know is left out.

    Args:
        chosen: the organisation, the coach, or both.
        on: the day that counts; what has expired by then does not.
        accepted: recognitions that the policy accepts: of several the one that counts is told.
    """
    facts: dict[str, FactValue | None] = {"support_form": chosen.form}
    if chosen.organisation is not None:
        facts |= _of_organisation(chosen.organisation, chosen.tenant, on, accepted)
    if chosen.coach is not None:
        coach = chosen.coach
        facts |= {
            "coach_level": coach.level or None,
            "coach_trained": _shown(coach.proofs, TRAININGS, on),
            "coach_registered": _shown(coach.proofs, ("professional_register",), on),
        }
    if chosen.form != "internal":  # who is sent from outside is nobody's colleague or manager
        facts["coach_direct_colleague"] = False
    return {name: facts[name] for name in FILLED if facts.get(name) is not None}  # type: ignore[misc]


def _of_organisation(
    organisation: OrganisationRow, tenant: str, on: date, accepted: Collection[str]
) -> dict[str, FactValue | None]:
    return {
        "provider_recognition": recognition(organisation, tenant=tenant, on=on, accepted=accepted),
        "provider_legal_person": organisation.legal_form in LEGAL_PERSONS
        if organisation.legal_form
        else None,
        "provider_insured": insured(organisation, on),
        "provider_complaints_rules": organisation.complaints_rules,
        "provider_privacy_rules": organisation.privacy_rules,
    }


def recognition(
    organisation: OrganisationRow, *, tenant: str, on: date, accepted: Collection[str] = ()
) -> str:
    """Give the recognition that counts on a day, by the codes of the fact; `none` without one."""
    held = {proof.kind for proof in organisation.proofs if proof.holds_on(on)}
    if any(row.kept_by == tenant and row.holds_on(on) for row in organisation.listings):
        held.add("municipal_list")
    found = [code for code in _BEST_FIRST if code in held]
    return next((code for code in found if code in accepted), found[0] if found else "none")


def insured(organisation: OrganisationRow, on: date) -> bool | None:
    """Say whether it is insured on a day; None where the register does not know."""
    if organisation.is_insured and organisation.insured_until is not None:
        return on <= organisation.insured_until
    return organisation.is_insured


def _shown(proofs: tuple[ProofRow, ...], kinds: Collection[str], on: date) -> bool | None:
    """Whether one of these is valid; None where none was ever shown: it was not asked then."""
    found = [proof for proof in proofs if proof.kind in kinds]
    return any(proof.holds_on(on) for proof in found) if found else None
