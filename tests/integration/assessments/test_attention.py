"""The worklist of what asks for attention: whose, what, in which order, and with few questions."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.actions import close_case
from assessments.changes.actions import record_change
from assessments.changes.queries import hours_now
from assessments.changes.reckoning.history import Change
from assessments.changes.reckoning.history import Kind as ChangeKind
from assessments.choices import Otherwise
from assessments.following import actions, gathering_days, keeping_log, seen_jobs
from assessments.following import queries as following
from assessments.following.attention import open_lines, signals_in, team_lines
from assessments.following.codes import (
    ContactWay,
    EvaluationOutcome,
    EvaluationPart,
    ObligationFollowUp,
    ObligationOutcome,
)
from assessments.following.evaluating import Held, record_evaluation
from assessments.following.keeping_log import Done
from assessments.following.norms import Norms
from assessments.plans.codes import Participant
from assessments.plans.talking import agree, record_talk
from assessments.providers.actions import choose_provider
from assessments.queries import case as case_of
from assessments.rules_of_case import rules_of
from assessments.second_person.models import DecisionProposal
from assessments.term.actions import add_event
from assessments.term.clock.events import Kind
from coaches import actions as register
from coaches.models import CoachOrganisation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
#: Whatever the number of cases and of what happened in them.
MOST_QUERIES = 20
BEGUN = ("employment_start", "contract_start", "support_start", "received_on")


@pytest.fixture(autouse=True)
def only_norms_of_the_test(monkeypatch):
    """A policy that asks nothing of following, unless a test says so: asks(contact="each_year")."""

    def asks(**stated):
        monkeypatch.setattr(gathering_days, "_norms_on", lambda _day: Norms(**stated))

    asks()
    return asks


@pytest.fixture(autouse=True)
def asks_nothing_of_jobs(request, monkeypatch):
    """A test that says nothing of jobs reads nothing of them; `asks_of_jobs` does."""
    if "asks_of_jobs" not in request.fixturenames:
        monkeypatch.setattr(seen_jobs, "_told", [])


@pytest.fixture
def asks_of_jobs():
    """As it is: what became of jobs, and whether they are still there, is asked."""


@pytest.fixture
def followed(open_case, decide):
    """A case with support since 200 days, in a job whose contract ends after so many days."""

    def opened(days=300, **facts):
        begun = dict.fromkeys(BEGUN, TODAY - 200 * DAY)
        facts = {**begun, "contract_end": TODAY + days * DAY, **facts}
        return case_of(number=decide(open_case(**facts)).number)

    return opened


def kinds(case):
    """What asks for attention in a case."""
    return [signal.kind.value for signal in signals_in(case_id=case.id, today=TODAY)]


def text(answer):
    return answer.content.decode()


def test_what_is_late_comes_first_and_closed_cases_not_at_all(
    consultant, open_case, decide, followed
):
    """A term that is over before a contract that ends this week, before one that ends later.

    Bottleneck: K4.2-b3.
    """
    later, soon, gone = followed(60), followed(5), followed(5)
    close_case(actor=consultant, case_id=gone.id, revision=gone.revision)
    late = open_case()
    add_event(actor=consultant, case_id=late.id, seen=0, kind=Kind.SUBMITTED, day=TODAY - 60 * DAY)
    quiet = followed(300)
    no = Otherwise(outcome="refuse", reason="capacity")
    refused = decide(open_case(contract_end=TODAY + 300 * DAY), no)
    lines = open_lines(today=TODAY)
    assert [line.number for line in lines] == [
        late.number, soon.number, later.number, quiet.number, refused.number,
    ]  # fmt: skip
    [row] = team_lines(lines)
    assert (row.cases, row.asking, row.late, row.now) == (5, 3, 1, 1)
    assert row.follower_id == consultant.id


def test_l1_contact_is_asked_by_the_norm_and_stops_when_there_was_contact(
    consultant, followed, only_norms_of_the_test
):
    """K4.2-l1: missing contact. A contact, a talk and an evaluation each count as one."""
    case = followed(200)
    assert kinds(case) == []
    only_norms_of_the_test(contact="each_half_year")
    assert kinds(case) == ["contact"]
    actions.record_contact(
        actor=consultant, case_id=case.id, on=TODAY - 9 * DAY, way=ContactWay.VISIT,
        with_whom=(Participant.PERSON,),
    )  # fmt: skip
    assert kinds(case) == []


def test_an_evaluation_is_asked_until_it_is_held(consultant, followed, only_norms_of_the_test):
    """K3.2-loop2: late from its day on; the day agreed at an evaluation is the next."""
    case = followed(200)
    only_norms_of_the_test(evaluation_months=6)
    assert kinds(case) == ["evaluation"]
    held = Held(
        on=TODAY, parts=(EvaluationPart.COACH_REPORT,), outcome=EvaluationOutcome.AS_IS,
        next_on=TODAY + 90 * DAY,
    )  # fmt: skip
    record_evaluation(actor=consultant, case_id=case.id, evaluation=held)
    assert kinds(case) == []
    record_evaluation(
        actor=consultant, case_id=case.id, evaluation=replace(held, next_on=TODAY + 9 * DAY)
    )
    assert kinds(case) == ["evaluation"]


def test_hours_that_run_out_are_told(consultant, open_case, decide):
    """Nine of ten hours in ten days of a hundred."""
    choice = Otherwise(
        outcome="grant_otherwise", reason="asked_for_less", minutes=600,
        starts_on=TODAY - 10 * DAY, ends_on=TODAY + 90 * DAY,
    )  # fmt: skip
    case = decide(open_case(), choice)
    done = Done(first_day=TODAY, last_day=TODAY, minutes=540, activities=("train",))
    keeping_log.write_log(actor=consultant, case_id=case.case_id, done=done)
    [signal] = signals_in(case_id=case.case_id, today=TODAY)
    assert (signal.kind.value, signal.day) == ("hours", TODAY + DAY)


def test_an_obligation_asks_from_its_sealed_finding(consultant, followed):
    """The day stands in the receipt; an answer for good takes the signal away."""
    begun = dict.fromkeys(BEGUN, TODAY - 20 * DAY)
    case = followed(300, weekly_hours=9 * 60, growth_expected=True, **begun)
    [(due,)] = gathering_days.open_obligations().values()
    [sealed] = following.obligations_of(
        case_id=case.id, finding=following.finding_of(case, rules_of(case))
    )
    assert sealed.due == due
    [signal] = signals_in(case_id=case.id, today=due - 20 * DAY)
    assert (signal.kind.value, signal.day) == ("obligation", due)
    actions.answer_obligation(
        actor=consultant, case_id=case.id, criterion=sealed.criterion,
        outcome=ObligationOutcome.NOT_DONE, follow_up=ObligationFollowUp.ENDS, seen_on=TODAY,
    )  # fmt: skip
    assert signals_in(case_id=case.id, today=due - 20 * DAY) == ()


def test_what_the_organisation_has_to_show_is_watched(consultant, open_case, decide):
    """Its recognition ends in fifty days; a longer one takes the signal away."""
    made = register.add_organisation(actor=consultant, values={"name": "De Opstap"})

    def recognised(days):
        register.add_proof(
            actor=consultant, model=CoachOrganisation, entry_id=made, kind="uwv", issuer="UWV",
            valid_from=TODAY - 400 * DAY, valid_until=TODAY + days * DAY,
        )  # fmt: skip

    recognised(50)
    case = open_case()
    case = choose_provider(
        actor=consultant, case_id=case.id, revision=case.revision, organisation_id=made
    )
    decide(case)
    assert kinds(case) == ["expires"]
    recognised(500)
    assert kinds(case) == []


def test_l2_an_agreement_that_nobody_did_is_seen(consultant, followed):
    """K4.2-l2: unseen agreements come back on the list from the day after."""
    case = followed()
    talk = record_talk(
        actor=consultant, case_id=case.id, held_on=TODAY - 9 * DAY,
        participants=(Participant.COACH,), minutes="", next_on=None,
    )  # fmt: skip
    agree(
        actor=consultant, case_id=case.id, talk_id=talk, who=Participant.COACH,
        what="Belt de werkgever", by_when=TODAY - DAY,
    )  # fmt: skip
    assert kinds(case) == ["agreement"]


def test_a_second_person_is_waited_for(consultant, open_case):
    """From the day on which the decision was put before a colleague, until it is answered."""
    case = open_case()
    since = timezone.now() - 4 * DAY
    DecisionProposal.objects.create(
        case_id=case.id, choice={}, revision=case.revision, proposed_by=consultant.id,
        proposed_at=since,
    )  # fmt: skip
    [signal] = signals_in(case_id=case.id, today=TODAY)
    assert (signal.kind.value, signal.day) == ("second", timezone.localtime(since).date())


def test_what_changed_since_the_decision_counts(consultant, followed):
    """A contract that goes on is no signal; extra hours count, on list and page alike."""
    case = followed(60)
    assert kinds(case) == ["contract"]
    goes_on = Change(kind=ChangeKind.CONTRACT, day=TODAY, until=TODAY + 200 * DAY)
    extra = Change(kind=ChangeKind.EXTRA, day=TODAY, minutes=600)
    for change, reason in ((goes_on, ""), (extra, "crisis")):
        record_change(
            actor=consultant, case_id=case.id, change=change, reason=reason,
            revision=case_of(number=case.number).revision,
        )  # fmt: skip
    assert kinds(case) == []
    [now] = gathering_days.stretches({})[case.id]
    assert (now,) == following.stretches_of(case_id=case.id, log=())
    assert (now.granted, now.ends_on) == hours_now(case_ids=[case.id])[case.id]


def test_the_address_says_whose_and_what(client, consultant, first_tenant, make_user, followed):
    """Mine by default; of everybody, of a colleague, of one kind; nonsense is not given."""
    mine, other = followed(20), followed(30)
    colleague = make_user(first_tenant, "consultant")
    actions.give_case(actor=consultant, case_id=other.id, user_id=colleague.id)
    actions.give_case(actor=consultant, case_id=mine.id, user_id=client.user.id)
    shown = {
        "": {mine.number},
        "?wie=alle": {mine.number, other.number},
        f"?wie={colleague.id}": {other.number},
        "?wie=alle&soort=contract": {mine.number, other.number},
        "?wie=alle&soort=term": set(),
        "?wie=%00&soort=x&bladzijde=zzz": {mine.number},
    }
    for query, numbers in shown.items():
        page = text(client.get(f"/werkvoorraad/aandacht/{query}"))
        assert {n for n in (mine.number, other.number) if n in page} == numbers, query
    team = text(client.get("/werkvoorraad/aandacht/team/"))
    assert colleague.name in team
    assert f"?wie={colleague.id}" in team


@pytest.mark.usefixtures("asks_of_jobs")
def test_the_list_asks_as_much_of_the_database_for_many_cases_as_for_one(
    consultant, followed, only_norms_of_the_test
):
    """So that two thousand open cases take no more questions than two."""
    only_norms_of_the_test(contact="each_half_year", evaluation_months=6)
    counts = []
    for number in (1, 4):
        for _each in range(number):
            case = followed(20)
            keeping_log.write_log(
                actor=consultant, case_id=case.id,
                done=Done(first_day=TODAY, last_day=TODAY, minutes=30, activities=("train",)),
            )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(open_lines(today=TODAY)) >= number
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST_QUERIES
