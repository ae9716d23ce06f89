"""Many cases at once, as files and the demo bring them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments.actions import ContradictoryFacts
from assessments.bulk_actions import NewCase, add_cases
from assessments.choices import Otherwise
from assessments.models import Case, PinnedRules, Receipt
from assessments.queries import case_by_external_reference, decision, receipt
from assessments.receipts import replay_receipt
from assessments.references import LooksLikeBsn
from policy_profiles.queries import profile_on
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts


def test_drafts_and_decisions_come_in_together(eikenberg: TenantRow) -> None:
    """A decided case has its receipt, under the rules of its own day; a draft has none."""
    today = timezone.localdate()
    cases = [
        NewCase(
            client_reference=f"S-{place}",
            facts=complete_facts(),
            external_reference=f"demo-{place}",
            decided_on=today - timedelta(days=place) if place else None,
            is_synthetic=True,
        )
        for place in range(4)
    ]
    added = add_cases(actor=None, cases=cases)
    assert len(set(added)) == 4
    draft = case_by_external_reference(reference="demo-0")
    assert (draft.status, draft.id, draft.is_synthetic) == ("draft", added[0], True)
    for place in (1, 2, 3):
        made = decision(number=case_by_external_reference(reference=f"demo-{place}").number)
        day = today - timedelta(days=place)
        assert made.decided_on == day
        assert made.own_hash == profile_on(on=day).content_hash
        assert replay_receipt(receipt=receipt(number=made.number)).is_identical
    assert PinnedRules.objects.count() == 2


def test_the_number_has_the_year_of_the_case(eikenberg: TenantRow) -> None:
    """A case of an earlier year is numbered in that year."""
    add_cases(
        actor=None,
        cases=[
            NewCase(client_reference="S-1", facts=complete_facts(), opened_on=date(2024, 5, 1)),
            NewCase(client_reference="S-2", facts=complete_facts(), opened_on=date(2023, 5, 1)),
            NewCase(client_reference="S-3", facts=complete_facts(), opened_on=date(2024, 6, 1)),
        ],
    )
    numbers = dict(Case.objects.values_list("client_reference", "number"))
    assert numbers == {"S-1": "2024-00001", "S-2": "2023-00001", "S-3": "2024-00002"}


def test_deciding_otherwise_in_bulk_keeps_its_reason(eikenberg: TenantRow) -> None:
    """The demo measures tailoring just as a consultant does."""
    today = timezone.localdate()
    choice = Otherwise(
        outcome="grant_otherwise", reason="workplace", minutes=600, starts_on=today, ends_on=today
        + timedelta(days=90),
    )  # fmt: skip
    add_cases(
        actor=None,
        cases=[
            NewCase(client_reference="S-1", facts=complete_facts(), decided_on=today, choice=choice)
        ],
    )
    made = decision(number=Case.objects.get().number)
    assert (made.outcome, made.deviation_reason, made.granted_minutes) == (
        "grant_otherwise", "workplace", 600,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("last", "refusal"),
    [
        ({"client_reference": "111222333"}, LooksLikeBsn),
        ({"facts": complete_facts(contract_form="permanent")}, ContradictoryFacts),
    ],
)
def test_one_case_that_cannot_be_keeps_all_out(
    eikenberg: TenantRow, last: dict[str, object], refusal: type[Exception]
) -> None:
    """Nothing half-done stays behind, not even a number."""
    good = {"client_reference": "S-1", "facts": complete_facts()}
    cases = [NewCase(**good, decided_on=timezone.localdate()), NewCase(**{**good, **last})]
    with pytest.raises(refusal):
        add_cases(actor=None, cases=cases)
    assert not Case.objects.exists()
    assert not Receipt.objects.exists()


def test_only_who_may_reads_cases_in(eikenberg: TenantRow, make_user: Callable[..., User]) -> None:
    """An analyst does not."""
    with pytest.raises(NotPermitted):
        add_cases(actor=make_user(eikenberg, "analyst"), cases=[])
