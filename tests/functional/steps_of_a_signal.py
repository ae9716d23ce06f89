"""From a signal to a clock that runs, as a hand goes through it."""

import re

from playwright.sync_api import Locator, expect

from tests.functional.hands import Mouse

NUMBER = re.compile(r"^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$")


def send_signal(visitor: Mouse, home: str, way: str) -> str:
    """Send a signal as a visitor who comes by the page of signing in; gives the number."""
    visitor.open(f"{home}/aanmelden/")
    visitor.follow("Laat het weten")
    visitor.choose("Ik ben een collega")
    visitor.fill("Voornaam van de persoon", "Janna")
    visitor.fill("Achternaam van de persoon", f"van der Berg ({way})")
    visitor.fill("Geboortedatum van de persoon", "04-05-1999")
    visitor.fill("Wat ziet u, en wat kan helpen?", "Een vast ritme helpt.")
    visitor.press("Melding versturen")
    visitor.title("Wij hebben uw melding")
    number = visitor.page.get_by_role("main").get_by_role("status").inner_text()
    assert NUMBER.fullmatch(number)
    assert number not in visitor.page.url
    visitor.look()
    return number


def state(visitor: Mouse, home: str, number: str) -> Locator:
    """Give what the public page says of a signal."""
    visitor.open(f"{home}/melden/stand/")
    visitor.fill("Nummer van uw melding", number.lower())
    visitor.press("Stand bekijken")
    return visitor.page.get_by_role("main").get_by_role("status")


def say_who_it_is(hand: Mouse, case: str, bsn: str) -> None:
    """Fill in a number that cannot be, and one that can."""
    hand.open(case)
    hand.follow("Gegevens van de persoon")
    hand.follow("Gegevens wijzigen")
    hand.fill("Burgerservicenummer", "123456789")
    hand.press("Gegevens opslaan")
    expect(hand.page.get_by_label("Burgerservicenummer")).to_have_value("")
    hand.look()
    hand.fill("Burgerservicenummer", bsn)
    hand.press("Gegevens opslaan")
    hand.reads(f"••••••{bsn[-3:]}")
    hand.look()
    hand.press("Heel BSN tonen")
    hand.reads(bsn)


def submit(hand: Mouse, case: str) -> None:
    """Start the clock, and stop it again for what is missing."""
    hand.open(case)
    hand.reads("Er loopt geen termijn.")
    hand.follow("Aanvraag indienen")
    hand.look()
    hand.press("Vastleggen")
    hand.reads("Nog 5", "Laatste dag om te besluiten")
    hand.look()
    hand.follow(hand.page.get_by_role("link", name="Verbeteren").first)
    hand.look()
    hand.open(case)
    hand.follow("Er ontbreekt iets")
    hand.press("Vastleggen")
    hand.reads("Brief dat er iets ontbreekt.")
