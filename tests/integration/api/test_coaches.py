"""The register over REST: filtered, in pages, with what organisations and coaches can show."""

from datetime import date

import pytest

from coaches import actions
from coaches.models import Coach
from tenants import context

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(two_tenants, make_user):
    """Three organisations kept by Eikenberg; the second has a coach with a certificate."""
    user = make_user(two_tenants.first, "consultant")
    with context.inside(two_tenants.first.schema_name):
        for name in ("Anker", "Brug", "Cirkel"):
            made = actions.add_organisation(actor=user, values={"name": name, "regions": ["AM18"]})
            if name == "Brug":
                coach = actions.add_coach(
                    actor=user, values={"name": "Sam", "specialisms": ["autism"]},
                    organisation_id=made,
                )  # fmt: skip
                actions.add_proof(
                    actor=user, model=Coach, entry_id=coach, kind="harrie", issuer="CNV",
                    valid_from=date(2025, 1, 1), valid_until=date(2030, 1, 1),
                )  # fmt: skip


def test_another_tenant_reads_the_register_in_pages(register, two_tenants, sign_in):
    """Whoever keeps the entries; each page says where the next one begins."""
    client = sign_in(two_tenants.second, "analyst")
    seen, offset = [], 0
    while offset is not None:
        page = client.get("/api/v1/coaches", {"limit": 2, "offset": offset}).json()
        seen += [row["name"] for row in page["organisations"]]
        offset = page["nextOffset"]
    assert seen == ["Anker", "Brug", "Cirkel"]


def test_a_specialism_of_a_coach_finds_the_organisation_with_its_proofs(
    register, two_tenants, sign_in
):
    """Codes and days, and the recognition that counts today."""
    client = sign_in(two_tenants.first, "consultant")
    answer = client.get("/api/v1/coaches?specialism=autism&region=AM18").json()
    [row] = answer["organisations"]
    assert (row["name"], row["recognition"]) == ("Brug", "none")
    assert row["coaches"][0]["proofs"] == [
        {"kind": "harrie", "issuer": "CNV", "validFrom": "2025-01-01", "validUntil": "2030-01-01"}
    ]


@pytest.mark.parametrize("query", ["specialism=kind", "region=18", "limit=0", "naam=Anker"])
def test_what_cannot_be_asked_is_refused(register, two_tenants, sign_in, query):
    """With a problem that says which field; names are searched for on the page only."""
    client = sign_in(two_tenants.first, "consultant")
    answer = client.get(f"/api/v1/coaches?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")


COACHES = """query($region: String, $first: Int) {
  coaches(region: $region, first: $first) {
    organisations { name recognition coaches { name proofs { kind validUntil } } }
    nextOffset
  }
}"""


def asked(client, **variables):
    body = {"query": COACHES, "variables": variables}
    return client.post("/graphql", body, content_type="application/json").json()


def test_graphql_reads_what_rest_reads(register, two_tenants, sign_in):
    """The same organisations in the same order, with the coaches and what they can show."""
    client = sign_in(two_tenants.second, "analyst")
    told = client.get("/api/v1/coaches", {"limit": 2}).json()
    page = asked(client, first=2)["data"]["coaches"]
    assert page["nextOffset"] == told["nextOffset"] == 2
    assert [row["name"] for row in page["organisations"]] == ["Anker", "Brug"]
    assert page["organisations"][1]["coaches"] == [
        {"name": "Sam", "proofs": [{"kind": "harrie", "validUntil": "2030-01-01"}]}
    ]
    wrong = asked(client, region="Groningen")["errors"][0]["extensions"]
    assert wrong["errors"][0]["field"] == "region"
