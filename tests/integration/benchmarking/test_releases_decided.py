"""A release is made alone and from one moment, and told when somebody else brings it out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from benchmarking import queries
from benchmarking.disclosure.audit import Finding, StillTold
from benchmarking.models import Release, ReleaseDecision
from benchmarking.releases import deciding, holding
from benchmarking.releases.alone import OneIsBeingMade, alone, one_snapshot
from benchmarking.releases.making import make_release, prepare_release
from benchmarking.releases.overview import ReleaseState, lines
from benchmarking.releases.register import newest_release
from tenants import context


@pytest.fixture(scope="module")
def small_country(for_whole_module, send_country):
    send_country("eikenberg", cases=60, generosity=0.8)
    make_release(actor=None)


@pytest.fixture
def people(make_user):
    """Two administrators of the platform, and its analyst."""
    return (
        make_user(None, "platform_admin"),
        make_user(None, "platform_admin"),
        make_user(None, "platform_analyst"),
    )


def states():
    return [(line.row.number, line.state.value) for line in lines()]


@pytest.mark.django_db
def test_a_release_is_told_once_another_administrator_brings_it_out(small_country, people):
    maker, other, analyst = people
    assert prepare_release(actor=maker) == 2
    assert (newest_release().number, states()) == (1, [(2, "waiting"), (1, "newest")])
    with pytest.raises(deciding.SamePerson):
        deciding.decide(actor=maker, number=2, is_out=True)
    with pytest.raises(NotPermitted):
        deciding.decide(actor=analyst, number=2, is_out=True)
    deciding.decide(actor=other, number=2, is_out=True)
    assert (newest_release().number, states()) == (2, [(2, "newest"), (1, "out")])
    with pytest.raises(deciding.DecidedAlready):
        deciding.decide(actor=other, number=2, is_out=False)
    with context.as_platform():
        done = AuditEvent.objects.filter(object_kind="benchmark_release", object_id="2")
        assert [line.action for line in done.order_by("occurred_at")] == [
            "benchmark.release_prepared",
            "benchmark.released",
        ]


@pytest.mark.django_db
def test_what_is_put_aside_is_never_told_nor_held_against(small_country, people):
    maker, other, _ = people
    prepare_release(actor=maker)
    deciding.decide(actor=other, number=2, is_out=False)
    prepare_release(actor=maker)
    assert prepare_release(actor=maker) == 4
    assert states() == [(4, "waiting"), (3, "passed"), (2, "aside"), (1, "newest")]
    with pytest.raises(deciding.AnotherCameAfter):
        deciding.decide(actor=other, number=3, is_out=True)
    with pytest.raises(deciding.NoSuchRelease):
        deciding.decide(actor=other, number=9, is_out=True)
    deciding.decide(actor=other, number=4, is_out=True)
    assert lines()[0].state is ReleaseState.NEWEST


@pytest.mark.django_db
def test_the_database_too_asks_two_people(small_country, people):
    with pytest.raises(IntegrityError), transaction.atomic(), context.as_platform():
        ReleaseDecision.objects.create(
            release_number=2,
            is_out=True,
            made_by=people[0].id,
            decided_by=people[0].id,
            decided_at=timezone.now(),
        )


@pytest.mark.django_db
def test_a_release_that_would_say_too_much_is_refused_whole(small_country, monkeypatch):
    def found(history, *, rules):
        raise StillTold(Finding(place=(0, 0, 0), low=1, high=2, is_change=False))

    monkeypatch.setattr(holding, "audited", found)
    with pytest.raises(holding.MayBeWorkedOut, match="Nothing was released") as refused:
        make_release(actor=None)
    assert (refused.value.table, refused.value.member) == ("decided", lines()[0].row.members[0])
    assert states() == [(1, "newest")]


@pytest.mark.django_db
def test_a_release_says_whose_facts_are_made_up(small_country):
    assert newest_release().synthetic == {"eikenberg"}


def test_two_at_once_and_the_second_is_refused(real_commits):
    def second():
        try:
            prepare_release(actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, alone(), pytest.raises(OneIsBeingMade):
        threads.submit(second).result(timeout=60)
    with context.as_benchmark():
        assert not Release.objects.exists()
    with alone():
        assert not lines()


def test_everything_is_read_as_it_stood_at_one_moment(real_commits, send_country):
    def meanwhile():
        try:
            send_country("eikenberg", cases=5)
        finally:
            connection.close()

    def counted():
        return queries.own_facts(tenant_schema="eikenberg").decisions

    with ThreadPoolExecutor(1) as threads, one_snapshot():
        assert counted() == 0
        threads.submit(meanwhile).result(timeout=60)
        assert counted() == 0
    assert counted() == 5
