"""The comparison with few facts or none: what it hides, and what it says instead."""

import pytest
from django.utils import timezone

from benchmarking.participation.agreement import state_participation
from benchmarking.releases.making import make_release
from tenants import context
from tests.integration.dashboards.asking import asked
from tests.tenant_fixtures import take_part

pytestmark = pytest.mark.django_db


def test_small_numbers_are_a_marked_cell_with_the_reason(sign_in, first_tenant, send_country):
    send_country("eikenberg", cases=7)
    make_release(actor=None)
    analyst = sign_in(first_tenant, "analyst")
    text = analyst.get("/vergelijken/tabel/").content.decode()
    assert "ml-suppressed" in text
    assert "te weinig gevallen om te tonen" in text
    assert "Kies een langere periode" not in text  # there is none
    assert "Een volgende publicatie kan meer laten zien" in text
    assert (
        "Kies een langere periode"
        in analyst.get("/vergelijken/tabel/?periode=2024").content.decode()
    )


def test_who_takes_no_part_reads_so_and_waits_for_nothing(sign_in, first_tenant):
    """Nothing comes by itself of an organisation that did not agree, or withdrew."""
    analyst, today = sign_in(first_tenant, "analyst"), timezone.localdate()
    take_part(first_tenant.schema_name)
    assert "nog geen besluiten aangekomen" in analyst.get("/vergelijken/tabel/").content.decode()
    with context.inside(first_tenant.schema_name):
        state_participation(actor=None, takes_part=False, from_day=today)
    left = analyst.get("/vergelijken/tabel/").content.decode()
    assert "doet niet mee met de benchmark" in left
    assert "Dat gebeurt vanzelf" not in left


def test_a_decision_that_arrives_is_counted_for_its_own_organisation(
    sign_in, first_tenant, second_tenant, send_country
):
    send_country("eikenberg", cases=1)
    make_release(actor=None)
    own = sign_in(first_tenant, "analyst").get("/vergelijken/tabel/").content.decode()
    other = sign_in(second_tenant, "analyst").get("/vergelijken/tabel/").content.decode()
    assert "is 1 besluit aangekomen" in own
    assert "nog geen besluiten aangekomen" in other


def test_before_the_first_release_the_page_tells_nothing_of_anybody(
    sign_in, first_tenant, send_country
):
    """Counted as the facts stand, it would tell of one decision that came in between."""
    send_country("eikenberg", cases=300)
    text = sign_in(first_tenant, "analyst").get("/vergelijken/tabel/").content.decode()
    assert "Er zijn nog geen cijfers uitgebracht" in text
    assert asked(sign_in(first_tenant, "analyst")).status_code == 200
