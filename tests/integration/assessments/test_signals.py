"""Signals: sent without an account, telling nothing, worked with on record."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments.models import Case
from assessments.people import actions as people
from assessments.people.identity import Identity
from assessments.people.models import Person
from assessments.people.rotation import encrypt_anew
from assessments.people.rows import identity_in
from assessments.queries import CaseRow
from assessments.signals import actions, queries, use
from assessments.signals.contents import contents_of
from assessments.signals.models import Signal, SignalDesk, UseCount
from assessments.signals.numbers import ALPHABET, index_of_number, number_for
from assessments.signals.status import CloseReason, SignalChangeNotAllowed, SignalStatus
from audit.models import AuditEvent
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

TOLD = {
    "role": "colleague",
    "about_first_name": "Janna",
    "about_surname": "van der Berg",
    "about_birth_date": "04-05-1999",
    "workplace": "Bakkerij De Krent",
    "seen": "Loopt vast bij de oven.\nEen vast ritme helpt.",
    "sender_name": "Piet",
    "sender_contact": "06 11112222",
}
HOSTILE = "<script>alert(1)</script>{{ 7|add:7 }}\"'&\u202e"


@pytest.fixture
def visitor(eikenberg: TenantRow) -> Client:
    """Somebody without an account, in Dutch."""
    browser = Client(SERVER_NAME=eikenberg.host)
    browser.cookies["django_language"] = "nl"
    return browser


@pytest.fixture(autouse=True)
def one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is counted by the hour is counted in one that does not end while the test runs."""
    counted = use.this_hour() + timedelta(hours=1)
    monkeypatch.setattr(use, "this_hour", lambda: counted)


def text(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def sent(visitor: Client, **changed: str) -> str:
    """Send a signal and give the receipt number."""
    answer = visitor.post("/melden/", {**TOLD, "token": str(uuid4()), **changed}, follow=True)
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", text(answer))
    assert found, text(answer)
    return found[0]


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_anybody_sends_a_signal_and_sees_where_it_stands(visitor: Client, client: Client) -> None:
    """Without an account; the state is one of three words, and nothing on the person.

    Bottlenecks: K2.2-a, K4.2-i1.
    """
    assert visitor.get("/melden/").status_code == 200
    number = sent(visitor)
    for typed in (number, number.lower(), number.replace("-", " "), number.replace("-", "")):
        shown = text(visitor.post("/melden/stand/", {"number": typed}))
        assert "Ontvangen" in shown
    for told in ("Janna", "Berg", "Krent", "oven", "Piet", "06 11112222"):
        assert told not in shown
    signal = Signal.objects.get()
    client.post(f"/werkvoorraad/meldingen/{signal.id}/oppakken/")
    assert "In behandeling" in text(visitor.post("/melden/stand/", {"number": number}))
    client.post(f"/werkvoorraad/meldingen/{signal.id}/afhandelen/", {"reason": "advice"})
    assert "Afgehandeld" in text(visitor.post("/melden/stand/", {"number": number}))
    unknown = visitor.post("/melden/stand/", {"number": "2222-2222-2222"})
    assert "Dit nummer is er niet" in text(unknown)


def test_nothing_shows_whether_somebody_is_known(
    visitor: Client, consultant: User, open_case: Callable[..., CaseRow]
) -> None:
    """The same bytes and the same statements, for somebody with a file and for a stranger."""
    case = open_case()
    known = Identity(first_name="Janna", surname="Berg", birth_date=date(1999, 5, 4))
    people.add_person(actor=consultant, case_id=case.id, identity=known, bsn="111222333")
    sent(visitor)  # the counts of this hour are there now

    def asked(**changed: str) -> tuple[list[str], str, dict[str, str]]:
        with CaptureQueriesContext(
            connection,
        ) as statements:
            answer = visitor.post("/melden/", {**TOLD, "token": str(uuid4()), **changed})
            page = visitor.get("/melden/ontvangen/")
        kinds = [re.sub(r"'[^']*'|\d+", "?", q["sql"]) for q in statements.captured_queries]
        body = re.sub(
            r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}|token=\"\w+\"|value=\"\w{64}\"|[\w]{64}", "?", text(page)
        )
        headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
        return kinds, body, {**headers, "status": str(answer.status_code)}  # Expires: the moment

    of_known = asked()
    of_stranger = asked(about_surname="Onbekend", about_birth_date="01-01-1980")
    assert of_known == of_stranger
    assert not [kind for kind in of_known[0] if "assessments_person" in kind]


def test_what_was_told_is_unreadable_in_the_table(visitor: Client) -> None:
    """A signal may touch health, whatever the form asks."""
    sent(visitor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM assessments_signal")
        [row] = cursor.fetchall()
    whole = b"".join(bytes(v) if isinstance(v, memoryview) else str(v).encode() for v in row)
    assert not [told for told in (b"Janna", b"Berg", b"oven", b"Krent", b"Piet") if told in whole]
    assert contents_of(Signal.objects.get()).about == "Janna van der Berg"


def test_the_same_form_twice_is_one_signal(visitor: Client) -> None:
    """Somebody who presses the button twice gets the same number."""
    token = str(uuid4())
    assert sent(visitor, token=token) == sent(visitor, token=token)
    assert Signal.objects.count() == 1
    assert sent(visitor, token="not a token".replace(" ", "")[:0]) != sent(visitor, token="")


def test_a_number_cannot_be_guessed_and_stands_in_no_address(visitor: Client) -> None:
    """30 signs in 12 places, from a key; the page that shows it has an address without it."""
    number = sent(visitor)
    assert set(number.replace("-", "")) <= set(ALPHABET)
    assert len(ALPHABET) ** 12 > 2**58
    assert number_for("a") != number_for("b")
    assert visitor.get("/melden/ontvangen/").status_code == 200
    visitor.cookies["melding"] = "7K4M-Q2XP-9RTD"
    assert visitor.get("/melden/ontvangen/")["Location"] == "/melden/stand/"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"seen": ""}, "Vul dit in."),
        ({"seen": "x" * 1001}, "Maak dit korter"),
        ({"about_surname": ""}, "Vul dit in."),
        ({"role": ""}, "Kies een antwoord."),
        ({"about_birth_date": "01-01-2040"}, "Kies een dag van 1 januari 1900 tot en met"),
        ({"seen": "BSN is 111222333."}, "Haal het burgerservicenummer weg."),
        ({"sender_name": "1112.22.333"}, "Haal het burgerservicenummer weg."),
    ],
)
def test_the_form_says_what_to_do(visitor: Client, changed: dict[str, str], said: str) -> None:
    """At the field, and nothing is kept."""
    answer = visitor.post("/melden/", {**TOLD, **changed})
    assert answer.status_code == 400
    assert said in text(answer)
    assert not Signal.objects.exists()


def test_a_machine_that_fills_in_everything_gets_the_same_answer(visitor: Client) -> None:
    """It learns nothing, and nothing is kept."""
    assert sent(visitor, website="https://example.org")
    assert not Signal.objects.exists()


def test_too_much_and_too_often(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is refused unread; an hour has room for so many."""
    assert visitor.post("/melden/", {**TOLD, "seen": "x" * 30_000}).status_code == 413
    monkeypatch.setattr(use, "MOST_SIGNALS", 2)
    monkeypatch.setattr(use, "MOST_LOOKS", 1)
    sent(visitor)
    sent(visitor)
    refused = visitor.post("/melden/", {**TOLD, "token": str(uuid4())})
    assert (refused.status_code, "Over een uur" in text(refused)) == (429, True)
    other = visitor.post("/melden/", {**TOLD, "token": str(uuid4())}, REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 302
    looks = [visitor.post("/melden/stand/", {"number": "2222-2222-2222"}) for _look in range(2)]
    assert [look.status_code for look in looks] == [400, 429]


def test_no_network_address_is_kept(visitor: Client) -> None:
    """A keyed hash for an hour; then the count is gone."""
    visitor.post("/melden/", {**TOLD, "token": str(uuid4())}, REMOTE_ADDR="198.51.100.7")
    assert UseCount.objects.exists()
    assert not [row for row in UseCount.objects.all() if "198.51" in str(vars(row))]
    UseCount.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    use.forget_counts()
    assert not UseCount.objects.exists()


def test_behind_a_proxy_people_are_counted_apart(visitor: Client, settings: Settings) -> None:
    """Only a proxy that is trusted is believed; the last address is the one it saw."""
    from dataclasses import replace
    from ipaddress import ip_network

    behind = replace(settings.ENVIRONMENT, trusted_proxies=(ip_network("10.0.0.0/8"),))
    settings.ENVIRONMENT = behind
    for remote, forwarded in (
        ("10.0.0.1", "198.51.100.1, 198.51.100.7"),
        ("10.0.0.1", "198.51.100.2, 198.51.100.7"),
        ("203.0.113.9", "198.51.100.3"),
        ("203.0.113.9", "198.51.100.4"),
    ):
        visitor.post(
            "/melden/", {**TOLD, "token": str(uuid4())},
            REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded,
        )  # fmt: skip
    assert sorted(UseCount.objects.values_list("count", flat=True)) == [2, 2, 4]


def test_an_organisation_switches_its_page_off(
    visitor: Client, eikenberg: TenantRow, sign_in: Callable[..., Client], consultant: User
) -> None:
    """On by default; off, the address says so and keeps nothing."""
    admin = sign_in(eikenberg, "tenant_admin")
    assert "Meldpunt sluiten" in text(admin.get("/beheer/meldpunt/"))
    admin.post("/beheer/meldpunt/", {"stand": "dicht"})
    refused = visitor.post("/melden/", {**TOLD})
    assert (refused.status_code, "nu niet melden" in text(refused)) == (404, True)
    assert visitor.post("/melden/stand/", {"number": "x"}).status_code == 404
    assert not Signal.objects.exists()
    admin.post("/beheer/meldpunt/", {"stand": "open"})
    assert visitor.get("/melden/").status_code == 200
    assert SignalDesk.objects.count() == 1
    assert acts()[-2:] == ["signals.shut", "signals.opened"]
    with pytest.raises(NotPermitted):
        actions.switch_desk(actor=consultant, is_open=False)


def test_hostile_text_is_only_text(visitor: Client, client: Client) -> None:
    """In every field, on every page that shows it."""
    names = (
        "about_first_name",
        "about_surname",
        "workplace",
        "seen",
        "sender_name",
        "sender_contact",
    )
    sent(visitor, **dict.fromkeys(names, HOSTILE))
    signal = Signal.objects.get()
    for address in ("/werkvoorraad/meldingen/", f"/werkvoorraad/meldingen/{signal.id}/"):
        page = client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page
        assert "<script>alert" not in page


def test_a_signal_becomes_a_case_in_one_step(visitor: Client, client: Client) -> None:
    """With a new person of what was told; the list shows the case."""
    sent(visitor)
    signal = Signal.objects.get()
    address = f"/werkvoorraad/meldingen/{signal.id}/"
    assert (
        "Loopt vast bij de oven.<br>Een vast ritme helpt." in client.get(address).content.decode()
    )
    empty = client.post(f"{address}casus/", {"client_reference": ""})
    assert empty.status_code == 400
    answer = client.post(f"{address}casus/", {"client_reference": "K-77"})
    case = Case.objects.get()
    assert answer["Location"] == f"/werkvoorraad/{case.number}/persoon/"
    assert case.person is not None
    assert identity_in(case.person).surname == "van der Berg"
    signal.refresh_from_db()
    assert (signal.case_id, signal.person_id, signal.status) == (
        case.id,
        case.person_id,
        "taken_up",
    )
    assert case.number in text(client.get("/werkvoorraad/meldingen/"))
    assert "Casus openen van deze melding" not in text(client.get(address))


def test_somebody_who_is_known_is_found_inside(
    visitor: Client, client: Client, consultant: User, open_case: Callable[..., CaseRow]
) -> None:
    """By surname and birth date, with their cases; opening links the case to them."""
    old = open_case()
    known = Identity(first_name="Janna", surname="Bérg", birth_date=date(1999, 5, 4))
    person = people.add_person(actor=consultant, case_id=old.id, identity=known, bsn="111222333")
    sent(visitor)
    signal = Signal.objects.get()
    address = f"/werkvoorraad/meldingen/{signal.id}/"
    page = text(client.get(address))
    assert "Uw organisatie kent iemand" in page
    assert old.number in page
    assert "111222333" not in page
    unanswered = client.post(f"{address}casus/", {"client_reference": "K-78"})
    assert "Kies een antwoord." in text(unanswered)
    client.post(f"{address}casus/", {"client_reference": "K-78", "person": str(person)})
    assert Case.objects.filter(person=person).count() == 2
    assert Person.objects.count() == 1


def test_linking_and_closing(
    visitor: Client, client: Client, open_case: Callable[..., CaseRow]
) -> None:
    """To a case that is there, and away with a reason; nothing happens to it afterwards.

    Bottleneck: K4.2-l4.
    """
    sent(visitor)
    case = open_case()
    signal = Signal.objects.get()
    address = f"/werkvoorraad/meldingen/{signal.id}/"
    nowhere = client.post(f"{address}koppelen/", {"case_number": "2020-99999"})
    assert "Deze casus is er niet." in text(nowhere)
    client.post(f"{address}koppelen/", {"case_number": case.number})
    signal.refresh_from_db()
    assert signal.case_id == case.id
    assert client.get(f"{address}afhandelen/").status_code == 200
    assert client.post(f"{address}afhandelen/", {"reason": ""}).status_code == 400
    client.post(f"{address}afhandelen/", {"reason": "case"})
    again = client.post(f"{address}afhandelen/", {"reason": "case"}, follow=True)
    assert "Een collega was al met deze melding bezig." in text(again)
    assert "Janna" not in text(client.get("/werkvoorraad/meldingen/"))
    assert "Het loopt verder in een casus" in text(
        client.get("/werkvoorraad/meldingen/?stand=afgehandeld")
    )
    assert {
        "signal.received",
        "signal.linked",
        "signal.closed",
        "signal.read",
        "signals.listed",
    } <= set(acts())
    with pytest.raises(SignalChangeNotAllowed):
        actions.take_up(actor=client.user, signal_id=signal.id)
    for nowhere in ("", "oppakken/", "afhandelen/"):
        lost = f"/werkvoorraad/meldingen/{uuid4()}/{nowhere}"
        status = (
            client.post(lost, {"reason": "case"}) if nowhere else client.get(lost)
        ).status_code
        assert status == 404


def test_the_oldest_stands_on_top_with_its_age(visitor: Client, client: Client) -> None:
    """What waits longest is seen first, and the worklist says how many wait."""
    sent(visitor, about_surname="Nieuw")
    sent(visitor, about_surname="Oud")
    old = next(s for s in Signal.objects.all() if contents_of(s).about_surname == "Oud")
    Signal.objects.filter(pk=old.id).update(received_at=timezone.now() - timedelta(days=12))
    shown = queries.signals(actor=client.user)
    assert [(row.contents.about_surname, row.age) for row in shown.rows] == [
        ("Oud", 12),
        ("Nieuw", 0),
    ]
    assert "Meldingen (2)" in text(client.get("/werkvoorraad/"))


def test_a_key_is_changed_and_the_number_still_works(visitor: Client, settings: Settings) -> None:
    """Contents and indexes are made anew, that of the receipt number as well."""
    number = sent(visitor)
    settings.IDENTITY_KEYS = (b"n" * 40, *settings.IDENTITY_KEYS)
    settings.IDENTITY_INDEX_KEY = b"another index"
    assert queries.state_of(number=number) is None
    assert encrypt_anew() == 1
    assert queries.state_of(number=number) is SignalStatus.RECEIVED
    assert Signal.objects.get().receipt_index == index_of_number(number)


def test_sign_in_leads_to_the_public_page(visitor: Client) -> None:
    """Somebody who is no colleague and comes there finds the way."""
    assert 'href="/melden/"' in visitor.get("/aanmelden/").content.decode()


def test_reasons_have_words() -> None:
    """Each is shown in the list."""
    assert all(reason.label for reason in CloseReason)
