"""The investigation: topics that are kept encrypted, sources, what is missing, what was weighed."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments import queries
from assessments.actions import withdraw_case
from assessments.gathering import actions, overview
from assessments.gathering.codes import DOMAIN_OF_ITEM, AbsentReason, LifeDomain, SourceKind
from assessments.gathering.known import known_of
from assessments.gathering.overview import GatheringIncomplete, check_gathered, gathered_of
from assessments.gathering.queries import opened_topic, states_of
from assessments.gathering.required import required_by
from assessments.gathering.status import SourceState, TopicStatus
from assessments.gathering.topics import HEALTH_FIELDS, QUESTIONS, TOPIC_BY_SLUG, TOPICS
from assessments.gathering.weighing import weighing_for_letter
from assessments.journey import STEP_BY_SLUG
from assessments.models import Case, GatheredTopic, UsedSource
from assessments.people.rotation import encrypt_anew
from assessments.plans.actions import name_previous, put_goal
from assessments.plans.codes import Participant
from assessments.plans.rules import GoalValues
from assessments.plans.talking import record_talk
from assessments.rules_of_case import rules_of
from assessments.status import ChangeNotAllowed
from audit.models import AuditEvent
from rulebook.parameter import PARAMETERS

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MARKER = "GEHEIM-GEZONDHEID-7391"
SITTING, OTHER = "a" * 32, "b" * 32


def text(answer):
    return answer.content.decode()


def typed(sitting=SITTING, was=None, **mine):
    return actions.Typed(mine=mine, was=was or {}, sitting=sitting)


def posted(topic, was=None, **given):
    """What the form of a topic sends: every field, and what it was opened with."""
    names = [field.name for field in TOPIC_BY_SLUG[topic].fields]
    sent = {name: given.get(name, "") for name in names}
    opened = {f"was-{name}": (was or {}).get(name, "") for name in names}
    return {**sent, **opened, "sitting": given.get("sitting", SITTING), **given}


@pytest.fixture
def colleague(eikenberg, make_user):
    """Another consultant."""
    return make_user(eikenberg, "consultant")


@pytest.fixture
def save(consultant):
    """Save a topic: save(case, "kern", core="…")."""

    def saving(case, slug, *, is_done=None, actor=consultant, sitting=SITTING, was=None, **mine):
        return actions.save_topic(
            actor=actor, case_id=case.id, topic=TOPIC_BY_SLUG[slug], is_done=is_done,
            typed=typed(sitting, was, **mine),
        )  # fmt: skip

    return saving


def kept(consultant, case, slug):
    topic = TOPIC_BY_SLUG[slug]
    return opened_topic(actor=consultant, case_id=case.id, topic=topic).kept.texts


def events(action):
    return AuditEvent.objects.filter(action=action)


@pytest.fixture
def stated(monkeypatch):
    """Have the policy of the tenant state something else: stated({"assessment.sources": (…)})."""

    def stating(answers):
        def changed(profile):
            values = dict(profile.values)
            origin = values["plan.required"].origin
            for name, value in answers.items():
                values[name] = replace(values[name], value=value, origin=origin)
            return required_by(replace(profile, values=values))

        monkeypatch.setattr(overview, "required_by", changed)

    return stating


def test_every_question_has_its_tasks_and_every_domain_its_place():
    """The eight questions of the Leidraad, and the codes of the policy's own parameters."""
    assert [question.number for question in QUESTIONS] == list(range(1, 9))
    asked = {topic.question for topic in TOPICS}
    assert asked | {5, 6, 7} == set(range(1, 9))  # of those the facts, the plan and the decision
    assert set(DOMAIN_OF_ITEM.values()) == set(LifeDomain)
    assert set(PARAMETERS["assessment.life_domains"].codes) == set(LifeDomain.values)
    assert set(PARAMETERS["assessment.sources"].codes) <= set(SourceKind.values)
    names = [field.name for topic in TOPICS for field in topic.fields]
    assert len(names) == len(set(names))


def test_the_task_list_leads_through_the_eight_questions(client, open_case, save):
    """Each topic with its status, and where to go on."""
    case = open_case()
    save(case, "kern", core="Tempo", is_done=False)
    save(case, "activiteiten", participation_words="Piekt om tien uur", is_done=True)
    page = text(client.get(f"/werkvoorraad/{case.number}/onderzoek/"))
    for question in QUESTIONS:
        assert str(question.text) in page
    assert page.index("Beeld vormen") < page.index("Oordeel vormen") < page.index("Besluit nemen")
    assert "Mee bezig" in page
    assert "Verder met: Bronnen van informatie" in page
    assert "Laatst bewaard: ‘Doen en meedoen’" in page


def test_what_is_typed_is_encrypted_and_each_look_is_on_record(client, consultant, open_case, save):
    """Once a page, without what it says; the database holds nothing that can be read."""
    case = open_case()
    save(case, "gezondheid", illness_words=MARKER, illness_bearing="hindering")
    row = GatheredTopic.objects.get(case_id=case.id)
    assert MARKER.encode() not in bytes(row.sealed)
    assert row.codes == {}
    before = events("gathering.read").count()
    page = text(client.get(f"/werkvoorraad/{case.number}/onderzoek/gezondheid/"))
    assert MARKER in page
    assert events("gathering.read").count() == before + 1
    told = json.dumps(list(AuditEvent.objects.values_list("details", flat=True)))
    assert MARKER not in told
    assert "hindering" not in told
    assert kept(consultant, case, "gezondheid")["illness_words"] == MARKER


def test_stop_and_go_on_elsewhere(client, open_case):
    """What one saved and left is there for who comes next, on any device."""
    case = open_case()
    where = f"/werkvoorraad/{case.number}/onderzoek/kern/"
    answer = client.post(where, posted("kern", core="Het tempo", daarna="later"))
    assert answer.url == f"/werkvoorraad/{case.number}/onderzoek/"
    assert states_of(case_id=case.id)["kern"].status is TopicStatus.BEGUN
    assert "Het tempo" in text(client.get(where))
    done = posted("kern", {"core": "Het tempo"}, core="Het tempo", daarna="klaar")
    refused = client.post(where, done)
    assert refused.status_code == 400
    assert "Kies een antwoord om dit af te ronden." in text(refused)
    client.post(where, {**done, "has_bottleneck": "yes"})
    assert states_of(case_id=case.id)["kern"].status is TopicStatus.DONE
    client.post(where, posted("kern", {"has_bottleneck": "yes"}, daarna="later"))
    assert states_of(case_id=case.id)["kern"].status is TopicStatus.BEGUN


def test_autosave_keeps_and_says_as_which_version(client, consultant, open_case):
    """On leaving a field; the page learns what is stored, and does not go elsewhere."""
    case = open_case()
    where = f"/werkvoorraad/{case.number}/onderzoek/kern/bewaren/"
    page = text(client.post(where, posted("kern", core="Het tempo")))
    assert "(versie 1)" in page
    assert 'name="was-core" value="Het tempo"' in page
    again = posted("kern", core="Het tempo, en het lawaai")  # sent before the answer came
    assert "(versie 2)" in text(client.post(where, again))
    assert kept(consultant, case, "kern")["core"] == "Het tempo, en het lawaai"
    assert "burgerservicenummer" not in text(client.post(where, again))
    bsn = text(client.post(where, posted("kern", core="Zijn BSN is 111222333")))
    assert "Haal het burgerservicenummer weg" in bsn
    assert "111222333" not in json.dumps(list(AuditEvent.objects.values_list("details", flat=True)))


def test_autosave_tells_who_is_signed_out(client, open_case):
    """A line where the answer would stand, instead of the page of signing in."""
    case = open_case()
    client.logout()
    answer = client.post(
        f"/werkvoorraad/{case.number}/onderzoek/kern/bewaren/", posted("kern", core="Het tempo")
    )
    assert answer.status_code == 401
    assert "u bent afgemeld" in text(answer)
    assert "<html" not in text(answer)


def test_50_one_list_leads_to_every_form(client, open_case):
    """K5-0: no form beside another: facts, plan, talk and decision are reached from one page."""
    case = open_case()
    page = text(client.get(f"/werkvoorraad/{case.number}/onderzoek/"))
    here = f"/werkvoorraad/{case.number}/"
    for slug in (*STEP_BY_SLUG, "plan", "besluiten", "controleren", "onderzoek/bronnen"):
        assert f'href="{here}{slug}/"' in page


def test_5c_there_is_room_for_need_goal_and_future(client, consultant, open_case):
    """K5-c: the report of the labour expert had none; goals of the plan are shown, not asked."""
    case = open_case()
    put_goal(
        actor=consultant, case_id=case.id, seen=0,
        values=GoalValues(
            horizon="short", scope="current_job", specific="Werkt de ochtendlijst zelf af",
            measured_by="Drie weken", action="Oefenen", by_when=TODAY + timedelta(days=90),
            minutes=600, activities=("train",),
        ),
    )  # fmt: skip
    here = f"/werkvoorraad/{case.number}/onderzoek/"
    assert "Werkt de ochtendlijst zelf af" in text(client.get(f"{here}kern/"))
    assert "Kijk op de toekomst" in text(client.get(f"{here}persoonlijk/"))
    assert "Beoordeelde behoefte" in text(client.get(f"{here}passende-vorm/"))


def test_two_people_at_two_fields_both_keep_theirs(client, consultant, colleague, open_case, save):
    """Neither has to choose, and the second is told what the first changed."""
    case = open_case()
    save(case, "belemmering", actor=colleague, sitting=OTHER, hinders="both")
    where = f"/werkvoorraad/{case.number}/onderzoek/belemmering/"
    answer = client.post(where, posted("belemmering", hinders_why="Het duurt", daarna="later"))
    assert answer.status_code == 302
    assert kept(consultant, case, "belemmering") == {"hinders": "both", "hinders_why": "Het duurt"}
    told = text(client.get(answer.url))
    assert "Wat staat het knelpunt in de weg?" in told
    assert "Dat is blijven staan" in told


@pytest.mark.parametrize(
    ("choice", "comes"),
    [("mine", "Lawaai"), ("theirs", "Tempo"), ("both", "Tempo\nLawaai")],
)
def test_two_people_at_one_field_choose_and_lose_nothing(
    client, consultant, colleague, open_case, save, choice, comes
):
    """K4.2-p4: both versions stand beside each other, with who wrote the other one."""
    case = open_case()
    save(case, "kern", actor=colleague, sitting=OTHER, core="Tempo", has_bottleneck="yes")
    where = f"/werkvoorraad/{case.number}/onderzoek/kern/"
    sent = posted("kern", core="Lawaai", daarna="later")
    page = client.post(where, sent)
    assert page.status_code == 400
    shown = text(page)
    assert "Tempo" in shown
    assert "Lawaai" in shown
    assert colleague.name in shown
    assert kept(consultant, case, "kern")["core"] == "Tempo"
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', shown))
    assert client.post(where, hidden).status_code == 400  # who does not choose is asked again
    assert client.post(where, {**hidden, "keuze-core": choice}).status_code == 302
    found = kept(consultant, case, "kern")
    assert (found["core"], found["has_bottleneck"]) == (comes, "yes")


def test_a_third_version_is_compared_again(client, consultant, colleague, open_case, save):
    """A choice counts for what was shown, not for what somebody stored after that."""
    case = open_case()
    save(case, "kern", actor=colleague, sitting=OTHER, core="Tempo")
    where = f"/werkvoorraad/{case.number}/onderzoek/kern/"
    shown = text(client.post(where, posted("kern", core="Lawaai", daarna="later")))
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', shown))
    save(case, "kern", actor=colleague, sitting=OTHER, core="Tempo en taal", was={"core": "Tempo"})
    answer = client.post(where, {**hidden, "keuze-core": "mine"})
    assert answer.status_code == 400
    assert "Tempo en taal" in text(answer)
    assert kept(consultant, case, "kern")["core"] == "Tempo en taal"


def test_autosave_never_writes_over_a_colleague(client, consultant, colleague, open_case, save):
    """It says so, and leads to both versions."""
    case = open_case()
    save(case, "kern", actor=colleague, sitting=OTHER, core="Tempo")
    where = f"/werkvoorraad/{case.number}/onderzoek/kern/bewaren/"
    page = text(client.post(where, posted("kern", core="Lawaai")))
    assert "Vergelijk beide versies" in page
    assert 'name="was-core" value=""' in page
    assert kept(consultant, case, "kern")["core"] == "Tempo"


def test_sys4_the_earlier_application_fills_in_and_is_named(client, consultant, open_case, save):
    """K3.2-sys4 and K5-a: what was answered before is there, with where it comes from."""
    first = open_case()
    save(first, "loopbaan", education_words="Praktijkschool", education_bearing="neither")
    second = open_case(request_kind="continuation")
    name_previous(actor=consultant, case_id=second.id, number=first.number)
    before = events("gathering.read").count()
    page = text(client.get(f"/werkvoorraad/{second.number}/onderzoek/loopbaan/"))
    assert "Praktijkschool" in page
    assert f"casus {first.number}" in page
    assert events("gathering.read").count() == before + 1
    assert states_of(case_id=second.id) == {}  # it counts once somebody saved it
    assert gathered_of(second).sources[7].is_used  # earlier support


def test_5a_what_is_known_is_not_asked_again(client, consultant, open_case):
    """K5-a: facts stand on the page of their topic, with a link to where they can be changed."""
    case = open_case()
    page = text(client.get(f"/werkvoorraad/{case.number}/onderzoek/werkplek/"))
    assert "24 uur" in page
    assert f"/werkvoorraad/{case.number}/werk/#id_weekly_hours" in page
    record_talk(
        actor=consultant, case_id=case.id, held_on=TODAY, minutes="", next_on=None,
        participants=(Participant.PERSON, Participant.EMPLOYER, Participant.ASSESSOR),
    )  # fmt: skip
    used = {line.kind for line in gathered_of(case).sources if line.is_used}
    assert used == {
        "application_form", "limitation_judgement", "register_entry", "wage_value_measurement",
        "talk", "three_way_talk",
    }  # fmt: skip
    assert known_of(case, TOPIC_BY_SLUG["samenhang"])


def test_b2_what_the_policy_wants_is_named_until_it_is_there(client, consultant, open_case, stated):
    """K4.2-b2: the assessor is told what is missing, and asks for it."""
    stated({"assessment.sources": ("wage_value_measurement", "talk", "labour_expert_report"),
            "assessment.life_domains": ("work_domain", "finances")})  # fmt: skip
    case = open_case()
    where = f"/werkvoorraad/{case.number}/onderzoek/"
    page = text(client.get(where))
    assert "Vraag op: gesprek" in page
    assert "Vraag op: rapport van de arbeidsdeskundige" in page
    assert "Vraag op: loonwaardemeting" not in page  # its value is among the facts
    assert "Vraag naar het leefgebied: financiën" in page
    assert "#id_income_words" in page
    given = {"state": "used", "seen_on": f"{TODAY:%d-%m-%Y}"}
    assert client.post(f"{where}bronnen/talk/", given).status_code == 302
    left_out = {**given, "state": "absent"}
    assert client.post(f"{where}bronnen/labour_expert_report/", left_out).status_code == 400
    left_out["reason"] = "recent"
    assert client.post(f"{where}bronnen/labour_expert_report/", left_out).status_code == 302
    client.post(f"{where}omgeving/", posted("omgeving", income_bearing="neither"))
    page = text(client.get(where))
    assert "Vraag op" not in page
    assert "een vorige beoordeling is nog recent" in page
    assert "Vraag naar het leefgebied: werk" in page


@pytest.mark.parametrize(
    ("mode", "with_reason", "refused"),
    [(None, False, False), ("warn", False, False), ("reason", False, True),
     ("reason", True, False), ("block", True, True)],
)  # fmt: skip
def test_b2_whether_one_may_decide_without_is_in_the_policy(
    consultant, open_case, stated, mode, with_reason, refused
):
    """K4.2-b2: it warns, asks for a reason, or stands in the way."""
    stated({"assessment.sources": ("talk",), "assessment.when_missing": mode})
    case = open_case()
    if with_reason:
        actions.record_source(
            actor=consultant, case_id=case.id, kind=SourceKind.TALK, state=SourceState.ABSENT,
            seen_on=TODAY, reason=AbsentReason.NOT_NEEDED,
        )  # fmt: skip
    if not refused:
        check_gathered(case, rules_of(case))
        return
    with pytest.raises(GatheringIncomplete) as incomplete:
        check_gathered(case, rules_of(case))
    assert incomplete.value.missing == ("talk",)


def test_b2_the_page_of_the_decision_says_what_stands_in_its_way(client, open_case, stated):
    """What is missing is a link to where it can be recorded, beside the choice."""
    stated({"assessment.sources": ("talk",), "assessment.when_missing": "block"})
    case = open_case()
    where = f"/werkvoorraad/{case.number}/besluiten/"
    client.post(where, {"choice": "advised", "revision": case.revision})
    look = text(client.get(f"{where}vastleggen/"))
    assert "Vraag op: gesprek" in look
    seen = re.search(r'name="gezien" value="([^"]+)"', look)[1]
    assert client.post(f"{where}vastleggen/", {"gezien": seen}).url == where
    assert "Het beleid vraagt dit eerst" in text(client.get(where))
    assert queries.case(number=case.number).status == "draft"


def test_a_source_is_never_changed_only_followed_by_another(consultant, open_case):
    """The last counts, the first stays; a reason belongs to what was left out."""
    case = open_case()
    given = {"actor": consultant, "case_id": case.id, "kind": SourceKind.WORK_HISTORY}
    actions.record_source(**given, state=SourceState.ASKED, seen_on=TODAY - timedelta(days=9))
    actions.record_source(**given, state=SourceState.USED, seen_on=TODAY)
    assert UsedSource.objects.filter(case_id=case.id).count() == 2
    assert [line.row.state for line in gathered_of(case).sources if line.row] == ["used"]
    with pytest.raises(actions.ReasonMissing):
        actions.record_source(**given, state=SourceState.ABSENT, seen_on=TODAY)
    with pytest.raises(actions.SeenInTheFuture):
        actions.record_source(**given, state=SourceState.USED, seen_on=TODAY + timedelta(days=1))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE assessments_usedsource SET state = 'asked'")


def test_other_solutions_first_and_the_fact_follows(consultant, open_case, save):
    """Questions 3 and 4: weighed with outcome and reason, and not asked a second time as a fact."""
    case = open_case()
    weighed = {
        "organisational_outcome": "tried", "organisational_why": MARKER,
        "technical_outcome": "not_enough", "colleagues_outcome": "not_relevant",
    }  # fmt: skip
    save(case, "andere-oplossing", is_done=True, **weighed)
    assert "other_solution" not in queries.case(number=case.number).facts
    save(case, "passende-vorm", is_done=True, adequate="yes", debts_outcome="beside",
         debts_why=MARKER)  # fmt: skip
    assert queries.case(number=case.number).facts["other_solution"] is False
    letter = weighing_for_letter(actor=consultant, case_id=case.id)
    assert [each.item for each in letter.for_person] == ["organisational", "technical", "debts"]
    assert letter.for_person[0].why == MARKER
    assert [each.item for each in letter.for_others] == ["organisational", "technical"]
    assert MARKER not in repr(letter)
    assert not hasattr(letter.for_others[0], "why")
    save(case, "passende-vorm", is_done=True, adequate="no", sheltered_outcome="instead",
         was={"adequate": "yes"}, sitting=SITTING)  # fmt: skip
    assert queries.case(number=case.number).facts["other_solution"] is True


def test_no_health_leaves_the_pages_of_the_investigation(
    client, consultant, open_case, save, decide, caplog
):
    """A marker in every field that may hold health: in no page besides, record, log or fact row."""
    case = open_case()
    for slug in {topic for topic, _name in HEALTH_FIELDS}:
        marks = {name: MARKER for topic, name in HEALTH_FIELDS if topic == slug}
        outcome = {"debts_outcome": "beside"} if slug == "passende-vorm" else {}
        save(case, slug, **marks, **outcome)
    here = f"/werkvoorraad/{case.number}/"
    pages = [client.get(f"{here}{page}") for page in ("", "onderzoek/", "onderzoek/bronnen/")]
    pages += [client.get(address) for address in ("/werkvoorraad/", f"{here}plan/werkgever/")]
    decide(queries.case(number=case.number))
    pages += [client.get(f"{here}{page}") for page in ("besluit/", "besluit/bewijs.json")]
    pages.append(client.get(f"/api/v1/cases/{case.number}"))
    pages += [client.get(f"{here}besluit/brief/{reader}/") for reader in ("werkgever", "jobcoach")]
    assert [page.status_code for page in pages] == [200] * len(pages)
    assert not [page.request["PATH_INFO"] for page in pages if MARKER in text(page)]
    assert MARKER not in json.dumps(list(AuditEvent.objects.values_list("details", flat=True)))
    assert MARKER not in str(Case.objects.filter(pk=case.id).values())
    assert MARKER not in caplog.text
    assert "Schuldhulp" in text(client.get(f"{here}besluit/brief/aanvrager/"))
    answer = client.get(f"{here}onderzoek/gezondheid/")
    assert MARKER in text(answer)  # it is there to be found
    assert "no-store" in answer["Cache-Control"]


def test_a_case_that_stands_still_is_read_and_not_written(client, consultant, open_case, save):
    """After the end of a case its answers stay, and only those who work on cases read them."""
    case = open_case()
    save(case, "kern", core="Het tempo", has_bottleneck="yes")
    revision = queries.case(number=case.number).revision
    withdraw_case(actor=consultant, case_id=case.id, revision=revision)
    page = text(client.get(f"/werkvoorraad/{case.number}/onderzoek/kern/"))
    assert "Het tempo" in page
    assert '<form method="post" class="ml-form' not in page
    with pytest.raises(ChangeNotAllowed):
        save(case, "kern", core="Iets anders")
    where = f"/werkvoorraad/{case.number}/onderzoek/kern/"
    assert client.post(where, posted("kern", core="x")).url == where.removesuffix("kern/")
    kept_page = text(client.post(f"{where}bewaren/", posted("kern", core="x")))
    assert "niet meer in behandeling" in kept_page


def test_a_new_key_opens_what_the_old_one_closed(consultant, open_case, save, settings):
    """Topics are encrypted anew with people and signals."""
    case = open_case()
    save(case, "kern", core="Het tempo")
    new = b"een andere sleutel van minstens 32 tekens"
    settings.IDENTITY_KEYS = (new, *settings.IDENTITY_KEYS)
    encrypt_anew()
    settings.IDENTITY_KEYS = (new,)
    assert kept(consultant, case, "kern")["core"] == "Het tempo"


def test_a_topic_or_source_that_is_not_there(client, open_case):
    """404, also where the policy names no such source."""
    case = open_case()
    for page in ("niets", "niets/bewaren", "bronnen/niets"):
        assert client.get(f"/werkvoorraad/{case.number}/onderzoek/{page}/").status_code == 404
    onward = client.get(f"/werkvoorraad/{case.number}/onderzoek/kern/bewaren/")
    assert onward.url == reverse("assessments:gathering_topic", args=[case.number, "kern"])
