"""Opening and closing a round of the blind exercise, and giving one's own answers in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, check_permission
from audit.actions import record
from policy_profiles.exercise.models import FEWEST_CLIENTS, ExerciseRound, ExerciseScore
from policy_profiles.exercise.queries import NoSuchRound, RoundRow, pseudonym_in, row_of
from rulebook.vignettes import VIGNETTES
from tenants import context


class TooFewClients(ValueError):
    """A round has fewer different clients than say something of agreement."""

    def __init__(self, given: int) -> None:
        super().__init__(f"Choose at least {FEWEST_CLIENTS} different clients, not {given}.")


class NoSuchClient(ValueError):
    """A client is not in the round, or is no vignette at all."""

    def __init__(self, vignette: str) -> None:
        super().__init__(f"{vignette!r} is not in this round: choose one of its clients.")


class DayHasPassed(ValueError):
    """A round cannot end before it begins."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} has passed: choose today or a later day.")


class SameRoundIsOpen(Exception):
    """A round of the same clients is open: two would divide the answers."""

    def __init__(self, open_round_id: UUID) -> None:
        super().__init__(f"Round {open_round_id} has the same clients and is open: go on with it.")
        self.round_id = open_round_id


class RoundIsClosed(Exception):
    """The round is over: nobody answers, changes an answer or closes it again."""

    def __init__(self) -> None:
        super().__init__("This round is closed. Open another one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an assessor says of one client: codes of `scale`; hours in minutes, if any."""

    need: str
    verdict: str
    minutes: int | None = None
    weighed: str = ""


@transaction.atomic
def open_round(*, actor: User, title: str, vignettes: Sequence[str], last_day: date) -> RoundRow:
    """Open a round on a number of vignettes, up to and including a day.

    Raises:
        NotPermitted: the actor may not change policy.
        TooFewClients, NoSuchClient, DayHasPassed: it cannot be such a round.
        SameRoundIsOpen: as after a second press of the button.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    known = [one.id for one in VIGNETTES]
    for name in vignettes:
        if name not in known:
            raise NoSuchClient(name)
    chosen = [name for name in known if name in vignettes]
    if len(chosen) < FEWEST_CLIENTS:
        raise TooFewClients(len(chosen))
    if last_day < timezone.localdate():
        raise DayHasPassed(last_day)
    _one_at_a_time()
    for each in ExerciseRound.objects.filter(vignettes=chosen, closed_at=None):
        if row_of(each).is_open(on=timezone.localdate()):
            raise SameRoundIsOpen(each.id)
    made = ExerciseRound.objects.create(
        title=title,
        vignettes=chosen,
        last_day=last_day,
        opened_by=actor.id,
        opened_at=timezone.now(),
    )
    _record(actor, "exercise.opened", made.id, clients=len(chosen), last_day=last_day.isoformat())
    return row_of(made)


@transaction.atomic
def close_round(*, actor: User, round_id: UUID) -> RoundRow:
    """Close a round for good, before its last day is over.

    Raises:
        NotPermitted: the actor may not change policy.
        NoSuchRound: there is none.
        RoundIsClosed: it is over already.
    """
    check_permission(actor, Permission.EDIT_POLICY)
    found = _open_and_held(round_id)
    found.closed_by, found.closed_at = actor.id, timezone.now()
    found.save(update_fields=["closed_by", "closed_at"])
    _record(actor, "exercise.closed", found.id)
    return row_of(found)


@transaction.atomic
def judge(*, actor: User, round_id: UUID, vignette: str, judgement: Judgement) -> None:
    """Keep or change the actor's own answer about one client of an open round.

    Nothing of it is in the record, neither that somebody judged: rows of one transaction can be
    recognised in the database, and a line that names a person would then name an answer's row.

    Raises:
        NotPermitted: the actor does not judge in the exercise.
        NoSuchRound: there is none.
        RoundIsClosed: it is over.
        NoSuchClient: the client is not in the round.
    """
    check_permission(actor, Permission.SCORE_VIGNETTES)
    found = _open_and_held(round_id)
    if vignette not in found.vignettes:
        raise NoSuchClient(vignette)
    assessor = pseudonym_in(round_id=found.id, user_id=actor.id)
    own = ExerciseScore.objects.filter(round=found, assessor=assessor)
    answers = {
        "need": judgement.need,
        "verdict": judgement.verdict,
        "minutes": judgement.minutes,
        "weighed": judgement.weighed,
    }
    if own.filter(vignette=vignette).update(**answers):
        return
    ExerciseScore.objects.create(round=found, assessor=assessor, vignette=vignette, **answers)


def _one_at_a_time() -> None:
    """Have whoever opens another round here wait until this one is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"exercise opened in {context.current_schema_name()}"],
        )


def _open_and_held(round_id: UUID) -> ExerciseRound:
    """The round, held until the transaction ends, so that none is answered while it closes."""
    found = ExerciseRound.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise NoSuchRound(round_id)
    if not row_of(found).is_open(on=timezone.localdate()):
        raise RoundIsClosed
    return found


def _record(actor: User, action: str, round_id: UUID, **details: int | str) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="exercise_round",
        object_id=round_id,
        details=details,
    )
