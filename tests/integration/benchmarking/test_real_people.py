"""Where real people's data are, no figure of them is released while a way to one stands open."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from benchmarking import queries
from benchmarking.models import ReleaseRun
from benchmarking.participation.agreement import NotOpenYet, state_participation
from benchmarking.participation.models import BenchmarkStatement
from benchmarking.releases.making import prepare_release
from benchmarking.releases.models import Release
from benchmarking.releases.real_people import RealFiguresClosed
from config.settings import base, production
from tenants import context

pytestmark = pytest.mark.django_db


def test_production_releases_nothing_of_real_people(two_tenants, sign_in, settings):
    """Neither by the command nor by the page, which says so; two organisations take part here."""
    assert (base.BENCHMARK_OF_REAL_PEOPLE, production.BENCHMARK_OF_REAL_PEOPLE) == (True, False)
    settings.BENCHMARK_OF_REAL_PEOPLE = False
    assert queries.agreements()
    with pytest.raises(RealFiguresClosed):
        prepare_release(actor=None)
    client = sign_in(None, "platform_admin")
    client.cookies["django_language"] = "en"
    page = client.get("/beheer/publicaties/").content.decode()
    assert "Organisations take part here with data of real people." in page
    assert "/beheer/publicaties/maken/" not in page
    answer = client.post("/beheer/publicaties/maken/")
    assert [str(told) for told in get_messages(answer.wsgi_request)]
    assert not ReleaseRun.objects.exists()


def test_nobody_begins_to_take_part_in_production(first_tenant, sign_in, settings):
    """So nothing leaves either; whoever takes part may stop."""
    settings.BENCHMARK_OF_REAL_PEOPLE = False
    client = sign_in(first_tenant, "tenant_admin")
    client.cookies["django_language"] = "en"
    assert "You cannot take part yet" in client.get("/beheer/benchmark/").content.decode()
    said = {"meedoen": "ja", "vanaf": "01-01-2026"}
    page = client.post("/beheer/benchmark/", said, follow=True).content.decode()
    assert "Nothing was put on record or sent." in page
    with context.inside(first_tenant.schema_name):
        assert BenchmarkStatement.objects.count() == 1
        with pytest.raises(NotOpenYet):
            state_participation(actor=client.user, takes_part=True, from_day=date(2026, 1, 1))


def test_made_up_figures_are_released_everywhere(two_tenants, monkeypatch, settings):
    """As those of a demonstration are."""
    settings.BENCHMARK_OF_REAL_PEOPLE = False
    monkeypatch.setattr(queries, "synthetic_tenants", lambda: frozenset(queries.agreements()))
    assert prepare_release(actor=None) > 0


def test_who_has_one_real_fact_among_made_up_ones_is_not_made_up(
    two_tenants, monkeypatch, settings
):
    settings.BENCHMARK_OF_REAL_PEOPLE = False
    monkeypatch.setattr(queries, "synthetic_tenants", lambda: frozenset(queries.agreements()))
    monkeypatch.setattr(queries, "real_tenants", lambda: frozenset([two_tenants.first.schema_name]))
    with pytest.raises(RealFiguresClosed):
        prepare_release(actor=None)


def test_a_release_holds_real_organisations_alone_as_soon_as_there_is_one(two_tenants, monkeypatch):
    """Made-up and real are in no group, target or rate together."""
    real, made_up = two_tenants.first.schema_name, two_tenants.second.schema_name
    monkeypatch.setattr(queries, "synthetic_tenants", lambda: frozenset([made_up]))
    monkeypatch.setattr(queries, "real_tenants", lambda: frozenset([real]))
    prepare_release(actor=None)
    with context.as_benchmark():
        made = Release.objects.order_by("-number")[0]
    assert real in made.agreements
    assert made_up not in made.agreements
    assert made_up not in made.agreements
    assert made.synthetic == []
