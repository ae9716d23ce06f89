"""Taking a profile along as YAML and reading it in: first a look, then a draft, never in force."""

from datetime import date

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from policy_profiles import queries
from policy_profiles.bundles.bundle import bundle_text, read_bundle
from policy_profiles.drafts import queries as drafts
from policy_profiles.models import ProfileDraft
from rulebook.profiles import load_shipped
from tenants import actions as tenant_actions
from tenants import context
from tenants.queries import tenants
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

READ_IN = "/beleid/bundel/inlezen/"


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


def _file(text: str | bytes) -> SimpleUploadedFile:
    content = text.encode() if isinstance(text, str) else text
    return SimpleUploadedFile("beleid.yaml", content)


def _sent(client: Client, text: str | bytes, *, status: int = 200) -> HtmlPage:
    answer = client.post(READ_IN, {"bestand": _file(text)}, headers={"accept-language": "nl"})
    assert answer.status_code == status
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def _current(tenant) -> queries.PinnedProfile:
    with context.inside(tenant.schema_name):
        return queries.profile_on(on=timezone.localdate())


def test_what_is_downloaded_and_read_in_again_has_the_same_hash(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    answer = client.get("/beleid/bundel.yaml", headers={"accept-language": "nl"})
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.content.decode()
    assert read_bundle(answer.content).profile.content_hash == _current(first_tenant).content_hash
    page = _sent(client, text)
    assert "Dit bestand verandert niets" in page.text
    assert "zegt bij elke beleidsregel hetzelfde als “Ons beleid”" in page.text
    assert "Bewaar toch als concept" in page.text
    (button,) = [a for tag, a in page.elements if tag == "button" and a.get("name") == "bewaar"]
    assert "nl-button--primary" not in button["class"]  # there is nothing that needs keeping
    kept = client.post(READ_IN, {"inhoud": text.replace("\n", "\r\n"), "bewaar": "ja"})
    with context.inside(first_tenant.schema_name):
        (row,) = drafts.draft_rows()
        profile = drafts.profile_of_draft(draft_id=row.id, on=timezone.localdate())
        assert profile.content_hash == _current(first_tenant).content_hash
        assert AuditEvent.objects.filter(action="draft.started", object_id=str(row.id)).exists()
    assert kept.headers["Location"] == f"/beleid/concepten/{row.id}/"


def test_a_look_shows_the_change_and_keeps_nothing(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    data = yaml.safe_load(client.get("/beleid/bundel.yaml").content)
    evidence = {"certainty": "fictitious", "source": {"id": "TENANT"}}
    data["layer"]["values"]["contract.minimum_months"] = {"value": 3, **evidence}
    page = _sent(client, yaml.safe_dump(data, allow_unicode=True))
    assert "Dit bestand verandert 1 beleidsregel" in page.text
    assert "3 maanden" in page.text
    assert "De waarden zijn veranderd sinds het bestand is gemaakt" in page.text
    with context.inside(first_tenant.schema_name):
        assert not ProfileDraft.objects.exists()
        assert _current(first_tenant).profile["contract.minimum_months"].value != 3


def test_a_bundle_with_things_to_put_right_keeps_nothing_even_when_pressed(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    data = yaml.safe_load(client.get("/beleid/bundel.yaml").content)
    data["layer"]["values"] |= {
        "geen.regel": {"value": 1},
        "contract.minimum_months": {"value": "x"},
    }
    text = yaml.safe_dump(data)
    page = _sent(client, text, status=400)
    assert "4 punten in het bestand vragen nog aandacht" in page.text
    assert "Deze beleidsregel bestaat niet" in page.text
    assert client.post(READ_IN, {"inhoud": text, "bewaar": "ja"}).status_code == 400
    with context.inside(first_tenant.schema_name):
        assert not ProfileDraft.objects.exists()


@pytest.mark.parametrize(
    "content", [b"a: &a [1]\nb: [*a,*a]", b"\xff\xfe", b"x" * 10_000_000, b"{" * 9999, b"%PDF-1.7"]
)
def test_a_hostile_file_is_refused_with_a_reason(content, first_tenant, sign_in):
    page = _sent(sign_in(first_tenant, "policy_officer"), content, status=400)
    assert "Bewaar als concept" not in page.text


@pytest.mark.parametrize("sent", [{}, {"inhoud": ""}, {"inhoud": "a\x00"}, {"bewaar": "ja"}])
def test_nothing_sent_is_told(sent, first_tenant, sign_in):
    assert sign_in(first_tenant, "policy_officer").post(READ_IN, sent).status_code == 400


def test_an_organisation_that_exists_takes_over_no_invented_values(sign_in):
    tenant_actions.create_tenant(
        schema_name="utrecht", name="Utrecht", kind="municipality", profile_name="utrecht",
        municipality_codes=["GM0344"], hosts=["utrecht.localhost"], is_synthetic=False,
    )  # fmt: skip
    tenant_actions.launch_tenant(schema_name="utrecht")
    utrecht = next(t for t in tenants() if t.schema_name == "utrecht")
    client = sign_in(utrecht, "policy_officer")
    page = _sent(client, bundle_text(load_shipped("hour-caps"), language="nl"), status=400)
    assert "Dit bestand bevat verzonnen waarden, en uw organisatie bestaat echt" in page.text
    assert (
        "Dit bestand verandert niets"
        in _sent(client, client.get("/beleid/bundel.yaml").content).text
    )


def test_the_shared_baseline_becomes_a_draft_without_own_values(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    text = client.get("/beleid/bundel.yaml?van=uwv-baseline").content.decode()
    assert "Bewaar als concept" in _sent(client, text).text
    client.post(READ_IN, {"inhoud": text, "bewaar": "ja"})
    with context.inside(first_tenant.schema_name):
        (row,) = drafts.draft_rows()
        assert (row.base, dict(row.values)) == ("uwv-baseline", {})
    changed = text.replace("value: 6\n", "value: 7\n", 1)
    assert changed != text
    assert (
        "Een gedeelde laag kan hier niet worden gewijzigd"
        in _sent(client, changed, status=400).text
    )


@pytest.mark.parametrize(("role", "status"), [
    ("policy_officer", 200), ("consultant", 403), ("analyst", 403), ("tenant_admin", 403),
])  # fmt: skip
def test_only_who_edits_policy_reads_a_bundle_in(role, status, first_tenant, sign_in):
    client = sign_in(first_tenant, role)
    assert client.get(READ_IN).status_code == status
    assert client.get("/beleid/bundel.yaml").status_code == (403 if role == "tenant_admin" else 200)


def test_a_token_is_needed(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    client.handler.enforce_csrf_checks = True
    assert client.post(READ_IN, {"inhoud": "x"}).status_code == 403


def test_everyone_takes_published_profiles_along_and_nothing_of_inside(first_tenant):
    client = Client(SERVER_NAME="localhost")
    content = client.get("/profielen/bundel.yaml?van=uitvoerder:eikenberg").content
    assert read_bundle(content).is_as_it_was_made
    version = _current(first_tenant).version_id
    for key, status in (
        ("nu", 404), (f"versie:{version}", 404), ("uitvoerder:nergens", 404), ("<x>", 400),
        ("x" * 9000, 400), ("uwv-baseline@2026-02-30", 400),
    ):  # fmt: skip
        assert client.get("/profielen/bundel.yaml", {"van": key}).status_code == status


def test_another_organisation_s_version_is_not_there(first_tenant, second_tenant, sign_in):
    theirs = _current(second_tenant).version_id
    client = sign_in(first_tenant, "policy_officer")
    assert client.get(f"/beleid/bundel.yaml?van=versie:{theirs}").status_code == 404


def test_a_bundle_of_a_day_says_that_day():
    client = Client(SERVER_NAME="localhost")
    content = client.get("/profielen/bundel.yaml?van=uwv-baseline@2019-09-30").content
    assert yaml.safe_load(content)["resolved_on"] == date(2019, 9, 30)
    assert read_bundle(content).is_as_it_was_made
