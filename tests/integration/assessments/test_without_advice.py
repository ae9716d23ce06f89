"""Deciding while the rules give no answer: with a reason of its own, and never as tailoring."""

import html
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from assessments import choices, events, queries
from assessments.choices import Otherwise, reasons_for
from assessments.codes import FACTS_MISSING, TAILORING, DeviationReason
from assessments.decide_form import DecideForm
from assessments.models import Decision
from assessments.queries import CaseRow, DecisionRow
from rulebook.finding import Finding, find
from rulebook.profiles import load_shipped
from tests.assessment_fixtures import complete_facts

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]


def _text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def _refusal(reason: str) -> Otherwise:
    return Otherwise(outcome="refuse", reason=reason)


def _silent() -> Finding:
    """A policy that grants, but names no tariff from which the hours could be told."""
    whole = find(complete_facts(), load_shipped("amount-per-period"))
    return replace(whole, minutes=None, hours_questions=())


def test_the_form_asks_why_one_decides_without_advice(client: Client, open_case: Opener) -> None:
    """It offers no advice to follow, no reason to deviate, and says how to get an advice."""
    case = open_case(need=None)
    text = _text(client.get(f"/werkvoorraad/{case.number}/besluiten/"))
    assert "Er is nog geen advies" in text
    assert f'href="/werkvoorraad/{case.number}/controleren/">Beantwoord eerst de open' in text
    assert "Waarom besluit u zonder advies?" in text
    assert "Afwijzen zonder advies" in text
    for reason in FACTS_MISSING:
        assert f'<option value="{reason}">' in text
    for other in ("Zoals geadviseerd", "afwijken", "maatwerk", 'value="person"', "policy_silent"):
        assert other not in text


def test_the_record_says_that_there_was_no_advice(client: Client, open_case: Opener) -> None:
    """The look, the decision and the way there never speak of tailoring or of deviating."""
    case = open_case(need=None)
    home = f"/werkvoorraad/{case.number}"
    given = {"revision": case.revision, "choice": "refuse", "reason": "facts_not_to_be_had"}
    look = _text(client.post(f"{home}/besluiten/", given, follow=True))
    seen = look.split('name="gezien" value="')[1][:64]
    made = _text(client.post(f"{home}/besluiten/vastleggen/", {"gezien": seen}, follow=True))
    assert "U besluit zonder advies" in look
    for text in (look, made):
        assert "Afgewezen zonder advies" in text
        assert "Waarom zonder advies" in text
        assert "Gegevens zijn niet te krijgen" in text
        assert "maatwerk" not in text
        assert "afwijken" not in text
    row = queries.decision(number=case.number)
    assert (row.outcome, row.deviation_reason, row.is_deviation) == (
        "refuse", "facts_not_to_be_had", False,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["", "person", "hardship", "policy_silent"])
def test_a_reason_that_does_not_fit_is_refused(
    client: Client, open_case: Opener, reason: str
) -> None:
    """The page says what to choose; nothing is decided."""
    case = open_case(need=None)
    given = {"revision": case.revision, "choice": "refuse", "reason": reason}
    text = _text(client.post(f"/werkvoorraad/{case.number}/besluiten/", given, follow=True))
    assert "Kies waarom u zonder advies besluit." in text or "Kies een van deze redenen." in text
    assert not Decision.objects.exists()


def test_reasons_without_advice_are_none_to_deviate(open_case: Opener, decide: Decider) -> None:
    """With an advice on the table, missing facts are no reason to go another way."""
    case = open_case()
    for reason in (*FACTS_MISSING, DeviationReason.POLICY_SILENT):
        with pytest.raises(choices.ReasonMissing):
            decide(case, _refusal(reason))
    assert decide(case, _refusal("other_support")).is_deviation


def test_what_was_recorded_under_an_older_list_stands(open_case: Opener, decide: Decider) -> None:
    """An old decision without advice keeps its code and is no tailoring either."""
    made = decide(open_case(need=None), _refusal("cannot_wait"))
    old = replace(made, deviation_reason="person")
    assert not old.is_deviation
    assert replace(old, own_verdict="met", own_minutes=600).is_deviation


def test_the_comparison_hears_of_tailoring_only(
    open_case: Opener, decide: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision without advice leaves the tenant without a reason to deviate."""
    heard: list[events.DecidedCase] = []
    monkeypatch.setattr(events, "_listeners", [heard.extend])
    decide(open_case(need=None), _refusal("not_decisive"))
    decide(open_case(), _refusal("other_support"))
    assert [told.deviation_reason for told in heard] == ["", "other_support"]


def test_a_silent_policy_can_be_refused_but_not_deviated_from_by_granting() -> None:
    """The rules grant and name no hours: granting some deviates from nothing, refusing does."""
    finding = _silent()
    assert reasons_for("grant_otherwise", finding) == (DeviationReason.POLICY_SILENT,)
    assert reasons_for("refuse", finding) == TAILORING
    form = DecideForm(finding=finding)
    assert [value for value, _label in form.fields["choice"].choices] == [
        "grant_otherwise", "refuse",
    ]  # fmt: skip
    assert [label for label, _reasons in form.fields["reason"].choices[1:]] == [
        "Toekennen zonder advies", "Afwijzen, anders dan geadviseerd",
    ]  # fmt: skip
