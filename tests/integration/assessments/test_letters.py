"""Letters: nothing of health to the workplace, frozen when sent, read back from the paper."""

import json
import re
from datetime import date, timedelta

import pypdfium2
import pytest
import zxingcpp
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from assessments.actions import decide as decide_case
from assessments.choices import AsAdvised, Otherwise
from assessments.gathering.actions import Typed, save_topic
from assessments.gathering.topics import HEALTH_FIELDS, TOPIC_BY_SLUG
from assessments.letters import actions
from assessments.letters.blocks import BadTexts, shipped_blocks
from assessments.letters.codes import Audience, Block, Language, Reader
from assessments.letters.models import Letter, LetterTexts
from assessments.letters.of_case import work_facts
from assessments.letters.placeholders import filled, unknown_in
from assessments.letters.queries import letter
from assessments.letters.rows import forget_letters
from assessments.letters.term import last_day_to_object
from assessments.letters.wording import save_texts
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from assessments.people.overview import overview_of
from assessments.people.rotation import encrypt_anew
from assessments.plans.models import CoachingPlan, FourWayTalk
from assessments.queries import case as case_of
from assessments.queries import decision
from assessments.references import BsnInText
from assessments.signals.actions import link_to_case, send_signal
from assessments.signals.contents import Contents
from assessments.signals.models import Signal
from assessments.signals.status import SenderRole
from audit.models import AuditEvent
from tests.read_page import address_of, value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
PUBLIC_CHECK = "Openbare controle van deze brief"
#: Nobody's word: where it turns up, a field leaked.
MARK = "Zwaluwstaart"
BSN = "999990019"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def _person(consultant, case):
    """Everything known of somebody but the name, planted with the mark."""
    return add_person(
        actor=consultant,
        case_id=case.id,
        identity=Identity(
            first_name="Noor", surname="Vermeer", birth_date=date(1991, 7, 17),
            phone=f"06-{MARK}", email=f"{MARK}@voorbeeld.nl", street=f"{MARK}straat",
            house_number="12", postcode="1234 AB", city=f"{MARK}dam",
        ),
        bsn=BSN,
    )  # fmt: skip


def _planted(consultant, case):
    _person(consultant, case)
    now = timezone.now()
    CoachingPlan.objects.create(case_id=case.id, version=1, limitation=MARK, written_at=now)
    FourWayTalk.objects.create(
        case_id=case.id, held_on=TODAY, participants=["person"], minutes=MARK, recorded_at=now
    )
    for slug in {topic for topic, _name in HEALTH_FIELDS}:
        marks = {name: MARK for topic, name in HEALTH_FIELDS if topic == slug}
        save_topic(
            actor=consultant, case_id=case.id, topic=TOPIC_BY_SLUG[slug], is_done=None,
            typed=Typed(mine=marks, was={}, sitting="zitting"),
        )  # fmt: skip
    told = Contents(
        number="7K4M-Q2XP-9RTD", about_surname="Vermeer", seen=MARK, workplace=MARK,
        sender_name=MARK, sender_contact=MARK,
    )  # fmt: skip
    send_signal(role=SenderRole.COLLEAGUE, contents=told)
    signal = Signal.objects.get()
    link_to_case(actor=consultant, signal_id=signal.id, number=case.number)


@pytest.fixture
def refused(consultant, open_case):
    """A refusal with the mark in everything that may hold health or identity."""
    case = open_case(permanent_supervision=True, weekly_hours=300, growth_expected=False)
    _planted(consultant, case)
    case = case_of(number=case.number)
    decide_case(
        actor=consultant, case_id=case.id, revision=case.revision,
        choice=AsAdvised(), motivation=f"Om {MARK}.",
    )  # fmt: skip
    return case_of(number=case.number)


def _slug(reader: Reader) -> str:
    return {Reader.CLIENT: "aanvrager", Reader.EMPLOYER: "werkgever", Reader.COACH: "jobcoach"}[
        reader
    ]


def _send(client, case, reader, language="nl", **changed):
    address = f"/werkvoorraad/{case.number}/besluit/brief/{_slug(reader)}/?taal={language}"
    shown = client.get(address)
    assert shown.status_code == 200
    form = {"sent_on": f"{TODAY:%d-%m-%Y}", "seen": value_of("seen", shown),
        "once": value_of("once", shown)}  # fmt: skip
    return shown, client.post(address, {**form, **changed})


def _read(content: bytes):
    """Open a PDF with another program than the one that made it."""
    book = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_bounded() for page in book]
    return book, " ".join(" ".join(texts).split())


def _squares(book) -> set[str]:
    pages = [page.render(scale=3).to_numpy() for page in book]
    return {found.text for page in pages for found in zxingcpp.read_barcodes(page)}


def test_nothing_of_health_or_identity_reaches_the_workplace(client, refused):
    """The mark is in the letter to the person, and in no form of those to employer and coach.

    Bottleneck: K4.2-b5.
    """
    _shown, answer = _send(client, refused, Reader.CLIENT)
    own = client.get(answer.url)
    assert own.content.decode().count(MARK) >= 3  # street, town and the consultant's own words
    for reader, language in ((Reader.EMPLOYER, "nl"), (Reader.COACH, "en")):
        shown, answer = _send(client, refused, reader, language)
        told = [
            shown.content.decode(),
            client.get(answer.url).content.decode(),
            client.get(f"{answer.url}brief.json").content.decode(),
            _read(client.get(f"{answer.url}brief.pdf").content)[1],
        ]
        for text in told:
            assert "Noor Vermeer" in text
            for never in (MARK, BSN, "1991", "1234", "toezicht", "supervision", "Loonwaarde"):
                assert never not in text


def test_the_reason_to_the_workplace_is_of_the_job(client, refused):
    _shown, answer = _send(client, refused, Reader.EMPLOYER)
    text = client.get(answer.url).content.decode()
    assert "Het aantal uren per week is daarvoor te klein." in text


def test_the_paper_says_what_the_screen_says_to_every_reader(client, refused):
    """Tagged, titled and in its language, with the square that leads to the public page."""
    for language, title in (
        ("nl", "Wij geven geen begeleiding op het werk"),
        ("en", "We do not give support at work"),
    ):
        _shown, answer = _send(client, refused, Reader.CLIENT, language)
        content = client.get(f"{answer.url}brief.pdf").content
        book, text = _read(content)
        assert pypdfium2.raw.FPDFCatalog_IsTagged(book.raw)
        assert f"/Lang({language})".encode() in content
        assert b"pdfuaid:part" in content
        assert book.get_metadata_value("Title") == title
        for third in ("De persoon", "de persoon", "The person", "the person"):
            assert third not in text  # who reads it is spoken to
        sealed = json.loads(client.get(f"{answer.url}brief.json").content)
        said = [sealed["title"], sealed["greeting"], *sealed["opening"]]
        said += [part for each in sealed["sections"] for part in each["paragraphs"]]
        for sentence in said:
            assert "".join(sentence.split()) in "".join(text.split())
        page = client.get(answer.url)
        assert _squares(book) == {address_of(PUBLIC_CHECK, page)}
        assert client.get(f"{answer.url}brief.pdf").content == content


def test_the_square_leads_to_a_page_without_anybody(client, eikenberg, refused):
    """Nobody signed in: rules, days and whether it stands; no name, number, outcome or hours."""
    _shown, answer = _send(client, refused, Reader.CLIENT)
    address = address_of(PUBLIC_CHECK, client.get(answer.url))
    stranger = Client(SERVER_NAME=eikenberg.host)
    line = Letter.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[1])
    for given in (address, f"/controle/{line.sha256}/"):
        page = stranger.get(given.replace("http://eikenberg.localhost", ""))
        text = page.content.decode()
        assert page.status_code == 200
        assert "Deze brief is door ons verzonden" in text
        assert "Het besluit in deze brief geldt." in text
        for never in (
            "Noor",
            "Vermeer",
            refused.number,
            refused.client_reference,
            MARK,
            "geen beg",
        ):
            assert never not in text


def test_every_unknown_code_gets_the_same_answer(client, eikenberg, refused, monkeypatch):
    """One that nearly is, one of another shape, one that is no code: the same bytes and status."""
    _shown, answer = _send(client, refused, Reader.CLIENT)
    code = Letter.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[1]).code
    stranger = Client(SERVER_NAME=eikenberg.host)
    near = code[:-1] + ("2" if code[-1] != "2" else "3")
    answers = set()
    for given in (near, "A" * 16, "0" * 64, "x", "%00", "'; --"):
        page = stranger.get(f"/controle/{given}/")
        main = page.content.decode().split("<main")[1].split("</main>")[0]
        answers.add((page.status_code, TOKEN.sub("", main)))
    assert [status for status, _text in answers] == [404]
    typed = stranger.post("/controle/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert typed.url == f"/controle/{code}/"
    monkeypatch.setattr("assessments.signals.use.MOST_CHECKS", 3)
    assert stranger.get(f"/controle/{code}/").status_code == 429


def test_what_is_sent_is_never_edited(client, consultant, eikenberg, make_user, refused):
    """New texts, another key: the same words. The database takes no other word and no removal."""
    _shown, answer = _send(client, refused, Reader.CLIENT)
    sent = Letter.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[1])
    before = letter(actor=consultant, case_id=refused.id, letter_id=sent.id).text
    blocks = {**shipped_blocks(Audience.CLIENT, Language.NL), Block.OPENING: "Iets heel anders."}
    save_texts(
        actor=make_user(eikenberg, "tenant_admin"), audience=Audience.CLIENT,
        language=Language.NL, seen=0, blocks=blocks,
    )  # fmt: skip
    assert encrypt_anew() > 0
    assert letter(actor=consultant, case_id=refused.id, letter_id=sent.id).text == before
    _shown, again = _send(client, refused, Reader.CLIENT)
    assert "Iets heel anders." in client.get(again.url).content.decode()
    for change in (
        lambda: Letter.objects.filter(pk=sent.pk).update(sha256="0" * 64),
        lambda: Letter.objects.filter(pk=sent.pk).update(sent_on=TODAY - timedelta(days=9)),
        lambda: Letter.objects.filter(pk=sent.pk).delete(),
        lambda: LetterTexts.objects.update(blocks={}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_text_goes_with_the_person_and_the_code_stays(client, consultant, refused, eikenberg):
    """Who asks for everything reads the letter in words; once the person is removed nobody does."""
    _shown, answer = _send(client, refused, Reader.CLIENT)
    sent = Letter.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[1])
    everything = str(overview_of(actor=consultant, case_id=refused.id).as_data())
    assert "Geachte Noor Vermeer, U vroeg ons" in everything
    forget_letters(None, [refused.id])
    page = client.get(answer.url, follow=True).content.decode()
    assert "De tekst van deze brief is verwijderd" in page
    assert client.get(f"{answer.url}brief.pdf").status_code == 302
    stranger = Client(SERVER_NAME=eikenberg.host)
    assert stranger.get(f"/controle/{sent.code}/").status_code == 200


def test_looking_and_sending_are_on_record_without_a_word_of_it(client, refused):
    _shown, answer = _send(client, refused, Reader.EMPLOYER)
    client.get(answer.url)
    told = AuditEvent.objects.filter(object_id=str(refused.id))
    assert {"letter.sent", "letter.read"} <= {each.action for each in told}
    assert "Noor" not in " ".join(str(each.details) for each in told)


def test_a_letter_goes_on_a_day_that_can_be_and_as_it_was_shown(client, refused):
    for wrong in (TODAY - timedelta(days=1), TODAY + timedelta(days=15)):
        _shown, answer = _send(client, refused, Reader.CLIENT, sent_on=f"{wrong:%d-%m-%Y}")
        assert answer.status_code == 400
    later = f"{TODAY + timedelta(days=2):%d-%m-%Y}"
    _shown, answer = _send(client, refused, Reader.CLIENT, seen="0" * 64, sent_on=later)
    assert "De brief is veranderd nadat u hem bekeek." in answer.content.decode()
    assert value_of("sent_on", answer) == later
    _shown, answer = _send(client, refused, Reader.CLIENT, show_in="en", sent_on=later)
    assert (value_of("sent_on", answer), value_of("language", answer)) == (later, "en")
    assert "Dear Noor Vermeer," in answer.content.decode()
    assert not Letter.objects.filter(decision__case_id=refused.id).exists()


def test_the_same_page_sends_one_letter_and_never_on_a_day_that_passed(
    client, consultant, open_case
):
    """A letter of an earlier day would shorten the term to object; a second click is no letter."""
    case = open_case(weekly_hours=300, growth_expected=False)
    asked = client.get(f"/werkvoorraad/{case.number}/besluiten/").content.decode()
    assert "De aanvrager leest dit in de brief." in asked
    decide_case(
        actor=consultant, case_id=case.id, revision=case.revision, choice=AsAdvised(),
        decided_on=TODAY - timedelta(days=30),
    )  # fmt: skip
    early = f"{TODAY - timedelta(days=1):%d-%m-%Y}"
    assert _send(client, case, Reader.CLIENT, sent_on=early)[1].status_code == 400
    shown, first = _send(client, case, Reader.CLIENT)
    same = {name: value_of(name, shown) for name in ("seen", "once")}
    _shown, second = _send(client, case, Reader.CLIENT, **same)
    assert second.url == first.url
    assert Letter.objects.filter(decision__case_id=case.id).count() == 1
    assert "Er ging al een brief weg" not in shown.content.decode()
    again, copy = _send(client, case, Reader.CLIENT)
    assert copy.url != first.url
    assert "Er ging al een brief weg" in again.content.decode()


def test_the_letter_and_what_it_is_made_of_name_nobody_in_a_log(consultant, refused):
    content = actions.letter_for(
        actor=consultant, case=refused, reader=Reader.EMPLOYER, language=Language.NL,
        sent_on=TODAY, organisation="Eikenberg", checked_at="http://voorbeeld/",
    )  # fmt: skip
    facts = work_facts(actor=consultant, case=refused, made=decision(number=refused.number))
    assert facts.name == "Noor Vermeer"
    assert repr(content) == "LetterContent(…)"
    assert repr(facts) == "WorkFacts(…)"


def test_a_grant_says_hours_period_and_why_otherwise(client, consultant, open_case, decide):
    """K5-h: words of the decision itself, and why it is otherwise than advised."""
    case = open_case()
    first = TODAY - timedelta(days=5)
    choice = Otherwise(
        outcome="grant_otherwise", reason="workplace", minutes=2550, starts_on=first,
        ends_on=first + timedelta(days=180),
    )  # fmt: skip
    decide(case, choice)
    _shown, answer = _send(client, case_of(number=case.number), Reader.CLIENT)
    text = client.get(answer.url).content.decode()
    assert "Wij kennen 42 uur en 30 minuten begeleiding op het werk toe." in text
    assert "het werk of de werkplek vraagt iets anders" in text
    assert "De aanvrager" in text  # nobody is linked to this case


@pytest.mark.parametrize(
    "sent, last",
    [
        (date(2026, 11, 20), date(2027, 1, 4)),  # 1 January is a holiday, then a weekend
        (date(2026, 11, 23), date(2027, 1, 4)),
        (date(2026, 9, 8), date(2026, 10, 20)),
        (date(2026, 3, 16), date(2026, 4, 28)),  # 27 April: the King's birthday is kept
    ],
)
def test_six_weeks_to_object_from_the_day_after(sent, last):
    """Awb 6:7 and 6:8; moved from weekend or holiday by Atw 1."""
    assert last_day_to_object(sent) == last


def test_texts_run_nothing_and_name_only_what_there_is(client, eikenberg, sign_in, make_user):
    """Whatever looks like a command is a word, and an unknown name is refused at its text."""
    officer = make_user(eikenberg, "policy_officer")
    good = dict(shipped_blocks(Audience.WORK, Language.NL))
    for bad in ("{naam.__class__}", "{{7*7}}", "{bsn}", "{", "{0}", "{naam!r}"):
        assert unknown_in(bad, known={"naam"}) != ()
        with pytest.raises(BadTexts):
            save_texts(
                actor=officer, audience=Audience.WORK, language=Language.NL, seen=0,
                blocks={**good, Block.CLOSING: bad},
            )  # fmt: skip
    numbered = {**good, Block.CLOSING: f"Vraag naar {BSN}."}
    with pytest.raises(BsnInText):
        save_texts(
            actor=officer, audience=Audience.WORK, language=Language.NL, seen=0, blocks=numbered
        )
    assert filled("{naam}", {"naam": "{organisatie}"}) == "{organisatie}"
    with pytest.raises(BadTexts):
        save_texts(
            actor=officer, audience=Audience.WORK, language=Language.NL, seen=0,
            blocks={**good, Block.OBJECTION: "Maak bezwaar."},
        )  # fmt: skip
    browser = sign_in(eikenberg, "policy_officer")
    form = {"version": "0", **{block.value: text for block, text in good.items()}}
    page = browser.post("/beheer/brieven/werk/nl/", {**form, "closing": "Groet {bsn}"})
    assert page.status_code == 400
    assert "Haal weg wat niet ingevuld kan worden: {bsn}" in page.content.decode()
    page = browser.post("/beheer/brieven/werk/nl/", {**form, "closing": numbered[Block.CLOSING]})
    assert "Haal het burgerservicenummer weg." in page.content.decode()
    kept = browser.post("/beheer/brieven/werk/nl/", {**form, "closing": "#panic($x$) <b>{% now %}"})
    assert kept.status_code == 400  # the braces of a template are no name either
    kept = browser.post("/beheer/brieven/werk/nl/", {**form, "closing": "#panic($x$) <b>dag</b>"})
    assert kept.url == "/beheer/brieven/"
    assert "versie 1" in browser.get("/beheer/brieven/").content.decode()
    late = browser.post("/beheer/brieven/werk/nl/", {**form, "closing": "Tot ziens"})
    assert late.status_code == 400  # both are shown, and what was typed can be kept after all
    for text in ("Wat uw collega bewaarde", "#panic($x$) &lt;b&gt;dag", "Tot ziens"):
        assert text in late.content.decode()
    form["version"] = value_of("version", late)
    assert browser.post("/beheer/brieven/werk/nl/", {**form, "closing": "Tot ziens"}).url


def test_words_that_look_like_typst_stay_words(client, eikenberg, make_user, refused):
    blocks = {**shipped_blocks(Audience.WORK, Language.NL), Block.CLOSING: '#panic("x") $a$ <b>'}
    save_texts(
        actor=make_user(eikenberg, "policy_officer"), audience=Audience.WORK,
        language=Language.NL, seen=0, blocks=blocks,
    )  # fmt: skip
    _shown, answer = _send(client, refused, Reader.COACH)
    _book, text = _read(client.get(f"{answer.url}brief.pdf").content)
    assert '#panic("x") $a$ <b>' in text
    assert "&lt;b&gt;" in client.get(answer.url).content.decode()
