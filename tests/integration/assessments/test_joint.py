"""One session for coaching, wage value and trial placement, and what a policy wants first."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import actions, conditions
from assessments.actions import StaleCase, save_facts
from assessments.changes.next_application import apply_again
from assessments.choices import AsAdvised, Otherwise
from assessments.conditions import ConditionUnmet, Wanted, conditions_of
from assessments.following.codes import EvaluationOutcome, EvaluationPart
from assessments.following.evaluating import Held, record_evaluation
from assessments.joint import views
from assessments.joint.actions import NothingJudged, Session, TrialDaysMissing, record_session
from assessments.joint.codes import TrialVerdict
from assessments.joint.queries import sessions_of
from assessments.plans.codes import Participant
from assessments.queries import case as case_of
from assessments.queries import case_by_id
from assessments.rules_of_case import rules_of
from assessments.status import CaseChange, CaseStatus, ChangeNotAllowed
from tests.assessment_fixtures import stating
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
REFUSE = Otherwise(outcome="refuse", reason="capacity")
TRIAL = {"work_situation": "trial_placement", "intended_months": 8}
SESSION = Session(
    on=TODAY, with_whom=(Participant.PERSON, Participant.EMPLOYER), need="light", wage_value=4500,
    trial=TrialVerdict.APPROVED, trial_starts_on=TODAY, trial_ends_on=TODAY + 60 * DAY,
)  # fmt: skip


@pytest.fixture
def states(monkeypatch):
    """Have the policy of the tenant state these: states({"trial.approval_first": True})."""

    def stated(answers):
        rules_on, of_case = actions.rules_on, conditions.rules_of
        monkeypatch.setattr(actions, "rules_on", lambda *, on: stating(rules_on(on=on), answers))
        monkeypatch.setattr(conditions, "rules_of", lambda case: stating(of_case(case), answers))

    return stated


def wanted(case, answers):
    """What a policy that states this wants first."""
    return [each.wanted for each in conditions_of(case, stating(rules_of(case), answers))]


def test_k4_2_b10_a_trial_placement_is_approved_before_anything_is_granted(
    consultant, open_case, decide, states
):
    """K4.2-b10: a trial placement that nobody decided on yet. Refusing is always possible."""
    case = open_case(**TRIAL)
    states({"trial.approval_first": True})
    with pytest.raises(ConditionUnmet) as unmet:
        decide(case, AsAdvised())
    assert unmet.value.wanted == (Wanted.TRIAL,)
    refused = replace(SESSION, trial=TrialVerdict.REFUSED)
    case = record_session(
        actor=consultant, case_id=case.id, revision=case.revision, session=refused
    )
    with pytest.raises(ConditionUnmet):
        decide(case, AsAdvised())
    case = record_session(
        actor=consultant, case_id=case.id, revision=case.revision, session=SESSION
    )
    assert decide(case, AsAdvised()).granted_minutes > 0
    other = open_case(**TRIAL)
    assert decide(other, REFUSE).outcome == "refuse"


def test_a_policy_that_approves_nothing_first_and_ordinary_work_ask_for_nothing(open_case):
    """`trial.approval_first` counts for a trial placement, and only where a policy says so."""
    trial = open_case(**TRIAL)
    first = {"assessment.joint_with_wage_value": False}
    assert wanted(trial, {**first, "trial.approval_first": False}) == []
    assert wanted(open_case(), {**first, "trial.approval_first": True}) == []


def test_k2_4_e_one_page_judges_coaching_wage_value_and_trial_placement(client, open_case):
    """K2.4-e: the three judged apart; K4.2-l3: wage value measured apart. One form, one moment."""
    case = open_case()
    url = reverse("assessments:joint", args=[case.number])
    together = {"assessment.joint_with_wage_value": True}
    assert wanted(case, together) == [Wanted.TOGETHER]
    typed = {
        "revision": str(case.revision), "on": TODAY.isoformat(), "with_whom": ["person", "coach"],
        "judged": ["coaching", "wage_value"], "need": "light", "wage_value": "45", "trial": "",
        "trial_starts_on": "", "trial_ends_on": "",
    }  # fmt: skip
    for refused in ({"need": ""}, {"wage_value": ""}, {"judged": []}, {"judged": ["coaching"]}):
        assert client.post(url, {**typed, **refused}).status_code == 400
    trial = {"judged": [*typed["judged"], "trial"], "trial": "approved"}
    assert client.post(url, {**typed, **trial}).status_code == 400
    beyond = client.post(url, {**typed, "wage_value": "100000"})
    assert beyond.status_code == 400
    assert 'value="100000"' in beyond.content.decode()
    assert client.post(url, typed).status_code == 302
    now = case_by_id(case_id=case.id)
    assert (now.facts["need"], now.facts["wage_value"]) == ("light", 4500)
    assert wanted(now, together) == []
    late = client.post(url, {**typed, "wage_value": "50"})
    assert late.status_code == 409
    assert 'value="50"' in late.content.decode()  # nothing typed is lost
    assert case_by_id(case_id=case.id).facts["wage_value"] == 4500


def test_what_was_filled_in_beforehand_counts_where_somebody_judged_it(client, open_case):
    """The wage value that was known goes along on the page; only the need was spoken of."""
    case = open_case()
    url = reverse("assessments:joint", args=[case.number])
    known = {name: value_of(name, client.get(url)) for name in ("revision", "wage_value")}
    assert known["wage_value"] == "40"
    typed = {"on": TODAY.isoformat(), "with_whom": ["person"], "need": "light", **known}
    assert client.post(url, {**typed, "judged": ["coaching"]}).status_code == 302
    [session] = sessions_of(case_id=case.id)
    assert session.parts == ("coaching",)
    together = {"assessment.joint_with_wage_value": True}
    assert wanted(case_by_id(case_id=case.id), together) == [Wanted.TOGETHER]


def test_days_of_an_approved_trial_are_laid_beside_the_support_that_is_asked(
    client, consultant, open_case
):
    """Support from before the first approved day is told with both days, and refuses nothing."""
    case = open_case(**TRIAL)
    case = record_session(
        actor=consultant, case_id=case.id, revision=case.revision, session=SESSION
    )
    [told] = conditions_of(case, stating(rules_of(case), {"trial.approval_first": True}))
    assert (told.wanted, told.stands_in_the_way) == (Wanted.TRIAL_DAYS, False)
    page = client.get(reverse("assessments:check", args=[case.number])).content.decode()
    assert "dat valt daarbuiten" in page
    inside = replace(SESSION, trial_starts_on=TODAY - 10 * DAY)
    case = record_session(actor=consultant, case_id=case.id, revision=case.revision, session=inside)
    assert conditions_of(case, stating(rules_of(case), {"trial.approval_first": True})) == ()


def test_a_case_decided_while_the_page_was_open_is_not_changed(client, open_case, monkeypatch):
    """It was decided after the page looked and before it wrote."""

    def decided(**_given):
        raise ChangeNotAllowed(CaseChange.SAVE_FACTS, CaseStatus.DECIDED)

    monkeypatch.setattr(views, "record_session", decided)
    case = open_case()
    typed = {"revision": str(case.revision), "on": TODAY.isoformat(), "with_whom": ["person"],
             "judged": ["coaching"], "need": "light"}  # fmt: skip
    url = reverse("assessments:joint", args=[case.number])
    told = client.post(url, typed)
    assert told["Location"] == reverse("assessments:case", args=[case.number])


def test_k4_2_l3_wage_value_is_measured_in_the_same_session(consultant, open_case):
    """K4.2-l3: wage value is a fact of the case at once; a follow-up asks for no new session."""
    case = open_case(wage_value=None)
    case = record_session(
        actor=consultant, case_id=case.id, revision=case.revision, session=SESSION
    )
    assert case.facts["wage_value"] == 4500
    again = save_facts(
        actor=consultant, case_id=open_case().id, revision=2,
        facts={"request_kind": "continuation"},
    )  # fmt: skip
    assert wanted(again, {"assessment.joint_with_wage_value": True}) == []


def test_a_session_judges_something_on_a_day_with_days_for_what_is_approved(consultant, open_case):
    """Nothing half; and nothing over what somebody else saved."""
    case = open_case()
    asked = {"actor": consultant, "case_id": case.id, "revision": case.revision}
    with pytest.raises(NothingJudged):
        record_session(**asked, session=replace(SESSION, need="", wage_value=None, trial=None))
    with pytest.raises(TrialDaysMissing):
        record_session(**asked, session=replace(SESSION, trial_ends_on=TODAY - DAY))
    with pytest.raises(StaleCase):
        record_session(**{**asked, "revision": 1}, session=SESSION)


def test_no_extension_is_granted_without_the_evaluation(consultant, open_case, decide, states):
    """`evaluation.gates_renewal`: an application can always be sent; granting it waits."""
    ended = TODAY - 5 * DAY
    grant = Otherwise(
        outcome="grant_otherwise", reason="continuity", minutes=600,
        starts_on=ended - 179 * DAY, ends_on=ended,
    )  # fmt: skip
    before = case_of(number=decide(open_case(), grant).number)
    facts = {
        **before.facts, "request_kind": "continuation", "support_start": TODAY - 4 * DAY,
        "previous_support_end": ended, "received_on": TODAY - 4 * DAY,
    }  # fmt: skip
    case = apply_again(actor=consultant, case_id=before.id, facts=facts)
    gated = {"evaluation.gates_renewal": True, "evaluation.frequency": "each_half_year"}
    assert wanted(case, {"evaluation.gates_renewal": False}) == []
    states(gated)
    [missing] = conditions_of(case, stating(rules_of(case), gated))
    assert missing.wanted is Wanted.EVALUATION
    assert before.number in missing.url
    again = replace(grant, reason="not_decisive", starts_on=TODAY, ends_on=TODAY + 90 * DAY)
    with pytest.raises(ConditionUnmet):
        decide(case, again)
    held = Held(on=TODAY, parts=(EvaluationPart.FOUR_WAY_TALK,), outcome=EvaluationOutcome.AS_IS)
    record_evaluation(actor=consultant, case_id=before.id, evaluation=held)
    assert decide(case, again).granted_minutes == 600


def test_what_is_wanted_first_is_said_where_one_decides(client, open_case):
    """With a link to where it is done, on the overview and on the page of the choice."""
    case = open_case(**TRIAL)
    for name in ("check", "decide"):
        page = client.get(reverse(f"assessments:{name}", args=[case.number])).content.decode()
        assert "Beoordeel eerst de proefplaatsing." in page
        assert reverse("assessments:joint", args=[case.number]) in page
