"""The pages of the invented clients: who sees what, and that it is what the rules say."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import actions as policy_actions
from policy_profiles import queries
from policy_profiles.models import ProfilePeriod
from policy_profiles.register.queries import published_profiles
from rulebook.answer import Answer
from rulebook.profiles import load_shipped
from rulebook.vignettes import VIGNETTES, work_vignettes
from rulebook.wording import hours, hours_minutes
from tenants import actions, context
from tenants.queries import tenant_at
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

LIST, PUBLIC_LIST = "/beleid/voorbeelden/", "/profielen/voorbeelden/"


@pytest.fixture(autouse=True)
def _two(two_tenants):
    """Eikenberg (hours per year) and Duinzicht (fixed hours a week), both fictitious."""


def page_of(address: str, client: Client, language: str = "nl") -> HtmlPage:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    page = HtmlPage(answer.content.decode())
    assert page.problems == []
    return page


def public() -> Client:
    return Client(SERVER_NAME="localhost")


def make(schema_name: str, profile: str, *, launched: bool = True) -> None:
    code = f"XX7{len(schema_name):03d}"
    actions.add_municipality(code=code, name=schema_name.title())
    actions.create_tenant(
        schema_name=schema_name,
        name=schema_name.title(),
        kind="municipality",
        profile_name=profile,
        municipality_codes=[code],
        hosts=[f"{schema_name}.localhost"],
        is_synthetic=True,
    )
    if launched:
        actions.launch_tenant(schema_name=schema_name)


def answered(profile: str, vignette: str) -> Answer:
    worked = work_vignettes(load_shipped(profile, timezone.localdate()))
    return next(each.answer for each in worked if each.vignette.id == vignette)


@pytest.mark.parametrize("role", ["consultant", "policy_officer", "analyst"])
def test_everybody_who_reads_policy_sees_own_answer_and_baseline(role, first_tenant, sign_in):
    page = page_of(LIST, sign_in(first_tenant, role))
    links = [link for link in page.links if link.startswith(f"{LIST}") and link != LIST]
    assert links == [f"{LIST}{one.id}/" for one in VIGNETTES]
    for profile in ("hour-caps", "uwv-baseline"):
        assert hours(answered(profile, "internal-supervisor").minutes or 0, "nl") in page.text
    differing = sum(
        answered("hour-caps", one.id) != answered("uwv-baseline", one.id) for one in VIGNETTES
    )
    assert page.text.count("anders dan UWV") == differing
    assert f"Bij {differing} van de {len(VIGNETTES)} klanten" in page.text


def test_the_spread_is_for_those_who_may_compare(first_tenant, sign_in):
    consultant = page_of(LIST, sign_in(first_tenant, "consultant"))
    officer = page_of(LIST, sign_in(first_tenant, "policy_officer"))
    assert consultant.of_class("pv-spread") == []
    assert "midden" not in consultant.text
    assert officer.of_class("pv-spread")
    assert "van 0,0 u tot" in officer.text
    n = len(published_profiles(on=timezone.localdate()))
    assert f"Uren bij {n} profielen" in officer.text


def test_a_consultant_reads_one_client_without_the_others(first_tenant, sign_in):
    page = page_of(f"{LIST}register-only/", sign_in(first_tenant, "consultant"))
    assert "Tuinman in het doelgroepregister" in page.text
    minutes = answered("hour-caps", "register-only").minutes or 0
    assert hours_minutes(minutes, "nl") in page.text
    assert "Wie begeleiding kan krijgen" in page.text
    assert "Duinzicht" not in page.text
    assert "Dezelfde klant, elders" not in page.text
    assert "/werkvoorraad/" in page.links


@pytest.mark.parametrize("role", ["policy_officer", "analyst"])
def test_the_same_client_elsewhere_has_every_published_profile(role, first_tenant, sign_in):
    make("stilwater", "low-rate")
    page = page_of(f"{LIST}register-only/", sign_in(first_tenant, role))
    table = page.text.split("Het antwoord van elk gepubliceerd profiel")[1]
    names = ["Duinzicht", "Eikenberg", "Stilwater", "UWV-basis", "Afspraak G4 en UWV"]
    assert [name for name in names if name not in table] == []
    assert len(page.of_class("ml-own")) == 1
    assert "/vergelijken/" in page.links
    assert "6 maanden" in table
    assert "erkenning van UWV" in table
    assert "Manier om de uren te bepalen: vaste uren per week" in table


def test_what_is_not_open_or_withdrawn_is_never_shown(first_tenant, sign_in, make_user):
    make("geheim", "low-rate", launched=False)
    make("verborgen", "low-rate")
    officer_there = make_user(tenant_at(host="verborgen.localhost"), "policy_officer")
    with context.inside("verborgen"):
        version_id = queries.profile_on(on=timezone.localdate()).version_id
        policy_actions.withdraw(actor=officer_there, version_id=version_id)
    officer = sign_in(first_tenant, "policy_officer")
    for client, address in (
        (officer, f"{LIST}register-only/"),
        (public(), f"{PUBLIC_LIST}register-only/"),
    ):
        text = page_of(address, client).text
        assert "Geheim" not in text
        assert "Verborgen" not in text
        assert "Duinzicht" in text


def test_the_public_page_needs_no_sign_in_and_shows_the_spread():
    page = page_of(PUBLIC_LIST, public())
    links = [link for link in page.links if link.startswith(PUBLIC_LIST) and link != PUBLIC_LIST]
    assert links == [f"{PUBLIC_LIST}{one.id}/" for one in VIGNETTES]
    n = len(published_profiles(on=timezone.localdate()))
    assert f"overal 5,0 u, {n} profielen" in page.text  # the punch card
    assert f"niemand kent toe, {n} profielen" in page.text
    assert PUBLIC_LIST in page_of("/profielen/", public()).links


def test_the_spread_is_the_one_of_the_published_profiles():
    """Counted by hand from the profiles' own answers."""
    rows = published_profiles(on=timezone.localdate())
    place = [one.id for one in VIGNETTES].index("register-only")
    minutes = sorted(work_vignettes(row.profile)[place].answer.minutes or 0 for row in rows)
    text = page_of(PUBLIC_LIST, public()).text
    assert f"van {hours(minutes[0], 'nl')} tot {hours(minutes[-1], 'nl')}, midden" in text


def test_a_client_that_is_not_there_is_not_found(first_tenant, sign_in):
    assert sign_in(first_tenant, "analyst").get(f"{LIST}nobody/").status_code == 404
    assert public().get(f"{PUBLIC_LIST}nobody/").status_code == 404
    assert public().post(PUBLIC_LIST).status_code == 405


def test_without_policy_in_force_that_is_told(first_tenant, sign_in):
    client = sign_in(first_tenant, "consultant")
    with context.inside(first_tenant.schema_name):
        ProfilePeriod.objects.update(known_to=timezone.now())
    for address in (LIST, f"{LIST}punch-card/"):
        assert "Er geldt vandaag geen beleid" in page_of(address, client).text


@pytest.mark.parametrize("one", VIGNETTES, ids=lambda one: one.id)
def test_every_page_stands_in_english(one):
    text = page_of(f"{PUBLIC_LIST}{one.id}/", public(), "en").text
    assert one.story.en[:40] in text
    assert " uur" not in text
    assert "van " not in text.replace("van 1 jaar", "")


def test_the_pages_of_an_organisation_are_complete_in_english(first_tenant, sign_in):
    client = sign_in(first_tenant, "policy_officer")
    for address in (LIST, f"{LIST}municipal-coach/"):
        text = page_of(address, client, "en").text
        for dutch in ("Eigen beleid", "begeleider", "profielen", "klant", "verschil", "maanden"):
            assert dutch not in text, address


def test_the_number_of_queries_does_not_grow_with_the_number_of_profiles(
    first_tenant, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    """Also where what they hold was never read before in this process."""
    client = sign_in(first_tenant, "policy_officer")
    address = f"{LIST}ordinary-application/"
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for name in ("eerste", "tweedeling", "derdehalf"):
        make(name, "strict-cap")
    with django_assert_num_queries(len(few) + 1):  # one more: the contents of all three at once
        page = client.get(address)
    assert "Tweedeling" in page.content.decode()
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_the_days_of_the_clients_are_fixed(monkeypatch: pytest.MonkeyPatch, sign_in: Callable):
    """The page says the same on another day, as long as the policies are the same."""

    def shown() -> str:
        return re.sub(
            r"edrukt op \d+ \w+ \d{4}", "", page_of(f"{PUBLIC_LIST}leap-day/", public()).text
        )

    now = shown()
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 3, 1))
    assert shown() == now
