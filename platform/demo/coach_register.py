"""An invented register of coach organisations and coaches, kept by the platform."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from coaches import actions
from coaches.codes import LegalForm, Specialism
from coaches.models import Coach, CoachOrganisation
from demo.draws import Draws
from tenants import context
from tenants.register import region_names

_NAMES: Final = (
    "Anker Jobcoaching", "Bakboord Begeleiding", "De Opstap", "Eigen Baan", "Fluitend Naar Werk",
    "Groei op de Vloer", "Houvast Coaching", "In Balans aan het Werk", "Kompas Jobcoaches",
    "Loopbrug", "Meedoen met Werk", "Naast de Werkplek",
)  # fmt: skip
_COACHES: Final = ("Aya", "Bram", "Chris", "Dunya", "Eline", "Farid", "Gijs", "Hanna", "Ilse")
_SPECIALISMS: Final = tuple(code for code in Specialism)


def fill_register(*, administrator: str) -> int:
    """Add the invented register where there is none yet; give the number of organisations.

    Args:
        administrator: the address of the platform administrator in whose name it is added.
    """
    with context.as_platform(), transaction.atomic():
        if CoachOrganisation.objects.exists():
            return 0
        actor = User.objects.get(email=administrator)
        for place, name in enumerate(_NAMES):
            _add(actor, place, name, on=timezone.localdate())
    return len(_NAMES)


def _add(actor: User, place: int, name: str, *, on: date) -> None:
    draws = Draws("coaches", name)
    specialisms = [code.value for code in _SPECIALISMS if draws.whether(25)]
    made = actions.add_organisation(
        actor=actor, values=_organisation(draws, place, name, specialisms, on), is_synthetic=True
    )
    kind = "uwv" if place % 3 else "quality_mark"
    _prove(actor, CoachOrganisation, made, kind, draws, on)
    for number in range(draws.whole(1, 4)):
        first = _COACHES[(place * 2 + number) % len(_COACHES)]
        coach = actions.add_coach(
            actor=actor,
            values=_coach(draws, f"{first} ({name})", specialisms, on),
            organisation_id=made,
            is_synthetic=True,
        )
        _prove(actor, Coach, coach, "coach_training", draws, on)
        if draws.whether(40):
            _prove(actor, Coach, coach, "professional_register", draws, on)


def _organisation(
    draws: Draws, place: int, name: str, specialisms: list[str], on: date
) -> dict[str, Any]:
    regions = sorted(region_names())
    return {
        "name": name,
        "kvk_number": f"{90000001 + place}",
        "legal_form": LegalForm.PRIVATE_COMPANY if place % 4 else LegalForm.SOLE_TRADER,
        "specialisms": specialisms,
        "regions": regions[place : place + draws.whole(2, 6)],
        "staff_tenths": draws.whole(8, 90),
        "is_insured": True,
        "insured_cents": draws.whole(5, 25) * 10_000_000,
        "insured_until": on + timedelta(days=draws.whole(30, 500)),
        "insurance_names_coaching": draws.whether(80),
        "complaints_rules": True,
        "complaints_acknowledged_days": 14,
        "complaints_refusal_days": 28,
        "complaints_settled_days": 42,
        "complaints_escalation": draws.whether(70),
        "privacy_rules": True,
        "satisfaction_of_people_tenths": draws.whole(62, 90),
        "satisfaction_of_employers_tenths": draws.whole(62, 90),
        "satisfaction_measured_on": on - timedelta(days=draws.whole(30, 700)),
        "is_independent": True,
    }


def _coach(draws: Draws, name: str, specialisms: list[str], on: date) -> dict[str, Any]:
    most = draws.whole(12, 20)
    return {
        "name": name,
        "level": "hbo" if draws.whether(85) else "below_hbo",
        "specialisms": [code for code in specialisms if draws.whether(60)],
        "works_since": on - timedelta(days=draws.whole(200, 4000)),
        "people_now": draws.whole(4, most),
        "people_most": most,
    }


def _prove(
    actor: User,
    model: type[CoachOrganisation] | type[Coach],
    entry_id: UUID,
    kind: str,
    draws: Draws,
    on: date,
) -> None:
    actions.add_proof(
        actor=actor,
        model=model,
        entry_id=entry_id,
        kind=kind,
        issuer="Voorbeeld",
        valid_from=on - timedelta(days=draws.whole(100, 900)),
        valid_until=on + timedelta(days=draws.whole(20, 900)),
    )
