"""The blind exercise: who may what, what is kept, and that nobody sees another one's answer."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from policy_profiles.exercise import actions, queries
from policy_profiles.exercise.actions import Judgement
from policy_profiles.exercise.models import ExerciseScore
from policy_profiles.exercise.outcome import RoundStillOpen, TooFewAssessors, outcome_of
from policy_profiles.exercise.queries import RoundRow
from policy_profiles.exercise.scale import NEEDS, Weighed
from rulebook.vignettes import VIGNETTES

pytestmark = pytest.mark.django_db

CLIENTS = [one.id for one in VIGNETTES if one.facts.get("need") not in (None, "none")][:10]
TODAY = timezone.localdate


@pytest.fixture
def officer(inside_first, make_user) -> User:
    return make_user(inside_first, "policy_officer")


@pytest.fixture
def colleagues(inside_first, make_user) -> Callable[..., list[User]]:
    return lambda number: [make_user(inside_first, "consultant") for _ in range(number)]


@pytest.fixture
def opened(officer) -> RoundRow:
    return actions.open_round(
        actor=officer,
        title="Voorjaar",
        vignettes=CLIENTS,
        last_day=TODAY() + timedelta(days=7),
    )


def judge_all(user: User, row: RoundRow, need: str = "medium", **given) -> None:
    for name in row.vignettes:
        answer = Judgement(
            need=need, verdict=given.get("verdict", "grant"), **given.get("more", {})
        )
        actions.judge(actor=user, round_id=row.id, vignette=name, judgement=answer)


def spread_out(users: list[User], row: RoundRow) -> None:
    """Everybody judges everything, mostly alike and not always."""
    for number, user in enumerate(users):
        for place, name in enumerate(row.vignettes):
            need = NEEDS[1 + (place + (number % 3 == 0)) % 4]
            verdict = "refuse" if (place + number) % 4 == 0 else "grant"
            actions.judge(
                actor=user,
                round_id=row.id,
                vignette=name,
                judgement=Judgement(need=need, verdict=verdict, minutes=60 * (10 + number + place)),
            )


def test_only_policy_officers_open_and_only_consultants_judge(officer, opened, colleagues) -> None:
    (consultant,) = colleagues(1)
    with pytest.raises(NotPermitted):
        actions.open_round(actor=consultant, title="Nee", vignettes=CLIENTS, last_day=TODAY())
    with pytest.raises(NotPermitted):
        actions.close_round(actor=consultant, round_id=opened.id)
    with pytest.raises(NotPermitted):
        judge_all(officer, opened)


def test_a_round_has_clients_enough_that_exist_and_days_to_come(officer) -> None:
    given = {"actor": officer, "title": "Ronde"}
    with pytest.raises(actions.TooFewClients):
        actions.open_round(**given, vignettes=[CLIENTS[0]] * 9, last_day=TODAY())
    with pytest.raises(actions.NoSuchClient):
        actions.open_round(**given, vignettes=[*CLIENTS, "nobody"], last_day=TODAY())
    with pytest.raises(actions.DayHasPassed):
        actions.open_round(**given, vignettes=CLIENTS, last_day=TODAY() - timedelta(days=1))


def test_an_answer_is_kept_changed_and_held_by_the_end(opened, officer, colleagues) -> None:
    (user,) = colleagues(1)
    answer = Judgement(need="light", verdict="grant", minutes=600, weighed="abilities")
    actions.judge(actor=user, round_id=opened.id, vignette=CLIENTS[0], judgement=answer)
    changed = Judgement(need="intensive", verdict="refuse")
    actions.judge(actor=user, round_id=opened.id, vignette=CLIENTS[0], judgement=changed)
    (kept,) = queries.own_answers(row=opened, user_id=user.id).scores.values()
    assert (kept.need, kept.verdict, kept.minutes, kept.weighed) == (
        "intensive",
        "refuse",
        None,
        "",
    )
    with pytest.raises(actions.NoSuchClient):
        actions.judge(actor=user, round_id=opened.id, vignette="nobody", judgement=changed)
    actions.close_round(actor=officer, round_id=opened.id)
    with pytest.raises(actions.RoundIsClosed):
        actions.judge(actor=user, round_id=opened.id, vignette=CLIENTS[0], judgement=answer)
    with pytest.raises(actions.RoundIsClosed):
        actions.close_round(actor=officer, round_id=opened.id)


def test_the_last_day_closes_it_by_itself(opened, colleagues, monkeypatch) -> None:
    (user,) = colleagues(1)
    judge_all(user, opened)
    monkeypatch.setattr(timezone, "localdate", lambda: opened.last_day)
    judge_all(user, opened, need="light")
    monkeypatch.setattr(timezone, "localdate", lambda: opened.last_day + timedelta(days=1))
    with pytest.raises(actions.RoundIsClosed):
        judge_all(user, opened)
    assert queries.unfinished_rounds(user_id=user.id) == []


def test_everybody_has_an_order_of_their_own_that_stays(opened, colleagues) -> None:
    users = colleagues(4)
    orders = [queries.own_answers(row=opened, user_id=user.id).order for user in users]
    again = [queries.own_answers(row=opened, user_id=user.id).order for user in users]
    assert orders == again
    assert len(set(orders)) == 4
    assert all(sorted(order) == sorted(CLIENTS) for order in orders)


def test_an_open_round_tells_nothing_and_a_small_one_neither(opened, officer, colleagues) -> None:
    """Half a round of a fifth colleague does not count."""
    users = colleagues(5)
    for user in users[:4]:
        judge_all(user, opened)
    half = Judgement(need="light", verdict="grant")
    actions.judge(actor=users[4], round_id=opened.id, vignette=CLIENTS[0], judgement=half)
    assert queries.still_needed(row=opened) == 1
    with pytest.raises(RoundStillOpen):
        outcome_of(row=opened, on=TODAY())
    closed = actions.close_round(actor=officer, round_id=opened.id)
    with pytest.raises(TooFewAssessors) as few:
        outcome_of(row=closed, on=TODAY())
    assert few.value.needed == 1


def test_the_outcome_is_that_of_those_who_finished(opened, officer, colleagues) -> None:
    """Full agreement on the need of each client, divided on the verdict; no hours given."""
    users = colleagues(8)
    for number, user in enumerate(users[:7]):
        for place, name in enumerate(opened.vignettes):
            verdict = "grant" if number < 3 else "refuse"
            answer = Judgement(need=NEEDS[1 + place % 4], verdict=verdict)
            actions.judge(actor=user, round_id=opened.id, vignette=name, judgement=answer)
    actions.judge(
        actor=users[7],
        round_id=opened.id,
        vignette=CLIENTS[0],
        judgement=Judgement(need="none", verdict="refuse"),
    )
    closed = actions.close_round(actor=officer, round_id=opened.id)
    found = outcome_of(row=closed, on=TODAY())
    assert found.assessors == 7
    assert found.need.alpha == 1
    assert found.hours is None
    assert [(c.granted.low, c.granted.high) for c in found.clients] == [(3, 3)] * len(CLIENTS)


def test_what_weighed_most_is_always_told_of_nobody_too(opened, officer, colleagues) -> None:
    """Left out, it would say that everybody left it open."""
    for user in colleagues(5):
        judge_all(user, opened)
    found = outcome_of(row=actions.close_round(actor=officer, round_id=opened.id), on=TODAY())
    assert list(found.weighed) == Weighed.values
    assert all(each.is_few for each in found.weighed.values())


def test_a_second_press_does_not_open_a_second_round(opened, officer) -> None:
    given = {"actor": officer, "title": "Nog een", "last_day": TODAY()}
    with pytest.raises(actions.SameRoundIsOpen) as same:
        actions.open_round(**given, vignettes=CLIENTS)
    assert same.value.round_id == opened.id
    actions.open_round(**given, vignettes=CLIENTS[:9])
    actions.close_round(actor=officer, round_id=opened.id)
    assert actions.open_round(**given, vignettes=CLIENTS).vignettes == opened.vignettes


def rows_and_transactions(table: str) -> list[dict[str, str]]:
    """Every row of a table as text, with the transaction that wrote it, as SQL shows it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text, t::text FROM {table} AS t")
        return [{"xmin": xmin, "text": text} for xmin, text in cursor.fetchall()]


def test_no_transaction_writes_an_answer_and_a_person(opened, colleagues) -> None:
    """In raw SQL too: what one transaction writes carries one number, beside the audit record."""
    (user,) = colleagues(1)
    judge_all(user, opened)
    answers = {each["xmin"] for each in rows_and_transactions("policy_profiles_exercisescore")}
    events = rows_and_transactions("audit_auditevent")
    assert len(answers) == len(CLIENTS)
    assert any("exercise.opened" in each["text"] for each in events)
    assert answers.isdisjoint({each["xmin"] for each in events})


def test_no_row_names_a_person_or_a_moment(opened, colleagues) -> None:
    """What stands in the table leads to nobody without the key."""
    (user,) = colleagues(1)
    judge_all(user, opened)
    rows = ExerciseScore.objects.all().values()
    assert len(rows) == len(CLIENTS)
    for row in rows:
        assert str(user.id) not in json.dumps(row, default=str)
        assert row["id"].version == 4
    assert {field.name for field in ExerciseScore._meta.get_fields()} == {
        "id", "round", "assessor", "vignette", "need", "verdict", "minutes", "weighed",
    }  # fmt: skip


def test_another_round_has_another_pseudonym(opened, officer, colleagues) -> None:
    (user,) = colleagues(1)
    second = actions.open_round(
        actor=officer, title="Nog een", vignettes=CLIENTS[:9], last_day=TODAY()
    )
    names = {queries.pseudonym_in(round_id=row.id, user_id=user.id) for row in (opened, second)}
    assert len(names) == 2


def test_the_record_tells_of_the_round_and_not_who_took_part(opened, officer, colleagues) -> None:
    (user,) = colleagues(1)
    judge_all(user, opened)
    judge_all(user, opened, need="intensive")
    actions.close_round(actor=officer, round_id=opened.id)
    events = AuditEvent.objects.filter(object_id=str(opened.id)).order_by("occurred_at", "id")
    assert [event.action for event in events] == ["exercise.opened", "exercise.closed"]
    assert not AuditEvent.objects.filter(actor_id=user.id).exists()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM policy_profiles_exercisescore",
        "UPDATE policy_profiles_exercisescore SET assessor = assessor",
        "UPDATE policy_profiles_exercisescore SET vignette = vignette",
        "UPDATE policy_profiles_exerciseround SET vignettes = vignettes",
        "UPDATE policy_profiles_exerciseround SET last_day = last_day",
        "DELETE FROM policy_profiles_exerciseround",
    ],
)
def test_the_database_itself_keeps_round_and_assessor(sql, inside_first) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_itself_refuses_what_is_no_answer(opened) -> None:
    given = {"round_id": opened.id, "assessor": "a" * 64, "vignette": CLIENTS[0]}
    for wrong in (
        {"need": "heavy", "verdict": "grant"},
        {"need": "light", "verdict": "perhaps"},
        {"need": "light", "verdict": "grant", "weighed": "his illness"[:12]},
        {"need": "light", "verdict": "grant", "assessor": "Medewerker 3"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExerciseScore.objects.create(**{**given, **wrong})


def test_hours_count_where_enough_gave_them(opened, officer, colleagues) -> None:
    spread_out(colleagues(6), opened)
    found = outcome_of(row=actions.close_round(actor=officer, round_id=opened.id), on=TODAY())
    assert found.hours is not None
    assert found.hours.alpha is not None
    assert 0 < found.hours.alpha < 1
