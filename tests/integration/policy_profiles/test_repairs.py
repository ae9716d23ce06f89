"""After a withdrawal: every decision that it touches is replayed, and what to do is proposed."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from assessments.models import Decision
from policy_profiles import actions, touched
from policy_profiles.drafts import actions as making
from policy_profiles.status import EndReason
from policy_profiles.versions.repair import Proposal, repairs
from tenants import context
from tests.integration.policy_profiles.drafting import WHY, entry
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"
CASES = 24


@pytest.fixture
def withdrawn(first_tenant, make_user):
    """Decide cases under nine months as the shortest contract, and withdraw that version."""

    def done(*, reinstate: bool) -> UUID:
        maker, checker = (make_user(first_tenant, "policy_officer") for _ in range(2))
        with context.inside(first_tenant.schema_name):
            draft = making.start_draft(actor=maker, title="Negen maanden")
            making.set_value(
                actor=maker, draft_id=draft, revision=1, parameter=MONTHS, entry=entry(9, why=WHY)
            )
            version = making.offer_draft(actor=maker, draft_id=draft, revision=2)
            actions.publish(
                actor=checker, version_id=version, valid_from=date(2025, 1, 1), succeeds=True
            )
            decide_cases(CASES)
            actions.withdraw(
                actor=checker, version_id=version, reason=EndReason.COURT, reinstate=reinstate
            )
        return version

    return done


def _repairs(version: UUID):
    found = touched.decisions(version_id=version, valid_from=date.min)
    return repairs(version_id=version, touched=found)


def test_who_was_refused_by_the_withdrawn_rule_is_decided_anew(withdrawn, first_tenant):
    """Eight months are too short for nine and long enough for six; longer contracts never cared."""
    version = withdrawn(reinstate=True)
    with context.inside(first_tenant.schema_name):
        found = _repairs(version)
        contracts = {number: facts["contract_end"] for number, facts in _facts_by_number().items()}
        starts = {number: facts["contract_start"] for number, facts in _facts_by_number().items()}
    short = {
        number
        for number in contracts
        if (date.fromisoformat(contracts[number]) - date.fromisoformat(starts[number])).days == 240
    }
    anew = {one.case.number for one in found if one.proposal == Proposal.DECIDE_ANEW}
    assert 0 < len(anew) < len(found) == CASES
    assert anew <= short
    assert all(one.before.minutes == 0 for one in found if one.case.number in anew)
    assert [one.proposal for one in found] == sorted(
        (one.proposal for one in found), key=list(Proposal).index
    )


def test_without_policy_on_its_day_policy_comes_first(withdrawn, first_tenant):
    version = withdrawn(reinstate=False)
    with context.inside(first_tenant.schema_name):
        found = _repairs(version)
    assert {one.proposal for one in found} == {Proposal.POLICY_FIRST}
    assert {one.after for one in found} == {None}


def test_only_who_may_see_cases_sees_what_is_proposed_for_which(withdrawn, first_tenant, sign_in):
    address = f"/beleid/versies/{withdrawn(reinstate=True)}/"
    consultant, officer = (
        _text(sign_in(first_tenant, role), address) for role in ("consultant", "policy_officer")
    )
    assert f"{CASES} besluiten zijn genomen onder deze versie" in officer
    assert "Opnieuw besluiten" in consultant
    assert "Opnieuw besluiten" not in officer
    assert "2025-" in consultant
    assert "2025-0" not in officer


def _facts_by_number() -> dict[str, dict[str, str]]:
    return dict(Decision.objects.values_list("case__number", "case__facts"))


def _text(client: Client, address: str) -> str:
    answer = client.get(address, headers={"accept-language": "nl"})
    page = HtmlPage(answer.content.decode())
    assert (answer.status_code, page.problems) == (200, [])
    return page.text
