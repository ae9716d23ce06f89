"""A second person: asked for above the threshold of the policy, never the maker, held in tables."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from assessments import queries
from assessments.actions import SecondPersonNeeded, StaleCase, save_facts
from assessments.choices import AsAdvised, Otherwise
from assessments.gathering import actions as gathering
from assessments.gathering.codes import SourceKind
from assessments.gathering.status import SourceState
from assessments.gathering.topics import TOPIC_BY_SLUG
from assessments.models import Decision
from assessments.receipts import replay_receipt
from assessments.references import BsnInText
from assessments.rules_in_force import both_findings, rules_on
from assessments.second_person import actions
from assessments.second_person.forms import GiveBackForm
from assessments.second_person.models import DecisionProposal, ProposalAnswer
from assessments.second_person.queries import last_returned, waiting_count, waiting_of
from assessments.second_person.status import ReturnReason
from audit.models import AuditEvent
from policy_profiles.actions import propose, publish
from tests.assessment_fixtures import complete_facts
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
TEN_HOURS = 600


@pytest.fixture
def colleague(eikenberg, make_user):
    return make_user(eikenberg, "consultant")


@pytest.fixture(autouse=True)
def _ten_hours(eikenberg, make_user):
    """The policy of Eikenberg asks for a second person from ten hours on; what ships never does."""
    officers = [make_user(eikenberg, "policy_officer") for _ in range(2)]
    why = {
        "reason": "own_practice", "legal_basis": "Beleidsregel, artikel 4",
        "owner": "Beleid", "review_on": (TODAY + timedelta(days=300)).isoformat(),
    }  # fmt: skip
    layer = {
        "name": "eikenberg", "layer": "municipality", "above": "uwv-baseline", "version": "tweede",
        "title": {"nl": "Eikenberg", "en": "Eikenberg"},
        "description": {"nl": "Eigen beleid.", "en": "Own policy."},
        "values": {
            "tailoring.second_person_from_minutes": {
                "value": TEN_HOURS, "certainty": "published", "source": {"id": "TENANT"},
                "deviation": why,
            }
        },
    }  # fmt: skip
    version = propose(actor=officers[0], layer=layer)
    publish(actor=officers[1], version_id=version, valid_from=date(TODAY.year, 1, 1), succeeds=True)


def _otherwise(case, *, more: int) -> Otherwise:
    """So many minutes more than advised, in the period that is advised."""
    first = complete_facts()["support_start"]
    advised = _advice(case)
    return Otherwise(
        outcome="grant_otherwise", reason="workplace", minutes=advised + more,
        starts_on=first, ends_on=first + timedelta(days=180),
    )  # fmt: skip


def _advice(case) -> int:
    return both_findings(facts=case.facts, rules=rules_on(on=TODAY)).own.minutes


def _proposed(consultant, case, choice):
    return actions.propose_decision(
        actor=consultant, case_id=case.id, revision=case.revision, choice=choice
    )


def test_below_the_threshold_and_as_advised_nobody_waits(open_case, decide):
    assert decide(open_case(), AsAdvised()).outcome == "grant"
    case = open_case()
    assert decide(case, _otherwise(case, more=TEN_HOURS - 1)).outcome == "grant_otherwise"


def test_from_the_threshold_on_nobody_decides_alone(consultant, colleague, open_case, decide):
    """The maker proposes, the colleague agrees; the receipt names both and still replays."""
    case = open_case()
    choice = _otherwise(case, more=TEN_HOURS)
    with pytest.raises(SecondPersonNeeded):
        decide(case, choice)
    proposal = _proposed(consultant, case, choice)
    assert waiting_count(besides=consultant.id) == 0
    assert waiting_count(besides=colleague.id) == 1
    with pytest.raises(actions.MakerIsChecker):
        actions.agree(actor=consultant, case_id=case.id, proposal_id=proposal.id)
    made = actions.agree(actor=colleague, case_id=case.id, proposal_id=proposal.id)
    assert (made.decided_by, made.granted_minutes) == (consultant.id, choice.minutes)
    receipt = queries.receipt(number=case.number)
    assert f'"agreedBy":"{colleague.id}"' in receipt.text
    assert replay_receipt(receipt=receipt).is_identical
    told = [each.action for each in AuditEvent.objects.filter(object_id=str(case.id))]
    assert {"proposal.made", "proposal.agreed", "case.decided"} <= set(told)


def test_without_an_advice_a_colleague_always_looks(open_case, decide):
    """The distance cannot be known."""
    refused = Otherwise(outcome="refuse", reason="not_decisive")
    with pytest.raises(SecondPersonNeeded):
        decide(open_case(weekly_hours=None), refused)


def test_a_case_that_changed_needs_a_new_proposal(consultant, colleague, open_case):
    case = open_case()
    proposal = _proposed(consultant, case, _otherwise(case, more=TEN_HOURS))
    save_facts(
        actor=consultant, case_id=case.id, revision=case.revision, facts={"wage_value": 4100}
    )
    with pytest.raises(StaleCase):
        actions.agree(actor=colleague, case_id=case.id, proposal_id=proposal.id)
    case = queries.case(number=case.number)
    again = _proposed(consultant, case, _otherwise(case, more=TEN_HOURS))
    assert waiting_of(case_id=case.id).id == again.id
    with pytest.raises(actions.ProposalUnknown):
        actions.agree(actor=colleague, case_id=case.id, proposal_id=proposal.id)


@pytest.mark.parametrize("weighed", [True, False])
def test_what_was_weighed_after_a_proposal_makes_it_old(consultant, colleague, open_case, weighed):
    """Solutions and sources are what the choice rests on, as much as the facts."""
    case = open_case()
    proposal = _proposed(consultant, case, _otherwise(case, more=TEN_HOURS))
    if weighed:
        typed = gathering.Typed(mine={"core": "Komt niet op gang"}, was={}, sitting="a" * 32)
        gathering.save_topic(
            actor=consultant, case_id=case.id, topic=TOPIC_BY_SLUG["kern"], typed=typed
        )
    else:
        gathering.record_source(
            actor=consultant, case_id=case.id, kind=SourceKind.TALK, state=SourceState.USED,
            seen_on=TODAY,
        )  # fmt: skip
    assert waiting_of(case_id=case.id).is_stale
    with pytest.raises(StaleCase):
        actions.agree(actor=colleague, case_id=case.id, proposal_id=proposal.id)


def test_given_back_with_a_reason_and_taken_back_by_its_maker_only(
    consultant, colleague, open_case
):
    """K4.2-b6: a proposal goes back with a reason, comes again, and can be taken back."""
    case = open_case()
    first = _proposed(consultant, case, _otherwise(case, more=TEN_HOURS))
    with pytest.raises(actions.MakerIsChecker):
        actions.take_back(actor=colleague, case_id=case.id, proposal_id=first.id)
    actions.give_back(
        actor=colleague, case_id=case.id, proposal_id=first.id, reason=ReturnReason.HOURS,
        explanation="Begin met minder.",
    )  # fmt: skip
    returned = last_returned(case_id=case.id)
    assert (returned.answered_by, returned.explanation) == (colleague.id, "Begin met minder.")
    second = _proposed(consultant, case, _otherwise(case, more=TEN_HOURS))
    actions.take_back(actor=consultant, case_id=case.id, proposal_id=second.id)
    assert waiting_of(case_id=case.id) is None


def test_no_service_number_in_a_proposal_or_its_answer(consultant, colleague, open_case):
    """The words of both stay as they are for good, and those of the maker go into the letter."""
    case, told = open_case(), "BSN 999 990 019 belde."
    choice = _otherwise(case, more=TEN_HOURS)
    with pytest.raises(BsnInText):
        actions.propose_decision(
            actor=consultant, case_id=case.id, revision=case.revision, choice=choice,
            motivation=told,
        )  # fmt: skip
    made = _proposed(consultant, case, choice)
    with pytest.raises(BsnInText):
        actions.give_back(
            actor=colleague, case_id=case.id, proposal_id=made.id, reason=ReturnReason.HOURS,
            explanation=told,
        )  # fmt: skip
    assert not GiveBackForm({"reason": "hours", "explanation": told}).is_valid()


def test_the_database_refuses_a_maker_who_checks(consultant, colleague, open_case):
    """Whatever the code says: the same person, another maker named, or another who decided."""
    case = open_case()
    proposal = _proposed(consultant, case, _otherwise(case, more=TEN_HOURS))
    now = timezone.now()
    agreed = {"proposal_id": proposal.id, "answer": "agreed", "answered_at": now}
    for proposed_by, answered_by in (
        (consultant.id, consultant.id),
        (colleague.id, consultant.id),
    ):
        row = ProposalAnswer(**agreed, proposed_by=proposed_by, answered_by=answered_by)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)
    made = actions.agree(actor=colleague, case_id=case.id, proposal_id=proposal.id)
    answer = Decision.objects.get(pk=made.id).agreement
    for change in (
        lambda: Decision.objects.filter(pk=made.id).update(decided_by=colleague.id),
        lambda: ProposalAnswer.objects.filter(pk=answer.id).update(answered_by=consultant.id),
        lambda: DecisionProposal.objects.filter(pk=proposal.id).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_pages_lead_from_the_choice_to_the_colleague(client, eikenberg, colleague, open_case):
    """The look says that a colleague looks; only the colleague sees a button to agree."""
    case = open_case()
    choice = _otherwise(case, more=TEN_HOURS)
    where = f"/werkvoorraad/{case.number}/"
    hours = f"{choice.minutes // 60}:{choice.minutes % 60:02d}"
    client.post(
        f"{where}besluiten/",
        {
            "choice": "grant_otherwise", "minutes": hours, "reason": "workplace",
            "starts_on": f"{choice.starts_on:%d-%m-%Y}", "ends_on": f"{choice.ends_on:%d-%m-%Y}",
            "motivation": "", "revision": case.revision,
        },
    )  # fmt: skip
    look = client.get(f"{where}besluiten/vastleggen/")
    assert "Voorleggen aan een collega" in look.content.decode()
    seen = value_of("gezien", look)
    page = client.post(f"{where}besluiten/vastleggen/", {"gezien": seen}, follow=True)
    assert "Voorstel terugnemen" in page.content.decode()
    assert "Akkoord, besluit vastleggen" not in page.content.decode()
    other = Client(SERVER_NAME=eikenberg.host)
    other.force_login(colleague)
    assert "Meekijken (1)" in other.get("/werkvoorraad/").content.decode()
    assert case.number in other.get("/werkvoorraad/meekijken/").content.decode()
    shown = other.get(f"{where}meekijken/")
    named = {"voorstel": value_of("voorstel", shown)}
    assert other.post(f"{where}meekijken/", {"explanation": ""}).status_code == 400
    old = other.post(f"{where}meekijken/akkoord/", named | {"gezien": "iets anders"}, follow=True)
    assert "Wat u vastlegt is veranderd nadat u het bekeek." in old.content.decode()
    assert not Decision.objects.filter(case_id=case.id).exists()
    named["gezien"] = value_of("gezien", old)
    done = other.post(f"{where}meekijken/akkoord/", named, follow=True)
    assert "Het besluit is vastgelegd en verzegeld" in done.content.decode()
