"""Drafts: made beside the version in force, changed value by value, offered to a colleague."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from policy_profiles import actions, queries
from policy_profiles.drafts import actions as making
from policy_profiles.drafts import queries as drafts
from policy_profiles.models import ProfileDraft, ProfileVersion
from policy_profiles.status import ChangeNotAllowed, EndReason, ReturnReason, VersionStatus
from rulebook.layer import BadLayer
from rulebook.profiles import BASELINE, NoSuchProfile
from tenants import context
from tenants.queries import TenantRow
from tests.integration.policy_profiles.drafting import FAR_AHEAD, WHY, entry

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"
TABLE = "intensity.table_long"


@pytest.fixture
def maker(inside_first: TenantRow, make_user: Callable[..., User]) -> User:
    return make_user(inside_first, "policy_officer")


@pytest.fixture
def checker(inside_first: TenantRow, make_user: Callable[..., User]) -> User:
    return make_user(inside_first, "policy_officer")


@pytest.fixture
def draft_id(maker: User) -> UUID:
    return making.start_draft(actor=maker, title="Beleid 2040", base=BASELINE)


def _set(actor: User, draft_id: UUID, parameter: str, given: dict[str, object]) -> None:
    revision = drafts.draft_row(draft_id=draft_id).revision
    making.set_value(
        actor=actor, draft_id=draft_id, revision=revision, parameter=parameter, entry=given
    )


def _offer(actor: User, draft_id: UUID) -> UUID:
    revision = drafts.draft_row(draft_id=draft_id).revision
    return making.offer_draft(actor=actor, draft_id=draft_id, revision=revision)


def _status(version_id: UUID) -> VersionStatus:
    return queries.version_row(version_id=version_id).status


def test_a_draft_is_made_while_the_version_in_force_keeps_holding(maker):
    today = timezone.localdate()
    before = queries.profile_on(on=today)
    draft_id = making.start_draft(actor=maker, title="Volgend jaar")
    same = drafts.profile_of_draft(draft_id=draft_id, on=today)
    assert same.content_hash == before.content_hash
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    changed = drafts.profile_of_draft(draft_id=draft_id, on=today)
    assert changed[MONTHS].value == 9
    assert queries.profile_on(on=today).content_hash == before.content_hash


def test_one_cell_of_a_table_is_set_and_the_others_are_inherited(maker, draft_id):
    below = drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD)[TABLE].value
    _set(maker, draft_id, TABLE, entry(None, cells={"light": {"year_1": 900}}, why=WHY))
    profile = drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD)
    assert profile[TABLE].value["light"] == {**below["light"], "year_1": 900}
    assert {row: profile[TABLE].value[row] for row in below if row != "light"} == {
        row: below[row] for row in below if row != "light"
    }
    assert list(profile[TABLE].cells) == [("light", "year_1")]
    assert drafts.draft_row(draft_id=draft_id).values[TABLE]["cells"] == {"light": {"year_1": 900}}


def test_a_value_is_cleared_back_to_what_lies_below(maker, draft_id):
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    row = drafts.draft_row(draft_id=draft_id)
    making.clear_value(actor=maker, draft_id=draft_id, revision=row.revision, parameter=MONTHS)
    profile = drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD)
    assert profile[MONTHS].origin.layer_name == BASELINE


def test_a_value_as_in_the_baseline_carries_no_deviation(maker, draft_id):
    same = queries.baseline_on(on=FAR_AHEAD).profile[MONTHS].value
    _set(maker, draft_id, MONTHS, entry(same, why=WHY))
    assert "deviation" not in drafts.draft_row(draft_id=draft_id).values[MONTHS]


def test_what_does_not_fit_is_refused_and_nothing_is_saved(maker, draft_id):
    for parameter, given in (
        (MONTHS, entry("veel")),
        (MONTHS, {"value": 9, "source": {"id": "NERGENS"}}),
        ("decision.term_days", entry(7)),
        ("no.such", entry(1)),
        (TABLE, entry(None, cells={"light": {"year_9": 1}})),
    ):
        with pytest.raises(BadLayer):
            _set(maker, draft_id, parameter, given)
    row = drafts.draft_row(draft_id=draft_id)
    assert (row.values, row.revision) == ({}, 1)


def test_who_saves_over_somebody_elses_change_is_told(maker, checker, draft_id):
    _set(checker, draft_id, MONTHS, entry(9, why=WHY))
    stale = {"actor": maker, "draft_id": draft_id, "revision": 1}
    attempts = (
        lambda: making.set_value(**stale, parameter=MONTHS, entry=entry(3)),
        lambda: making.clear_value(**stale, parameter=MONTHS),
        lambda: making.plan_draft(**stale, title="Anders", planned_from=None),
        lambda: making.discard_draft(**stale),
        lambda: making.offer_draft(**stale),
    )
    for attempt in attempts:
        with pytest.raises(making.DraftChanged):
            attempt()
    assert drafts.draft_row(draft_id=draft_id).values[MONTHS]["value"] == 9


def test_a_version_is_offered_only_when_every_deviation_says_why(maker, draft_id):
    _set(maker, draft_id, MONTHS, entry(9))
    _set(maker, draft_id, TABLE, entry(None, cells={"light": {"year_1": 900}}))
    with pytest.raises(actions.DeviationsUnexplained) as refused:
        _offer(maker, draft_id)
    assert set(refused.value.parameters) == {MONTHS, TABLE}
    assert drafts.draft_row(draft_id=draft_id).offered_as is None


def test_nobody_publishes_what_does_not_say_why(maker, checker):
    """Also when it did not come by way of a draft."""
    layer = drafts.own_layer(
        title="1", base=BASELINE, values={MONTHS: {**entry(9), "certainty": "fictitious"}}
    )
    version_id = actions.propose(actor=maker, layer=layer)
    with pytest.raises(actions.DeviationsUnexplained):
        actions.publish(actor=checker, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)


def test_what_is_offered_is_held_until_a_colleague_publishes_it(maker, checker, draft_id):
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    version_id = _offer(maker, draft_id)
    assert _status(version_id) == VersionStatus.IN_REVIEW
    with pytest.raises(making.DraftOffered):
        _set(maker, draft_id, MONTHS, entry(3))
    with pytest.raises(actions.MakerIsChecker):
        actions.publish(actor=maker, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)
    actions.publish(actor=checker, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)
    found = queries.profile_on(on=FAR_AHEAD)
    assert (found.version_id, found.profile[MONTHS].value) == (version_id, 9)
    with pytest.raises(drafts.NoSuchDraft):
        drafts.draft_row(draft_id=draft_id)


def test_the_version_before_holds_up_to_the_day_on_which_the_next_begins(maker, checker, draft_id):
    before = queries.profile_on(on=FAR_AHEAD).version_id
    version_id = _offer(maker, draft_id)
    actions.publish(actor=checker, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)
    assert queries.profile_on(on=date(2039, 12, 31)).version_id == before
    assert queries.profile_on(on=FAR_AHEAD).version_id == version_id
    assert _status(before) == VersionStatus.ENDED


def test_what_is_given_back_can_be_changed_and_offered_again(maker, checker, draft_id):
    version_id = _offer(maker, draft_id)
    with pytest.raises(actions.ExplanationMissing):
        actions.give_back(actor=checker, version_id=version_id, reason=ReturnReason.WRONG_VALUE)
    actions.give_back(
        actor=checker,
        version_id=version_id,
        reason=ReturnReason.WRONG_VALUE,
        explanation="Zes maanden, niet negen.",
    )
    assert _status(version_id) == VersionStatus.RETURNED
    with pytest.raises(ChangeNotAllowed):
        actions.publish(actor=checker, version_id=version_id, valid_from=FAR_AHEAD)
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    again = _offer(maker, draft_id)
    assert again != version_id
    assert _status(again) == VersionStatus.IN_REVIEW


def test_the_maker_takes_back_and_gives_no_other_reason(maker, checker, draft_id):
    version_id = _offer(maker, draft_id)
    for actor, reason in ((maker, ReturnReason.OTHER), (checker, ReturnReason.TAKEN_BACK)):
        with pytest.raises(actions.MakerIsChecker):
            actions.give_back(actor=actor, version_id=version_id, reason=reason, explanation="x")
    actions.give_back(actor=maker, version_id=version_id, reason=ReturnReason.TAKEN_BACK)
    assert _status(version_id) == VersionStatus.RETURNED
    assert not drafts.draft_row(draft_id=draft_id).is_offered


def test_whoever_made_the_version_before_may_publish_the_next(maker, checker):
    """Ending the old one is not checking it: its checker stays who that was."""
    first = making.start_draft(actor=checker, title="Eerst", base=BASELINE)
    published = _offer(checker, first)
    actions.publish(actor=maker, version_id=published, valid_from=FAR_AHEAD, succeeds=True)
    second = making.start_draft(actor=maker, title="Daarna", base=BASELINE)
    version_id = _offer(maker, second)
    later = date(2041, 1, 1)
    actions.publish(actor=checker, version_id=version_id, valid_from=later, succeeds=True)
    assert queries.version_row(version_id=published).checked_by == maker.id
    assert queries.profile_on(on=later).version_id == version_id


def test_a_withdrawn_version_makes_way_for_the_one_before(maker, checker, draft_id):
    before = queries.profile_on(on=FAR_AHEAD).version_id
    version_id = _offer(maker, draft_id)
    actions.publish(actor=checker, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)
    actions.withdraw(actor=maker, version_id=version_id, reason=EndReason.COURT, reinstate=True)
    assert queries.profile_on(on=FAR_AHEAD).version_id == before
    assert queries.version_row(version_id=before).valid_to is None


def test_a_discarded_draft_is_gone(maker, draft_id):
    making.discard_draft(actor=maker, draft_id=draft_id, revision=1)
    assert drafts.draft_rows() == []


def test_days_that_run_backwards_are_refused(maker, draft_id):
    days = {"planned_from": date(2040, 2, 1), "planned_to": date(2040, 2, 1)}
    with pytest.raises(actions.PeriodEmpty):
        making.plan_draft(actor=maker, draft_id=draft_id, revision=1, title="Kort", **days)


def test_a_draft_lies_on_the_baseline_or_on_an_agreement_of_a_region(maker):
    assert drafts.bases() == (BASELINE, "g4-2015")
    for base in ("utrecht", "law", "nergens"):
        with pytest.raises(NoSuchProfile):
            making.start_draft(actor=maker, title="Zo niet", base=base)


def test_only_who_edits_policy_makes_drafts(inside_first, make_user, draft_id):
    consultant = make_user(inside_first, "consultant")
    asked = {"actor": consultant, "draft_id": draft_id, "revision": 1}
    attempts = (
        lambda: making.start_draft(actor=consultant, title="Mijn beleid"),
        lambda: making.set_value(**asked, parameter=MONTHS, entry=entry(9)),
        lambda: making.clear_value(**asked, parameter=MONTHS),
        lambda: making.plan_draft(**asked, title="Anders", planned_from=None),
        lambda: making.discard_draft(**asked),
        lambda: making.offer_draft(**asked),
    )
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()


def test_another_organisation_reaches_no_draft_of_mine(draft_id, second_tenant, make_user):
    connection.set_schema_to_public()
    stranger = make_user(second_tenant, "policy_officer")
    with context.inside(second_tenant.schema_name):
        assert drafts.draft_rows() == []
        with pytest.raises(drafts.NoSuchDraft):
            drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD)
        with pytest.raises(drafts.NoSuchDraft):
            making.discard_draft(actor=stranger, draft_id=draft_id, revision=1)


def test_every_change_leaves_its_line_and_no_text_in_the_record(maker, checker, draft_id):
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    version_id = _offer(maker, draft_id)
    actions.give_back(
        actor=checker,
        version_id=version_id,
        reason=ReturnReason.OTHER,
        explanation="Bel mij even.",
    )
    lines = AuditEvent.objects.filter(object_id__in=[str(draft_id), str(version_id)])
    assert list(lines.order_by("id").values_list("action", flat=True)) == [
        "draft.started",
        "draft.value_set",
        "profile.proposed",
        "draft.offered",
        "profile.returned",
    ]
    assert "Bel mij" not in str(list(lines.values_list("details", flat=True)))


def test_an_offered_version_holds_exactly_the_draft(maker, draft_id):
    _set(maker, draft_id, TABLE, entry(None, cells={"light": {"year_1": 900}}, why=WHY))
    seen = drafts.profile_of_draft(draft_id=draft_id, on=FAR_AHEAD).content_hash
    version = ProfileVersion.objects.get(pk=_offer(maker, draft_id))
    assert seen in version.content_hashes
    assert version.label == "Beleid 2040"
    assert ProfileDraft.objects.get(pk=draft_id).offered_as_id == version.id


def test_nobody_who_changed_a_draft_publishes_what_a_colleague_offers(
    maker, checker, inside_first, make_user
):
    third = make_user(inside_first, "policy_officer")
    draft_id = making.start_draft(actor=checker, title="Beleid 2040", base=BASELINE)
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    _set(checker, draft_id, MONTHS, entry(8, why=WHY))
    version_id = _offer(maker, draft_id)
    for person in (maker, checker):
        with pytest.raises(actions.MakerIsChecker):
            actions.publish(actor=person, version_id=version_id, valid_from=FAR_AHEAD)
    actions.publish(actor=third, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)
    assert _status(version_id) == VersionStatus.PUBLISHED


def test_who_only_offered_may_still_check_what_a_colleague_offers_again(maker, checker, draft_id):
    """Otherwise two officers who once pressed the wrong button could publish nothing any more."""
    _set(maker, draft_id, MONTHS, entry(9, why=WHY))
    first = _offer(checker, draft_id)
    actions.give_back(actor=checker, version_id=first, reason=ReturnReason.TAKEN_BACK)
    version_id = _offer(maker, draft_id)
    actions.publish(actor=checker, version_id=version_id, valid_from=FAR_AHEAD, succeeds=True)
    assert _status(version_id) == VersionStatus.PUBLISHED
