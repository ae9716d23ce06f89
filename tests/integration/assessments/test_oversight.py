"""Reports, checks of the log and signals about who coaches, by what the policy asks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.choices import Otherwise
from assessments.following import gathering_days, keeping_log
from assessments.following.actions import NotYet
from assessments.following.attention import signals_in
from assessments.following.codes import EvaluationOutcome, EvaluationPart
from assessments.following.evaluating import Held, record_evaluation
from assessments.following.keeping_log import Done
from assessments.following.norms import Norms
from assessments.oversight import actions
from assessments.oversight.codes import LogVerdict, RemarkKind
from assessments.oversight.models import CoachReport, LogCheck, ProviderRemark
from assessments.providers.actions import choose_provider
from assessments.queries import case as case_of
from audit.models import AuditEvent
from coaches import actions as register
from tenants.identifiers import uuid7
from tests.assessment_fixtures import stating
from tests.read_page import value_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def asks(monkeypatch):
    """Have the policy ask this of following: asks(report_months=3)."""
    return lambda **stated: monkeypatch.setattr(
        gathering_days, "_norms_on", lambda _day: Norms(**stated)
    )


@pytest.fixture
def ended(open_case, decide):
    """A decided case with support of a hundred days that ended ten days ago."""
    choice = Otherwise(
        outcome="grant_otherwise", reason="asked_for_less", minutes=1200,
        starts_on=TODAY - 110 * DAY, ends_on=TODAY - 10 * DAY,
    )  # fmt: skip
    return case_of(number=decide(open_case(), choice).number)


def kinds(case):
    return [signal.kind.value for signal in signals_in(case_id=case.id, today=TODAY)]


def spend(consultant, case, minutes):
    done = Done(
        first_day=TODAY - 100 * DAY, last_day=TODAY - 100 * DAY, minutes=minutes,
        activities=("train",),
    )  # fmt: skip
    keeping_log.write_log(actor=consultant, case_id=case.id, done=done)


def test_a_report_is_asked_on_the_worklist_until_it_came(consultant, ended, asks, client):
    """By the months of the policy; an evaluation with a report of the coach counts as well."""
    asks(report_months=2)
    assert kinds(ended) == ["report"]
    page = client.get(reverse("assessments:following", args=[ended.number])).content.decode()
    assert "Er is nog geen verslag van de jobcoach vastgelegd." in page
    url = reverse("assessments:follow_report", args=[ended.number])
    late = client.post(url, {"received_on": (TODAY + DAY).isoformat()})
    assert late.status_code == 400
    assert client.post(url, {"received_on": TODAY.isoformat()}).status_code == 302
    assert kinds(ended) == []
    assert AuditEvent.objects.filter(action="report.recorded", object_id=ended.id).exists()
    with pytest.raises(NotYet):
        actions.record_report(actor=consultant, case_id=ended.id, received_on=TODAY + DAY)


def test_a_report_of_the_coach_in_an_evaluation_is_a_report(consultant, ended, asks):
    """Nothing is recorded twice."""
    asks(report_months=2)
    held = Held(on=TODAY, parts=(EvaluationPart.COACH_REPORT,), outcome=EvaluationOutcome.AS_IS)
    record_evaluation(actor=consultant, case_id=ended.id, evaluation=held)
    assert kinds(ended) == []


def test_k3_2_sys1_a_log_is_looked_at_where_policy_or_risk_says_so(consultant, ended, asks, client):
    """K3.2-sys1: samples by risk in the place of a check of everything of everybody."""
    spend(consultant, ended, 600)
    asks(log_checked="not_checked")
    assert kinds(ended) == []
    asks(log_checked="all_checked")
    assert kinds(ended) == ["check_log"]
    spend(consultant, ended, 660)
    asks(log_checked="samples")
    assert kinds(ended) == ["check_log"]
    url = reverse("assessments:follow_check_log", args=[ended.number])
    assert "Er staan meer uren in dan er zijn toegekend." in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 400
    assert client.post(url, {"verdict": "not_in_order"}).status_code == 302
    assert kinds(ended) == []
    row = LogCheck.objects.get(case_id=ended.id)
    assert (row.until, row.verdict) == (TODAY - 10 * DAY, LogVerdict.NOT_IN_ORDER)
    assert "over" in row.risks


def test_a_check_needs_a_period_that_ends_then_with_hours(consultant, ended):
    with pytest.raises(actions.NothingToCheck):
        actions.record_log_check(
            actor=consultant, case_id=ended.id, until=TODAY - 10 * DAY, verdict=LogVerdict.IN_ORDER
        )


def test_a_period_that_ends_today_is_not_over(consultant, open_case, decide):
    """Somebody may still write hours of its last day."""
    choice = Otherwise(
        outcome="grant_otherwise", reason="asked_for_less", minutes=1200,
        starts_on=TODAY - 100 * DAY, ends_on=TODAY,
    )  # fmt: skip
    running = case_of(number=decide(open_case(), choice).number)
    spend(consultant, running, 600)
    with pytest.raises(NotYet):
        actions.record_log_check(
            actor=consultant, case_id=running.id, until=TODAY, verdict=LogVerdict.IN_ORDER
        )


def test_what_is_sent_twice_is_on_record_once(consultant, ended):
    """A button pressed twice; another answer counts."""
    spend(consultant, ended, 600)
    given = {"actor": consultant, "case_id": ended.id}
    for verdict in (LogVerdict.IN_ORDER, LogVerdict.IN_ORDER, LogVerdict.NOT_IN_ORDER):
        actions.record_log_check(**given, until=TODAY - 10 * DAY, verdict=verdict)
    once = uuid7()
    for _again in range(2):
        actions.record_report(**given, received_on=TODAY, once=once)
    assert LogCheck.objects.filter(case_id=ended.id).count() == 2
    assert CoachReport.objects.filter(case_id=ended.id).count() == 1
    assert AuditEvent.objects.filter(action="report.recorded", object_id=ended.id).count() == 1


def test_k3_2_erk1_who_assesses_says_what_was_seen_and_who_watches_reads_it(
    consultant, open_case, sign_in, eikenberg, client
):
    """K3.2-erk1: few signals about providers arrive. In a case, by code; read without the case.

    Bottleneck: K2.4-c as well.
    """
    case = open_case()
    url = reverse("assessments:follow_remark", args=[case.number])
    assert client.get(url).status_code == 302  # nobody was chosen to coach
    made = register.add_organisation(actor=consultant, values={"name": "Wilgenpad Coaching"})
    choose_provider(actor=consultant, case_id=case.id, revision=case.revision, organisation_id=made)
    assert "Wilgenpad Coaching" in client.get(url).content.decode()
    assert client.post(url, {"on": TODAY.isoformat()}).status_code == 400
    said = {
        "once": value_of("once", client.get(url)), "on": TODAY.isoformat(),
        "kinds": ["hours_not_made", "hard_to_reach"],
    }  # fmt: skip
    for _again in range(2):
        assert client.post(url, said).status_code == 302
    assert ProviderRemark.objects.filter(case_id=case.id).count() == 1
    officer = sign_in(eikenberg, "policy_officer")
    officer.cookies["django_language"] = "nl"
    page = officer.get(reverse("assessments:provider_remarks")).content.decode()
    assert "Wilgenpad Coaching" in page
    assert "Uren zijn niet gemaakt: 1" in page
    assert case.number not in page
    assert case.client_reference not in page


def test_a_policy_that_collects_no_signals_gets_none(consultant, open_case, monkeypatch):
    """`provider.signals_collected` acts."""
    case, rules_of = open_case(), actions.rules_of
    monkeypatch.setattr(
        actions, "rules_of",
        lambda row: stating(rules_of(row), {"provider.signals_collected": False}),
    )  # fmt: skip
    with pytest.raises(actions.RemarksNotCollected):
        actions.record_remark(actor=consultant, case_id=case.id, on=TODAY, kinds=(RemarkKind.GOOD,))
    assert not ProviderRemark.objects.exists()
