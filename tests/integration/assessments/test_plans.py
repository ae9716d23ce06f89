"""Plans that are added to, goals that go along, talks and the investigation phase."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from assessments import queries
from assessments.actions import close_case, withdraw_case
from assessments.plans import actions, investigating, page_parts, talking
from assessments.plans.codes import GoalOutcome, Participant
from assessments.plans.forms import GoalForm, PlanTextForm, TalkForm
from assessments.plans.models import Agreement, FourWayTalk
from assessments.plans.queries import (
    PlanUnknown,
    investigation_of,
    open_goals,
    plan_of,
    talks_of,
    versions_of,
)
from assessments.plans.rules import GoalValues
from assessments.references import BsnInText
from assessments.status import ChangeNotAllowed
from audit.models import AuditEvent
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MARKER = "GEHEIM-GEZONDHEID-7391"
GOAL = GoalValues(
    horizon="short", scope="current_job", specific="Werkt de ochtendlijst zelf af",
    measured_by="Drie weken achter elkaar", action="Lijst met plaatjes oefenen",
    by_when=TODAY + timedelta(days=120), minutes=600, activities=("train",), for_employer=True,
)  # fmt: skip
TYPED = {
    "specific": "Komt op tijd", "measured_by": "Vier weken lang", "action": "Reis oefenen",
    "by_when": "1-12-2030", "horizon": "long", "scope": "current_job", "minutes": "12,5",
    "activities": ["guide_at_work"], "seen": "0",
}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def put(consultant):
    """Put a goal into the plan of a case, on the version that is there."""

    def putting(case, values=GOAL, key=None):
        plan = plan_of(case_id=case.id)
        return actions.put_goal(
            actor=consultant, case_id=case.id, seen=plan.version if plan else 0, values=values,
            key=key,
        )  # fmt: skip

    return putting


@pytest.fixture
def stated(monkeypatch):
    """Have the policy of the tenant state something else: stated({"plan.employer_reads": True})."""

    def stating(answers):
        rules = page_parts.rules_of

        def changed(case):
            found = rules(case)
            if found is None:
                return None
            values = dict(found.own.values)
            for name, value in answers.items():
                origin = values["plan.required"].origin
                values[name] = replace(values[name], value=value, origin=origin)
            return replace(found, own=replace(found.own, values=values))

        for module in (actions, page_parts, investigating):
            monkeypatch.setattr(module, "rules_of", changed)

    return stating


def test_start3_a_goal_is_smart_or_it_is_no_goal(client, open_case):
    """K3.2-start3: specific, seen by what, how and by when are each asked; hours belong to it."""
    case = open_case()
    where = f"/werkvoorraad/{case.number}/plan/"
    for name in ("specific", "measured_by", "action", "by_when", "minutes"):
        answer = client.post(f"{where}doel/nieuw/", {**TYPED, name: ""})
        assert answer.status_code == 400, name
    assert client.post(f"{where}doel/nieuw/", TYPED).status_code == 302
    page = text(client.get(where))
    assert "Komt op tijd" in page
    assert "De doelen vragen samen 12:30 uur." in page


def test_start1_the_plan_is_apart_from_the_application(consultant, open_case, put):
    """K3.2-start1: a case is opened and its facts saved without a plan; that comes when it can.

    Bottleneck: K4.2-i3.
    """
    case = open_case()
    assert plan_of(case_id=case.id) is None
    put(case)
    assert queries.case(number=case.number).facts["goal_hours"] == 600  # not asked twice


def test_each_change_is_a_version_and_no_version_changes(consultant, open_case, put):
    """Older versions keep what they said; the database refuses to change one."""
    case = open_case()
    key = put(case)
    put(case, replace(GOAL, specific="Werkt de hele lijst zelf af"), key=key)
    put(case, replace(GOAL, minutes=300))
    assert [row.version for row in versions_of(case_id=case.id)] == [3, 2, 1]
    assert plan_of(case_id=case.id, version=1).goals[0].values.specific == GOAL.specific
    assert plan_of(case_id=case.id).minutes == 900
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_plangoal SET minutes = 1")


def test_two_people_at_one_plan_lose_nothing(consultant, open_case, put):
    """Who saved later is told to look again."""
    case = open_case()
    put(case)
    with pytest.raises(actions.StalePlan):
        actions.put_goal(actor=consultant, case_id=case.id, seen=0, values=GOAL)


def test_what_the_policy_refuses_is_said_at_the_field_by_its_rule(client, open_case, stated):
    """K3.2-loop8 and K2.1-c on the page: the rule and what it says, and what was typed stays."""
    stated({"tasks.private_sphere": "work_related"})
    case = open_case()
    typed = {**TYPED, "activities": ["guide_at_work", "private_sphere"]}
    answer = client.post(f"/werkvoorraad/{case.number}/plan/doel/nieuw/", typed)
    assert answer.status_code == 400
    assert "Hulp in het privéleven" in text(answer)
    assert "Komt op tijd" in text(answer)


def test_loop3_and_loop4_goals_go_along_and_new_ones_beside_them(
    consultant, open_case, put, client
):
    """A renewal begins with what was left open, under the same keys.

    Bottlenecks: K3.2-loop3, K3.2-loop4, K5-e.
    """
    first = open_case()
    left, done = put(first), put(first, replace(GOAL, specific="Kent de collega's"))
    actions.record_result(
        actor=consultant, case_id=first.id, key=done, outcome=GoalOutcome.REACHED, seen_on=TODAY
    )
    second = open_case(request_kind="continuation")
    where = f"/werkvoorraad/{second.number}/plan/"
    client.post(f"{where}vorige/", {"number": first.number})
    assert "Neem 1 open doel mee" in text(client.get(where))
    client.post(f"{where}vorige/", {"actie": "meenemen"})
    put(second, replace(GOAL, specific="Leert de kassa"))
    plan = plan_of(case_id=second.id)
    assert plan.goals[0].key == left
    assert [goal.is_carried for goal in plan.goals] == [True, False]
    with pytest.raises(PlanUnknown):
        actions.carry_goals(actor=consultant, case_id=second.id, seen=plan.version)


def test_the_previous_application_is_an_earlier_one_of_the_same_client(consultant, open_case):
    """Neither the case itself, nor a later one, nor that of somebody else."""
    first, second = open_case(), open_case()
    for case_id, number in ((first.id, first.number), (first.id, second.number)):
        with pytest.raises(actions.NotThePrevious):
            actions.name_previous(actor=consultant, case_id=case_id, number=number)
    found = actions.name_previous(actor=consultant, case_id=second.id, number=first.number)
    assert found.number == first.number


def test_loop5_what_came_of_a_goal_is_on_record(consultant, open_case, put):
    """K3.2-loop5: the latest outcome counts, and a goal that is reached is no longer open."""
    case = open_case()
    key = put(case)
    for outcome in (GoalOutcome.NOT_REACHED, GoalOutcome.REACHED):
        actions.record_result(
            actor=consultant, case_id=case.id, key=key, outcome=outcome, seen_on=TODAY
        )
    plan = plan_of(case_id=case.id)
    assert plan.goals[0].outcome == "reached"
    assert open_goals(plan) == ()


def test_hours_are_laid_beside_the_advice_and_then_beside_the_grant(
    consultant, open_case, put, decide, client
):
    """K2.3-a: the difference is told before and after the decision."""
    case = open_case()
    put(case, replace(GOAL, minutes=600 * 60))
    page = text(client.get(f"/werkvoorraad/{case.number}/plan/"))
    assert "Het advies is" in page
    assert "De doelen vragen meer uren dan er zijn" in page
    decide(queries.case(number=case.number))
    assert "Toegekend is" in text(client.get(f"/werkvoorraad/{case.number}/plan/"))


def test_a_plan_lives_on_after_the_decision_and_ends_with_the_case(
    consultant, open_case, put, decide
):
    """Goals change while somebody is coached; of a closed or withdrawn case nothing does."""
    case = open_case()
    decide(case)
    put(case)
    decided = queries.case(number=case.number)
    close_case(actor=consultant, case_id=case.id, revision=decided.revision)
    with pytest.raises(ChangeNotAllowed):
        put(case)
    other = open_case()
    withdraw_case(actor=consultant, case_id=other.id, revision=other.revision)
    with pytest.raises(ChangeNotAllowed):
        put(other)


def test_p1_a_four_way_talk_has_people_agreements_minutes_and_a_next_day(client, open_case):
    """K4.2-p1: one goal for all at the table; who does what by when, open until it is done.

    Bottlenecks: K2.4-c, K3.2-loop1.
    """
    case = open_case()
    where = f"/werkvoorraad/{case.number}/gesprekken/"
    held = TODAY.strftime("%d-%m-%Y")
    typed = {
        "held_on": held, "participants": ["person", "employer", "coach"],
        "minutes": "Het gaat goed",
        "next_on": (TODAY + timedelta(days=60)).strftime("%d-%m-%Y"),
    }  # fmt: skip
    assert client.post(f"{where}nieuw/", {**typed, "next_on": held}).status_code == 400
    page = client.post(f"{where}nieuw/", typed, follow=True)
    assert "Niet erbij: wie beoordeelt." in text(page)
    talk = page.redirect_chain[-1][0]
    due = (TODAY - timedelta(days=1)).strftime("%d-%m-%Y")
    agreed = {"who": "employer", "what": "Zet een kruk bij de kassa", "by_when": due}
    page = text(client.post(f"{talk}afspraak/", agreed, follow=True))
    assert "Zet een kruk bij de kassa" in page
    assert "te laat" in page
    assert "1 afspraak open" in text(client.get(f"/werkvoorraad/{case.number}/"))
    [row] = talks_of(case_id=case.id)
    client.post(f"{talk}afspraak/{row.agreements[0].id}/", {"stand": "gedaan"})
    [row] = talks_of(case_id=case.id)
    assert row.open_agreements == 0
    assert row.agreements[0].done_on == TODAY


def test_no_service_number_in_a_plan_or_a_talk(client, consultant, open_case, put):
    """What stands in a version, a report or an agreement cannot be taken out again."""
    case, told = open_case(), "BSN 999990019"
    with pytest.raises(BsnInText):
        put(case, replace(GOAL, action=told))
    with pytest.raises(BsnInText):
        actions.write_text(
            actor=consultant, case_id=case.id, seen=0, text=actions.PlanText(limitation=told)
        )
    talk = {
        "actor": consultant, "case_id": case.id, "held_on": TODAY,
        "participants": (Participant.PERSON,), "next_on": None,
    }  # fmt: skip
    with pytest.raises(BsnInText):
        talking.record_talk(**talk, minutes=told)
    kept = talking.record_talk(**talk, minutes="")
    with pytest.raises(BsnInText):
        talking.agree(
            actor=consultant, case_id=case.id, talk_id=kept, who=Participant.COACH, what=told,
            by_when=TODAY,
        )  # fmt: skip
    for form, field in ((PlanTextForm, "limitation"), (TalkForm, "minutes"), (GoalForm, "action")):
        assert form({field: told}).has_error(field, "bsn")


def test_a_talk_that_is_sent_twice_counts_once(client, open_case):
    """Two presses, or a window that stayed open: a talk cannot be taken back."""
    case = open_case()
    at = f"/werkvoorraad/{case.number}/gesprekken/nieuw/"
    sent = {
        "once": value_of("once", client.get(at)), "held_on": f"{TODAY:%d-%m-%Y}",
        "participants": ["person"], "minutes": "Het gaat goed.",
    }  # fmt: skip
    assert client.post(at, sent)["Location"] == client.post(at, sent)["Location"]
    other = client.post(at, {**sent, "minutes": "Het gaat beter."})["Location"]
    assert other != client.post(at, sent)["Location"]
    assert FourWayTalk.objects.count() == 2
    agreed = {
        "once": value_of("once", client.get(other)), "who": "coach", "what": "Belt",
        "by_when": f"{TODAY:%d-%m-%Y}",
    }  # fmt: skip
    for _press in range(2):
        assert client.post(f"{other}afspraak/", agreed).status_code == 302
    assert Agreement.objects.count() == 1


def test_an_agreement_keeps_what_was_agreed(consultant, open_case):
    """Only whether it is done can change, also with raw SQL."""
    case = open_case()
    talk = talking.record_talk(
        actor=consultant, case_id=case.id, held_on=TODAY, participants=(Participant.PERSON,),
        minutes="", next_on=None,
    )  # fmt: skip
    talking.agree(
        actor=consultant, case_id=case.id, talk_id=talk, who=Participant.COACH, what="Belt",
        by_when=TODAY,
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_agreement SET what = 'Belt niet'")


def test_p2_support_begins_on_a_quick_check_with_a_last_day_and_few_hours(
    consultant, open_case, client, stated
):
    """K4.2-p2: only where the policy has the phase, and nothing known refuses."""
    case = open_case(need=None)
    where = f"/werkvoorraad/{case.number}/onderzoeksfase/"
    stated({"decision.investigation_months": None})
    assert not investigating.quick_check(case).is_possible
    stated({"decision.investigation_months": 2})
    assert investigating.quick_check(case).is_possible
    given = {"starts_on": date(2026, 1, 31), "most_minutes": 20 * 60}
    with pytest.raises(investigating.NoInvestigation):
        investigating.begin_investigation(actor=consultant, case=case, months=3, **given)
    refused = open_case(structural_limitation=False, target_register=False,
                        wage_cost_subsidy_group=False)  # fmt: skip
    with pytest.raises(investigating.QuickCheckFailed):
        investigating.begin_investigation(actor=consultant, case=refused, months=1, **given)
    investigating.begin_investigation(actor=consultant, case=case, months=1, **given)
    phase = investigation_of(case_id=case.id)
    assert phase.ends_on == date(2026, 2, 27)  # the day before a month later, in a short month
    assert phase.days_left(date(2026, 2, 27)) == 1
    with pytest.raises(investigating.NoInvestigation):
        investigating.begin_investigation(actor=consultant, case=case, months=1, **given)
    assert client.get(where).status_code == 200


def test_the_employer_reads_what_policy_and_person_allow_and_never_health(
    consultant, open_case, put, client, stated
):
    """A marker in every health field of a plan is nowhere but on the pages of the consultant."""
    case = open_case()
    put(case)
    put(case, replace(GOAL, specific="Alleen voor ons", for_employer=False))
    stated({"tasks.private_sphere": "allowed"})
    put(case, replace(GOAL, specific="Thuis op orde", activities=("train", "private_sphere")))
    plan = plan_of(case_id=case.id)
    actions.write_text(
        actor=consultant, case_id=case.id, seen=plan.version,
        text=actions.PlanText(limitation=MARKER),
    )  # fmt: skip
    talking.record_talk(
        actor=consultant, case_id=case.id, held_on=TODAY, participants=(Participant.PERSON,),
        minutes=MARKER, next_on=None,
    )  # fmt: skip
    where = f"/werkvoorraad/{case.number}/plan/"
    assert GOAL.specific not in text(client.get(f"{where}werkgever/"))  # the policy is silent
    stated({"plan.employer_reads": True})
    page = text(client.get(f"{where}werkgever/"))
    assert GOAL.specific in page
    for hidden in ("Alleen voor ons", "Thuis op orde", MARKER):
        assert hidden not in page
    for elsewhere in (f"/werkvoorraad/{case.number}/", "/werkvoorraad/", f"{where}../gesprekken/"):
        assert MARKER not in text(client.get(elsewhere.replace("plan/../", "")))
    assert MARKER not in client.get(f"/api/v1/cases/{case.number}").content.decode()
    assert MARKER not in str(list(AuditEvent.objects.values_list("details", flat=True)))


def test_who_reads_health_is_on_record_once_a_page(consultant, open_case, put, client):
    """Plans and reports that may tell of a limitation, and no others."""
    case = open_case()
    put(case)
    client.get(f"/werkvoorraad/{case.number}/plan/")
    assert not AuditEvent.objects.filter(action="plan.read").exists()
    actions.write_text(
        actor=consultant, case_id=case.id, seen=1, text=actions.PlanText(limitation="Rust nodig")
    )
    client.get(f"/werkvoorraad/{case.number}/plan/")
    talk = talking.record_talk(
        actor=consultant, case_id=case.id, held_on=TODAY, participants=(Participant.PERSON,),
        minutes="Rust nodig", next_on=None,
    )  # fmt: skip
    client.get(f"/werkvoorraad/{case.number}/gesprekken/{talk}/")
    for action in ("plan.read", "talk.read"):
        assert AuditEvent.objects.filter(action=action).count() == 1


def test_nobody_else_reads_a_plan(eikenberg, open_case, sign_in):
    """Not an analyst, not a policy officer, not a visitor."""
    where = f"/werkvoorraad/{open_case().number}/plan/"
    for role in ("analyst", "policy_officer", "tenant_admin"):
        assert sign_in(eikenberg, role).get(where).status_code == 403
    assert Client(SERVER_NAME=eikenberg.host).get(where).status_code == 302


def test_what_is_not_part_of_the_plan_is_not_found(client, open_case):
    """A goal, a talk or a version of another case is none of this one."""
    case = open_case()
    where = f"/werkvoorraad/{case.number}/"
    other = "00000000-0000-0000-0000-000000000007"
    for address in (
        "plan/versies/3/", f"plan/doel/{other}/", f"plan/doel/{other}/uitkomst/",
        f"gesprekken/{other}/",
    ):  # fmt: skip
        assert client.get(f"{where}{address}").status_code == 404


def test_what_was_typed_stays_where_a_colleague_was_quicker(client, consultant, open_case, put):
    """Goal and text alike: 409, what stands now beside it, and saving again goes through."""
    case = open_case()
    where = f"/werkvoorraad/{case.number}/plan/"
    key = put(case)
    before = value_of("seen", client.get(f"{where}doel/{key}/"))
    put(case, replace(GOAL, specific="Doet de kassa alleen"), key=key)
    mine = {**TYPED, "seen": before, "specific": "Werkt in twee pauzes"}
    late = client.post(f"{where}doel/{key}/", mine)
    page = text(late)
    assert late.status_code == 409
    assert "Werkt in twee pauzes" in page
    assert "Doet de kassa alleen" in page
    again = client.post(f"{where}doel/{key}/", {**mine, "seen": value_of("seen", late)})
    assert again.status_code == 302
    assert "Werkt in twee pauzes" in text(client.get(where))
    words = {"seen": before, "limitation": "Prikkels in de hal", "signed_on": ""}
    late = client.post(f"{where}tekst/", words)
    assert (late.status_code, "Prikkels in de hal" in text(late)) == (409, True)


def test_a_goal_that_a_colleague_took_out_is_not_lost_while_one_types(client, open_case, put):
    """It becomes a new goal, when one saves it again."""
    case = open_case()
    where = f"/werkvoorraad/{case.number}/plan/"
    key = put(case)
    before = value_of("seen", client.get(f"{where}doel/{key}/"))
    client.post(f"{where}doel/{key}/weghalen/", {"seen": before})
    mine = {**TYPED, "seen": before, "specific": "Werkt in twee pauzes"}
    late = client.post(f"{where}doel/{key}/", mine)
    assert (late.status_code, "Dit doel staat niet meer in het plan." in text(late)) == (409, True)
    saved = client.post(f"{where}doel/{key}/", {**mine, "seen": value_of("seen", late)})
    assert saved.status_code == 302
    assert "Werkt in twee pauzes" in text(client.get(where))
    assert client.get(f"{where}doel/{key}/").status_code == 404
