"""Versions are published by somebody else than their maker, never change and never overlap."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from psycopg import errors

from accounts.models import User
from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from policy_profiles import actions, queries
from policy_profiles.mapping import layer_to_data
from policy_profiles.models import SHIPPED, ProfilePeriod, ProfileVersion
from policy_profiles.register.models import PublishedProfile
from policy_profiles.status import ChangeNotAllowed, VersionStatus
from policy_profiles.versions.review import review_of
from rulebook.layer import BadLayer
from rulebook.profiles import BASELINE, NoSuchProfile, load_shipped, shipped_layers
from tenants import context
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

# Days before the one from which every tenant has its first policy (policy_profiles.founding).
NEW_YEAR = date(2012, 1, 1)
SUMMER = date(2012, 7, 1)
NEXT_YEAR = date(2013, 1, 1)


@pytest.fixture
def maker(inside_first: TenantRow, make_user: Callable[..., User]) -> User:
    return make_user(inside_first, "policy_officer")


@pytest.fixture
def checker(inside_first: TenantRow, make_user: Callable[..., User]) -> User:
    return make_user(inside_first, "policy_officer")


def _layer(*, months: int = 3, **changes: object) -> dict[str, object]:
    value = {
        "value": months,
        "certainty": "published",
        "source": {"id": "UTRECHT"},
        "deviation": {
            "reason": "labour_market",
            "legal_basis": "Beleidsregel jobcoaching, artikel 4",
            "owner": "afdeling Beleid",
            "review_on": "2013-01-01",
        },
    }
    return {
        "name": "eikenberg",
        "layer": "municipality",
        "above": BASELINE,
        "version": "2012-01",
        "title": {"nl": "Eikenberg", "en": "Eikenberg"},
        "description": {"nl": "Eigen beleid.", "en": "Own policy."},
        "values": {"contract.minimum_months": value},
        **changes,
    }


@pytest.fixture
def published(maker: User, checker: User) -> UUID:
    """A version in force from New Year 2012 to New Year 2013."""
    version_id = actions.propose(actor=maker, layer=_layer())
    actions.publish(actor=checker, version_id=version_id, valid_from=NEW_YEAR, valid_to=NEXT_YEAR)
    return version_id


def _status(version_id: UUID) -> VersionStatus:
    return next(row.status for row in queries.versions() if row.id == version_id)


@contextmanager
def _refused_by_rights() -> Iterator[None]:
    with pytest.raises(ProgrammingError) as caught, transaction.atomic():
        yield
    assert isinstance(caught.value.__cause__, errors.InsufficientPrivilege)


def _run(sql: str, *arguments: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(arguments))


def test_what_ships_can_be_adopted_and_then_holds(inside_first):
    version_id = actions.adopt_shipped(
        actor=None, name="hour-caps", valid_from=NEW_YEAR, valid_to=NEXT_YEAR
    )
    pinned = queries.profile_on(on=SUMMER)
    assert pinned.version_id == version_id
    assert pinned.content_hash == load_shipped("hour-caps", SUMMER).content_hash
    assert pinned.profile.on == SUMMER
    assert pinned.profile["intensity.method"].origin.layer_name == "hour-caps"


def test_a_version_holds_from_its_first_day_up_to_but_not_on_its_last(published):
    assert queries.profile_on(on=NEW_YEAR).version_id == published
    assert queries.profile_on(on=date(2012, 12, 31)).version_id == published
    for outside in (date(2011, 12, 31), NEXT_YEAR):
        with pytest.raises(queries.NoProfileInForce) as refused:
            queries.profile_on(on=outside)
        assert str(outside) in str(refused.value)


def test_dated_values_are_those_of_the_day_asked_for(inside_first):
    """The contracts that UWV excludes changed on 1 October 2019, within one version."""
    actions.adopt_shipped(actor=None, name="utrecht", valid_from=NEW_YEAR, valid_to=NEXT_YEAR)
    version = ProfileVersion.objects.get(name="utrecht")
    before, after = date(2019, 9, 30), date(2019, 10, 1)
    hashes = {day: load_shipped("utrecht", day).content_hash for day in (before, after)}
    for day, content_hash in hashes.items():
        found = queries.profile_by_hash(content_hash=content_hash)
        assert found.profile.content_hash == content_hash
        assert found.version_id == version.id
        assert ("min_max" in found.profile["contract.excluded_forms"].value) == (day == before)


def test_the_baseline_is_the_same_for_everyone_and_found_by_its_hash(inside_first):
    pinned = queries.baseline_on(on=SUMMER)
    assert pinned.content_hash == load_shipped(BASELINE, SUMMER).content_hash
    found = queries.profile_by_hash(content_hash=pinned.content_hash)
    assert found.profile.name == BASELINE
    assert found.profile.content_hash == pinned.content_hash


def test_a_hash_that_nobody_published_is_told_so(inside_first):
    with pytest.raises(queries.NoSuchContent):
        queries.profile_by_hash(content_hash="0" * 64)


def test_the_hash_of_a_published_version_is_pinned(published):
    """What reads differently from what was published is not used, even if an owner changed it."""
    layers = [
        layer_to_data(layer) for layer in (shipped_layers()["law"], shipped_layers()[BASELINE])
    ]
    layers.append(_layer(months=9))
    with context.as_owner(context.current_schema_name()):
        ProfileVersion.objects.filter(pk=published).update(layers=layers)
    with pytest.raises(RuntimeError) as refused:
        queries.profile_on(on=SUMMER)
    assert "eikenberg" in str(refused.value)


def test_a_draft_holds_on_no_day(maker):
    version_id = actions.propose(actor=maker, layer=_layer())
    assert _status(version_id) == VersionStatus.IN_REVIEW
    with pytest.raises(queries.NoProfileInForce):
        queries.profile_on(on=SUMMER)


def test_nobody_publishes_what_they_made(maker):
    version_id = actions.propose(actor=maker, layer=_layer())
    with pytest.raises(actions.MakerIsChecker):
        actions.publish(actor=maker, version_id=version_id, valid_from=NEW_YEAR)
    assert _status(version_id) == VersionStatus.IN_REVIEW


def _period_by_hand(
    version_id: UUID, *, made_by: UUID, checked_by: UUID | None, makers: str = "{}"
) -> None:
    _run(
        "INSERT INTO policy_profiles_profileperiod"
        " (id, version_id, made_by, makers, checked_by, valid_from, valid_to, known_from)"
        " VALUES (uuidv7(), %s, %s, %s, %s, '2012-01-01', '2012-02-01', now())",
        version_id, made_by, makers, checked_by,
    )  # fmt: skip


def test_the_database_itself_refuses_a_checker_who_is_the_maker(maker, checker):
    version_id = actions.propose(actor=maker, layer=_layer())
    for checked_by in (maker.id, None):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            _period_by_hand(version_id, made_by=maker.id, checked_by=checked_by)
        assert isinstance(refused.value.__cause__, errors.CheckViolation)


def test_the_database_itself_refuses_another_maker_than_the_versions(maker, checker):
    """Or the check could be passed by naming a colleague, or nobody, as the maker."""
    version_id = actions.propose(actor=maker, layer=_layer())
    for made_by in (checker.id, SHIPPED):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            _period_by_hand(version_id, made_by=made_by, checked_by=maker.id)
        assert isinstance(refused.value.__cause__, errors.ForeignKeyViolation)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(NEW_YEAR, NEXT_YEAR), (SUMMER, None), (date(2000, 1, 1), date(2012, 1, 2))],
)
def test_two_versions_never_hold_on_one_day(published, maker, checker, valid_from, valid_to):
    other = actions.propose(actor=maker, layer=_layer(months=4))
    with pytest.raises(actions.PeriodTaken):
        actions.publish(actor=checker, version_id=other, valid_from=valid_from, valid_to=valid_to)
    assert queries.profile_on(on=SUMMER).version_id == published
    assert _status(other) == VersionStatus.IN_REVIEW


def test_the_database_itself_refuses_an_overlap(published, maker, checker):
    other = actions.propose(actor=maker, layer=_layer(months=4))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _period_by_hand(other, made_by=maker.id, checked_by=checker.id)
    assert isinstance(refused.value.__cause__, errors.ExclusionViolation)


def test_one_version_follows_the_other_without_a_gap(published, maker, checker):
    other = actions.propose(actor=maker, layer=_layer(months=4))
    actions.end(actor=checker, version_id=published, on=SUMMER)
    actions.publish(actor=checker, version_id=other, valid_from=SUMMER, valid_to=NEXT_YEAR)
    found = [queries.profile_on(on=day).version_id for day in (date(2012, 6, 30), SUMMER)]
    assert found == [published, other]
    assert _status(published) == VersionStatus.ENDED


def test_a_version_that_ends_before_it_begins_is_refused(published, checker):
    with pytest.raises(actions.PeriodEmpty):
        actions.end(actor=checker, version_id=published, on=NEW_YEAR)
    assert queries.profile_on(on=SUMMER).version_id == published


def test_a_withdrawn_version_never_held_but_what_was_known_stays_on_record(published, checker):
    period = ProfilePeriod.objects.get(version_id=published)
    actions.withdraw(actor=checker, version_id=published)
    assert _status(published) == VersionStatus.WITHDRAWN
    with pytest.raises(queries.NoProfileInForce):
        queries.profile_on(on=SUMMER)
    then = queries.profile_on(on=SUMMER, known_at=period.known_from)
    assert then.version_id == published


def test_a_change_that_its_state_does_not_allow_is_refused(published, maker, checker):
    draft = actions.propose(actor=maker, layer=_layer(months=5))
    with pytest.raises(ChangeNotAllowed):
        actions.end(actor=checker, version_id=draft, on=SUMMER)
    with pytest.raises(ChangeNotAllowed):
        actions.publish(actor=checker, version_id=published, valid_from=NEXT_YEAR)
    actions.withdraw(actor=checker, version_id=published)
    for again in (actions.withdraw, partial(actions.end, on=SUMMER)):
        with pytest.raises(ChangeNotAllowed):
            again(actor=checker, version_id=published)


def test_only_who_edits_policy_changes_policy(published, inside_first, make_user):
    consultant = make_user(inside_first, "consultant")
    attempts = (
        lambda: actions.propose(actor=consultant, layer=_layer()),
        lambda: actions.publish(actor=consultant, version_id=published, valid_from=SUMMER),
        lambda: actions.end(actor=consultant, version_id=published, on=SUMMER),
        lambda: actions.withdraw(actor=consultant, version_id=published),
    )
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()


def test_a_layer_that_cannot_be_used_leaves_nothing_behind(maker):
    count = ProfileVersion.objects.count()
    fixed = {"value": 7, "certainty": "published", "source": {"id": "AWB"}}
    bad = _layer(values={"decision.term_days": fixed})
    with pytest.raises(BadLayer):
        actions.propose(actor=maker, layer=bad)
    with pytest.raises(NoSuchProfile):
        actions.propose(actor=maker, layer=_layer(above="nergens"))
    assert ProfileVersion.objects.count() == count


def test_every_change_leaves_its_line_in_the_audit_record(published, checker):
    actions.end(actor=checker, version_id=published, on=SUMMER)
    actions.withdraw(actor=checker, version_id=published)
    lines = AuditEvent.objects.filter(object_kind="profile_version", object_id=str(published))
    assert list(lines.order_by("id").values_list("action", flat=True)) == [
        "profile.proposed",
        "profile.published",
        "profile.ended",
        "profile.withdrawn",
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE policy_profiles_profileversion SET layers = '[]'",
        "UPDATE policy_profiles_profileversion SET content_hashes = '{}'",
        "UPDATE policy_profiles_profileversion SET made_by = made_by",
        "DELETE FROM policy_profiles_profileversion",
        "TRUNCATE policy_profiles_profileversion CASCADE",
        "UPDATE policy_profiles_profileperiod SET valid_from = valid_from",
        "UPDATE policy_profiles_profileperiod SET valid_to = '2012-02-01'",
        "UPDATE policy_profiles_profileperiod SET checked_by = checked_by",
        "UPDATE policy_profiles_profileperiod SET known_from = known_from",
        "DELETE FROM policy_profiles_profileperiod",
        "UPDATE policy_profiles_versionreturn SET reason = reason",
        "DELETE FROM policy_profiles_versionreturn",
        "UPDATE public.policy_register_publishedprofile SET layers = '[]'",
        "UPDATE public.policy_register_publishedprofile SET schema_name = schema_name",
        "DELETE FROM public.policy_register_publishedprofile",
        "ALTER TABLE policy_profiles_profileversion ADD COLUMN x int",
    ],
)
def test_a_published_version_cannot_be_changed_with_raw_sql(sql, published):
    """The organisation's own role has no right to; not only the code is careful."""
    with _refused_by_rights():
        _run(sql)


def test_what_is_published_is_in_the_register_in_the_same_transaction(published, inside_first):
    entry = PublishedProfile.objects.get(version_id=published)
    version = ProfileVersion.objects.get(pk=published)
    assert (entry.schema_name, entry.layers) == (inside_first.schema_name, version.layers)
    assert (entry.valid_from, entry.valid_to) == (NEW_YEAR, NEXT_YEAR)


def test_a_draft_is_in_no_register(maker):
    count = PublishedProfile.objects.count()
    actions.propose(actor=maker, layer=_layer())
    assert PublishedProfile.objects.count() == count


def test_nobody_publishes_for_another_organisation(published, second_tenant):
    copied = (
        "INSERT INTO public.policy_register_publishedprofile"
        " SELECT uuidv7(), %s, name, label, base, layers, breaks, content_hashes, chain_hash,"
        " is_fictitious, version_id, valid_from, valid_to, known_from, known_to"
        " FROM public.policy_register_publishedprofile LIMIT 1"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        _run(copied, second_tenant.schema_name)
    forged = PublishedProfile.objects.filter(version_id=published)
    values = forged.values().get() | {
        "id": UUID(int=1),
        "schema_name": second_tenant.schema_name,
    }
    with pytest.raises(ProgrammingError) as refused, transaction.atomic():
        PublishedProfile.objects.create(**values)
    assert "row-level security" in str(refused.value)


def test_another_organisation_sees_no_version_of_mine(published, second_tenant):
    connection.set_schema_to_public()
    with context.inside(second_tenant.schema_name):
        assert published not in {row.id for row in queries.versions()}
        assert not PublishedProfile.objects.filter(version_id=published).exists()


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(9999, 12, 31)])
def test_a_day_that_can_only_be_a_slip_is_refused(maker, checker, published, day):
    version_id = actions.propose(actor=maker, layer=_layer(months=4))
    with pytest.raises(actions.DayOutOfReach) as refused:
        actions.publish(actor=checker, version_id=version_id, valid_from=day)
    assert "2000-01-01" in str(refused.value)
    with pytest.raises(actions.DayOutOfReach):
        actions.end(actor=checker, version_id=published, on=day)
    assert _status(version_id) == VersionStatus.IN_REVIEW


def test_the_database_itself_refuses_a_checker_who_worked_on_it(maker, checker):
    """Neither with their name among the makers, nor with it left out."""
    version_id = actions.propose(actor=maker, layer=_layer(), made_with=[checker.id, maker.id])
    for makers, error in (
        (f"{{{checker.id}}}", errors.CheckViolation),
        ("{}", errors.ForeignKeyViolation),
    ):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            _period_by_hand(version_id, made_by=maker.id, checked_by=checker.id, makers=makers)
        assert isinstance(refused.value.__cause__, error)


def test_a_value_that_begins_to_differ_later_says_why_too(maker, checker):
    later = {"value": 9, "certainty": "published", "source": {"id": "UTRECHT"}}
    layer = _layer(values={"contract.minimum_months": {**later, "from": "2012-07-01"}})
    version_id = actions.propose(actor=maker, layer=layer)
    with pytest.raises(actions.DeviationsUnexplained) as refused:
        actions.publish(
            actor=checker, version_id=version_id, valid_from=NEW_YEAR, valid_to=NEXT_YEAR
        )
    assert refused.value.parameters == ("contract.minimum_months",)
    row = queries.version_row(version_id=version_id)
    review = review_of(row=row, on=NEW_YEAR, today=NEW_YEAR, language="nl")
    assert [parameter.id for parameter in review.missing] == ["contract.minimum_months"]
    # Up to that day it is as the baseline, and there is nothing to explain.
    actions.publish(actor=checker, version_id=version_id, valid_from=NEW_YEAR, valid_to=SUMMER)
    assert queries.profile_on(on=NEW_YEAR).version_id == version_id
