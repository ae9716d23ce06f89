"""A published baseline is withdrawn by two people before its first day, and never after it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg import errors

from accounts.models import User
from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from policy_profiles import actions, queries
from policy_profiles.baselines import platform_actions, withdrawal_actions
from policy_profiles.baselines.actions import NewAnswer, save_answers
from policy_profiles.baselines.drafting import draft_of_answers
from policy_profiles.baselines.platform_queries import NoSuchWithdrawal, ProposalState, proposal_row
from policy_profiles.baselines.queries import pending_baseline
from policy_profiles.baselines.transition import Choice
from policy_profiles.bundles.bundle import BadBundle
from policy_profiles.drafts import actions as making
from policy_profiles.register.baselines import baselines
from policy_profiles.register.models import (
    ProposedWithdrawal,
    PublishedBaseline,
    WithdrawnBaseline,
)
from rulebook.text import Text
from tenants import context
from tests.baseline_fixtures import publish_new_baseline
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"
WHY = Text("De tekst van de wet bleek anders.", "The text of the law turned out otherwise.")


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def later(today: date) -> date:
    return today + timedelta(days=40)


@pytest.fixture
def admins(make_user: Callable[..., User], two_tenants: object) -> tuple[User, User]:
    first, second = (make_user(None, "platform_admin") for _ in range(2))
    return first, second


@pytest.fixture
def publish(make_user: Callable[..., User], later: date) -> Callable[..., UUID]:
    """publish({parameter: value}): for the later day; gives what its page is called by."""

    def published(changed: dict[str, object], **given: object) -> UUID:
        told = {"label": "toets-1", "valid_from": later, **given}
        key = publish_new_baseline(make_user, changed, **told)
        return PublishedBaseline.objects.values_list("proposal_id", flat=True).get(pk=key)

    return published


def withdraw(admins: tuple[User, User], proposal_id: UUID) -> None:
    asking, confirming = admins
    with context.as_platform():
        withdrawal_actions.propose_withdrawal(actor=asking, proposal_id=proposal_id, reason=WHY)
        withdrawal_actions.withdraw_baseline(actor=confirming, proposal_id=proposal_id)


def put(model: type[Model], **given: object) -> None:
    """As the owner of the tables, whom no lack of rights holds back."""
    with context.as_owner(), transaction.atomic():
        model.objects.create(**given)
        connection.check_constraints()


def run(statement: str, *given: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_what_was_withdrawn_never_holds_and_its_name_stays_taken(admins, publish, today, later):
    before = queries.baseline_on(on=later).content_hash
    asking, confirming = admins
    proposal_id = publish({MONTHS: 9})
    with context.as_platform():
        withdrawal_actions.propose_withdrawal(actor=asking, proposal_id=proposal_id, reason=WHY)
        assert queries.baseline_on(on=later).profile[MONTHS].value == 9  # asked, and not done
        with pytest.raises(withdrawal_actions.WithdrawalMakerIsChecker):
            withdrawal_actions.withdraw_baseline(actor=asking, proposal_id=proposal_id)
        with pytest.raises(withdrawal_actions.WithdrawalAsked):
            withdrawal_actions.propose_withdrawal(
                actor=confirming, proposal_id=proposal_id, reason=WHY
            )
        withdrawal_actions.withdraw_baseline(actor=confirming, proposal_id=proposal_id)
        with pytest.raises(platform_actions.ProposalDecided):
            withdrawal_actions.withdraw_baseline(actor=confirming, proposal_id=proposal_id)
    assert queries.baseline_on(on=later).content_hash == before
    assert queries.baseline_on(on=today).valid_to is None
    assert proposal_row(proposal_id=proposal_id).state is ProposalState.WITHDRAWN
    with pytest.raises(BadBundle) as bad:
        publish({MONTHS: 8})
    assert [problem.where for problem in bad.value.problems] == ["layer.version"]
    assert publish({MONTHS: 8}, label="toets-2")
    assert queries.baseline_on(on=later).profile[MONTHS].value == 8
    recorded = AuditEvent.objects.filter(object_id="toets-1", action__startswith="baseline.with")
    assert list(recorded.order_by("occurred_at").values_list("action", "actor_id")) == [
        ("baseline.withdrawal_proposed", asking.id),
        ("baseline.withdrawn", confirming.id),
    ]


def test_what_holds_is_not_withdrawn_and_the_answer_says_what_to_do(admins, publish, today):
    """Neither to be asked, nor, where it was asked before that day, to be done."""
    asking, confirming = admins
    holds = publish({MONTHS: 9}, valid_from=today)
    with context.as_platform(), pytest.raises(withdrawal_actions.BaselineHasBegun) as refused:
        withdrawal_actions.propose_withdrawal(actor=asking, proposal_id=holds, reason=WHY)
    assert "publish the right one" in str(refused.value)
    baseline = PublishedBaseline.objects.get(proposal_id=holds)
    asked_in_time = {"reason_nl": "a", "reason_en": "a", "made_at": timezone.now()}
    put(
        ProposedWithdrawal,
        baseline=baseline,
        valid_from=today,
        made_by=asking.id,
        **asked_in_time,
    )
    with context.as_platform(), pytest.raises(withdrawal_actions.BaselineHasBegun):
        withdrawal_actions.withdraw_baseline(actor=confirming, proposal_id=holds)
    other = publish({MONTHS: 8}, label="toets-2")
    with context.as_platform(), pytest.raises(NoSuchWithdrawal):
        withdrawal_actions.withdraw_baseline(actor=confirming, proposal_id=other)


def test_the_database_itself_keeps_four_eyes_day_and_content(admins, publish, today, later):
    """With all our code taken away, and as the owner of the tables."""
    asking, confirming = admins
    proposal_id, begun = publish({MONTHS: 9}), publish({}, label="toets-2", valid_from=today)
    with context.as_platform():
        withdrawal_actions.propose_withdrawal(actor=asking, proposal_id=proposal_id, reason=WHY)
    asked = ProposedWithdrawal.objects.get()
    right = {
        "baseline": asked.baseline, "proposal": asked, "valid_from": later, "reason_nl": WHY.nl,
        "reason_en": WHY.en, "made_by": asking.id, "checked_by": confirming.id,
    }  # fmt: skip
    for wrong in (
        {"checked_by": asking.id},
        {"checked_by": asking.id, "made_by": confirming.id},  # another maker than asked
        {"valid_from": later + timedelta(days=1)},
        {"reason_nl": "een andere reden"},  # another reason than asked, in either language
        {"reason_en": f"{WHY.en} \\ more"},
        {"withdrawn_at": timezone.now() + timedelta(days=41)},  # after it began
        {"baseline": PublishedBaseline.objects.get(proposal_id=begun)},
    ):
        with pytest.raises(IntegrityError):
            put(WithdrawnBaseline, **{**right, **wrong})
    other = PublishedBaseline.objects.get(proposal_id=begun)
    asked_of_it = {"reason_nl": "a", "reason_en": "a", "made_at": timezone.now()}
    with pytest.raises(IntegrityError):  # a day on which it does not begin
        put(ProposedWithdrawal, baseline=other, valid_from=later, made_by=asking.id, **asked_of_it)
    put(WithdrawnBaseline, **right)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.policy_register_withdrawnbaseline SET reason_nl = 'x'",
        "DELETE FROM public.policy_register_withdrawnbaseline",
        "UPDATE public.policy_register_proposedwithdrawal SET reason_nl = 'x'",
        "DELETE FROM public.policy_register_proposedwithdrawal",
        "INSERT INTO public.policy_register_withdrawnbaseline (withdrawn_at) VALUES (now())",
    ],
)
def test_nobody_undoes_a_withdrawal_or_sets_its_moment(
    statement, admins, publish, first_tenant, make_user
):
    withdraw(admins, publish({MONTHS: 9}))
    for where in (context.as_platform(), context.inside(first_tenant.schema_name)):
        with where, pytest.raises(ProgrammingError) as refused:
            run(statement)
        assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege)


def test_a_tenant_withdraws_nothing(publish, first_tenant, make_user):
    proposal_id, officer = publish({MONTHS: 9}), make_user(first_tenant, "policy_officer")
    with context.inside(first_tenant.schema_name), pytest.raises(NotPermitted):
        withdrawal_actions.propose_withdrawal(actor=officer, proposal_id=proposal_id, reason=WHY)


def test_it_is_told_to_everybody(admins, publish, sign_in):
    """In the feed after the publication, and in the history of the interface."""
    withdraw(admins, publish({MONTHS: 9}))
    public = sign_in(None)
    public.cookies["django_language"] = "nl"
    for path in ("/profielen/feed.atom", "/profielen/feed.json"):
        text = public.get(path).content.decode()
        assert "Nieuwe UWV-basis: versie toets-1" in text
        assert "UWV-basis ingetrokken: versie toets-1" in text
        assert WHY.nl in text
    versions = public.get("/api/v1/profiles/uwv-baseline/versions").json()
    assert [(one["kind"], one["version"]) for one in versions] == [
        ("withdrawn", "toets-1"), ("published", "toets-1"), ("shipped", "2014-2019.2"),
    ]  # fmt: skip


def test_who_published_ahead_on_it_gets_the_list_of_the_baseline_that_holds(
    admins, publish, first_tenant, make_user, sign_in, later
):
    """With the reason; before that, and without having done anything, there is nothing to do."""
    officer, checker = (make_user(first_tenant, "policy_officer") for _ in range(2))
    proposal_id = publish({MONTHS: 9})
    with context.inside(first_tenant.schema_name):
        save_answers(
            actor=officer,
            label="toets-1",
            stand=0,
            answers={MONTHS: NewAnswer(choice=Choice.ADOPT)},
        )
        draft_id = draft_of_answers(actor=officer, label="toets-1", title="Op toets-1")
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=1)
        actions.publish(actor=checker, version_id=version_id, valid_from=later, succeeds=True)
        assert pending_baseline() is None
    withdraw(admins, proposal_id)
    with context.inside(first_tenant.schema_name):
        pending = pending_baseline()
        assert pending is not None
        assert (pending.old_label, pending.day) == ("toets-1", later)
        assert pending.version == baselines().versions[0]
        assert pending.asked == (MONTHS,)
        assert pending.withdrawn_because == WHY
    browser = sign_in(first_tenant, "policy_officer")
    browser.cookies["django_language"] = "nl"
    page = HtmlPage(browser.get("/beleid/nieuwe-basis/").content.decode())
    assert page.problems == []
    assert "Versie toets-1 is ingetrokken" in page.text
    assert WHY.nl in page.text


def test_an_organisation_that_did_nothing_yet_is_asked_nothing_any_more(
    admins, publish, second_tenant
):
    proposal_id = publish({MONTHS: 9})
    with context.inside(second_tenant.schema_name):
        assert pending_baseline() is not None
    withdraw(admins, proposal_id)
    with context.inside(second_tenant.schema_name):
        assert pending_baseline() is None


def test_the_pages_lead_two_administrators_through_it(two_tenants, publish, sign_in):
    first, second = sign_in(None, "platform_admin"), sign_in(None, "platform_admin")
    for browser in (first, second):
        browser.cookies["django_language"] = "nl"
    address = f"/beheer/basis/{publish({MONTHS: 9})}/"
    assert "Basis intrekken" in first.get(address).content.decode()
    form = HtmlPage(first.get(f"{address}intrekken/").content.decode())
    assert form.problems == []
    empty = first.post(f"{address}intrekken/", {"reden": "mail jan@example.org", "reason": ""})
    assert empty.status_code == 400
    given = {"reden": WHY.nl, "reason": WHY.en}
    asked = first.post(f"{address}intrekken/", given, follow=True).content.decode()
    assert "Het intrekken is voorgelegd aan een tweede beheerder." in asked
    assert "Intrekken bevestigen" not in asked
    refused = first.post(f"{address}intrekken/bevestigen/", follow=True).content.decode()
    assert "Vraag een andere beheerder." in refused
    assert (
        "Intrekken wacht op een tweede beheerder" in second.get("/beheer/basis/").content.decode()
    )
    assert "Intrekken bevestigen" in second.get(address).content.decode()
    done = HtmlPage(second.post(f"{address}intrekken/bevestigen/", follow=True).content.decode())
    assert done.problems == []
    assert "De basis is ingetrokken en zal niet gelden." in done.text
    overview = HtmlPage(second.get("/beheer/basis/").content.decode())
    assert overview.problems == []
    assert "Ingetrokken voor zij ingingen" in overview.text
    assert first.get(f"{address}intrekken/").status_code == 302
    second.cookies["django_language"] = "en"
    assert "Withdrawn before they began to hold" in second.get("/beheer/basis/").content.decode()


def test_who_asks_after_a_colleague_is_told(two_tenants, publish, sign_in):
    """Both had the form open: the second one's words are not kept, and the page says so."""
    first, second = sign_in(None, "platform_admin"), sign_in(None, "platform_admin")
    address = f"/beheer/basis/{publish({MONTHS: 9})}/intrekken/"
    given = {"reden": WHY.nl, "reason": WHY.en}
    too_late = "Een collega vroeg hier intussen al om. U kunt het intrekken bevestigen."
    assert too_late not in first.post(address, given, follow=True).content.decode()
    told = second.post(address, given, follow=True).content.decode()
    assert too_late in told
    assert "al over beslist" not in told
    again = first.post(address, given, follow=True).content.decode()  # pressed twice
    assert too_late not in again
    assert "Het intrekken is voorgelegd aan een tweede beheerder." in again


def test_the_page_of_one_that_holds_says_what_to_do(two_tenants, publish, sign_in, today):
    browser = sign_in(None, "platform_admin")
    browser.cookies["django_language"] = "nl"
    address = f"/beheer/basis/{publish({MONTHS: 9}, valid_from=today)}/"
    page = browser.get(address).content.decode()
    assert "kan niet meer worden ingetrokken" in page
    assert "Basis intrekken" not in page
    assert browser.get(f"{address}intrekken/").status_code == 302
    given = {"reden": WHY.nl, "reason": WHY.en}
    late = browser.post(f"{address}intrekken/", given, follow=True).content.decode()
    assert "Deze basis geldt al." in late
