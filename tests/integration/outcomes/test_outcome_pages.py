"""Recording an outcome on the page of its decision: what was typed stays until it is recorded."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import actions as case_actions
from assessments import queries as cases
from assessments.models import KeptAnswers
from assessments.queries import CaseRow, DecisionRow
from outcomes.actions import record_outcome
from outcomes.models import Outcome
from outcomes.observations import Observation
from tenants.queries import TenantRow

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]
SignIn = Callable[..., Client]


@pytest.fixture
def decided(open_case: Opener, decide: Decider) -> CaseRow:
    """A case that was decided as advised."""
    return cases.case(number=decide(open_case()).number)


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _decision(case: CaseRow) -> str:
    return f"/werkvoorraad/{case.number}/besluit/"


def _form(case: CaseRow) -> str:
    return f"{_decision(case)}uitkomst/"


def _ended(**given: str) -> dict[str, str]:
    today = timezone.localdate()
    answers = {
        "kind": "ended",
        "observed_on": f"{today:%d-%m-%Y}",
        "ended_on": f"{today - timedelta(days=1):%d-%m-%Y}",
        "reason": "not_renewed",
    }
    return {**answers, **given}


def test_an_outcome_that_cannot_be_keeps_what_was_typed_beside_its_message(
    client: Client, decided: CaseRow
) -> None:
    """On the page of the decision, which can be loaded again; once recorded the form is empty."""
    answer = client.post(_form(decided), _ended(ended_on="31-02-2026", reason=""))
    assert (answer.status_code, answer["Location"]) == (
        302, f"{_decision(decided)}#uitkomst-vastleggen",
    )  # fmt: skip
    for _ in range(2):
        text = _text(client.get(_decision(decided)))
        assert "Typ een datum als dag-maand-jaar" in text
        assert 'value="31-02-2026"' in text
        assert re.search(r'<input type="radio" name="kind" value="ended"[^>]* checked', text)
        assert re.search(r'id="uitkomst-vastleggen" open', text)
    assert not Outcome.objects.exists()
    done = client.post(_form(decided), _ended())
    assert done["Location"] == f"{_decision(decided)}#uitkomst"
    text = _text(client.get(_decision(decided)))
    assert "De uitkomst is vastgelegd." in text
    assert "31-02-2026" not in text
    assert not re.search(r'id="uitkomst-vastleggen" open', text)
    assert not KeptAnswers.objects.exists()


def test_who_opens_the_address_of_the_form_sees_the_decision(
    client: Client, decided: CaseRow, eikenberg: TenantRow, sign_in: SignIn
) -> None:
    """At the part about outcomes; who may not decide is told so as elsewhere."""
    assert client.get(_form(decided))["Location"] == f"{_decision(decided)}#uitkomst"
    assert sign_in(eikenberg, "analyst").get(_form(decided)).status_code == 403
    assert sign_in(eikenberg).get(_form(decided))["Location"].startswith("/aanmelden/")


def test_an_outcome_recorded_meanwhile_is_shown_before_one_repeats(
    client: Client, decided: CaseRow, consultant: User
) -> None:
    """The answers stay, and recording them again takes the place of what was seen."""
    record_outcome(
        actor=consultant, case_id=decided.id, supersedes=None,
        observation=Observation(kind="in_job", observed_on=timezone.localdate()),
    )  # fmt: skip
    text = _text(client.post(_form(decided), _ended(supersedes=""), follow=True))
    assert "Er is intussen al een uitkomst vastgelegd." in text
    assert '<option value="not_renewed" selected>' in text
    assert Outcome.objects.count() == 1
    seen = re.search(r'name="supersedes" value="([0-9a-f-]{36})"', text)
    assert seen is not None
    client.post(_form(decided), _ended(supersedes=seen[1]))
    assert Outcome.objects.count() == 2


def test_nobody_sees_what_a_colleague_is_filling_in(
    client: Client, decided: CaseRow, eikenberg: TenantRow, sign_in: SignIn
) -> None:
    """Nor does the page of a case that is not followed any more."""
    client.post(_form(decided), _ended(ended_on="31-02-2026"))
    assert "31-02-2026" not in _text(sign_in(eikenberg, "consultant").get(_decision(decided)))
    current = cases.case(number=decided.number)
    case_actions.close_case(actor=client.user, case_id=current.id, revision=current.revision)
    assert "31-02-2026" not in _text(client.get(_decision(decided)))
    gone = client.post(_form(decided), _ended(), follow=True)
    assert "Deze casus wordt niet meer gevolgd." in _text(gone)
    assert not Outcome.objects.exists()
