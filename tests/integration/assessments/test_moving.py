"""Moving house: from one organisation to another in a file, with consent and a code apart."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import actions as cases
from assessments import queries
from assessments.changes.queries import support_of
from assessments.choices import AsAdvised
from assessments.following.keeping_log import Done, write_log
from assessments.models import Case, Transfer
from assessments.moving import actions
from assessments.moving.transfer_file.closing import WrongCode, opened
from assessments.moving.transfer_file.content import transfer_in
from assessments.plans.actions import put_goal, record_result
from assessments.plans.codes import GoalOutcome
from assessments.plans.queries import plan_of
from assessments.plans.rules import GoalValues
from assessments.queries import CaseRow, DecisionRow
from assessments.references import BsnInText
from audit.models import AuditEvent
from tenants import context
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts, put_policy_in_force

pytestmark = pytest.mark.django_db
MARKER = "K-2201"
GOAL = GoalValues(
    horizon="short", scope="current_job", specific="", measured_by="Drie weken achter elkaar",
    action="Oefenen met de lijst", by_when=timezone.localdate(), minutes=600,
    activities=("train",),
)  # fmt: skip


@pytest.fixture
def decided(open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]) -> CaseRow:
    """A case of Eikenberg, known there as K-2201."""
    case = open_case()
    decide(case)
    return queries.case(number=case.number)


def consent(**given: str) -> dict[str, str]:
    today = f"{timezone.localdate():%d-%m-%Y}"
    asked = {"receiver": "Duinzicht", "consent_by": "person", "consent_on": today, "agreed": "on"}
    return {**asked, **given}


def made(client: Client, case: CaseRow) -> tuple[bytes, str]:
    """The file and its code, as the pages give them."""
    page = client.post(f"/werkvoorraad/{case.number}/verhuizen/", consent()).content.decode()
    code = re.search(r"<code>([A-Z2-9-]{24})</code>", page)
    transfer = Transfer.objects.get()
    address = f"/werkvoorraad/{case.number}/verhuizen/{transfer.id}/bestand.json"
    assert code is not None
    return client.get(address).content, code[1]


def sent_by(user: User) -> tuple[bytes, str, date]:
    """A file of a decided case of the tenant that the connection works for."""
    case = cases.open_case(actor=user, client_reference=MARKER)
    case = cases.save_facts(
        actor=user, case_id=case.id, revision=case.revision, facts=complete_facts()
    )
    keys = [
        put_goal(actor=user, case_id=case.id, seen=seen, values=replace(GOAL, specific=what))
        for seen, what in enumerate(("Komt op tijd", "Vraagt hulp"))
    ]
    revision = queries.case(number=case.number).revision
    cases.decide(actor=user, case_id=case.id, revision=revision, choice=AsAdvised())
    reached = {"outcome": GoalOutcome.REACHED, "seen_on": timezone.localdate()}
    record_result(actor=user, case_id=case.id, key=keys[0], **reached)
    day = complete_facts()["support_start"]
    done = Done(first_day=day, last_day=day, minutes=120, activities=("train",), goal_key=keys[1])
    write_log(actor=user, case_id=case.id, done=done)
    made = actions.make_file(
        actor=user, case_id=case.id, sender="Eikenberg", receiver="Duinzicht",
        consent_on=timezone.localdate(), consent_by="person",
    )  # fmt: skip
    file = Transfer.objects.get().content.encode()
    return file, made.code, support_of(case_id=case.id).last_day


def test_without_consent_no_file_is_made(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """Who agreed, on which day, and that the person knows what goes along."""
    page = f"/werkvoorraad/{decided.number}/verhuizen/"
    for missing in ("consent_by", "consent_on", "agreed"):
        assert client.post(page, consent(**{missing: ""})).status_code == 400
    assert client.post(page, consent(consent_on="01-01-2040")).status_code == 400
    assert client.post(page, consent(receiver="Zorg 999990019")).status_code == 400
    with pytest.raises(BsnInText):
        actions.make_file(
            actor=consultant, case_id=decided.id, sender="Eikenberg", receiver="Zorg 999990019",
            consent_on=timezone.localdate(), consent_by="person",
        )  # fmt: skip
    assert not Transfer.objects.exists()


def test_hours_of_the_log_are_not_left_any_more(consultant: User, decided: CaseRow) -> None:
    """Else forty hours that were used would be promised once more where the person goes to."""
    day = complete_facts()["support_start"]
    done = Done(first_day=day, last_day=day, minutes=120, activities=("train",))
    write_log(actor=consultant, case_id=decided.id, done=done)
    made = actions.make_file(
        actor=consultant, case_id=decided.id, sender="Eikenberg", receiver="Duinzicht",
        consent_on=timezone.localdate(), consent_by="person",
    )  # fmt: skip
    kept = Transfer.objects.get(pk=made.transfer_id)
    transfer = transfer_in(opened(bytes(kept.content, "utf-8"), code=made.code))
    assert transfer.left == transfer.granted - 120


def test_somebody_moves_and_the_other_organisation_sees_what_changes(
    first_tenant: TenantRow,
    second_tenant: TenantRow,
    make_user: Callable[..., User],
    sign_in: Callable[..., Client],
) -> None:
    """Neither reads the other's tables; the reference, the code and the names stay behind."""
    with context.inside(first_tenant.schema_name):
        put_policy_in_force()
        file, code, last_day = sent_by(make_user(first_tenant, "consultant"))
    assert MARKER.encode() not in file
    with context.inside(second_tenant.schema_name):
        put_policy_in_force("weekly-hours")
        other = sign_in(second_tenant, "consultant")
        other.cookies["django_language"] = "nl"
        given = {"code": code, "client_reference": "D-17", "municipality_code": "XX9002"}
        upload = SimpleUploadedFile("overdracht.json", file)
        answer = other.post("/werkvoorraad/overnemen/", {**given, "file": upload}, follow=True)
        text = answer.content.decode()
        assert "Eikenberg besloot op" in text
        assert "Gewone duur van de begeleiding" in text
        case = queries.case(number=Case.objects.get().number)
        assert case.client_reference == "D-17"
        assert case.facts["previous_support_end"] == last_day
        assert case.facts["request_kind"] == "continuation"
        assert "provider_recognition" not in case.facts
        [goal] = plan_of(case_id=case.id).goals  # the one that was not reached, with what is left
        assert (goal.values.specific, goal.values.minutes) == ("Vraagt hulp", 480)
        assert (goal.is_carried, case.facts["goal_hours"]) == (True, 480)
        assert "Doelen die meekomen" in text
        assert "Komt op tijd" not in text
        assert MARKER not in Transfer.objects.get().content
        assert AuditEvent.objects.filter(action="transfer.read").count() == 1
        upload = SimpleUploadedFile("overdracht.json", file)
        again = other.post("/werkvoorraad/overnemen/", {**given, "file": upload})
        assert again["Location"].endswith(f"/{case.number}/")
        assert Case.objects.count() == 1


def test_a_wrong_code_or_file_opens_no_case(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """And says at its field what to do."""
    file, _code = made(client, decided)
    given = {"code": "AAAA-AAAA-AAAA-AAAA-AAAA", "client_reference": "D-17"}
    for content, said in ((file, "gaat het bestand niet open"), (b"{}", "geen overdrachtsbestand")):
        upload = SimpleUploadedFile("overdracht.json", content)
        answer = client.post("/werkvoorraad/overnemen/", {**given, "file": upload})
        assert (answer.status_code, said in answer.content.decode()) == (400, True)
    with pytest.raises(WrongCode):
        actions.take_over(actor=consultant, file=file, code="AAAA", client_reference="D-17")
    assert Case.objects.count() == 1


def test_a_goal_pasted_from_a_document_can_be_read_where_the_person_goes_to(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """Blanks that do not break, soft hyphens and joined signs go along as one plain line."""
    pasted = "Komt\u00a0op tijd,\u2009elke werk\u00addag \U0001f469\u200d\U0001f4bb"
    put_goal(actor=consultant, case_id=decided.id, seen=0, values=replace(GOAL, specific=pasted))
    file, code = made(client, decided)
    [goal] = transfer_in(opened(file, code=code)).goals
    assert goal.values.specific == "Komt op tijd, elke werkdag \U0001f469\U0001f4bb"


def test_a_file_that_nobody_could_read_is_not_made(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """A goal of which nothing is left; a number that a soft hyphen hides is refused before."""
    goal = {"actor": consultant, "case_id": decided.id, "seen": 0}
    with pytest.raises(BsnInText):
        put_goal(**goal, values=replace(GOAL, specific="Belt 99999\u00ad0019"))
    put_goal(**goal, values=replace(GOAL, specific="\u00ad"))
    answer = client.post(f"/werkvoorraad/{decided.number}/verhuizen/", consent())
    assert (answer.status_code, "niet lezen" in answer.content.decode()) == (400, True)
    assert not Transfer.objects.exists()
