"""The audit record: written with the act, never changed, without personal data."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from audit.actions import DetailRefused, NotInTransaction, coming_from, record
from audit.models import AuditEvent
from audit.queries import EventFilter, count_events, events
from audit.wording import NamedTwice, action_in_words, name_actions
from tenants import context

OURS = EventFilter(action="case.decided")


def note(action: str = "case.decided", **more: object) -> None:
    given = {"actor": None, "object_kind": "case", "object_id": uuid.UUID(int=1)}
    record(action=action, **given | more)


@pytest.mark.parametrize("schema_name", ["eikenberg", "public"])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditevent SET action = 'anders'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
        "ALTER TABLE audit_auditevent ADD COLUMN x int",
        "DROP TABLE audit_auditevent",
    ],
)
@pytest.mark.django_db
def test_a_line_cannot_be_changed_or_removed(sql, schema_name, two_tenants):
    """PostgreSQL refuses, whatever our code would try; for a tenant and for the platform."""
    where = context.as_platform() if schema_name == "public" else context.inside(schema_name)
    with where:
        note()
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert count_events(having=OURS) == 1


def test_an_event_stands_or_falls_with_its_act(real_commits):
    """Without a transaction nothing is written; with one that fails, nothing stays."""
    with context.inside(real_commits.first.schema_name):
        with pytest.raises(NotInTransaction):
            note()
        with pytest.raises(ZeroDivisionError):
            _failing_act()
        assert count_events(having=OURS) == 0


@transaction.atomic
def _failing_act() -> None:
    note()
    raise ZeroDivisionError


def test_a_line_holds_who_what_when_and_how(inside_first, make_user):
    """Action, object, result, origin, actor and time, as BIO2 8.15.01 asks."""
    actor = make_user(inside_first, "policy_officer", "consultant")
    with coming_from("rest"):
        note(actor=actor, details={"hours": 12, "codes": ["a", "b"], "appealed": False})
    (row,) = events(having=OURS)
    assert (row.actor_id, row.actor_role) == (actor.id, "consultant,policy_officer")
    assert (row.action, row.object_kind, row.object_id) == (
        "case.decided",
        "case",
        str(uuid.UUID(int=1)),
    )
    assert (row.result, row.origin) == ("done", "rest")
    assert row.details == {"hours": 12, "codes": ["a", "b"], "appealed": False}
    assert row.occurred_at.tzinfo is not None


@pytest.mark.parametrize(
    "value",
    ["x" * 201, "twee\nregels", {"naam": "Jan"}, 1.5, ["x" * 201], list(range(21)), object()],
)
def test_details_are_codes_and_numbers(value, inside_first):
    """A text long enough to hold somebody's story is refused."""
    with pytest.raises(DetailRefused):
        note(details={"toelichting": value})


def test_the_latest_line_comes_first_and_can_be_found(inside_first):
    """By action, by day, by object, page by page."""
    for number in range(3):
        note(f"case.step{number}", object_id=uuid.UUID(int=number))
    found = [row.action for row in events(having=EventFilter(), limit=3)]
    assert found == ["case.step2", "case.step1", "case.step0"]
    assert [row.action for row in events(having=EventFilter(), offset=1, limit=1)] == ["case.step1"]
    assert count_events(having=EventFilter(object_id=str(uuid.UUID(int=1)))) == 1
    assert count_events(having=EventFilter(action="case.step0")) == 1
    assert count_events(having=EventFilter(on=date(2000, 1, 1))) == 0


def test_the_database_knows_the_results(inside_first):
    """A result that nobody defined is refused."""
    with pytest.raises(IntegrityError), transaction.atomic():
        note(result="onzin")


def test_each_tenant_has_its_own_record(first_tenant, second_tenant, db):
    """What one did is not in the other's."""
    with context.inside(first_tenant.schema_name):
        note()
    with context.inside(second_tenant.schema_name):
        assert count_events(having=OURS) == 0
    assert AuditEvent.objects.filter(action="case.decided").count() == 0


def test_an_action_has_one_name():
    """Two apps cannot call the same act differently; an act without a name shows its code."""
    name_actions({"test.named": "Genoemd"})
    name_actions({"test.named": "Genoemd"})
    with pytest.raises(NamedTwice):
        name_actions({"test.named": "Anders"})
    assert action_in_words("test.named") == "Genoemd"
    assert action_in_words("test.nameless") == "test.nameless"


@pytest.mark.django_db
def test_the_page_shows_the_record_to_the_administrator(first_tenant, sign_in):
    """In words, with the name of the colleague, filtered by a day or an action."""
    client = sign_in(first_tenant, "tenant_admin")
    client.post("/beheer/gebruikers/nieuw/", {"name": "N", "email": "n@x.nl", "roles": ["analyst"]})
    page = client.get("/beheer/logboek/").content.decode()
    assert "Gebruiker toegevoegd" in page
    assert client.user.name in page
    assert "scherm" in page
    assert "n@x.nl" not in page
    assert "Geen regels" in client.get("/beheer/logboek/?dag=2000-01-01").content.decode()
    answer = client.get("/beheer/logboek/?dag=gisteren")
    assert answer.status_code == 400
    bad_day = answer.content.decode()
    assert "Typ een datum als dag-maand-jaar" in bad_day
    assert "Eén punt vraagt nog aandacht" in bad_day
    assert client.user.name not in bad_day.split("<main")[1]  # no line: it would look like that day
    assert "Gebruiker toegevoegd" in client.get("/beheer/logboek/?wat=user.added").content.decode()
    assert client.get("/beheer/logboek/?bladzijde=999").status_code == 200
    assert client.get("/beheer/logboek/?wat=bestaat-niet").status_code == 400
