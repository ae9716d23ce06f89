"""From opening a case to its sealed receipt, under the tenant's own database role."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments import actions, choices, events, queries
from assessments.models import Case, Decision, Receipt
from assessments.queries import CaseRow, DecisionRow
from assessments.receipts import replay_receipt
from assessments.references import BsnInText
from assessments.status import ChangeNotAllowed
from audit.models import AuditEvent
from policy_profiles.models import ProfilePeriod
from rulebook.facts import NotAFactValue
from tenants.queries import TenantRow

Opener = Callable[..., CaseRow]
Decider = Callable[..., DecisionRow]


def _otherwise(**given: object) -> choices.Otherwise:
    first = timezone.localdate()
    values: dict[str, object] = {
        "outcome": "grant_otherwise",
        "reason": "person",
        "minutes": 30 * 60,
        "starts_on": first,
        "ends_on": first + timedelta(days=180),
    }
    return choices.Otherwise(**{**values, **given})


def test_numbers_follow_each_other(consultant: User) -> None:
    """The number of a case is the year and a number without gaps."""
    opened = [actions.open_case(actor=consultant, client_reference=f"K-{n}") for n in range(3)]
    year = timezone.localdate().year
    first = int(opened[0].number.split("-")[1])
    assert [case.number for case in opened] == [f"{year}-{first + n:05d}" for n in range(3)]


def test_an_unknown_municipality_is_refused(consultant: User) -> None:
    """A case cannot belong to a place that nobody knows."""
    with pytest.raises(actions.MunicipalityNotInRegister):
        actions.open_case(actor=consultant, client_reference="K-1", municipality_code="GM9999")
    assert Case.objects.count() == 0


def test_facts_are_laid_over_those_that_were_known(consultant: User, open_case: Opener) -> None:
    """Saving one page leaves the others as they were; None makes a fact unknown again."""
    case = open_case()
    saved = actions.save_facts(
        actor=consultant, case_id=case.id, revision=case.revision,
        facts={"wage_value": None, "weekly_hours": 12 * 60 + 30}, requested_minutes=3600,
    )  # fmt: skip
    assert "wage_value" not in saved.facts
    assert saved.facts["weekly_hours"] == 750
    assert saved.facts["need"] == "medium"
    assert saved.requested_minutes == 3600


def test_nobody_overwrites_what_a_colleague_saved(consultant: User, open_case: Opener) -> None:
    """The second of two people with the same screen is told, and nothing is lost."""
    case = open_case()
    actions.save_facts(
        actor=consultant, case_id=case.id, revision=case.revision, facts={"wage_value": 5000}
    )
    with pytest.raises(actions.StaleCase):
        actions.save_facts(
            actor=consultant, case_id=case.id, revision=case.revision, facts={"wage_value": 6000}
        )
    assert queries.case(number=case.number).facts["wage_value"] == 5000


def test_contradictory_facts_are_refused_whole(consultant: User, open_case: Opener) -> None:
    """Both facts are named, and the fact that was fine is not saved either."""
    case = open_case()
    with pytest.raises(actions.ContradictoryFacts) as refused:
        actions.save_facts(
            actor=consultant, case_id=case.id, revision=case.revision,
            facts={"contract_form": "permanent", "wage_value": 5000},
        )  # fmt: skip
    assert refused.value.contradictions[0].facts == ("contract_form", "contract_end")
    assert queries.case(number=case.number).facts["wage_value"] == 4000
    with pytest.raises(NotAFactValue):
        actions.save_facts(
            actor=consultant, case_id=case.id, revision=case.revision, facts={"weekly_hours": 99999}
        )


def test_only_who_may_decides(
    eikenberg: TenantRow, open_case: Opener, make_user: Callable[..., User]
) -> None:
    """A policy officer, an analyst and an administrator have no say in a case."""
    case = open_case()
    for role in ("policy_officer", "analyst", "tenant_admin"):
        other = make_user(eikenberg, role)
        with pytest.raises(NotPermitted):
            actions.decide(
                actor=other, case_id=case.id, revision=case.revision, choice=choices.AsAdvised()
            )
    assert not Decision.objects.exists()


def test_deciding_as_advised_takes_over_hours_and_period(
    open_case: Opener, decide: Decider
) -> None:
    """The decision holds the advice, and the record names the hash of its receipt."""
    case = open_case()
    made = decide(case)
    assert made.outcome == "grant"
    assert made.granted_minutes == made.own_minutes > 0
    [period] = made.periods
    assert period.minutes == made.granted_minutes
    assert queries.case(number=case.number).status == "decided"
    event = AuditEvent.objects.get(action="case.decided")
    assert event.details["receipt"] == made.sha256
    assert event.object_id == str(case.id)


def test_a_refusal_that_the_rules_advise_needs_no_reason(
    open_case: Opener, decide: Decider
) -> None:
    """Too few hours: refused, without hours and without a period."""
    made = decide(open_case(weekly_hours=120, growth_expected=False))
    assert (made.outcome, made.granted_minutes, made.periods) == ("refuse", 0, ())
    assert "weekly_hours" in made.own_failed
    assert not made.is_deviation


def test_deciding_otherwise_is_on_record_as_tailoring(open_case: Opener, decide: Decider) -> None:
    """K5-h: hours, period and reason are those that were chosen, beside what the rules said."""
    made = decide(open_case(), _otherwise())
    assert (made.outcome, made.granted_minutes) == ("grant_otherwise", 1800)
    assert made.deviation_reason == "person"
    assert made.is_deviation
    assert made.own_minutes not in (None, 1800)


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"reason": ""}, choices.ReasonMissing, "reason"),
        ({"reason": "mood"}, choices.ReasonMissing, "reason"),
        ({"minutes": 0}, choices.MinutesRefused, "minutes"),
        ({"minutes": 999 * 60}, choices.MoreThanWorked, "minutes"),
        ({"starts_on": None}, choices.PeriodRefused, "starts_on"),
        ({"ends_on": date(2020, 1, 1)}, choices.PeriodRefused, "ends_on"),
    ],
)
def test_a_choice_that_cannot_be_names_its_field(
    open_case: Opener,
    decide: Decider,
    given: dict[str, object],
    refusal: type[choices.ChoiceRefused],
    field: str,
) -> None:
    """Nothing of a refused decision stays behind."""
    case = open_case()
    with pytest.raises(refusal) as refused:
        decide(case, _otherwise(**given))
    assert refused.value.field == field
    assert not Decision.objects.exists()
    assert queries.case(number=case.number).status == "draft"


def test_otherwise_must_be_otherwise(open_case: Opener, decide: Decider) -> None:
    """Who chooses otherwise and then grants the advice would be counted as tailoring."""
    case = open_case()
    advised = decide(open_case())
    [period] = advised.periods
    same = _otherwise(
        minutes=advised.granted_minutes, starts_on=period.starts_on, ends_on=period.ends_on
    )
    with pytest.raises(choices.NotADeviation):
        decide(case, same)


def test_without_an_advice_there_is_nothing_to_follow(open_case: Opener, decide: Decider) -> None:
    """The questions that are still open are named; otherwise remains possible, with a reason."""
    case = open_case(need=None)
    with pytest.raises(choices.AdviceNotKnown) as refused:
        decide(case)
    assert "need" in refused.value.questions
    made = decide(case, _otherwise(reason="facts_not_to_be_had"))
    assert made.own_minutes is None


def test_a_decision_is_made_once(open_case: Opener, decide: Decider, consultant: User) -> None:
    """After it the facts stand still and a second decision is refused."""
    case = open_case()
    decide(case)
    after = queries.case(number=case.number)
    with pytest.raises(ChangeNotAllowed):
        decide(after)
    with pytest.raises(ChangeNotAllowed):
        actions.save_facts(
            actor=consultant, case_id=case.id, revision=after.revision, facts={"wage_value": 1}
        )


def test_a_decision_is_not_dated_ahead(consultant: User, open_case: Opener) -> None:
    """The rules of a day that has not come may still change."""
    case = open_case()
    with pytest.raises(actions.DecidedInTheFuture):
        actions.decide(
            actor=consultant, case_id=case.id, revision=case.revision, choice=choices.AsAdvised(),
            decided_on=timezone.localdate() + timedelta(days=1),
        )  # fmt: skip


def test_a_receipt_replays_to_the_same_bytes(open_case: Opener, decide: Decider) -> None:
    """Also after the policy has ended: the receipt brings its own rules."""
    made = decide(open_case())
    receipt = queries.receipt(number=made.number)
    assert hashlib.sha256(receipt.text.encode()).hexdigest() == receipt.sha256
    ProfilePeriod.objects.update(known_to=timezone.now())
    again = replay_receipt(receipt=receipt)
    assert again.text == receipt.text
    assert again.is_identical


def test_a_receipt_holds_what_the_decision_rests_on(open_case: Opener, decide: Decider) -> None:
    """Facts, both findings, both profiles and the decision; no reference of the client."""
    made = decide(open_case(), _otherwise())
    text = queries.receipt(number=made.number).text
    sealed = json.loads(text)
    assert sealed["facts"]["weekly_hours"] == 1440
    assert sealed["findings"]["own"]["minutes"] == made.own_minutes
    assert sealed["findings"]["baseline"]["profile"]["hash"] == made.baseline_hash
    assert sealed["decision"]["deviationReason"] == "person"
    assert "K-2201" not in text
    for side in ("own", "baseline"):
        assert queries.pinned_rules(sha256=sealed["rules"][side]["pinned"])


def test_a_receipt_that_was_tampered_with_is_seen(open_case: Opener, decide: Decider) -> None:
    """Other facts lead to other findings, and so to another hash."""
    made = decide(open_case())
    receipt = queries.receipt(number=made.number)
    forged = Receipt(
        decision=receipt.decision,
        text=receipt.text.replace('"need":"medium"', '"need":"light"'),
        sha256=receipt.sha256,
        engine_version=receipt.engine_version,
    )
    assert not replay_receipt(receipt=forged).is_identical


def test_listeners_hear_of_a_decision_in_its_transaction(
    open_case: Opener, decide: Decider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They get what a fact row needs, and what they raise undoes the decision."""
    heard: list[events.DecidedCase] = []
    monkeypatch.setattr(events, "_listeners", [heard.extend])
    case = open_case()
    made = decide(case, _otherwise())
    [told] = heard
    assert (told.case_id, told.granted_minutes) == (case.id, 1800)
    assert told.own.minutes == made.own_minutes
    assert told.baseline.profile_hash == made.baseline_hash
    assert told.facts == case.facts

    def refuse(decided: tuple[events.DecidedCase, ...]) -> None:
        raise RuntimeError

    monkeypatch.setattr(events, "_listeners", [refuse])
    other = open_case()
    with pytest.raises(RuntimeError):
        decide(other)
    assert queries.case(number=other.number).status == "draft"
    assert Decision.objects.count() == 1


def test_a_case_is_withdrawn_closed_and_opened_again(
    consultant: User, open_case: Opener, decide: Decider
) -> None:
    """Only along the ways that the table of changes knows."""
    withdrawn = open_case()
    after = actions.withdraw_case(
        actor=consultant, case_id=withdrawn.id, revision=withdrawn.revision
    )
    assert after.status == "withdrawn"
    with pytest.raises(ChangeNotAllowed):
        decide(replace(withdrawn, revision=after.revision))
    case = open_case()
    decide(case)
    case = queries.case(number=case.number)
    closed = actions.close_case(actor=consultant, case_id=case.id, revision=case.revision)
    opened = actions.reopen_case(actor=consultant, case_id=case.id, revision=closed.revision)
    assert (closed.status, opened.status) == ("closed", "decided")
    lines = AuditEvent.objects.filter(object_id=str(case.id)).order_by("id")
    assert [line.action.removeprefix("case.") for line in lines] == [
        "opened", "facts_saved", "decided", "closed", "reopened",
    ]  # fmt: skip


def test_the_audit_record_holds_no_facts(open_case: Opener, decide: Decider) -> None:
    """Reference, hours and need stay out of it."""
    decide(open_case())
    lines = json.dumps(list(AuditEvent.objects.values_list("details", flat=True)))
    assert not [word for word in ("K-2201", "medium", "weekly_hours", "1440") if word in lines]


def test_no_service_number_is_sealed(consultant: User, open_case: Opener, client: Client) -> None:
    """Neither over the page nor by whoever calls the action: a receipt is never changed again."""
    case, told = open_case(), "BSN 999990019 belde zelf."
    with pytest.raises(BsnInText) as refused:
        actions.decide(
            actor=consultant, case_id=case.id, revision=case.revision, choice=choices.AsAdvised(),
            motivation=told,
        )  # fmt: skip
    assert "999990019" not in str(refused.value)
    where = f"/werkvoorraad/{case.number}/besluiten/"
    chosen = {"choice": "advised", "motivation": told, "revision": case.revision}
    assert "Haal het burgerservicenummer weg." in client.post(where, chosen, follow=True).text
    assert not Decision.objects.exists()
