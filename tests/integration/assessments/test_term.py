"""The clock of a case: explicit, dated, shared by two people, and never wiped out."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments import actions as cases
from assessments import queries
from assessments.queries import CaseRow
from assessments.status import ChangeNotAllowed
from assessments.term import actions
from assessments.term.clock.events import EventRefused, Kind, LateReason, Refusal
from assessments.term.clock.reckoning import State
from assessments.term.models import TermEvent, TermStanding
from assessments.term.queries import Ageing, Term, ageing_is, counts_by_ageing, term_of
from audit.models import AuditEvent
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts

pytestmark = pytest.mark.django_db


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def add(consultant: User) -> Callable[..., Term]:
    """Add an event: add(case, Kind.SUBMITTED, days_ago=3)."""

    def added(case: CaseRow, kind: Kind, days_ago: int = 0, **given: object) -> Term:
        seen = term_of(case_id=case.id).seen
        return actions.add_event(
            actor=consultant, case_id=case.id, seen=seen, kind=kind, day=ago(days_ago), **given
        )

    return added


def test_k4_2_i5_a_draft_never_starts_the_clock(
    consultant: User, open_case: Callable[..., CaseRow]
) -> None:
    """K4.2-i5: a premature click started the legal clock. Here only submitting does."""
    case = open_case()
    assert case.facts["received_on"]
    term = term_of(case_id=case.id)
    assert (term.state, term.lines, term.clock.ends_on) == (State.NOT_SUBMITTED, (), None)
    assert not TermStanding.objects.exists()
    assert set(counts_by_ageing(today=ago(0)).values()) == {0}


def test_k4_2_i5_submitting_is_a_page_of_its_own(
    client: Client, open_case: Callable[..., CaseRow]
) -> None:
    """K4.2-i5: looking at the page starts nothing; its button does, and says on which day.

    Bottleneck: K4.2-i4.
    """
    case = open_case(received_on=None)
    address = f"/werkvoorraad/{case.number}/termijn/indienen/"
    assert "Er loopt geen termijn" in client.get(f"/werkvoorraad/{case.number}/").content.decode()
    assert client.get(address).status_code == 200
    assert not TermEvent.objects.exists()
    day = ago(3)
    answer = client.post(address, {"seen": "0", "day": f"{day:%d-%m-%Y}"}, follow=True)
    page = answer.content.decode()
    assert "56 dagen om te besluiten" in page
    assert "Awb 4:13" in page
    assert queries.case(number=case.number).facts["received_on"] == day


def test_k4_2_b1_the_clock_stops_and_the_list_shows_what_gets_old(
    client: Client, open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """K4.2-b1: decisions came too slowly, and nobody saw which."""
    late, soon, paused = open_case(), open_case(), open_case()
    add(late, Kind.SUBMITTED, 80)
    add(soon, Kind.SUBMITTED, 1)
    add(paused, Kind.SUBMITTED, 20)
    before = term_of(case_id=paused.id).clock.ends_on
    after = add(paused, Kind.INCOMPLETE, 2).clock
    assert before is not None
    assert after.ends_on is not None
    assert (after.ends_on - before).days >= 10  # fourteen, less what weekends already gave
    assert term_of(case_id=paused.id).state is State.STANDS_STILL
    assert counts_by_ageing(today=ago(0)) == {"OVER": 1, "THIS_WEEK": 0, "LATER": 2}
    shown = client.get("/werkvoorraad/?termijn=over").content.decode()
    assert late.number in shown
    assert soon.number not in shown
    assert "<strong>te laat</strong>" in shown
    in_time = client.get("/werkvoorraad/?termijn=later").content.decode()
    assert "<strong>te laat</strong>" not in in_time
    later = queries.worklist(only=ageing_is(Ageing.LATER, today=ago(0))).rows
    assert [row.number for row in later] == [paused.number, soon.number]
    assert "dagen te laat" in client.get(f"/werkvoorraad/{late.number}/").content.decode()


def test_k4_2_b9_a_reason_for_being_late_is_asked_and_nothing_is_cut(
    open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """K4.2-b9: a sanction fell although there was a good reason."""
    case = open_case()
    add(case, Kind.SUBMITTED, 80)
    before = queries.case(number=case.number)
    with pytest.raises(EventRefused) as refused:
        add(case, Kind.LATE)
    assert refused.value.refusal is Refusal.NO_REASON
    term = add(case, Kind.LATE, reason=LateReason.WAGE_VALUE)
    assert "loonwaardemeting" in " ".join(line.in_language("nl") for line in term.lines)
    after = queries.case(number=case.number)
    assert (after.facts, after.status) == (before.facts, before.status)


def test_days_come_from_the_policy(
    monkeypatch: pytest.MonkeyPatch, open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """A policy with three weeks to complete gives three weeks."""
    from dataclasses import replace

    from policy_profiles.queries import profile_on

    def three_weeks(*, on: date) -> object:
        found = profile_on(on=on)
        name = "application.repair_days"
        values = {**found.profile.values, name: replace(found.profile[name], value=21)}
        return replace(found, profile=replace(found.profile, values=values))

    monkeypatch.setattr(actions, "profile_on", three_weeks)
    case = open_case()
    add(case, Kind.SUBMITTED, 5)
    clock = add(case, Kind.INCOMPLETE, 1).clock
    assert clock.letters[0].last_day_to_complete == ago(1) + timedelta(days=21)


def test_a_line_is_put_right_and_the_old_one_stays(
    consultant: User, open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """Another day, then gone altogether; three rows, of which none counts any more."""
    case = open_case()
    term = add(case, Kind.SUBMITTED, 9)
    right = actions.correct_event(
        actor=consultant, case_id=case.id, seen=1, event_id=term.events[0].id, day=ago(4)
    )
    assert [each.event.day for each in right.events] == [ago(4)]
    assert queries.case(number=case.number).facts["received_on"] == ago(4)
    gone = actions.correct_event(
        actor=consultant, case_id=case.id, seen=2, event_id=right.events[0].id, day=None
    )
    assert (gone.state, gone.seen) == (State.NOT_SUBMITTED, 3)
    assert not TermStanding.objects.exists()
    with pytest.raises(actions.EventUnknown):
        actions.correct_event(
            actor=consultant, case_id=case.id, seen=3, event_id=term.events[0].id, day=ago(1)
        )
    acts = AuditEvent.objects.filter(action__startswith="term.").values_list("action", flat=True)
    assert sorted(acts) == ["term.corrected", "term.corrected", "term.submitted"]


def test_the_database_keeps_what_was_recorded(
    open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """No role of the application may change or remove a line."""
    case = open_case()
    add(case, Kind.SUBMITTED)
    for statement in (
        "UPDATE assessments_termevent SET day = now()",
        "DELETE FROM assessments_termevent",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_two_people_add_one_after_the_other(
    consultant: User, open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """Who looked before the other added something looks again first."""
    case = open_case()
    add(case, Kind.SUBMITTED, 3)
    with pytest.raises(actions.StaleTerm):
        actions.add_event(
            actor=consultant, case_id=case.id, seen=0, kind=Kind.INCOMPLETE, day=ago(0)
        )


def test_a_decision_ends_the_clock(
    client: Client,
    decide: Callable[..., object],
    open_case: Callable[..., CaseRow],
    add: Callable[..., Term],
) -> None:
    """Its page tells how the term went, and nothing can be added any more."""
    case = open_case()
    add(case, Kind.SUBMITTED, 3)
    decide(queries.case(number=case.number))
    assert term_of(case_id=case.id).state is State.ENDED
    page = client.get(f"/werkvoorraad/{case.number}/besluit/").content.decode()
    assert "Besloten, binnen de termijn." in page
    assert "Verbeteren" not in page
    with pytest.raises(ChangeNotAllowed):
        add(case, Kind.INCOMPLETE)


def test_a_withdrawal_ends_the_clock(
    client: Client, consultant: User, open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """An application that nobody submitted has none to end."""
    ran, never = open_case(), open_case()
    add(ran, Kind.SUBMITTED, 3)
    for case in (queries.case(number=ran.number), never):
        cases.withdraw_case(actor=consultant, case_id=case.id, revision=case.revision)
    assert [line.code for line in term_of(case_id=ran.id).lines] == ["submitted", "withdrawn"]
    assert term_of(case_id=never.id).lines == ()
    assert "ingetrokken" in client.get(f"/werkvoorraad/{ran.number}/").content.decode()


def test_who_may_not_open_cases_adds_nothing(
    eikenberg: TenantRow, make_user: Callable[..., User], open_case: Callable[..., CaseRow]
) -> None:
    """An analyst sees no case, let alone its clock."""
    case = open_case()
    with pytest.raises(NotPermitted):
        actions.add_event(
            actor=make_user(eikenberg, "analyst"), case_id=case.id, seen=0,
            kind=Kind.SUBMITTED, day=ago(0),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "given", "said"),
    [
        ("indienen", {"day": "01-01-2040"}, "Geef vandaag of een eerdere dag."),
        ("indienen", {"day": "morgen"}, "Typ een datum"),
        ("brief", {"day": "01-01-2026"}, "De aanvraag is nog niet ingediend."),
        ("te-laat", {"day": "01-01-2026"}, "Kies een antwoord."),
        ("uitstel", {"day": "01-01-2026", "until": ""}, "Vul een dag in"),
    ],
)
def test_a_page_says_what_to_do(
    client: Client, open_case: Callable[..., CaseRow], slug: str, given: dict[str, str], said: str
) -> None:
    """In plain words at the field, and nothing is kept."""
    case = open_case(**complete_facts())
    address = f"/werkvoorraad/{case.number}/termijn/{slug}/"
    answer = client.post(address, {"seen": "0", **given})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not TermEvent.objects.exists()


def test_an_address_that_does_not_exist(client: Client, open_case: Callable[..., CaseRow]) -> None:
    """Neither an act nor a line of that name."""
    case = open_case()
    nowhere = ("termijn/iets/", f"termijn/regel/{case.id}/")
    assert {
        client.get(f"/werkvoorraad/{case.number}/{place}").status_code for place in nowhere
    } == {404}


def test_a_line_is_put_right_on_its_page(
    client: Client, open_case: Callable[..., CaseRow], add: Callable[..., Term]
) -> None:
    """From the link beside the line to the line with another day."""
    case = open_case()
    row = add(case, Kind.SUBMITTED, 9).events[0].id
    address = f"/werkvoorraad/{case.number}/termijn/regel/{row}/"
    assert address in client.get(f"/werkvoorraad/{case.number}/").content.decode()
    assert client.get(address).status_code == 200
    empty = client.post(address, {"seen": "1", "what": "day", "day": ""})
    assert "Vul een dag in" in empty.content.decode()
    done = client.post(address, {"seen": "1", "what": "day", "day": f"{ago(2):%d-%m-%Y}"})
    assert done["Location"].endswith("#termijn")
    assert term_of(case_id=case.id).clock.events[0].day == ago(2)
    assert client.get(address).status_code == 404
