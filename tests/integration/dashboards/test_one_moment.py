"""A page is told of one moment, and what is kept of a moment is not told after it."""

import pytest
from django.db import transaction
from django.utils import timezone

from benchmarking.participation.agreement import state_participation
from benchmarking.releases import moment as moments
from benchmarking.releases.making import make_release
from dashboards.boards import BOARDS
from tenants import context

pytestmark = pytest.mark.django_db

QUERY = "met=all&groep=all"


@pytest.fixture(scope="module")
def country(for_whole_module, send_country):
    send_country("eikenberg", cases=400, generosity=0.8)
    send_country("duinzicht", cases=500, generosity=1.1)
    make_release(actor=None)


@pytest.fixture
def analyst(sign_in, first_tenant):
    return sign_in(first_tenant, "analyst")


@pytest.mark.parametrize("page", [board.slug for board in BOARDS])
def test_a_page_reads_once_which_release_stands(page, analyst, country, monkeypatch):
    """However often it asks: a release that comes out meanwhile is of the next page."""
    read, newest = [], moments.newest_release

    def counted():
        read.append(page)
        return newest()

    monkeypatch.setattr(moments, "newest_release", counted)
    assert analyst.get(f"/vergelijken/{page}/".replace("//", "/") + f"?{QUERY}").status_code == 200
    assert len(read) == 1


def test_who_withdraws_is_on_no_page_that_was_kept(analyst, country):
    """The same page, asked before and after."""
    address = f"/vergelijken/indicator/tabel/?{QUERY}&indicator=awarded_hours"

    def row_of_duinzicht():
        text = analyst.get(address).content.decode()
        return text.partition('<th scope="row">Duinzicht</th>')[2].partition("</tr>")[0]

    assert "ml-suppressed" not in row_of_duinzicht()
    assert row_of_duinzicht() == row_of_duinzicht()
    with context.inside("duinzicht"), transaction.atomic():
        state_participation(actor=None, takes_part=False, from_day=timezone.localdate())
    assert "geen gevallen" in row_of_duinzicht()
