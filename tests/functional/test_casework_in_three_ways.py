"""Six journeys of casework, each walked by three hands: mouse, keyboard alone, without script.

| journey | mouse | keyboard | without script |
|---|---|---|---|
| signal to decision | with axe | yes | yes |
| refusal to objection | with axe | yes | yes |
| extension after year 2 | with axe | yes | yes |
| early end with recalculation | with axe | yes | yes |
| job end to next job | with axe | yes | yes |
| two people editing one file | with axe | yes | yes |

The keyboard sees at every stop that the focus shows, and never stops at what is hidden.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tenants import context
from tests.functional.casework_rows import DAY, RUNS, decided_in_year_3, ready, refused
from tests.functional.hands import HANDS, Mouse
from tests.functional.steps_of_a_case import answer_every_step, decide_otherwise, grant_anew
from tests.functional.steps_of_a_signal import say_who_it_is, send_signal, state, submit
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.browser

CORE = "Wat is de kern van het knelpunt?"
#: Somebody else's for each hand: the second with the same number would be known already.
BSN = {"mouse": "111222333", "keyboard": "123456782", "without script": "999990019"}
TODAY = timezone.localdate()

Start = Callable[..., Mouse]


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


@pytest.fixture(params=HANDS)
def way(request: pytest.FixtureRequest) -> str:
    """How the journey is walked."""
    return str(request.param)


@pytest.fixture
def home(two_tenants: TwoTenants, port_of_module: int) -> str:
    """Where Eikenberg answers."""
    return f"http://{two_tenants.first.host}:{port_of_module}"


@pytest.fixture
def found() -> list[str]:
    """What axe found."""
    return []


@pytest.fixture
def visitor(browser: Browser, way: str, found: list[str]) -> Mouse:
    """Somebody without an account."""
    hand = HANDS[way]
    window = browser.new_context(locale="nl-NL", java_script_enabled=hand.has_script)
    return hand(window.new_page(), found)


@pytest.fixture
def start(
    home: str,
    way: str,
    found: list[str],
    two_tenants: TwoTenants,
    make_user: Callable[..., User],
    page_of: Callable[..., Page],
) -> Start:
    """Sit a consultant down who is signed in: start(), or start(refused) at a new decision."""
    tenant, hand = two_tenants.first, HANDS[way]

    def sat_down(
        made: Callable[[User], str] | None = None,
        *,
        at: str = "besluit/",
        by_colleague: bool = False,
    ) -> Mouse:
        user = make_user(tenant, "consultant")
        maker = make_user(tenant, "consultant") if by_colleague else user
        number = ""
        if made:
            with context.inside(tenant.schema_name):
                number = made(maker)
        sits = hand(page_of(user, home, java_script_enabled=hand.has_script), found)
        sits.open(f"{home}/werkvoorraad/{number}/{at}" if made else f"{home}/werkvoorraad/")
        return sits

    return sat_down


def test_signal_to_decision(
    visitor: Mouse, start: Start, home: str, way: str, found: list[str]
) -> None:
    """A colleague signals; a consultant says who it is, submits, answers, and decides otherwise."""
    signal = send_signal(visitor, home, way)
    expect(state(visitor, home, signal)).to_have_text("Ontvangen")
    visitor.look()
    hand = start()
    hand.follow(re.compile(r"^Meldingen \(\d+\)"))
    hand.look()
    hand.follow(f"van der Berg ({way})")
    hand.look()
    hand.fill("Uw eigen kenmerk van deze klant", "K-77")
    hand.press("Casus openen van deze melding")
    hand.title("De persoon")
    case = hand.where.removesuffix("persoon/")
    say_who_it_is(hand, case, BSN[way])
    submit(hand, case)
    expect(state(visitor, home, signal)).to_have_text("In behandeling")
    hand.open(f"{home}/werkvoorraad/")
    hand.follow(re.compile("^Later"))
    number = case.rstrip("/").split("/")[-1]
    expect(hand.page.get_by_role("row", name=number)).to_have_count(1)
    hand.look()
    hand.open(f"{case}persoon/")
    answer_every_step(hand)
    decide_otherwise(hand)
    assert found == []


def test_refusal_to_objection(start: Start, found: list[str]) -> None:
    """Write the letter, check it in public, object, hear, end, decide anew, say when that went."""
    hand = start(refused, by_colleague=True)
    decision = hand.where
    hand.follow("de aanvrager")
    hand.title("Brief aan de aanvrager")
    expect(hand.page.get_by_role("article")).to_contain_text("Geachte Noor Vermeer,")
    hand.look()
    hand.press("Brief vastleggen")
    expect(hand.page.get_by_role("status")).to_contain_text("De brief staat vast")
    hand.look()
    hand.follow("Openbare controle van deze brief")
    hand.title("Deze brief is door ons verzonden")
    hand.look()
    hand.open(decision)
    hand.follow("Bezwaar of beroep vastleggen")
    hand.title("Bezwaar of beroep vastleggen")
    hand.choose("de aanvrager")
    hand.look()
    hand.press("Vastleggen")
    hand.reads("Beslis uiterlijk op")
    hand.look()
    hand.follow("De hoorzitting is gehouden")
    hand.press("Vastleggen")
    hand.follow("Een uitkomst vastleggen")
    hand.choose(hand.page.get_by_role("radio", name="Gegrond", exact=True))
    hand.pick("Waarom?", "Er zijn andere of nieuwe gegevens")
    hand.press("Vastleggen")
    hand.reads("Gegrond: Er zijn andere of nieuwe gegevens")
    objection = hand.where
    hand.press("Nieuw besluit voorbereiden")
    expect(hand.page.get_by_role("status")).to_contain_text("is geopend")
    grant_anew(hand)
    hand.open(objection)
    hand.follow("Leg de dag vast")
    hand.title("De beslissing is buiten Meetlat verzonden")
    hand.look()
    hand.press("Vastleggen")
    hand.reads("De beslissing is buiten Meetlat verzonden op")
    hand.look()
    hand.open(re.sub(r"werkvoorraad/.*", "werkvoorraad/bezwaren/", hand.where))
    hand.reads("Er loopt geen bezwaar of beroep")
    assert found == []


def test_extension_after_year_2(start: Start, found: list[str]) -> None:
    """Fewer hours are in the follow-up that comes after, with the rules of year 3 beside it."""
    hand = start(decided_in_year_3)
    hand.follow("Wijzigingen bekijken of vastleggen")
    hand.follow("Andere uren")
    hand.fill("Eerste dag met de nieuwe uren", _day(TODAY))
    hand.fill("Nieuwe uren per week", "12")
    hand.press("Bekijk wat dit doet")
    hand.reads("eraf", "jaar 2")
    hand.look()
    hand.press("Wijziging vastleggen")
    hand.follow("Vervolg aanvragen")
    expect(hand.page.get_by_label("Uren per week")).to_have_value("12")
    hand.fill("Aantal weken ziek", "0")
    hand.fill("Niet gebruikte uren", "0")
    hand.press("Aanvraag openen")
    hand.reads("Alles wat al bekend was, is ingevuld", "Uren per jaar (18 uur)")
    assert found == []


def test_early_end_with_recalculation(start: Start, found: list[str]) -> None:
    """The hours in proportion to time, seen before they are recorded, and then on the decision."""
    hand = start(decided_in_year_3)
    last = TODAY - 9 * DAY
    _end_the_job(hand, last)
    hand.fill("Uren begeleiding die tot dan zijn gemaakt", "25")
    hand.press("Bekijk wat dit doet")
    days = (last - (TODAY - RUNS)).days + 1
    hand.reads(f"Naar verhouding van de tijd: {days} dagen van", "te veel besteed")
    hand.look()
    hand.press("Einde vastleggen")
    hand.reads("Het einde van de baan is vastgelegd.", "Contract niet verlengd")
    assert found == []


def _end_the_job(hand: Mouse, last: date) -> None:
    hand.follow("De baan eindigt: reken de uren af")
    hand.fill("Laatste dag van deze baan", _day(last))
    hand.pick("Waarom is de baan gestopt?", "Contract niet verlengd")


def test_job_end_to_next_job(start: Start, found: list[str]) -> None:
    """The end leads straight on to the next job, of which only what is new is asked."""
    hand = start(decided_in_year_3)
    _end_the_job(hand, TODAY - 9 * DAY)
    begins = _day(TODAY - 2 * DAY)
    hand.fill("Eerste dag van de volgende baan", begins)
    hand.press("Bekijk wat dit doet")
    hand.press("Einde vastleggen")
    expect(hand.page.get_by_label("Eerste dag in dienst")).to_have_value(begins)
    hand.look()
    hand.pick("Soort contract", "Vast contract")
    hand.fill("Uren per week", "20")
    hand.fill("Aantal weken ziek", "0")
    hand.fill("Loonwaarde", "45")
    hand.press("Aanvraag openen")
    hand.reads("Alles wat al bekend was, is ingevuld")
    assert found == []


def test_two_people_editing_one_file(start: Start, found: list[str]) -> None:
    """Both type in the same field; the second sees both versions, keeps both, stops and goes on."""
    first = start(ready, at="onderzoek/")
    number = first.where.split("/")[-3]
    second = start(lambda _user: number, at="onderzoek/")
    for hand, words in ((first, "Het tempo van de ochtend"), (second, "Het lawaai in de hal")):
        hand.follow("De kern van het knelpunt")
        hand.title("De kern van het knelpunt")
        hand.fill(CORE, words)
    _keep(first)
    _compare(second)
    second.title("Een collega vulde hetzelfde in")
    second.reads("Het tempo van de ochtend", "Het lawaai in de hal")
    second.look()
    second.choose("Allebei, na elkaar")
    second.press("Deze keuzes opslaan")
    _see_both(first)
    first.look()
    _stop_and_go_on(second)
    assert found == []


def _keep(hand: Mouse) -> None:
    """With script it is kept as soon as one leaves the field."""
    if hand.has_script:
        hand.leave_field()
        kept = re.compile(r"^Bewaard op .* \(versie 1\)\.$")
        expect(hand.page.get_by_role("status")).to_have_text(kept)
    else:
        hand.press("Opslaan en later verder")
        expect(hand.page.get_by_role("status")).to_contain_text("Uw antwoorden zijn opgeslagen")


def _compare(hand: Mouse) -> None:
    if hand.has_script:
        hand.leave_field()
        expect(hand.page.get_by_role("status")).to_contain_text("Niet bewaard")
        hand.look()
        hand.press("Vergelijk beide versies")
    else:
        hand.press("Opslaan en later verder")


def _see_both(hand: Mouse) -> None:
    """Who wrote first goes on, and is told that there is more by now."""
    both = "Het tempo van de ochtend\nHet lawaai in de hal"
    if hand.has_script:
        hand.pick("Is er een knelpunt in het werk?", "ja")
        hand.leave_field()
        expect(hand.page.get_by_role("status")).to_contain_text("(versie 3)")
        hand.follow("Toon de nieuwste versie")
    else:
        hand.follow("De kern van het knelpunt")
    expect(hand.page.get_by_label(CORE)).to_have_value(both)


def _stop_and_go_on(hand: Mouse) -> None:
    """What was saved of a scheme is there when somebody comes back."""
    hand.open(re.sub(r"onderzoek/.*", "onderzoek/", hand.where))
    hand.follow("Doen en meedoen")
    able = hand.page.get_by_role("group", name="Wat iemand kan, en wat niet")
    hand.fill(able.get_by_label("In het kort"), "Werkt precies")
    hand.pick(able.get_by_label("Hoe werkt het?"), "bevordert")
    hand.press("Opslaan en later verder")
    line = hand.page.get_by_role("listitem").filter(has_text="Doen en meedoen")
    expect(line).to_contain_text("Mee bezig")
    hand.follow("Doen en meedoen")
    expect(able.get_by_label("In het kort")).to_have_value("Werkt precies")
    expect(able.get_by_label("Hoe werkt het?")).to_have_value("helping")
    hand.press("Klaar, en verder")
    hand.title("De baan en de werkplek")
