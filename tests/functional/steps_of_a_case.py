"""The five steps of a case and its decision, as a hand goes through them."""

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.functional.hands import Mouse


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _first_day() -> date:
    return timezone.localdate() - timedelta(days=40)


def go_on(hand: Mouse) -> None:
    """Save a step and go to the next."""
    hand.press("Opslaan en verder")


def finding(hand: Mouse) -> Locator:
    """Give the finding beside the questions."""
    return hand.page.locator("#bevinding")


def about_the_person(hand: Mouse) -> None:
    """Answer the first step."""
    hand.answer("Structureel functionele beperking", "Ja")
    hand.answer("Staat in het doelgroepregister", "Ja")
    hand.fill("Aantal weken ziek", "0")
    go_on(hand)


def about_the_work(hand: Mouse) -> None:
    """Answer the second step: thirteen months, of which forty days have passed."""
    first = _first_day()
    hand.answer("Werksituatie", "Dienstverband")
    hand.pick("Soort contract", "Tijdelijk contract")
    hand.fill("Eerste dag in dienst", _day(first))
    hand.fill("Eerste dag van het contract", first.isoformat())
    hand.fill("Laatste dag van het contract", _day(first + timedelta(days=395)))
    hand.fill("Uren per week", "24,5")
    hand.fill("Loonwaarde", "40")
    go_on(hand)


def about_the_application(hand: Mouse) -> None:
    """Answer the third step: sixty hours are asked."""
    first = _day(_first_day())
    hand.answer("Soort aanvraag", "Eerste aanvraag")
    hand.fill("Aanvraag ontvangen op", first)
    hand.fill("Eerste dag van de gevraagde begeleiding", first)
    hand.fill("Gevraagde uren", "60")
    go_on(hand)


def about_the_provider(hand: Mouse) -> None:
    """Answer the fourth step."""
    hand.answer("Vorm van de begeleiding", "Externe jobcoach")
    hand.answer("Loopt er al een andere vorm", "Nee")
    hand.answer("Erkenning van de jobcoachorganisatie", "Erkend door UWV")
    hand.answer("Niveau van de jobcoach", "Hbo-niveau of hoger")
    go_on(hand)


def about_the_need(hand: Mouse) -> None:
    """Answer the last step."""
    hand.answer("Beoordeelde behoefte", "Midden (geregeld, op meer punten tegelijk)")
    go_on(hand)


EVERY_STEP = (
    about_the_person,
    about_the_work,
    about_the_application,
    about_the_provider,
    about_the_need,
)


def answer_every_step(hand: Mouse) -> None:
    """Answer all five, with the finding that becomes known with the last."""
    for step in EVERY_STEP[:-1]:
        step(hand)
    expect(finding(hand)).to_contain_text("nog niet bekend")
    about_the_need(hand)
    expect(finding(hand)).to_contain_text("voldoet")


def decide_otherwise(hand: Mouse) -> None:
    """From the overview to a sealed receipt."""
    hand.follow("Naar het besluit")
    hand.choose("Anders toekennen")
    hand.fill("Toe te kennen uren", "42:30")
    hand.pick("Reden om af te wijken", "Het werk of de werkplek vraagt iets anders")
    hand.fill("Toelichting", "De werkplek is nieuw ingericht.")
    hand.press("Bekijk uw besluit")
    hand.title("Dit legt u vast")
    hand.reads("Anders toegekend dan geadviseerd: 42:30 uur")
    hand.press("Besluit vastleggen")
    expect(hand.page.get_by_role("status")).to_contain_text("vastgelegd en verzegeld")
    expect(hand.page.locator(".as-hash code")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))


def grant_anew(hand: Mouse) -> None:
    """Grant after an objection what the rules refuse: from the overview to a sealed receipt."""
    hand.open(f"{hand.where}controleren/")
    hand.follow("Naar het besluit")
    hand.choose("Anders toekennen")
    hand.fill("Toe te kennen uren", "12")
    hand.pick("Reden om af te wijken", "Het werk of de werkplek vraagt iets anders")
    hand.press("Bekijk uw besluit")
    hand.press("Besluit vastleggen")
    expect(hand.page.get_by_role("status")).to_contain_text("vastgelegd en verzegeld")
