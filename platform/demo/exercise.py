"""A finished round of the blind exercise at some tenants: invented colleagues, invented answers.

Nobody of the demonstration gave them: the pseudonyms are those of people who do not exist.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from demo.draws import Draws
from demo.window import LAST_DAY, later
from policy_profiles.exercise.models import ExerciseRound, ExerciseScore
from policy_profiles.exercise.scale import CANNOT_TELL, NEEDS, Verdict, Weighed
from rulebook.vignettes import VIGNETTES, Vignette

if TYPE_CHECKING:
    from accounts.models import User
    from demo.tenant_list import DemoTenant

#: By tenant how often in a hundred a colleague judges the need otherwise than it was written.
_OTHERWISE: Final = {"vierstede": 25, "rietmonde": 55}  # both invented
_ASSESSORS: Final = 8
_CLIENTS: Final = 12
_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "meetlat/demo/exercise")


def finished_round(tenant: DemoTenant, *, officer: User) -> None:
    """Add the round of a tenant that has one, opened by its policy officer and over since long."""
    otherwise = _OTHERWISE.get(tenant.schema_name)
    if otherwise is None:
        return
    clients = [one for one in VIGNETTES if one.facts.get("need") in NEEDS][:_CLIENTS]
    opened_on = later(LAST_DAY, months=-1)
    made = ExerciseRound.objects.create(
        id=uuid.uuid5(_NAMESPACE, tenant.schema_name),
        title="Voorbeeldronde najaar 2025",
        vignettes=[one.id for one in clients],
        last_day=LAST_DAY,
        opened_by=officer.id,
        opened_at=timezone.make_aware(datetime.combine(opened_on, time(9))),
    )
    ExerciseScore.objects.bulk_create(
        _score(made, number, client, otherwise)
        for number in range(_ASSESSORS)
        for client in clients
    )


def _score(made: ExerciseRound, number: int, client: Vignette, otherwise: int) -> ExerciseScore:
    nobody = hashlib.sha256(f"{made.id}/invented/{number}".encode()).hexdigest()
    draws = Draws("exercise", str(made.id), str(number), client.id)
    need = _need(str(client.facts["need"]), otherwise, draws)
    is_granted = draws.whether(85)
    return ExerciseScore(
        id=uuid.uuid5(made.id, f"{nobody}/{client.id}"),
        round=made,
        assessor=nobody,
        vignette=client.id,
        need=need,
        verdict=Verdict.GRANT if is_granted else Verdict.REFUSE,
        minutes=60 * (10 + 15 * NEEDS.index(need)) if is_granted and need in NEEDS else None,
        weighed=draws.pick(dict.fromkeys(Weighed.values, 1.0)),
    )


def _need(written: str, otherwise: int, draws: Draws) -> str:
    """The need as it was written, one step lighter or heavier, or not to be told."""
    if draws.whether(4):
        return CANNOT_TELL
    if not draws.whether(otherwise):
        return written
    place = NEEDS.index(written) + (1 if draws.whether(50) else -1)
    return NEEDS[min(max(place, 0), len(NEEDS) - 1)]
