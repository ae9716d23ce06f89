"""The register of deviations: why, whose, until when; a day that passed lapses into a warning."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from policy_profiles import actions
from policy_profiles.deviations.queries import (
    DeviationState,
    agreed_rows,
    deviation_rows,
    differing_where_silent,
    reviews_due,
    state_of,
)
from policy_profiles.drafts import actions as making
from policy_profiles.drafts import queries as drafts
from policy_profiles.reading.sheet import policy_sheet
from rulebook.deviation import deviation_from_data
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from tenants import actions as tenant_actions
from tenants import context
from tenants import queries as tenant_queries
from tests.integration.policy_profiles.drafting import WHY, entry
from tests.integration.policy_profiles.html_page import HtmlPage

pytestmark = pytest.mark.django_db

MONTHS = "contract.minimum_months"
TABLE = "intensity.table_long"


@pytest.fixture
def publish(first_tenant, make_user):
    """Publish a policy from today on in which contracts take nine months, for this reason."""

    def published(*, review_on: date) -> None:
        maker, checker = (make_user(first_tenant, "policy_officer") for _ in range(2))
        why = {**WHY, "review_on": review_on.isoformat()}
        with context.inside(first_tenant.schema_name):
            draft = making.start_draft(actor=maker, title="Nieuw", base=BASELINE)
            for place, (parameter, given) in enumerate(
                [
                    (MONTHS, entry(9, why=why)),
                    (TABLE, entry(None, cells={"light": {"year_1": 900}}, why=why)),
                ]
            ):
                making.set_value(
                    actor=maker,
                    draft_id=draft,
                    revision=place + 1,
                    parameter=parameter,
                    entry=given,
                )
            revision = drafts.draft_row(draft_id=draft).revision
            version = making.offer_draft(actor=maker, draft_id=draft, revision=revision)
            today = timezone.localdate()
            actions.publish(actor=checker, version_id=version, valid_from=today, succeeds=True)

    return published


@pytest.fixture
def on_the_day(monkeypatch):
    """Let the pages think that it is another day."""

    def travel(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda *_args: day)

    return travel


@pytest.fixture
def reader(first_tenant, sign_in) -> Client:
    return sign_in(first_tenant, "analyst")


def _text(client: Client, address: str, language: str = "nl") -> str:
    answer = client.get(address, headers={"accept-language": language})
    page = HtmlPage(answer.content.decode())
    assert (answer.status_code, page.problems) == (200, [])
    return page.text


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_the_register_says_why_on_what_it_rests_and_whose_it_is(publish, reader):
    publish(review_on=_in(400))
    text = _text(reader, "/beleid/afwijkingen/")
    for told in (
        "2 afwijkingen",
        "9 maanden",
        "Arbeidsmarkt in de regio",
        "objectieve grond",
        "Beleidsregel jobcoaching Eikenberg, artikel 4",
        "afdeling Beleid",
    ):
        assert told in text
    assert "opnieuw bekeken moest" not in text


def test_what_the_baseline_says_nothing_of_makes_up_the_rest_of_the_differences():
    """The sheet counts it as another value than UWV's; the register has nothing to explain."""
    today, baseline = date(2026, 1, 1), load_shipped(BASELINE)
    sides = {"profile": load_shipped("utrecht"), "baseline": baseline}
    told = {**sides, "today": today, "language": "nl"}
    listed = len(deviation_rows(**told)) + len(agreed_rows(**told).rows)
    sheet = policy_sheet(**sides, language="nl")
    assert differing_where_silent(**sides) == 4
    assert listed + differing_where_silent(**sides) == sheet.deviating


def test_what_was_agreed_in_the_region_stands_apart_from_what_is_ones_own():
    """The G4 agreed on the regime table; Utrecht and Amsterdam set hardly anything themselves."""
    today, baseline = date(2026, 1, 1), load_shipped(BASELINE)
    sides = {"baseline": baseline, "today": today, "language": "nl"}
    agreed = agreed_rows(profile=load_shipped("g4-2015"), **sides)
    assert agreed.title == "Afspraak G4 en UWV, maart 2015"
    assert deviation_rows(profile=load_shipped("g4-2015"), **sides) == ()
    city = load_shipped("amsterdam")
    own = {row.parameter for row in deviation_rows(profile=city, **sides)}
    shared = {row.parameter for row in agreed_rows(profile=city, **sides).rows}
    assert shared == {row.parameter for row in agreed.rows} - own
    assert agreed_rows(profile=baseline, **sides) is None


def test_a_day_of_review_that_is_near_is_brought_up(publish, reader):
    publish(review_on=_in(30))
    for address in ("/beleid/", "/beleid/afwijkingen/"):
        assert "binnen zestig dagen" in _text(reader, address)


def test_a_day_of_review_that_has_passed_is_a_warning(publish, reader, on_the_day):
    publish(review_on=_in(30))
    on_the_day(_in(31))
    for address in ("/beleid/", "/beleid/afwijkingen/"):
        assert "Van 2 afwijkingen is de dag voorbij" in _text(reader, address)


def test_the_sheet_says_why_beside_the_value(publish, reader):
    publish(review_on=_in(400))
    assert "Arbeidsmarkt in de regio" in _text(reader, "/beleid/?afwijkingen=on")


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "overdue"), (0, "overdue"), (1, "soon"), (60, "soon"), (61, "kept")],
)
def test_a_deviation_is_due_from_its_day_on(days, state):
    day = date(2026, 6, 1)
    deviation = deviation_from_data({**WHY, "review_on": day + timedelta(days=days)})
    assert state_of(deviation, today=day) == DeviationState(state)


def test_every_example_that_ships_says_why_and_what_a_city_published_does_not():
    today = date(2026, 1, 1)
    baseline = load_shipped(BASELINE)
    missing = {
        name: reviews_due(profile=load_shipped(name), baseline=baseline, today=today).missing
        for name in shipped_profile_names()
    }
    examples = [name for name in missing if load_shipped(name).is_fictitious]
    assert examples
    assert [name for name in examples if missing[name]] == []
    assert missing["utrecht"] > 0


def test_without_a_region_the_page_says_what_can_be_done(reader):
    assert "arbeidsmarktregio is niet bekend" in _text(reader, "/beleid/afwijkingen/regio/")


def _make(schema_name: str, code: str, region: str) -> None:
    name = schema_name.title()
    tenant_actions.add_municipality(code=code, name=name, region_code=region)
    tenant_actions.create_tenant(
        schema_name=schema_name,
        name=name,
        kind="municipality",
        profile_name="strict-cap",
        municipality_codes=[code],
        hosts=[f"{schema_name}.localhost"],
        is_synthetic=True,
    )
    tenant_actions.launch_tenant(schema_name=schema_name)


def test_the_region_shows_its_own_organisations_from_what_they_published(sign_in):
    for schema_name, code, region in (
        ("hierbij", "XX9101", "XX01"),
        ("hiernaast", "XX9102", "XX01"),
        ("veraf", "XX9103", "XX02"),
    ):
        _make(schema_name, code, region)
    here = next(row for row in tenant_queries.launched_tenants() if row.schema_name == "hierbij")
    text = _text(sign_in(here, "policy_officer"), "/beleid/afwijkingen/regio/")
    assert "2 organisaties met gepubliceerd beleid" in text
    assert "Hiernaast" in text
    assert "Veraf" not in text
