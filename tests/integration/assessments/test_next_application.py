"""Extension and applying again: one form, filled in from the case, its changes and its plan."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import actions as cases
from assessments import queries
from assessments.changes import actions
from assessments.changes.next_application import FollowedAlready, NotDecidedYet, apply_again
from assessments.changes.next_facts import extension_facts
from assessments.changes.queries import support_of
from assessments.changes.reckoning.history import Change, Kind
from assessments.choices import Otherwise
from assessments.models import Case
from assessments.queries import CaseRow, DecisionRow
from rulebook.wording import date_long

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def decided(open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]) -> CaseRow:
    """A case of Eikenberg with support of half a year."""
    case = open_case()
    decide(case)
    return queries.case(number=case.number)


def test_k4_7_an_extension_asks_only_what_may_be_different(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """The new hours of a change, the day after the support and the coach are filled in.

    Bottlenecks: K4.2-e, K5-f.
    """
    day = support_of(case_id=decided.id).grant.start + 30 * DAY
    change = Change(kind=Kind.HOURS, day=day, weekly_minutes=1_080)
    actions.record_change(
        actor=consultant, case_id=decided.id, revision=decided.revision, change=change
    )
    page = f"/werkvoorraad/{decided.number}/vervolg/"
    shown = client.get(page).content.decode()
    support = support_of(case_id=decided.id)
    first = support.last_day + DAY
    assert f'value="{first:%d-%m-%Y}"' in shown
    assert 'value="18"' in shown
    assert "gegevens gaan mee zoals ze waren" in shown
    assert date_long(support.last_day, "nl") in shown
    today = timezone.localdate()
    given = {
        "received_on": f"{today:%d-%m-%Y}",
        "support_start": f"{first:%d-%m-%Y}",
        "contract_form": "permanent",
        "weekly_hours": "18",
        "wage_value": "45",
        "illness_weeks": "0",
        "need": "light",
        "unused_hours": "0",
        "requested_minutes": "9",
    }
    answer = client.post(page, given, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/controleren/")
    opened = queries.case(number=Case.objects.get(previous_id=decided.id).number)
    assert opened.facts["request_kind"] == "continuation"
    assert opened.facts["coaching_start"] == support.grant.start
    assert opened.facts["previous_support_end"] == support.last_day
    assert opened.facts["provider_recognition"] == "uwv"
    assert (opened.facts["weekly_hours"], opened.requested_minutes) == (1_080, 540)


def test_one_application_follows_at_a_time(consultant: User, decided: CaseRow) -> None:
    """Two open follow-ups of one case would be decided twice; a withdrawn one is no longer open."""
    known = extension_facts(
        decided.facts, support_of(case_id=decided.id), today=timezone.localdate()
    )
    opened = apply_again(actor=consultant, case_id=decided.id, facts=known)
    with pytest.raises(FollowedAlready):
        apply_again(actor=consultant, case_id=decided.id, facts=known)
    with pytest.raises(NotDecidedYet):
        apply_again(actor=consultant, case_id=opened.id, facts=known)
    cases.withdraw_case(actor=consultant, case_id=opened.id, revision=opened.revision)
    assert apply_again(actor=consultant, case_id=decided.id, facts=known).number != opened.number


def test_after_a_refusal_the_same_is_asked_again(
    client: Client, open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]
) -> None:
    """There is no period to go on from: the application itself comes back."""
    case = open_case()
    decide(case, Otherwise(outcome="refuse", reason="other_support"))
    assert (
        "Opnieuw aanvragen" in client.get(f"/werkvoorraad/{case.number}/besluit/").content.decode()
    )
    shown = client.get(f"/werkvoorraad/{case.number}/vervolg/").content.decode()
    assert f'value="{timezone.localdate():%d-%m-%Y}"' in shown
