"""What runs after a decision: hours that add up, evaluations, obligations, another coach."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assessments.actions import close_case
from assessments.choices import Otherwise
from assessments.following import actions, handing_over, keeping_log
from assessments.following import queries as following
from assessments.following.codes import (
    CoachReason,
    ContactWay,
    EvaluationOutcome,
    EvaluationPart,
    GoalReason,
    HandedOver,
    ObligationFollowUp,
    ObligationOutcome,
    SelfReliance,
    WageSource,
)
from assessments.following.evaluating import (
    GoalSeen,
    Held,
    NextTooEarly,
    ReasonOfGoalMissing,
    record_evaluation,
)
from assessments.following.keeping_log import Done
from assessments.following.models import ContactMoment
from assessments.following.status import NotFollowedNow
from assessments.letters.of_case import provider_named
from assessments.plans.actions import put_goal
from assessments.plans.codes import GoalOutcome, Participant
from assessments.plans.queries import plan_of
from assessments.plans.rules import GoalValues
from assessments.plans.talking import agree, record_talk
from assessments.providers.queries import provider_of
from assessments.queries import case as case_of
from assessments.references import BsnInText
from assessments.retention.actions import _forgetting
from assessments.rules_of_case import rules_of
from audit.models import AuditEvent
from coaches import actions as register
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
GOAL = GoalValues(
    horizon="short", scope="current_job", specific="Werkt de ochtendlijst zelf af",
    measured_by="Drie weken achter elkaar", action="Lijst met plaatjes oefenen",
    by_when=TODAY + timedelta(days=120), minutes=600, activities=("train",),
)  # fmt: skip


def done(minutes=90, *, ago=1, over=0, **given):
    """Coaching of some days ago, over so many days more."""
    first = TODAY - ago * DAY
    return Done(first_day=first, last_day=first + over * DAY, minutes=minutes, **given)


@pytest.fixture
def followed(open_case, decide):
    """A decided case with support since ten days."""
    return case_of(number=decide(open_case()).number)


@pytest.fixture
def stated(monkeypatch):
    """Have the policy of the tenant state something else: stated({"log.detail": "headlines"})."""

    def stating(answers):
        def changed(case):
            found = rules_of(case)
            values = dict(found.own.values)
            for name, value in answers.items():
                origin = values["contract.minimum_months"].origin
                values[name] = replace(values[name], value=value, origin=origin)
            return replace(found, own=replace(found.own, values=values))

        for module in ("keeping_log", "log_views", "overview", "evaluation_views"):
            monkeypatch.setattr(f"assessments.following.{module}.rules_of", changed)

    return stating


def text(answer):
    return answer.content.decode()


def test_hours_of_the_log_add_up_in_their_period(consultant, followed):
    """Granted, used and left; what is taken back counts no more, and stays in the table."""
    granted = following.stretches_of(case_id=followed.id, log=())[0].granted
    for minutes in (90, 45):
        left = keeping_log.write_log(
            actor=consultant, case_id=followed.id, done=done(minutes, activities=("train",))
        )
    assert left == granted - 135
    entry = following.log_of(case_id=followed.id)[0]
    keeping_log.take_back(actor=consultant, case_id=followed.id, entry_id=entry.id)
    log = following.log_of(case_id=followed.id)
    assert following.stretches_of(case_id=followed.id, log=log)[0].used == 135 - entry.minutes
    with pytest.raises(keeping_log.EntryUnknown):
        keeping_log.take_back(actor=consultant, case_id=followed.id, entry_id=entry.id)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_logentry SET minutes = 1")


def test_a_page_of_the_log_that_is_sent_twice_counts_once(client, followed):
    """Somebody who presses twice; what is sent otherwise from the same page is another entry."""
    where = f"/werkvoorraad/{followed.number}/begeleiding/logboek/"
    once = value_of("once", client.get(where))
    sent = {"once": once, "first_day": f"{TODAY - DAY:%d-%m-%Y}", "minutes": "2"}
    for _ in range(2):
        assert client.post(where, sent | {"activities": "train"}).status_code == 302
    [entry] = following.log_of(case_id=followed.id)
    assert entry.minutes == 120
    for again in ({"minutes": "1"}, {"once": value_of("once", client.get(where))}):
        client.post(where, sent | {"activities": "train"} | again)
    assert sum(row.minutes for row in following.log_of(case_id=followed.id)) == 300


def test_the_words_of_the_log_go_with_the_person_and_the_hours_stay(consultant, followed):
    """Whoever removes a person leaves no words about that person behind."""
    written = done(activities=("train",), headline="Ritme geoefend")
    keeping_log.write_log(actor=consultant, case_id=followed.id, done=written)
    for forget in _forgetting:
        forget(uuid.uuid4(), [followed.id])
    [row] = following.log_of(case_id=followed.id)
    assert (row.headline, row.minutes) == ("", written.minutes)


@pytest.mark.parametrize(
    ("detail", "entry", "refused"),
    [
        ("per_hour", {"activities": ("train",)}, None),
        ("per_hour", {}, keeping_log.DayByDay),
        ("per_hour", {"activities": ("train",), "ago": 3, "over": 2}, keeping_log.DayByDay),
        ("headlines", {"ago": 5, "over": 4, "headline": "Ritme geoefend"}, None),
        ("no_log", {"activities": ("train",)}, keeping_log.LogNotKept),
        ("headlines", {"ago": 40}, keeping_log.OutsideSupport),
        ("headlines", {"headline": "BSN 999990019 belde"}, BsnInText),
        ("headlines", {"ago": 0, "over": 1}, actions.NotYet),
    ],
)
def test_loop6_the_log_is_as_exact_as_the_policy_says(
    consultant, followed, stated, detail, entry, refused
):
    """K3.2-loop6: per hour with what was done, or on headlines over some days, or not at all.

    Bottleneck: K5-g.
    """
    stated({"log.detail": detail})
    write = {"actor": consultant, "case_id": followed.id, "done": done(**entry)}
    if refused is None:
        keeping_log.write_log(**write)
        assert len(following.log_of(case_id=followed.id)) == 1
    else:
        with pytest.raises(refused):
            keeping_log.write_log(**write)


@pytest.mark.parametrize("may_change", [True, False])
def test_more_than_granted_is_refused_or_told_as_the_policy_says(
    client, open_case, decide, stated, may_change
):
    """Where hours cannot change within a period nothing above the grant is taken; else told."""
    start = TODAY - 10 * DAY
    choice = Otherwise(
        outcome="grant_otherwise", reason="asked_for_less", minutes=60, starts_on=start,
        ends_on=TODAY + 90 * DAY,
    )  # fmt: skip
    case = decide(open_case(), choice)
    stated({"log.detail": "headlines", "award.change_within_period": may_change})
    where = f"/werkvoorraad/{case.number}/begeleiding/logboek/"
    answer = client.post(where, {"first_day": f"{TODAY:%d-%m-%Y}", "minutes": "1:30"})
    assert answer.status_code == (302 if may_change else 400)
    page = text(client.get(where)) if may_change else text(answer)
    told = "meer dan er is toegekend" if may_change else "Er is nog 1 uur over"
    assert told in page


def test_a_punch_card_is_used_by_the_strip(consultant, client, open_case, decide):
    """Hours without a period; strips that were begun are not whole any more."""
    made = decide(
        open_case(request_kind="punch_card"),
        Otherwise(outcome="grant_otherwise", reason="cannot_wait", minutes=300),
    )
    case = case_of(number=made.number)
    keeping_log.write_log(
        actor=consultant, case_id=case.id, done=done(90, ago=40, activities=("train",))
    )
    card = following.card_of(made, following.log_of(case_id=case.id))
    assert (card.granted, card.used, card.strips_left) == (300, 90, 3)
    assert "3 van 5 strippen" in text(client.get(f"/werkvoorraad/{case.number}/besluit/"))


def test_loop5_each_evaluation_says_what_came_of_each_goal(consultant, client, followed):
    """K3.2-loop5: reached, partly, not, or let go with a reason; the plan knows it from then on.

    Bottleneck: K3.2-sys2.
    """
    first, second = (
        put_goal(
            actor=consultant, case_id=followed.id, seen=seen, values=replace(GOAL, specific=what)
        )
        for seen, what in enumerate(("Komt op tijd", "Vraagt hulp"))
    )
    held = Held(
        on=TODAY - 2 * DAY,
        parts=(EvaluationPart.FOUR_WAY_TALK,),
        outcome=EvaluationOutcome.FEWER_HOURS,
        self_reliance=SelfReliance.LITTLE_HELP,
        next_on=TODAY + 60 * DAY,
        goals={
            first: GoalSeen(outcome=GoalOutcome.REACHED),
            second: GoalSeen(outcome=GoalOutcome.DROPPED, reason=GoalReason.OTHER_WORK),
        },
    )
    record_evaluation(actor=consultant, case_id=followed.id, evaluation=held)
    outcomes = {goal.key: goal.outcome for goal in plan_of(case_id=followed.id).goals}
    assert outcomes == {first: "reached", second: "dropped"}
    page = text(client.get(f"/werkvoorraad/{followed.number}/begeleiding/"))
    for told in ("het werk is veranderd", "4/5", "Minder begeleiding is genoeg"):
        assert told in page
    for wrong, refused in (
        ({"goals": {first: GoalSeen(outcome=GoalOutcome.DROPPED)}}, ReasonOfGoalMissing),
        ({"next_on": held.on, "goals": {}}, NextTooEarly),
        ({"on": TODAY + DAY, "goals": {}}, actions.NotYet),
    ):
        with pytest.raises(refused):
            record_evaluation(
                actor=consultant, case_id=followed.id, evaluation=replace(held, **wrong)
            )


def test_an_evaluation_is_asked_on_its_page(client, consultant, followed):
    """K5-e, K5-f: What the policy says it consists of is filled in; a goal let go asks why."""
    key = put_goal(actor=consultant, case_id=followed.id, seen=0, values=GOAL)
    where = f"/werkvoorraad/{followed.number}/begeleiding/evaluatie/"
    assert text(client.get(where)).count("checked") == 3  # the parts of the baseline
    given = {
        "once": value_of("once", client.get(where)),
        "held_on": f"{TODAY:%d-%m-%Y}", "parts": ["coach_report"], "outcome": "as_is",
        "self_reliance": "2", "goal_0": "dropped",
    }  # fmt: skip
    answer = client.post(where, given)
    assert answer.status_code == 400
    assert "Kies waarom dit doel is losgelaten." in text(answer)
    assert client.post(where, {**given, "reason_0": "too_big"}).status_code == 302
    assert following.evaluations_of(case_id=followed.id)[0].of(key).reason == "too_big"
    client.post(where, {**given, "reason_0": "too_big"})  # a page that is sent twice
    assert len(following.evaluations_of(case_id=followed.id)) == 1
    client.post(where, {**given, "outcome": "stop"})
    assert len(following.evaluations_of(case_id=followed.id)) == 2


def test_a_contact_that_is_sent_twice_is_one_and_a_second_one_of_the_day_another(client, followed):
    """Pressed twice is one; said otherwise, or on a page opened anew, is another contact."""
    where = f"/werkvoorraad/{followed.number}/begeleiding/contact/"
    given = {"on": f"{TODAY:%d-%m-%Y}", "way": "phone", "with_whom": ["person", "coach"]}
    first, second = (given | {"once": value_of("once", client.get(where))} for _page in range(2))
    for sent, kept in ((first, 1), (first, 1), ({**first, "way": "visit"}, 2), (second, 3)):
        assert client.post(where, sent).status_code == 302
        assert ContactMoment.objects.filter(case_id=followed.id).count() == kept
    told = AuditEvent.objects.filter(action="contact.recorded", object_id=str(followed.id))
    assert told.count() == 3


def test_wage_value_has_a_day_and_a_source(client, consultant, followed):
    """Beside the values that the decision knew; a value without a source is sent back."""
    where = f"/werkvoorraad/{followed.number}/begeleiding/werk/"
    once = value_of("once", client.get(where))
    given = {"on": f"{TODAY:%d-%m-%Y}", "wage_value": "55", "once": once}
    assert client.post(where, given).status_code == 400
    for _sent in range(2):
        assert client.post(where, {**given, "source": "measured"}).status_code == 302
    actions.record_measure(
        actor=consultant, case_id=followed.id, on=TODAY, weekly_minutes=1680, wage_value=6000,
        source=WageSource.EMPLOYER,
    )  # fmt: skip
    rows = following.measures_of(followed)
    assert [(r.weekly_minutes, r.wage_value) for r in rows] == [
        (1440, 4000), (None, 5500), (1680, 6000),
    ]  # fmt: skip
    assert rows[0].from_decision


def test_an_obligation_to_grow_is_answered_and_says_what_follows(consultant, client, obliged):
    """Not met with more time keeps it open to a new day; then it is met, and nothing is open."""
    case = obliged
    finding = following.finding_of(case, rules_of(case))
    [row] = following.obligations_of(case_id=case.id, finding=finding)
    answer = {
        "actor": consultant, "case_id": case.id, "criterion": row.criterion,
        "outcome": ObligationOutcome.NOT_DONE, "follow_up": ObligationFollowUp.LATER,
        "seen_on": TODAY, "new_due_on": row.due + 90 * DAY,
    }  # fmt: skip
    with pytest.raises(actions.FollowUpRefused):
        actions.answer_obligation(**{**answer, "new_due_on": None})
    actions.answer_obligation(**answer)
    [later] = following.obligations_of(case_id=case.id, finding=finding)
    assert (later.is_open, later.due) == (True, row.due + 90 * DAY)
    where = f"/werkvoorraad/{case.number}/begeleiding/verplichting/{row.criterion}/"
    sent = {"outcome": "done", "seen_on": f"{TODAY:%d-%m-%Y}", "follow_up": "ends"}
    assert client.post(where, sent).status_code == 400
    assert client.post(where, {**sent, "follow_up": "continues"}).status_code == 302
    [done_with] = following.obligations_of(case_id=case.id, finding=finding)
    assert (done_with.is_open, done_with.leads_to) == (False, "")
    assert client.get(where).status_code == 404


@pytest.fixture
def obliged(open_case, decide):
    """A case that was granted because growth is expected."""
    case = open_case(weekly_hours=9 * 60, growth_expected=True)
    return case_of(number=decide(case).number)


def test_a_change_of_coach_keeps_the_decision_and_hands_over(consultant, client, followed):
    """Who, from when, why, what; the agreements open then are kept, the facts are left alone."""
    talk = record_talk(
        actor=consultant, case_id=followed.id, held_on=TODAY, participants=(Participant.COACH,),
        minutes="", next_on=None,
    )  # fmt: skip
    agree(
        actor=consultant, case_id=followed.id, talk_id=talk, who=Participant.COACH,
        what="Belt de werkgever", by_when=TODAY + DAY,
    )  # fmt: skip
    made = register.add_organisation(actor=consultant, values={"name": "De Opstap"})
    where = f"/werkvoorraad/{followed.number}/begeleiding/jobcoach/"
    given = {
        "from_day": f"{TODAY:%d-%m-%Y}", "reason": "left", "handed_over": ["plan", "agreements"],
    }  # fmt: skip
    page = text(client.get(where))
    assert "Belt de werkgever" in page
    assert "Geen erkenning" in page  # and not the word of another fact for having none
    assert client.post(where, given).status_code == 400
    later = {"from_day": f"{TODAY + DAY:%d-%m-%Y}", "wie": f"organisatie:{made}"}
    assert "Deze dag moet nog komen" in text(client.post(where, {**given, **later}))
    decided_on = provider_named(case_id=followed.id)
    assert client.post(where, {**given, "wie": f"organisatie:{made}"}).status_code == 302
    assert provider_named(case_id=followed.id) == decided_on  # a letter about the decision
    [change] = following.coach_changes_of(case_id=followed.id)
    assert (change.later, len(change.open_agreements)) == ((made, None), 1)
    assert provider_of(case_id=followed.id).chosen.organisation.name == "De Opstap"
    assert case_of(number=followed.number).facts == followed.facts
    page = text(client.get(f"/werkvoorraad/{followed.number}/begeleiding/"))
    assert "De Opstap" in page
    assert "1 afspraak van toen is nog open" in page
    with pytest.raises(handing_over.SameCoach):
        handing_over.change_coach(
            actor=consultant, case_id=followed.id, from_day=TODAY, reason=CoachReason.ASKED,
            organisation_id=made, coach_id=None, handed_over=[HandedOver.LOG],
        )  # fmt: skip


def test_every_change_is_on_record_without_content(consultant, client, followed):
    """One line each under its own name; a closed case takes none of them."""
    spoken = {"way": ContactWay.PHONE, "with_whom": (Participant.PERSON,)}
    who = {"actor": consultant, "case_id": followed.id}
    keeping_log.write_log(**who, done=done(activities=("train",), headline="GEHEIM-HOOFDLIJN-44"))
    actions.record_contact(**who, on=TODAY, **spoken)
    actions.give_case(**who, user_id=consultant.id)
    found = list(AuditEvent.objects.filter(object_id=str(followed.id)).values("action", "details"))
    assert {"log.written", "contact.recorded", "case.given"} <= {row["action"] for row in found}
    assert "GEHEIM" not in str(found)
    close_case(**who, revision=case_of(number=followed.number).revision)
    with pytest.raises(NotFollowedNow):
        actions.record_contact(**who, on=TODAY, **spoken)
    page = client.get(f"/werkvoorraad/{followed.number}/begeleiding/logboek/")
    assert "GEHEIM-HOOFDLIJN-44" in text(page)
    assert "Begeleiding toevoegen" not in text(page)


def test_k24a_somebody_follows_each_case(consultant, first_tenant, make_user, followed):
    """K2.4-a: a fixed contact. Who decided, unless it was given to somebody who works on cases."""
    analyst = make_user(first_tenant, "analyst")
    with pytest.raises(actions.NobodyToFollow):
        actions.give_case(actor=consultant, case_id=followed.id, user_id=analyst.id)
    assert following.follower_of(case_id=followed.id) == consultant.id


def test_an_open_application_is_given_to_a_colleague_and_has_contacts(
    client, first_tenant, make_user, open_case
):
    """Before the decision too; what runs has no page yet, and leads to the case."""
    colleague = make_user(first_tenant, "consultant")
    here = f"/werkvoorraad/{(case := open_case()).number}/"
    client.post(f"{here}begeleiding/wie-volgt/", {"user": str(colleague.id)})
    assert colleague.name in text(client.get(here)).split('id="wie-volgt"')[1]
    spoken = {"on": f"{TODAY:%d-%m-%Y}", "way": "phone", "with_whom": ["person"]}
    assert (
        client.post(f"{here}begeleiding/contact/", {**spoken, "with_whom": []}).status_code == 400
    )
    assert client.post(f"{here}begeleiding/contact/", spoken, follow=True).status_code == 200
    assert len(following.contacts_of(case_id=case.id)) == 1
