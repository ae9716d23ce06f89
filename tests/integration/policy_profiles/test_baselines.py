"""A UWV baseline is published by two people, holds from its day everywhere, and never changes."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone
from psycopg import errors

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments.rules_in_force import rules_on
from audit.models import AuditEvent
from policy_profiles import queries
from policy_profiles.baselines import platform_actions
from policy_profiles.baselines.platform_actions import NewBaseline
from policy_profiles.baselines.platform_queries import profile_of_proposal
from policy_profiles.baselines.uploads import read_baseline
from policy_profiles.bundles.bundle import BadBundle
from policy_profiles.differences.candidates import Candidates
from policy_profiles.mapping import LayersChanged, layer_from_json
from policy_profiles.register.models import CONTENT, ProposedBaseline, PublishedBaseline
from policy_profiles.register.queries import published_profiles
from rulebook.parameter import PARAMETERS
from rulebook.profiles import BASELINE, load_shipped
from rulebook.text import Text
from tenants import context
from tenants.queries import TenantRow
from tests.baseline_fixtures import baseline_bundle, publish_new_baseline

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"
TOLD = Text("Nieuwe tekst.", "New text.")


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def publish(make_user: Callable[..., User]) -> Callable[..., object]:
    """publish({parameter: value}, label=…, valid_from=…)."""

    def published(changed: dict[str, object], **given: object) -> object:
        return publish_new_baseline(make_user, changed, **given)

    return published


def _new(changed: dict[str, object], *, label: str, valid_from: date) -> NewBaseline:
    content = baseline_bundle(changed, label=label, on=valid_from)
    return NewBaseline(content=content, valid_from=valid_from, explanation=TOLD)


def test_the_newest_that_has_begun_holds_and_before_all_the_one_that_ships(
    publish, today, two_tenants
):
    """A version for today, one for later, and the day before: each day has its own."""
    shipped = load_shipped(BASELINE, today)[MONTHS].value
    later = today + timedelta(days=40)
    publish({MONTHS: 7}, label="toets-2", valid_from=later)
    assert queries.baseline_on(on=today).profile[MONTHS].value == shipped
    publish({MONTHS: 4}, label="toets-1", valid_from=today)
    days = (today - timedelta(days=1), today, later - timedelta(days=1), later)
    found = [queries.baseline_on(on=day).profile[MONTHS].value for day in days]
    assert found == [shipped, 4, 4, 7]
    holds = queries.baseline_on(on=today)
    assert (holds.valid_from, holds.valid_to) == (today, later)
    publish({MONTHS: 9}, label="toets-3", valid_from=later)  # of one day the latest known holds
    assert queries.baseline_on(on=later).profile[MONTHS].value == 9


def test_it_shows_everywhere_at_once(publish, today, first_tenant, sign_in):
    """Also in a process that already worked with the old one, inside a tenant and on the site."""
    public, inside = sign_in(None), sign_in(first_tenant, "policy_officer")
    public.cookies["django_language"] = "nl"
    inside.cookies["django_language"] = "nl"
    assert "toets-1" not in public.get("/profielen/").content.decode()
    with context.inside(first_tenant.schema_name):
        old = rules_on(on=today).baseline
    publish({MONTHS: 4}, label="toets-1", valid_from=today)
    with context.inside(first_tenant.schema_name):
        assert rules_on(on=today).baseline[MONTHS].value == 4
        assert old[MONTHS].value == 6
        candidates = Candidates(today=today, language="nl", is_inside=True)
        assert candidates.found(BASELINE).profile[MONTHS].value == 4
        day_before = (today - timedelta(days=1)).isoformat()
        assert candidates.found(f"{BASELINE}@{day_before}").profile[MONTHS].value == 6
    rows = {row.code: row for row in published_profiles(on=today)}
    assert rows[BASELINE].profile[MONTHS].value == 4
    assert rows[BASELINE].valid_from == today
    assert rows["g4-2015"].profile[MONTHS].value == 4  # inherited, on top of the new one
    assert rows["g4-2015"].profile["duration.hard_cap_months"].value == 36
    page = public.get("/profielen/").content.decode()
    assert "toets-1" in page
    data = public.get(f"/api/v1/profiles/{BASELINE}").json()
    assert [layer["version"] for layer in data["layers"]][-1] == "toets-1"
    assert data["validFrom"] == today.isoformat()
    versions = public.get(f"/api/v1/profiles/{BASELINE}/versions").json()
    assert [one["version"] for one in versions] == ["toets-1", "2014-2019.2"]
    for path in ("/profielen/feed.atom", "/profielen/feed.json"):
        assert "Nieuwe UWV-basis: versie toets-1" in public.get(path).content.decode()
    bundle = public.get(f"/profielen/bundel.yaml?van={BASELINE}").content.decode()
    assert "toets-1" in bundle


def test_a_decision_finds_the_baseline_it_was_taken_under(publish, today, inside_first):
    """By its hash: the one that ships, one that holds, and one that holds no more."""
    shipped = queries.baseline_on(on=today)
    with context.as_platform():
        publish({MONTHS: 4}, label="toets-1", valid_from=today)
        first = queries.baseline_on(on=today)
        publish({MONTHS: 3}, label="toets-2", valid_from=today)
    for one in (shipped, first, queries.baseline_on(on=today)):
        found = queries.profile_by_hash(content_hash=one.content_hash)
        assert found.profile[MONTHS].value == one.profile[MONTHS].value
    with pytest.raises(queries.NoSuchContent):
        queries.profile_by_hash(content_hash="0" * 64)


def test_who_puts_it_forward_does_not_publish_it(make_user, today, two_tenants):
    """Neither by the action nor, with all our code taken away, in the database."""
    maker, checker = (make_user(None, "platform_admin") for _ in range(2))
    new = _new({MONTHS: 4}, label="toets-1", valid_from=today)
    proposal_id = platform_actions.propose_baseline(actor=maker, new=new)
    with pytest.raises(platform_actions.BaselineMakerIsChecker):
        platform_actions.publish_baseline(actor=maker, proposal_id=proposal_id)
    proposal = ProposedBaseline.objects.get(pk=proposal_id)
    whole = {f: getattr(proposal, f) for f in CONTENT}
    for changed in (
        {"checked_by": maker.id},
        {"checked_by": maker.id, "made_by": checker.id},  # another maker than put it forward
        {"chain_hash": "0" * 64},
        {"valid_from": today + timedelta(days=1)},
        {"known_from": timezone.now() + timedelta(days=2)},
        {"is_fictitious": True},
        {"label": "toets-9"},
        {"proposal_was_open": False},
    ):
        given = {**whole, "checked_by": checker.id, "known_from": timezone.now(), **changed}
        with pytest.raises(IntegrityError):
            _put(proposal, given)
    assert platform_actions.publish_baseline(actor=checker, proposal_id=proposal_id)
    with pytest.raises(platform_actions.ProposalDecided):
        platform_actions.publish_baseline(actor=checker, proposal_id=proposal_id)
    with pytest.raises(platform_actions.ProposalDecided):
        platform_actions.take_back_baseline(actor=maker, proposal_id=proposal_id)
    recorded = list(
        AuditEvent.objects.filter(object_kind="baseline").order_by("occurred_at")
        .values_list("action", "actor_id")
    )  # fmt: skip
    assert recorded == [
        ("baseline.proposed", maker.id),
        ("baseline.published", checker.id),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.policy_register_publishedbaseline SET label = 'x'",
        "DELETE FROM public.policy_register_publishedbaseline",
        "UPDATE public.policy_register_proposedbaseline SET label = 'x'",
        "DELETE FROM public.policy_register_proposedbaseline",
    ],
)
@pytest.mark.parametrize("standing", ["platform", "tenant", "benchmark"])
def test_nobody_changes_what_was_published(statement, standing, publish, today, first_tenant):
    """Raw SQL under each role of the application is refused for lack of rights."""
    publish({MONTHS: 4}, label="toets-1", valid_from=today)
    where = {
        "platform": context.as_platform,
        "tenant": lambda: context.inside(first_tenant.schema_name),
        "benchmark": context.as_benchmark,
    }[standing]
    with where(), pytest.raises(ProgrammingError) as refused:
        _run(statement)
    assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege)


def test_a_tenant_publishes_no_baseline(publish, today, first_tenant, make_user):
    """Not by the action, as nobody there has the permission, and not with raw SQL."""
    officer = make_user(first_tenant, "policy_officer", "tenant_admin")
    new = _new({MONTHS: 4}, label="toets-1", valid_from=today)
    with context.inside(first_tenant.schema_name):
        with pytest.raises(NotPermitted):
            platform_actions.propose_baseline(actor=officer, new=new)
        for table in ("publishedbaseline", "proposedbaseline"):
            with pytest.raises(ProgrammingError):
                _run(f"INSERT INTO public.policy_register_{table} DEFAULT VALUES")


def _proposed(make_user: Callable[..., User], today: date, label: str = "toets-1") -> UUID:
    new = _new({MONTHS: 4}, label=label, valid_from=today)
    return platform_actions.propose_baseline(actor=make_user(None, "platform_admin"), new=new)


def test_other_layers_under_the_same_hash_are_never_read(make_user, today, two_tenants):
    """Neither to be checked, nor to be published, nor once they stand among the published."""
    checker = make_user(None, "platform_admin")
    proposal_id = _proposed(make_user, today)
    proposal = ProposedBaseline.objects.get(pk=proposal_id)
    given = {f: getattr(proposal, f) for f in CONTENT}
    given["layers"] = [*given["layers"]]
    given["layers"][1] = {**given["layers"][1], "title": {"nl": "Anders", "en": "Other"}}
    _put(proposal, {**given, "checked_by": checker.id})
    with pytest.raises(LayersChanged):
        queries.baseline_on(on=today)
    with context.as_owner():
        PublishedBaseline.objects.all().delete()
        ProposedBaseline.objects.update(layers=given["layers"])
    with pytest.raises(LayersChanged):
        profile_of_proposal(proposal_id=proposal_id, on=today)
    with pytest.raises(LayersChanged):
        platform_actions.publish_baseline(actor=checker, proposal_id=proposal_id)


def test_when_it_became_known_is_for_the_database_to_say(make_user, today, two_tenants):
    """So a baseline cannot be set back, by nobody who may publish one."""
    proposal_id, person = _proposed(make_user, today), make_user(None, "platform_admin")
    with context.as_platform():
        for column, value in (("known_from", "now() - interval '9 days'"), ("known_from", "now()")):
            with pytest.raises(ProgrammingError) as refused:
                _run(
                    f"INSERT INTO public.policy_register_publishedbaseline ({column}) "
                    f"VALUES ({value})"
                )
            assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege)
        platform_actions.publish_baseline(actor=person, proposal_id=proposal_id)
    known = PublishedBaseline.objects.get().known_from
    assert abs(known - timezone.now()) < timedelta(minutes=5)


def test_what_was_taken_back_is_never_published_and_stays_taken_back(make_user, today, two_tenants):
    """By the action, and in SQL: neither published, nor opened again, nor the other way round."""
    checker, taken = make_user(None, "platform_admin"), _proposed(make_user, today)
    with context.as_platform():
        platform_actions.take_back_baseline(actor=checker, proposal_id=taken)
        with pytest.raises(platform_actions.ProposalDecided):
            platform_actions.publish_baseline(actor=checker, proposal_id=taken)
        _run(
            "UPDATE public.policy_register_proposedbaseline"
            " SET withdrawn_at = NULL, withdrawn_by = NULL"
        )
        assert ProposedBaseline.objects.get().withdrawn_at is not None
    proposal = ProposedBaseline.objects.get(pk=taken)
    with pytest.raises(IntegrityError):
        _put(proposal, {**{f: getattr(proposal, f) for f in CONTENT}, "checked_by": checker.id})
    published = _proposed(make_user, today, "toets-2")
    platform_actions.publish_baseline(actor=checker, proposal_id=published)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedBaseline.objects.filter(pk=published).update(
            withdrawn_at=timezone.now(), withdrawn_by=checker.id
        )


def test_of_two_of_one_version_at_once_the_second_is_told(
    make_user, today, two_tenants, monkeypatch
):
    """The other was not there yet when this one looked; the database refuses it then."""
    first, second = _proposed(make_user, today), _proposed(make_user, today)
    checker = make_user(None, "platform_admin")
    platform_actions.publish_baseline(actor=checker, proposal_id=first)
    monkeypatch.setattr(platform_actions, "is_taken", lambda _label, _known: False)
    with pytest.raises(platform_actions.LabelTaken):
        platform_actions.publish_baseline(actor=checker, proposal_id=second)


@pytest.mark.parametrize("label", ["2027 ", "../<b>", "..", "2027/1", "2027\n"])
def test_a_version_that_is_no_plain_name_is_refused(label, make_user, today, two_tenants):
    """With spaces around it, or with what means something in an address or a page."""
    admin = make_user(None, "platform_admin")
    new = _new({}, label=label, valid_from=today)
    with pytest.raises(BadBundle) as bad:
        platform_actions.propose_baseline(actor=admin, new=new)
    assert [p.where for p in bad.value.problems] == ["layer.version"]


def test_a_baseline_that_leaves_a_value_out_is_refused_and_the_value_is_named(
    make_user, today, two_tenants
):
    """It would be filled with what ships, of which nobody said that it holds."""
    admin = make_user(None, "platform_admin")
    shipped = {name for layer in load_shipped(BASELINE, today).layers for name in layer.values}
    free = [name for name in PARAMETERS if PARAMETERS[name].may_be_unstated and name in shipped]
    assert free
    for left_out in (free[0], next(n for n in free if PARAMETERS[n].rows)):
        content = baseline_bundle({}, label="toets-1", on=today, without=left_out)
        new = NewBaseline(content=content, valid_from=today, explanation=TOLD)
        with pytest.raises(BadBundle) as bad:
            platform_actions.propose_baseline(actor=admin, new=new)
        (problem,) = bad.value.problems
        assert problem.where == left_out
        assert PARAMETERS[left_out].label.nl in problem.text.nl
    assert not ProposedBaseline.objects.exists()


def test_a_table_of_which_a_regional_agreement_sets_a_part_cannot_be_left_out(two_tenants, today):
    """No agreement that ships does, so one is made: it lies on a baseline that has the table."""
    table = "supervision.wage_value"  # of which the baseline that ships says nothing
    agreement = layer_from_json(
        {
            "name": "afspraak-toets", "layer": "region", "above": BASELINE, "version": "1",
            "title": {"nl": "Afspraak toets", "en": "Test agreement"},
            "description": {"nl": "a", "en": "a"},
            "values": {
                table: {
                    "cells": {"least": 3}, "certainty": "published", "source": {"id": "G4UWV"},
                }
            },
        }
    )  # fmt: skip
    whole = baseline_bundle({table: {"least": 2, "most": 4}}, label="toets-1", on=today)
    assert read_baseline(whole, agreements=[agreement]).label == "toets-1"
    without = baseline_bundle({}, label="toets-1", on=today)
    assert read_baseline(without).label == "toets-1"
    with pytest.raises(BadBundle) as bad:
        read_baseline(without, agreements=[agreement])
    (problem,) = bad.value.problems
    assert problem.where == table
    assert "Afspraak toets" in problem.text.nl
    assert "Test agreement" in problem.text.en


@transaction.atomic
def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _put(proposal: ProposedBaseline, given: dict[str, object]) -> None:
    """As the owner of the table, whom no lack of rights holds back."""
    with context.as_owner(), transaction.atomic():
        PublishedBaseline.objects.create(proposal=proposal, **given)
        connection.check_constraints()


def test_what_cannot_be_a_baseline_is_refused_with_everything_that_is_the_matter(
    make_user, today, publish
):
    """Another layer, a version that is taken, invented or missing values, a day gone by."""
    admin = make_user(None, "platform_admin")
    old = _new({}, label="2014-2019.2", valid_from=today)
    with pytest.raises(BadBundle) as bad:
        platform_actions.propose_baseline(actor=admin, new=old)
    assert [p.where for p in bad.value.problems] == ["layer.version"]
    text = old.content.decode().replace("layer: baseline", "layer: municipality")
    new = NewBaseline(content=text.encode(), valid_from=today, explanation=TOLD)
    with pytest.raises(BadBundle):
        platform_actions.propose_baseline(actor=admin, new=new)
    yesterday = today - timedelta(days=1)
    new = _new({}, label="toets-1", valid_from=today)
    new = NewBaseline(content=new.content, valid_from=yesterday, explanation=TOLD)
    with pytest.raises(platform_actions.BaselineInThePast):
        platform_actions.propose_baseline(actor=admin, new=new)
    assert not ProposedBaseline.objects.exists()


def test_the_pages_lead_from_a_file_to_a_published_baseline(two_tenants, sign_in, today):
    """Two administrators in two browsers; the first sees no button to publish."""
    first, second = sign_in(None, "platform_admin"), sign_in(None, "platform_admin")
    for browser in (first, second):
        browser.cookies["django_language"] = "nl"
    content = baseline_bundle({MONTHS: 4}, label="toets-1", on=today).decode()
    given = {
        "inhoud": content,
        "ingang": today.isoformat(),
        "toelichting": "De tekst van 2026 is gelezen.",
        "explanation": "The text of 2026 was read.",
    }
    page = first.post("/beheer/basis/nieuw/", given)
    assert "Deze basis verandert 1 beleidsregel" in page.content.decode()
    assert not ProposedBaseline.objects.exists()
    kept = first.post("/beheer/basis/nieuw/", {**given, "bewaar": "ja"}, follow=True)
    assert "Basis publiceren" not in kept.content.decode()
    address = kept.redirect_chain[-1][0]
    _publish_refused(first, f"{address}publiceren/")
    assert "Basis publiceren" in second.get(address).content.decode()
    done = second.post(f"{address}publiceren/", follow=True).content.decode()
    assert "De nieuwe basis is gepubliceerd." in done
    overview = first.get("/beheer/basis/").content.decode()
    assert "toets-1" in overview
    assert "meegeleverd met Meetlat, de eerste" in overview


def _publish_refused(browser: Client, address: str) -> None:
    answer = browser.post(address, follow=True).content.decode()
    assert "Vraag een andere beheerder" in answer
    assert not PublishedBaseline.objects.exists()


def test_problems_stand_on_the_page_all_at_once(two_tenants, sign_in, today):
    """Of the file by its place, and of the fields at each."""
    browser = sign_in(None, "platform_admin")
    browser.cookies["django_language"] = "nl"
    page = browser.post("/beheer/basis/nieuw/", {"inhoud": "", "ingang": "2001-01-01"})
    text = page.content.decode()
    assert page.status_code == 400
    assert "Kies een bestand." in text
    assert "Kies een dag van 1 januari 2015" in text
    content = baseline_bundle({MONTHS: 4}, label="toets-1", on=today).decode()
    broken = content.replace("certainty: verified", "certainty: zeker", 2)
    given = {"ingang": today.isoformat(), "toelichting": "a", "explanation": "b"}
    page = browser.post("/beheer/basis/nieuw/", {"inhoud": broken, **given})
    assert page.status_code == 400
    assert "2 punten in het bestand vragen nog aandacht" in page.content.decode()


def test_a_page_of_every_profile_asks_for_the_baseline_a_fixed_number_of_times(
    publish, today, two_tenants: object, sign_in, django_assert_max_num_queries
):
    publish({MONTHS: 4}, label="toets-1", valid_from=today)
    browser = sign_in(None)
    browser.get("/profielen/")
    with django_assert_max_num_queries(12):
        browser.get("/profielen/")


def test_a_tenant_made_later_begins_as_it_ships(publish, today, first_tenant: TenantRow):
    """Its first policy holds from 2015; what came later it works through like everyone."""
    publish({MONTHS: 4}, label="toets-1", valid_from=today)
    with context.inside(first_tenant.schema_name):
        assert queries.profile_on(on=today).profile[MONTHS].value == 6
