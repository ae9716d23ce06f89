"""An organisation works through a new baseline: value by value, together, with nothing silent."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from policy_profiles import actions, queries
from policy_profiles.baselines import actions as answering
from policy_profiles.baselines import regional
from policy_profiles.baselines.actions import NewAnswer
from policy_profiles.baselines.drafting import AnswersMissing, KeepingRule, draft_of_answers
from policy_profiles.baselines.effects import effects_of
from policy_profiles.baselines.models import BaselineAnswer
from policy_profiles.baselines.queries import BaselineDoesNotFit, answers_to, pending_baseline
from policy_profiles.baselines.transition import Choice, Stand
from policy_profiles.drafts import actions as making
from policy_profiles.drafts import queries as drafts
from policy_profiles.mapping import LayersChanged
from policy_profiles.models import ProfileDraft
from policy_profiles.register.models import RegionalProposal
from rulebook.profiles import BASELINE
from rulebook.wording import date_long
from tenants import context
from tenants.actions import add_municipality
from tenants.queries import TenantRow
from tests.baseline_fixtures import publish_new_baseline
from tests.integration.policy_profiles.drafting import OWN_RULE, WHY, entry
from tests.integration.policy_profiles.html_page import HtmlPage
from tests.what_if_fixtures import decide_cases

pytestmark = pytest.mark.django_db

MONTHS, WEEKLY, WAGE = "contract.minimum_months", "hours.minimum_weekly", "wage_value.minimum"
OWN = "target_group.accepted_grounds"  # which Eikenberg sets itself
CHANGED = {MONTHS: 4, WEEKLY: 600, WAGE: 3000, OWN: ["target_register"]}
LABEL = "toets-1"
RULE = KeepingRule(
    source=OWN_RULE,
    legal_basis="Beleidsregel jobcoaching Eikenberg",
    owner="afdeling Beleid",
    review_on=date(2030, 1, 1),
)


@pytest.fixture
def officer(first_tenant: TenantRow, make_user: Callable[..., User]) -> User:
    return make_user(first_tenant, "policy_officer")


@pytest.fixture
def published(make_user: Callable[..., User], first_tenant: TenantRow) -> Callable[..., object]:
    """published(changed, label=…, valid_from=…); without anything the usual four values, today."""

    def publish(changed: dict[str, Any] | None = None, **given: Any) -> object:
        told = {"label": LABEL, "valid_from": timezone.localdate(), **given}
        return publish_new_baseline(make_user, CHANGED if changed is None else changed, **told)

    return publish


def _inside(tenant: TenantRow) -> Any:
    return context.inside(tenant.schema_name)


def _save(actor: User, **answers: NewAnswer) -> int:
    named = {name.replace("__", "."): given for name, given in answers.items()}
    stand = answers_to(label=LABEL).stand
    return answering.save_answers(actor=actor, label=LABEL, stand=stand, answers=named)


ALL = {
    "contract__minimum_months": NewAnswer(choice=Choice.ADOPT),
    "hours__minimum_weekly": NewAnswer(
        choice=Choice.KEEP, reason="budget", note="Wij blijven bij twaalf uur."
    ),
    "wage_value__minimum": NewAnswer(choice=Choice.DISCUSS, note="Volgt in maart."),
}


def test_nothing_changes_until_somebody_publishes(officer, published, first_tenant):
    """The policy in force, its decisions and a draft that was begun before keep the old one."""
    today = timezone.localdate()
    with _inside(first_tenant):
        before = queries.profile_on(on=today)
        old = making.start_draft(actor=officer, title="Eerder begonnen")
        was = drafts.profile_of_draft(draft_id=old, on=today).content_hash
    published()
    with _inside(first_tenant):
        assert queries.profile_on(on=today).content_hash == before.content_hash
        assert drafts.profile_of_draft(draft_id=old, on=today).content_hash == was
        later = making.start_draft(actor=officer, title="Later begonnen")
        assert drafts.profile_of_draft(draft_id=later, on=today)[MONTHS].value == 6
        empty = making.start_draft(actor=officer, title="Leeg", base="g4-2015")
        found = drafts.profile_of_draft(draft_id=empty, on=today)
        assert found[MONTHS].value == 4  # an empty one begins on the baseline of today
        assert drafts.draft_row(draft_id=empty).baseline == LABEL
        version = making.offer_draft(actor=officer, draft_id=old, revision=1)
        assert queries.profile_of_version(version_id=version, on=today).content_hash == was


def test_the_list_has_every_value_that_differs_and_how_the_organisation_stands(
    published, first_tenant
):
    with _inside(first_tenant):
        assert pending_baseline() is None
    published()
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        stands = {name: pending.transition.stand_of(name) for name in pending.transition.parameters}
    assert stands == {
        MONTHS: Stand.INHERITED,
        WEEKLY: Stand.INHERITED,
        WAGE: Stand.INHERITED,
        OWN: Stand.OWN,
    }
    assert set(pending.asked) == {MONTHS, WEEKLY, WAGE}
    assert pending.old_label == "2014-2019.2"


def test_a_second_one_is_named_on_the_list_of_the_first(browser, published):
    """Or what was just answered would seem to be asked anew a few days later."""
    later = timezone.localdate() + timedelta(days=3)
    published()
    published({MONTHS: 3}, label="toets-2", valid_from=later)
    page = browser.get("/beleid/nieuwe-basis/").content.decode()
    assert f"Nieuwe UWV-basis: versie {LABEL}" in page
    assert f"vanaf {date_long(later, 'nl')} geldt versie toets-2" in page


def test_a_baseline_to_come_is_told_beforehand_and_the_one_of_today_first(published, first_tenant):
    today = timezone.localdate()
    later = today + timedelta(days=30)
    published({MONTHS: 3}, label="toets-2", valid_from=later)
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        assert (pending.version.label, pending.day) == ("toets-2", later)
    published({MONTHS: 5})
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        assert pending.version.label == LABEL


def test_answers_are_added_and_the_latest_counts(officer, published, first_tenant):
    """With who and when; the record tells how many, and nothing of what was noted."""
    published()
    with _inside(first_tenant):
        assert _save(officer, **ALL) == 3
        assert _save(officer, **ALL) == 0
        again = {"contract__minimum_months": NewAnswer(choice=Choice.KEEP)}
        assert _save(officer, **again) == 1
        found = answers_to(label=LABEL)
        assert found.choices == {
            MONTHS: Choice.KEEP, WEEKLY: Choice.KEEP, WAGE: Choice.DISCUSS,
        }  # fmt: skip
        assert BaselineAnswer.objects.count() == 4
        events = AuditEvent.objects.filter(action="baseline.answered").order_by("occurred_at")
        assert [event.details for event in events] == [{"answers": 3}, {"answers": 1}]
        with pytest.raises(ProgrammingError), transaction.atomic():
            BaselineAnswer.objects.update(choice="adopt")
        with pytest.raises(ProgrammingError), transaction.atomic():
            BaselineAnswer.objects.all().delete()


def test_who_did_not_see_a_colleagues_answer_is_told(officer, published, first_tenant):
    published()
    with _inside(first_tenant):
        _save(officer, **ALL)
        with pytest.raises(answering.AnswersChanged):
            answering.save_answers(
                actor=officer, label=LABEL, stand=0, answers={MONTHS: NewAnswer(choice=Choice.KEEP)}
            )


def test_a_consultant_answers_nothing(published, first_tenant, make_user):
    consultant = make_user(first_tenant, "consultant")
    published()
    with _inside(first_tenant):
        for act in (
            lambda: _save(consultant, **ALL),
            lambda: answering.share_answers(actor=consultant, label=LABEL),
            lambda: draft_of_answers(actor=consultant, label=LABEL, title="x"),
        ):
            with pytest.raises(NotPermitted):
                act()


def test_the_answers_become_a_draft_on_the_new_baseline(
    officer, published, first_tenant, make_user
):
    """Adopt inherits, keep is explained, discuss holds the offer until it was decided."""
    today, checker = timezone.localdate(), make_user(first_tenant, "policy_officer")
    published()
    with _inside(first_tenant):
        _save(officer, contract__minimum_months=NewAnswer(choice=Choice.ADOPT))
        with pytest.raises(AnswersMissing) as missing:
            draft_of_answers(actor=officer, label=LABEL, title="Beleid op toets-1")
        assert set(missing.value.parameters) == {WEEKLY, WAGE}
        _save(officer, **ALL)
        draft_id = draft_of_answers(
            actor=officer, label=LABEL, title="Beleid op toets-1", rule=RULE
        )
        row, own = drafts.draft_row(draft_id=draft_id), queries.profile_on(on=today).profile
        found = drafts.profile_of_draft(draft_id=draft_id, on=today)
        assert {name: found[name].value for name in CHANGED} == {
            MONTHS: 4, WEEKLY: 720, WAGE: 3500, OWN: own[OWN].value,
        }  # fmt: skip
        same = set(found.values) - set(CHANGED)
        assert {n: found[n].value for n in same} == {n: own[n].value for n in same}
        kept = found[WEEKLY].origin
        assert (kept.layer, kept.source.title) == ("municipality", OWN_RULE["title"])
        assert row.values[WEEKLY][0]["deviation"]["reason"] == "budget"
        assert (row.baseline, row.to_discuss) == (LABEL, (WAGE,))
        with pytest.raises(making.StillToDiscuss):
            making.offer_draft(actor=officer, draft_id=draft_id, revision=1)
        making.set_value(
            actor=officer, draft_id=draft_id, revision=1, parameter=WAGE, entry=entry(3500, why=WHY)
        )
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=2)
        actions.publish(actor=checker, version_id=version_id, valid_from=today, succeeds=True)
        assert queries.profile_on(on=today).profile[MONTHS].value == 4
        assert pending_baseline() is None


def test_what_is_kept_without_a_rule_cannot_be_offered_without_a_reason(
    officer, published, first_tenant
):
    published({MONTHS: 4})
    with _inside(first_tenant):
        _save(officer, contract__minimum_months=NewAnswer(choice=Choice.KEEP, reason="budget"))
        draft_id = draft_of_answers(actor=officer, label=LABEL, title="Houden")
        assert (
            drafts.profile_of_draft(draft_id=draft_id, on=timezone.localdate())[MONTHS].value == 6
        )
        with pytest.raises(actions.DeviationsUnexplained) as refused:
            making.offer_draft(actor=officer, draft_id=draft_id, revision=1)
        assert refused.value.parameters == (MONTHS,)


def test_kept_cells_of_a_table_partly_ones_own_are_explained_as_well(
    officer, published, first_tenant, make_user
):
    """What was asked of them in the list is not dropped."""
    table, today = "intensity.table_long", timezone.localdate()
    checker = make_user(first_tenant, "policy_officer")
    with _inside(first_tenant):
        old = queries.baseline_on(on=today).profile[table].value
        first, second = list(old)[:2]
        column = next(iter(old[first]))
        draft_id = making.start_draft(actor=officer, title="Deels", base=BASELINE)
        same = {first: {column: old[first][column]}}  # as the baseline has it: no reason is asked
        making.set_value(
            actor=officer,
            draft_id=draft_id,
            revision=1,
            parameter=table,
            entry=entry(0, cells=same),
        )
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=2)
        actions.publish(actor=checker, version_id=version_id, valid_from=today, succeeds=True)
    new = {row: dict(cells) for row, cells in old.items()}
    new[second][column] += 60
    published({table: new})
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        assert pending.transition.stand_of(table) is Stand.INHERITED
    new[first][column] += 60
    published({table: new}, label="toets-2")
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        assert pending.transition.stand_of(table) is Stand.PARTLY
        keep = NewAnswer(choice=Choice.KEEP, reason="budget", note="Wij houden de tabel.")
        answering.save_answers(actor=officer, label="toets-2", stand=0, answers={table: keep})
        made = draft_of_answers(actor=officer, label="toets-2", title="Houden", rule=RULE)
        (kept,) = drafts.draft_row(draft_id=made).values[table]
        assert kept["deviation"]["reason"] == "budget"
        assert kept["note"]["nl"] == "Wij houden de tabel."
        assert making.offer_draft(actor=officer, draft_id=made, revision=1)


def test_whoever_answered_does_not_check_what_came_of_it(
    officer, published, first_tenant, make_user
):
    """Four eyes hold over the list as over the draft."""
    colleague = make_user(first_tenant, "policy_officer")
    published({MONTHS: 4})
    with _inside(first_tenant):
        _save(colleague, contract__minimum_months=NewAnswer(choice=Choice.ADOPT))
        draft_id = draft_of_answers(actor=officer, label=LABEL, title="Samen")
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=1)
        with pytest.raises(actions.MakerIsChecker):
            actions.publish(
                actor=colleague,
                version_id=version_id,
                valid_from=timezone.localdate(),
                succeeds=True,
            )


def test_a_region_layer_stays_between_on_the_new_baseline(
    officer, published, first_tenant, make_user
):
    """What the agreement sets does not change; what it inherits is for each to choose."""
    today, checker = timezone.localdate(), make_user(first_tenant, "policy_officer")
    with _inside(first_tenant):
        draft_id = making.start_draft(actor=officer, title="G4", base="g4-2015")
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=1)
        actions.publish(actor=checker, version_id=version_id, valid_from=today, succeeds=True)
    published({MONTHS: 4, "duration.hard_cap_months": 48})
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        assert pending.transition.stand_of("duration.hard_cap_months") is Stand.REGION
        assert pending.asked == (MONTHS,)
        _save(officer, contract__minimum_months=NewAnswer(choice=Choice.ADOPT))
        made = draft_of_answers(actor=officer, label=LABEL, title="G4 nieuw")
        found = drafts.profile_of_draft(draft_id=made, on=today)
        assert [layer.kind for layer in found.layers] == [
            "law", "baseline", "region", "municipality",
        ]  # fmt: skip
        assert (found[MONTHS].value, found["duration.hard_cap_months"].value) == (4, 36)


@pytest.fixture
def one_region(two_tenants: Any) -> None:
    for code, name in (("XX9001", "Eikenberg"), ("XX9002", "Duinzicht")):
        add_municipality(code=code, name=name, region_code="XX91")


def test_a_region_prepares_the_list_for_its_members(
    one_region, officer, published, first_tenant, second_tenant, make_user
):
    """Shared are choice and note; a member takes all over at once and can change each."""
    member = make_user(second_tenant, "policy_officer")
    published()
    with _inside(first_tenant):
        with pytest.raises(answering.NothingToShare):
            answering.share_answers(actor=officer, label=LABEL)
        _save(officer, **ALL)
        answering.share_answers(actor=officer, label=LABEL)
    with context.as_benchmark():
        stored = list(RegionalProposal.objects.values_list("answers", flat=True))
    assert all(set(given) == {"choice", "note"} for given in stored[0].values())
    with _inside(second_tenant):
        (row,) = regional.proposals_to(label=LABEL)
        assert (row.organisation, row.answers[MONTHS].choice) == ("Eikenberg", Choice.ADOPT)
        assert answering.adopt_proposal(
            actor=member, label=LABEL, stand=0, schema_name=first_tenant.schema_name
        )
        assert answers_to(label=LABEL).choices[WEEKLY] is Choice.KEEP
        _save(member, hours__minimum_weekly=NewAnswer(choice=Choice.ADOPT))
        assert answers_to(label=LABEL).choices[WEEKLY] is Choice.ADOPT
    with _inside(first_tenant):
        answering.unshare_answers(actor=officer, label=LABEL)
    with _inside(second_tenant):
        assert regional.proposals_to(label=LABEL) == ()
        with pytest.raises(answering.NoSuchRegionalProposal):
            answering.adopt_proposal(
                actor=member,
                label=LABEL,
                stand=answers_to(label=LABEL).stand,
                schema_name=first_tenant.schema_name,
            )


def test_a_proposal_lets_go_of_no_own_value(
    one_region, officer, published, first_tenant, second_tenant, make_user
):
    """Duinzicht adopts for itself; Eikenberg, which set the value, keeps it."""
    member = make_user(second_tenant, "policy_officer")
    published()
    with _inside(second_tenant):
        pending = pending_baseline()
        assert pending is not None
        answers = {name: NewAnswer(choice=Choice.ADOPT) for name in pending.transition.parameters}
        answering.save_answers(actor=member, label=LABEL, stand=0, answers=answers)
        answering.share_answers(actor=member, label=LABEL)
    with _inside(first_tenant):
        answering.adopt_proposal(
            actor=officer, label=LABEL, stand=0, schema_name=second_tenant.schema_name
        )
        assert OWN not in answers_to(label=LABEL).rows


def test_taking_a_proposal_over_leaves_its_notes_and_survives_what_is_no_answer(
    one_region, officer, published, first_tenant, second_tenant
):
    """Another's words never become one's own public explanation, however they were put there."""
    published()
    answers = {
        MONTHS: {"choice": "keep", "note": "mail jan@example.org " + "x" * 400},
        WEEKLY: "adopt",
        WAGE: None,
    }
    with _inside(second_tenant):
        for given in (["adopt"], answers):
            RegionalProposal.objects.create(
                schema_name=second_tenant.schema_name,
                baseline=LABEL,
                answers=given,
                shared_at=timezone.now(),
            )
    with _inside(first_tenant):
        assert answering.adopt_proposal(
            actor=officer, label=LABEL, stand=0, schema_name=second_tenant.schema_name
        )
        rows = answers_to(label=LABEL).rows
        assert {name: (row.choice, row.note) for name, row in rows.items()} == {
            MONTHS: (Choice.KEEP, "")
        }


def test_only_what_is_shared_can_be_taken_back(
    one_region, officer, published, first_tenant, browser
):
    """What a browser sends reaches neither the shared table nor the audit record."""
    published()
    for label in (LABEL, "verzonnen", "x" * 60, "nul\x00"):
        answer = browser.post("/beleid/nieuwe-basis/delen/", {"basis": label, "terug": "ja"})
        assert answer.status_code == 302
    with _inside(first_tenant):
        with pytest.raises(answering.NothingShared):
            answering.unshare_answers(actor=officer, label=LABEL)
        assert not RegionalProposal.objects.exists()
        assert not AuditEvent.objects.filter(action="baseline.unshared").exists()


def test_what_changes_only_later_is_worked_through_as_of_its_own_day(
    browser, published, first_tenant
):
    """With what it would do if it changed today; what adopting all does leaves it out."""
    later = timezone.localdate() + timedelta(days=90)
    with _inside(first_tenant):
        decide_cases(60)
    published({WEEKLY: 600}, later={MONTHS: (9, later)})
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        found = effects_of(pending, today=timezone.localdate())
    text = HtmlPage(browser.get("/beleid/nieuwe-basis/").content.decode()).text
    published({WEEKLY: 600, MONTHS: 9}, label="toets-2")
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        at_once = effects_of(pending, today=timezone.localdate())
    assert dict(found.later) == {MONTHS: later}
    assert dict(at_once.later) == {}
    alone, same = (
        {one.parameter: one.alone for one in effects.impact.influences}
        for effects in (found, at_once)
    )
    assert alone == same
    assert alone[MONTHS].cases > 0
    assert found.vignettes == at_once.vignettes
    assert found.vignettes[MONTHS]
    assert found.impact.against_before != at_once.impact.against_before
    assert f"Doorgerekend zoals het vanaf {date_long(later, 'nl')} geldt." in text
    assert "Wat pas later verandert, telt hier niet mee." in text


def test_an_own_value_that_only_differs_later_is_worked_through_then(
    officer, published, first_tenant, make_user
):
    """Letting go of it changes nothing today, as the baseline says the same until that day."""
    today, checker = timezone.localdate(), make_user(first_tenant, "policy_officer")
    later = today + timedelta(days=90)
    with _inside(first_tenant):
        draft_id = making.start_draft(actor=officer, title="Eigen", base=BASELINE)
        making.set_value(
            actor=officer, draft_id=draft_id, revision=1, parameter=MONTHS, entry=entry(6)
        )
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=2)
        actions.publish(actor=checker, version_id=version_id, valid_from=today, succeeds=True)
        decide_cases(30)
    published({}, later={MONTHS: (9, later)})
    with _inside(first_tenant):
        pending = pending_baseline()
        assert pending is not None
        assert pending.transition.stand_of(MONTHS) is Stand.OWN
        found = effects_of(pending, today=today)
    assert dict(found.later) == {MONTHS: later}
    assert [one.parameter for one in found.impact.influences] == [MONTHS]
    assert found.vignettes[MONTHS]
    assert found.all_vignettes == ()


def test_a_baseline_that_the_policy_cannot_lie_on_is_a_problem_in_words(
    browser, officer, published, first_tenant, make_user
):
    """It leaves out a table of which the policy sets a part: said, and nothing is asked."""
    table, today = "supervision.wage_value", timezone.localdate()
    checker = make_user(first_tenant, "policy_officer")
    published({table: {"least": 2, "most": 4}})
    with _inside(first_tenant):
        draft_id = making.start_draft(actor=officer, title="Deels", base=BASELINE)
        own = entry(0, cells={"least": 3}, why=WHY)
        making.set_value(actor=officer, draft_id=draft_id, revision=1, parameter=table, entry=own)
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=2)
        actions.publish(actor=checker, version_id=version_id, valid_from=today, succeeds=True)
    published({MONTHS: 4}, label="toets-2", without=table)
    page = HtmlPage(browser.get("/beleid/nieuwe-basis/").content.decode())
    assert page.problems == []
    assert "Uw beleid past niet zonder meer op deze basis." in page.text
    assert browser.get("/beleid/").status_code == 200
    for path in ("antwoorden/", "concept/"):
        sent = {"basis": "toets-2", "naam": "x", "stand": "0"}
        assert browser.post(f"/beleid/nieuwe-basis/{path}", sent).status_code == 302
    with _inside(first_tenant), pytest.raises(BaselineDoesNotFit):
        draft_of_answers(actor=officer, label="toets-2", title="x")


def test_what_is_inherited_from_an_older_baseline_is_told_apart(
    browser, officer, published, first_tenant
):
    """In the register of deviations and where a version is offered, and nothing is refused."""
    assert "Nog van een oudere basis" not in browser.get("/beleid/afwijkingen/").content.decode()
    published({MONTHS: 4})
    page = HtmlPage(browser.get("/beleid/afwijkingen/").content.decode())
    assert page.problems == []
    assert "Nog van een oudere basis" in page.text
    with _inside(first_tenant):
        draft_id = making.start_draft(actor=officer, title="Op de oude")
    offer = HtmlPage(browser.get(f"/beleid/concepten/{draft_id}/aanbieden/").content.decode())
    assert offer.problems == []
    assert "1 waarde is nog van een oudere basis" in offer.text
    with _inside(first_tenant):
        assert making.offer_draft(actor=officer, draft_id=draft_id, revision=1)


def test_what_a_draft_lies_on_is_held_to_its_hash(officer, first_tenant):
    """And a draft that is gone is told as such."""
    today = timezone.localdate()
    with _inside(first_tenant):
        draft_id = making.start_draft(actor=officer, title="Ander", base="g4-2015")
        ProfileDraft.objects.update(below_hash="1" * 64)
        with pytest.raises(LayersChanged):
            drafts.profile_of_draft(draft_id=draft_id, on=today)
        row = drafts.draft_row(draft_id=draft_id)
        ProfileDraft.objects.all().delete()
        with pytest.raises(drafts.NoSuchDraft):
            drafts.profile_of_row(row, on=today)


def test_another_region_sees_nothing_and_no_tenant_reads_anothers_rows(
    officer, published, first_tenant, second_tenant
):
    """Without a region nothing can be shared; raw SQL shows own rows only and changes none."""
    published()
    with _inside(first_tenant):
        _save(officer, **ALL)
        with pytest.raises(answering.NoRegion):
            answering.share_answers(actor=officer, label=LABEL)
    add_municipality(code="XX9001", name="Eikenberg", region_code="XX91")
    add_municipality(code="XX9002", name="Duinzicht", region_code="XX92")
    with _inside(first_tenant):
        answering.share_answers(actor=officer, label=LABEL)
        assert RegionalProposal.objects.count() == 1
        with pytest.raises(ProgrammingError), transaction.atomic():
            RegionalProposal.objects.update(baseline="x")
    with _inside(second_tenant):
        assert regional.proposals_to(label=LABEL) == ()
        assert RegionalProposal.objects.count() == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            RegionalProposal.objects.create(
                schema_name=first_tenant.schema_name,
                baseline=LABEL,
                answers={},
                shared_at=timezone.now(),
            )
    with context.as_platform(), pytest.raises(ProgrammingError), transaction.atomic():
        list(RegionalProposal.objects.all())


def test_drafts_of_before_keep_what_shipped(officer, first_tenant):
    """The migration lays them on what they inherited until then, and reads them the same."""
    step = import_module("policy_profiles.migrations.0006_drafts_know_their_baseline")
    today = timezone.localdate()
    with _inside(first_tenant):
        draft_id = making.start_draft(actor=officer, title="Van eerder", base="g4-2015")
        before = drafts.profile_of_draft(draft_id=draft_id, on=today).content_hash
        ProfileDraft.objects.update(below=[], below_hash="0" * 64, baseline="")
        step._lay_on_what_ships(apps, None)
        row = drafts.draft_row(draft_id=draft_id)
        assert row.baseline == "2014-2019.2"
        assert drafts.profile_of_draft(draft_id=draft_id, on=today).content_hash == before


@pytest.fixture
def browser(first_tenant: TenantRow, sign_in: Callable[..., Client]) -> Client:
    client = sign_in(first_tenant, "policy_officer")
    client.cookies["django_language"] = "nl"
    return client


def test_the_page_shows_each_value_with_its_effect_and_says_whom_it_touches(
    browser, published, first_tenant
):
    """On the organisation's own decided cases; without enough of them it says so."""
    published({MONTHS: 9, "growth.within_months": 13})
    page = HtmlPage(browser.get("/beleid/nieuwe-basis/").content.decode())
    assert page.problems == []
    assert "zijn minder dan 10 besluiten genomen" in page.text
    notice = browser.get("/beleid/").content.decode()
    assert "Er is een nieuwe UWV-basis: versie toets-1" in notice
    with _inside(first_tenant):
        decide_cases(60)
    page = HtmlPage(browser.get("/beleid/nieuwe-basis/").content.decode())
    assert page.problems == []
    assert "van 60 aanvragen" in page.text
    assert "Doorgerekend op uw eigen besluiten van" in page.text
    assert "overnemen raakt niemand van uw aanvragen" in page.text  # said out loud
    assert "0 van de 2 waarden die voor u veranderen, zijn beantwoord." in page.text
    assert "Alleen deze waarde overnemen raakt" in page.text


def test_answers_are_given_on_the_page_and_problems_stand_at_each(browser, published, first_tenant):
    published()
    given = {
        "basis": LABEL,
        "stand": "0",
        "keuze-contract-minimum_months": "adopt",
        "notitie-hours-minimum_weekly": "bel jan@example.org",
        "notitie-wage_value-minimum": "zonder keuze",
    }
    answer = browser.post("/beleid/nieuwe-basis/antwoorden/", given)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Noem geen personen en geen e-mailadressen." in text
    assert "Kies ook wat u met deze waarde doet." in text
    assert "zonder keuze" in text
    with _inside(first_tenant):
        assert answers_to(label=LABEL).stand == 0
    refused = browser.get("/beleid/nieuwe-basis/concept/").content.decode()
    assert "Kies eerst bij 3 waarden" in refused
    whole = {
        "basis": LABEL,
        "stand": "0",
        "keuze-contract-minimum_months": "adopt",
        "keuze-hours-minimum_weekly": "keep",
        "reden-hours-minimum_weekly": "budget",
        "keuze-wage_value-minimum": "discuss",
        "verder": "ja",
    }
    page = browser.post("/beleid/nieuwe-basis/antwoorden/", whole, follow=True)
    assert "1 overgenomen, 1 gehouden, 1 te bespreken." in page.content.decode()
    stale = browser.post(
        "/beleid/nieuwe-basis/antwoorden/", {**whole, "keuze-wage_value-minimum": "keep"}
    )
    assert stale.status_code == 409
    half = browser.post("/beleid/nieuwe-basis/concept/", {"naam": "Nieuw", "regeling": "Regel"})
    assert half.status_code == 400
    done = browser.post("/beleid/nieuwe-basis/concept/", {"naam": "Nieuw"}, follow=True)
    assert "Nog te bespreken: 1 waarde" in done.content.decode()
    address = done.redirect_chain[-1][0]
    offer = browser.get(f"{address}aanbieden/").content.decode()
    assert "Nog te bespreken: 1 waarde" in offer
    value = browser.get(f"{address}{WEEKLY}/").content.decode()
    assert '<option value="budget" selected>' in value
    with _inside(first_tenant):
        assert ProfileDraft.objects.filter(baseline=LABEL).count() == 1


def test_keeping_everything_is_told_where_it_is_offered_and_checked(
    browser, officer, published, first_tenant
):
    """No value changes, yet the policy moves to another baseline and holds a value as its own."""
    published({MONTHS: 4})
    with _inside(first_tenant):
        _save(officer, contract__minimum_months=NewAnswer(choice=Choice.KEEP, reason="budget"))
        draft_id = draft_of_answers(actor=officer, label=LABEL, title="Houden", rule=RULE)
    page = HtmlPage(browser.get(f"/beleid/concepten/{draft_id}/aanbieden/").content.decode())
    assert page.problems == []
    assert "verandert niets" not in page.text
    assert "Er verandert geen waarde" in page.text
    assert f"naar versie {LABEL}." in page.text
    assert "1 waarde die het beleid nu erft, wordt een eigen waarde." in page.text
    with _inside(first_tenant):
        version_id = making.offer_draft(actor=officer, draft_id=draft_id, revision=1)
    page = HtmlPage(browser.get(f"/beleid/versies/{version_id}/").content.decode())
    assert page.problems == []
    assert f"Versie {LABEL}; wat op die dag geldt, staat op versie" in page.text


def test_without_a_new_baseline_the_page_says_so(browser):
    page = browser.get("/beleid/nieuwe-basis/").content.decode()
    assert "Er is geen nieuwe UWV-basis" in page
    assert "Er is een nieuwe UWV-basis" not in browser.get("/beleid/").content.decode()


def test_the_page_asks_the_database_a_fixed_number_of_times(
    browser, published, first_tenant, django_assert_max_num_queries
):
    """However many values differ."""
    published()
    with _inside(first_tenant):
        decide_cases(30)
    browser.get("/beleid/nieuwe-basis/")
    with django_assert_max_num_queries(40):
        browser.get("/beleid/nieuwe-basis/")
