"""No health, no identity where it does not belong: a mark in every field, and a look everywhere.

`tests.planted` finds by the list of models every column that can hold words. One that is added has
to be planted there, or said to hold nothing of anybody; the life of a case then proves either.
"""

import html
import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

import pypdfium2
import pytest
from django.core import mail
from django.db import DatabaseError
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.actions import create_user
from accounts.models import User
from accounts.plain_forms import PlainForm
from assessments.gathering.topics import HEALTH_FIELDS
from assessments.plans import views as plan_views
from assessments.signals.contents import Contents
from audit.models import AuditEvent
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from rulebook.facts import FACT_BY_NAME
from rulebook.wording import date_long, date_short
from tenants import context
from tests.assessment_fixtures import put_policy_in_force
from tests.planted import (
    BSN,
    KINDS,
    NAME,
    OF_NOBODY,
    PLANTED,
    REFERENCE,
    SEALED,
    SECRET,
    columns_of_text,
    kinds_in,
    mark,
    marked_columns,
    marked_in_public,
    unsealed_columns,
)
from tests.planted_life import BORN, ILL_FROM, ILL_UNTIL, Lived, lived, texts_of
from tests.read_page import address_of
from tests.watched import Lines, Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
ROLES = ("policy_officer", "analyst", "tenant_admin")


@pytest.fixture(scope="module")
def log() -> Iterator[Lines]:
    """The log of all that this module does."""
    lines = Lines()
    before = logging.root.level
    logging.root.addHandler(lines)
    logging.root.setLevel(logging.DEBUG)
    yield lines
    logging.root.removeHandler(lines)
    logging.root.setLevel(before)


def _somebody(*roles: str) -> User:
    return create_user(email=f"{roles[0]}{User.objects.count()}@eikenberg.localhost",
                       name="Iemand", roles=list(roles))  # fmt: skip


def _browser(host: str, *roles: str) -> Walker:
    browser = Walker(SERVER_NAME=host)
    browser.cookies["django_language"] = "nl"
    if roles:
        browser.user = _somebody(*roles)
        browser.force_login(browser.user)
    return browser


@pytest.fixture(scope="module")
def browsers(for_whole_module, two_tenants) -> dict[str, Walker]:
    """Who looks: one of each role of Eikenberg, and a visitor."""
    first = two_tenants.first
    with context.inside(first.schema_name):
        put_policy_in_force()
        found = {role: _browser(first.host, role) for role in ("consultant", *ROLES)}
    return {**found, "visitor": _browser(first.host)}


@pytest.fixture(scope="module")
def life(log, browsers, two_tenants) -> Lived:
    """The whole life of a case, once."""
    with context.inside(two_tenants.first.schema_name):
        return lived(
            actor=browsers["consultant"].user, colleague=_somebody("consultant"),
            browser=browsers["consultant"], visitor=browsers["visitor"],
        )  # fmt: skip


@pytest.fixture
def here(life, inside_first) -> Lived:
    """The same, inside Eikenberg."""
    return life


def _text(answer: HttpResponse) -> str:
    if answer["Content-Type"] == "application/pdf":
        book = pypdfium2.PdfDocument(answer.content)
        return " ".join(page.get_textpage().get_text_bounded() for page in book)
    return html.unescape(b"".join(answer).decode())


def _days(*days: date) -> tuple[str, ...]:
    forms = [(d.isoformat(), f"{d:%d-%m-%Y}") for d in days]
    words = [(date_long(d, word), date_short(d, word)) for d in days for word in ("nl", "en")]
    return tuple(text for pair in (*forms, *words) for text in pair)


#: What no reader but the consultant and the person may learn; the days are those of the illness.
UNTOLD = (SECRET, BSN, *_days(ILL_FROM, ILL_UNTIL, BORN))


def test_every_column_that_can_hold_words_is_planted_or_of_nobody():
    """A column that is added has to be named in `tests.planted` before anything else."""
    assert columns_of_text() == {*PLANTED, *SEALED, *OF_NOBODY}
    assert len({*PLANTED, *SEALED, *OF_NOBODY}) == len(PLANTED) + len(SEALED) + len(OF_NOBODY)


def test_marks_stand_where_they_were_planted_and_in_no_other_column(here, first_tenant):
    """So what follows looks for something that is there; the encrypted ones cannot be read."""
    found = marked_columns(first_tenant.schema_name)
    assert set(found) == set(PLANTED)
    assert [name for name, kind in PLANTED.items() if kind not in found[name]] == []
    told = unsealed_columns()
    for column, name in [("person.sealed", "surname"), ("signal.sealed", "about_surname")]:
        assert mark(NAME, name) in told[column]
    assert BSN in told["person.sealed_bsn"]
    assert mark(SECRET, "illness_words") in told["gatheredtopic.sealed"]
    assert {*SEALED} == {column for column, texts in told.items() if kinds_in(texts)}


def test_nothing_leaves_the_organisation(here):
    """Fact rows hold no mark and no day; nor does any table that all organisations share."""
    assert marked_in_public() == {}
    with context.as_benchmark():
        kinds = (DecisionFact, PeriodFact, OutcomeFact)
        rows = [row for kind in kinds for row in kind.objects.values()]
        told = PeriodFact.objects.order_by("-revision").values("used_minutes", "goals_set")
        assert told.first() == {"used_minutes": 30, "goals_set": 1}
    assert len(rows) >= 3
    assert kinds_in(str(rows), (*KINDS, *UNTOLD)) == ""
    assert "illness" not in str(rows)  # why the job ended; of that only on which side it lay


def test_the_workplace_and_the_public_learn_nothing(here, browsers):
    """Letters to employer and coach as page, data and paper; the check; a plan that may be read."""
    consultant, case = browsers["consultant"], f"/werkvoorraad/{here.case.number}/"
    own = _text(consultant.get(here.letters["aanvrager"]))
    assert mark(SECRET, "decision.motivation") in own
    pages = [f"{case}plan/werkgever/"]
    for reader in ("werkgever", "jobcoach"):
        sent = here.letters[reader]
        pages += [sent, f"{sent}brief.pdf", f"{sent}brief.json"]
        pages += [f"{case}besluit/brief/{reader}/?taal={word}" for word in ("nl", "en")]
    for page in pages:
        text = _text(consultant.get(page))
        assert kinds_in(text, UNTOLD) == "", page
        assert mark(NAME, "surname") in text or "plan" in page
    for sent in here.letters.values():
        check = address_of("Openbare controle van deze brief", consultant.get(sent))
        text = _text(browsers["visitor"].get(re.sub(r"^https?://[^/]+", "", check)))
        assert kinds_in(text, (*KINDS, *UNTOLD, here.case.number)) == ""


QUERY = {"query": "{ cases(first: 50) { cases { number ownReference decision { outcome } } } }"}


def test_answers_of_the_api_hold_only_what_the_role_may_read(here, browsers):
    """The organisation's own programs read facts and its reference, and no other role any case."""
    number = here.case.number
    paths = ["/api/v1/cases", f"/api/v1/cases/{number}", f"/api/v1/cases/{number}/outcomes"]
    for path in paths:
        answer = browsers["consultant"].get(path)
        assert answer.status_code == 200
        assert kinds_in(_text(answer), (NAME, *UNTOLD)) == ""
    assert REFERENCE in _text(browsers["consultant"].get(paths[1]))
    answer = browsers["consultant"].post("/graphql", QUERY, content_type="application/json")
    assert kinds_in(_text(answer), (SECRET, NAME, BSN)) == ""
    assert REFERENCE in _text(answer)
    elsewhere = [
        *paths, "/api/v1/benchmark-figures", "/api/v1/outcome-figures", "/vergelijken/export.csv",
        "/vergelijken/tabel/", "/beheer/logboek/", "/beheer/bewaren/", f"/werkvoorraad/{number}/",
        "/register/organisaties.csv", here.file_page, *here.letters.values(),
        f"/werkvoorraad/{number}/gegevens-persoon/overzicht.json",
        f"/werkvoorraad/{number}/besluit/bewijs.json", f"/werkvoorraad/{number}/wijzigingen/",
    ]  # fmt: skip
    for role in ROLES:
        browser = browsers[role]
        for path in elsewhere:
            assert kinds_in(_text(browser.get(path)), (*KINDS, *UNTOLD)) == "", (role, path)
        answer = browser.post("/graphql", QUERY, content_type="application/json")
        assert kinds_in(_text(answer), (*KINDS, *UNTOLD)) == ""


#: One page of each kind that has several, by what stands before its name.
SLUGS = (
    ("termijn/", "uitstel"), ("wijzigingen/", "ziekte"), ("onderzoek/bronnen/", "fml"),
    ("onderzoek/", "gezondheid"), ("brief/", "werkgever"),
)  # fmt: skip


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        elif re.fullmatch(r"[^<]*<casus:number>[^<]*(<slug:slug>[^<]*)?", route):
            slug = next((slug for place, slug in SLUGS if place in route), "werk")
            yield "/" + route.replace("<slug:slug>", slug)


def _names_of_fields(form: type[PlainForm] = PlainForm) -> set[str]:
    """What the fields of every form are called, with those of the facts and of the topics."""
    names = {*form.base_fields, *FACT_BY_NAME, *(name for _topic, name in HEALTH_FIELDS)}
    return names.union(*(_names_of_fields(each) for each in form.__subclasses__()))


def test_a_mark_in_a_wrong_field_stays_out_of_log_record_and_addresses(here, browsers, log):
    """Each form of a case with a mark in every field: whatever comes of it, it is told nowhere."""
    routes = sorted(set(_addresses(get_resolver("config.urls").url_patterns)))
    marks = dict.fromkeys(_names_of_fields() - {"revision"}, mark(SECRET, "wrong"))
    answered = []
    for case in (here.case, here.other):
        for route in routes:
            path = route.replace("<casus:number>", case.number)
            form = {**marks, "revision": case.revision}
            answered.append(browsers["consultant"].post(path, form).status_code)
    assert max(answered) < 500
    assert answered.count(400) > 20
    _nowhere_told(log)


def _nowhere_told(log: Lines) -> None:
    assert len(log.lines) > 5
    assert kinds_in("\n".join(log.lines), (*KINDS, BSN)) == ""
    assert kinds_in(unquote("\n".join(Walker.walked)), (*KINDS, BSN)) == ""
    rows = [json.dumps(row, default=str) for row in AuditEvent.objects.values()]
    assert len(rows) > 40
    assert kinds_in("\n".join(rows), (*KINDS, *_days(BORN, ILL_UNTIL))) == ""
    assert mail.outbox == []


def test_a_page_that_breaks_tells_neither_the_reader_nor_the_log(here, browsers, log, monkeypatch):
    """The database repeats a whole row where it refuses one; its words stay out of the log."""

    def broken(*_given, **_named):
        raise DatabaseError(f"refused\nDETAIL:  Failing row contains ({SECRET}).")

    monkeypatch.setattr(plan_views, "plan_of", broken)
    browser = browsers["consultant"]
    browser.raise_request_exception = False
    answer = browser.get(f"/werkvoorraad/{here.case.number}/plan/")
    browser.raise_request_exception = True
    assert answer.status_code == 500
    assert kinds_in(_text(answer)) == ""
    told = [line for line in log.lines if "DatabaseError" in line]
    assert told
    assert "plan" in told[-1]
    _nowhere_told(log)


def test_every_text_that_is_encrypted_was_planted(here):
    """Every text of a person, a signal and a topic has its own mark; a new one is found here."""
    told = unsealed_columns()
    missing = [text for name, text in texts_of(Contents).items()
               if name != "number" and text not in told["signal.sealed"]]  # fmt: skip
    missing += [name for _topic, name in HEALTH_FIELDS
                if mark(SECRET, name) not in told["gatheredtopic.sealed"]]  # fmt: skip
    [person] = json.loads(told["person.sealed"])
    empty = [name for name, text in person.items() if not kinds_in(text) and name != "birth_date"]
    assert missing == empty == []
