"""A release is told when somebody else than who had it made brings it out."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from benchmarking.disclosure.audit import Finding, StillTold
from benchmarking.models import Release, ReleaseDecision
from benchmarking.releases import deciding, holding, working
from benchmarking.releases.making import make_release, prepare_release
from benchmarking.releases.overview import ReleaseState, lines
from benchmarking.releases.register import newest_release
from benchmarking.releases.working import work_on_releases
from tenants import context
from tenants.identifiers import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def small_country(for_whole_module, send_country, few_indicators):
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


def test_what_is_put_aside_is_never_told_nor_held_against(small_country, people):
    maker, other, _ = people
    prepare_release(actor=maker)
    deciding.decide(actor=other, number=2, is_out=False)
    assert newest_release().number == 1
    assert states() == [(2, "aside"), (1, "newest")]
    with pytest.raises(deciding.NoSuchRelease):
        deciding.decide(actor=other, number=9, is_out=True)


def test_of_two_that_wait_the_last_one_alone_can_be_told(small_country, people):
    with transaction.atomic(), context.as_platform():
        for number in (2, 3):
            row = Release.objects.get(number=1)
            row.pk, row.number, row.made_by = uuid7(), number, people[0].id
            row.save(force_insert=True)
    assert states() == [(3, "waiting"), (2, "passed"), (1, "newest")]
    with pytest.raises(deciding.AnotherCameAfter):
        deciding.decide(actor=people[1], number=2, is_out=True)
    deciding.decide(actor=people[1], number=3, is_out=True)
    assert lines()[0].state is ReleaseState.NEWEST


def test_the_database_too_asks_two_people(small_country, people):
    with pytest.raises(IntegrityError), transaction.atomic(), context.as_platform():
        ReleaseDecision.objects.create(
            release_number=2,
            is_out=True,
            made_by=people[0].id,
            decided_by=people[0].id,
            decided_at=timezone.now(),
        )


def test_a_release_that_would_say_too_much_is_refused_whole(small_country, monkeypatch):
    def found(history, *, rules):
        raise StillTold(Finding(place=(0, 0, 0), low=1, high=2, is_change=False))

    monkeypatch.setattr(holding, "audited", found)
    with pytest.raises(holding.MayBeWorkedOut, match="Nothing was released") as refused:
        make_release(actor=None)
    assert (refused.value.table, refused.value.member) == ("decided", lines()[0].row.members[0])
    assert states() == [(1, "newest")]


def test_a_release_says_whose_facts_are_made_up(small_country):
    assert newest_release().synthetic == {"eikenberg"}


@pytest.fixture
def browsers(sign_in):
    """Two administrators of the platform on the public host, and a visitor."""
    found = [sign_in(None, "platform_admin"), sign_in(None, "platform_admin"), sign_in(None)]
    for browser in found:
        browser.cookies["django_language"] = "nl"
    return found


def page(browser, address="/beheer/publicaties/"):
    return browser.get(address).content.decode()


def test_one_has_it_made_and_another_brings_it_out(small_country, browsers):
    maker, other, visitor = browsers
    maker.post("/beheer/publicaties/maken/")
    assert "Er wordt een publicatie gemaakt" in page(maker)
    again = other.post("/beheer/publicaties/maken/", follow=True).content.decode()
    assert "Er wordt al een publicatie gemaakt." in again
    assert work_on_releases() == 1
    assert work_on_releases() == 0
    assert "wacht op een andere beheerder" in page(maker)
    assert "Een andere beheerder kijkt ernaar" in page(maker, "/beheer/publicaties/2/")
    assert visitor.get("/publicaties/2/niet-te-zien.json").status_code == 404
    told = other.post("/beheer/publicaties/2/besluit/", {"besluit": "uitbrengen"}, follow=True)
    assert "Publicatie 2 is uitgebracht." in told.content.decode()
    assert maker.user.name in told.content.decode()
    lost = visitor.get("/publicaties/2/niet-te-zien.json").json()
    assert (lost["release"], lost["with_made_up_facts"]) == (2, ["eikenberg"])
    assert lost["lost"]["decided"]["cells_hidden_percent"]["value"] > 0


def test_a_refusal_is_said_in_words_and_nothing_is_half_done(small_country, browsers, monkeypatch):
    def found(history, *, rules):
        raise StillTold(Finding(place=(0, 0, 0), low=1, high=2, is_change=False))

    browser = browsers[0]
    browser.post("/beheer/publicaties/maken/")
    with monkeypatch.context() as patched:
        patched.setattr(holding, "audited", found)
        work_on_releases()
    assert "In de tabel “Besluiten” zou een klein aantal na te rekenen zijn" in page(browser)
    assert states() == [(1, "newest")]
    assert "Publicatie maken" in page(browser)


def test_what_keeps_breaking_off_is_left_alone(small_country, browsers, monkeypatch):
    def broken(**_given):
        raise OSError

    monkeypatch.setattr(working, "prepare_release", broken)
    browsers[0].post("/beheer/publicaties/maken/")
    for _ in range(working.MOST_ATTEMPTS + 1):
        work_on_releases()
    assert "is gestopt" in page(browsers[0])
