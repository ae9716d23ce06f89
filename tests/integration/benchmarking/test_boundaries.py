"""An administrator of the platform reads boundaries in, looks at the map, and removes it."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.permissions import NotPermitted
from audit.models import AuditEvent
from benchmarking.boundaries import actions, geojson
from benchmarking.boundaries.geojson import AreaKind
from benchmarking.boundaries.models import BoundaryMap, Origin
from benchmarking.boundaries.queries import map_of
from tenants import context
from tests.made_up_boundaries import as_file

pytestmark = pytest.mark.django_db

PAGE = "/beheer/kaarten/"
REGIONS = ["AM01", "AM18", "AM04"]  # of the last nobody knows any more


@pytest.fixture
def administrator(sign_in):
    return sign_in(None, "platform_admin")


def sent(client, content, origin="made_up", follow=False):
    file = SimpleUploadedFile("grenzen.geojson", content)
    return client.post(PAGE, {"bestand": file, "bron": origin}, follow=follow)


def recorded():
    with context.as_platform():
        found = AuditEvent.objects.filter(object_kind=actions.OBJECT_KIND)
        return [(row.action, row.object_id) for row in found.order_by("occurred_at", "pk")]


def test_a_file_becomes_a_map_with_its_year_its_source_and_who_read_it_in(administrator):
    content = as_file(REGIONS)
    assert "de kaart is schematisch" in administrator.get(PAGE).content.decode()
    text = sent(administrator, content, follow=True).content.decode()
    assert "De grenzen van 3 gebieden van 2025 zijn ingelezen." in text
    row = map_of(AreaKind.REGION)
    assert (row.year, row.origin, row.imported_by) == (2025, Origin.MADE_UP, administrator.user.id)
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert administrator.user.name in administrator.get(PAGE).content.decode()
    assert recorded() == [("boundaries.imported", "region")]
    record = administrator.get("/beheer/logboek/").content.decode()
    assert "Grenzen ingelezen voor de kaarten" in record
    assert "kaart met grenzen Arbeidsmarktregio&#x27;s" in record


def test_codes_that_do_not_meet_are_named_either_way(administrator):
    text = sent(administrator, as_file(REGIONS), follow=True).content.decode()
    assert "2 gebieden staan ook in het register" in text
    _, lists = text.split("Niet in het register: 1 gebied.")
    unknown, missing = lists.split("Niet in het bestand: 33")
    assert "AM04" in unknown
    assert "AM02" in missing
    assert "AM01" not in unknown + missing
    assert text.split("ml-outline")[1].split("</svg>")[0].count("<path") == 3


def test_a_newer_file_comes_in_the_place_of_the_one_before(administrator):
    sent(administrator, as_file(REGIONS, year=2024))
    before = map_of(AreaKind.REGION)
    sent(administrator, as_file(["AM01", "AM02"], year=2025))
    after = map_of(AreaKind.REGION)
    assert (before.year, after.year) == (2024, 2025)
    assert set(after.drawing().shapes) == {"AM01", "AM02"}
    with context.as_platform():
        assert BoundaryMap.objects.count() == 1


def test_regions_and_municipalities_stand_beside_each_other(administrator, two_tenants):
    sent(administrator, as_file(REGIONS))
    sent(administrator, as_file(["XX9001", "GM0363", "GM9999"]))
    assert map_of(AreaKind.REGION) is not None
    text = administrator.get(f"{PAGE}gemeenten/").content.decode()
    assert "2 gebieden staan ook in het register" in text
    assert "GM9999" in text


def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(administrator):
    sent(administrator, as_file(REGIONS))
    before = map_of(AreaKind.REGION)
    twice = sent(administrator, as_file(["AM01", "AM01"]))
    assert twice.status_code == 400
    assert "Gebied AM01 staat twee keer in het bestand." in twice.content.decode()
    nobody = sent(administrator, as_file(["AM04"]))
    assert "Meetlat kent geen enkele code uit dit bestand." in nobody.content.decode()
    assert sent(administrator, b"").status_code == 400
    assert map_of(AreaKind.REGION) == before
    assert len(recorded()) == 1


def test_a_file_that_is_too_large_is_refused_before_it_is_read(administrator, monkeypatch):
    monkeypatch.setattr("benchmarking.boundaries.forms.LARGEST", 100)
    answer = sent(administrator, as_file(REGIONS))
    assert answer.status_code == 400
    assert "groter dan 20 MB" in answer.content.decode()


def test_removing_says_what_it_does_first_and_leaves_a_line_on_record(administrator):
    sent(administrator, as_file(REGIONS))
    asked = administrator.get(f"{PAGE}regios/weghalen/").content.decode()
    assert "De cijfers veranderen niet." in asked
    assert map_of(AreaKind.REGION) is not None
    administrator.post(f"{PAGE}regios/weghalen/")
    assert map_of(AreaKind.REGION) is None
    assert administrator.get(f"{PAGE}regios/").status_code == 404
    assert administrator.post(f"{PAGE}regios/weghalen/").status_code == 404
    assert recorded()[-1] == ("boundaries.removed", "region")


def test_nobody_else_reads_boundaries_in(make_user):
    analyst = make_user(None, "platform_analyst")
    with pytest.raises(NotPermitted):
        actions.import_boundaries(actor=analyst, content=as_file(REGIONS), origin=Origin.CBS)
    with pytest.raises(NotPermitted):
        actions.remove_boundaries(actor=analyst, kind=AreaKind.REGION)


def test_every_refusal_and_the_pages_are_said_in_english_too(administrator):
    from django.utils.translation import override

    from benchmarking.boundaries.words import refusal

    for why in geojson.Why:
        with override("nl"):
            dutch = refusal(geojson.BoundariesRefused(why, "AM18"))
        with override("en"):
            assert refusal(geojson.BoundariesRefused(why, "AM18")) != dutch
    administrator.cookies["django_language"] = "en"
    text = sent(administrator, as_file(REGIONS), follow=True).content.decode()
    for dutch in ("Gebied ", "Grenzen", "Bron:", "Niet in"):
        assert dutch not in text.replace("Gebied AM", "")


def test_a_map_that_was_kept_in_the_process_is_not_told_once_it_is_replaced(administrator):
    sent(administrator, as_file(REGIONS))
    row = map_of(AreaKind.REGION)
    row.drawing()
    sent(administrator, as_file(["AM01"]))
    assert set(map_of(AreaKind.REGION).drawing().shapes) == {"AM01"}
    assert row != map_of(AreaKind.REGION)
