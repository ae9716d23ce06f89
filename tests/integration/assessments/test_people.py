"""The person behind a case: unreadable at rest, found again, and nobody looks unseen."""

import html
import logging
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments.models import Case
from assessments.people import actions, queries
from assessments.people.bsn import NotABsn, checked_bsn
from assessments.people.identity import Identity
from assessments.people.index import index_of_bsn, index_of_name, plain_name
from assessments.people.models import Person
from assessments.people.rotation import encrypt_anew
from assessments.people.rows import bsn_in, identity_in
from assessments.people.sealing import CannotBeOpened, is_under_first_key, seal, unseal
from assessments.queries import CaseRow
from audit.models import AuditEvent
from tenants import context
from tenants.queries import TenantRow

pytestmark = pytest.mark.django_db

BSN, OTHER_BSN, WRONG_BSN = "111222333", "123456782", "123456789"
JANNA = Identity(
    first_name="Janna", infix="van der", surname="Bérg", birth_date=date(1999, 5, 4),
    phone="06 12345678", email="janna@voorbeeld.nl", street="Dorpsstraat", house_number="1",
    postcode="1234 AB", city="Eikenberg",
)  # fmt: skip


@pytest.fixture
def janna(consultant: User, open_case: Callable[..., CaseRow]) -> CaseRow:
    """A case of somebody whose BSN is known."""
    case = open_case()
    actions.add_person(actor=consultant, case_id=case.id, identity=JANNA, bsn=BSN)
    return case


def events(*actions_named: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action__in=actions_named).order_by("id"))


def posted(case: CaseRow, rest: str = "") -> str:
    return f"/werkvoorraad/{case.number}/gegevens-persoon/{rest}"


FILLED = {"surname": "Bérg", "first_name": "Janna", "infix": "van der", "birth_date": "04-05-1999"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("111222333", BSN), ("1112.22.333", BSN), (" 111 222 333 ", BSN), ("10000008", "010000008")],
)
def test_a_bsn_is_read_as_people_write_it(typed: str, kept: str) -> None:
    """With blanks and dots, and without its nought in front."""
    assert checked_bsn(typed) == kept


@pytest.mark.parametrize("typed", ["", "000000000", WRONG_BSN, "11122233", "1112223333", "abc"])
def test_a_wrong_bsn_is_refused_without_repeating_it(typed: str) -> None:
    """The eleven test; the message goes to logs, so the number stays out of it."""
    with pytest.raises(NotABsn) as refused:
        checked_bsn(typed)
    assert not typed or typed not in str(refused.value)


def test_nothing_of_a_person_can_be_read_in_the_table(janna: CaseRow) -> None:
    """Neither as text, nor as bytes, nor as an index that another could work out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM assessments_person")
        [row] = cursor.fetchall()
    whole = b"".join(bytes(v) if isinstance(v, memoryview) else str(v).encode() for v in row)
    for told in (BSN, "Janna", "Bérg", "1999", "Dorpsstraat", "1234"):
        assert told.encode() not in whole
    assert "Janna" not in repr(identity_in(Person.objects.get()))


def test_what_is_encrypted_opens_in_its_own_place_alone(
    janna: CaseRow, second_tenant: TenantRow
) -> None:
    """A row that somebody copies to another person, purpose or tenant stays closed."""
    person = Person.objects.get()
    assert unseal(person.sealed, purpose="person", row=person.id)["surname"] == "Bérg"
    with pytest.raises(CannotBeOpened):
        unseal(person.sealed, purpose="person", row=uuid4())
    with pytest.raises(CannotBeOpened):
        unseal(person.sealed, purpose="person.bsn", row=person.id)
    changed = bytearray(person.sealed)
    changed[-1] ^= 1
    with pytest.raises(CannotBeOpened):
        unseal(bytes(changed), purpose="person", row=person.id)
    here, mine = index_of_bsn(BSN), seal({}, purpose="person", row=person.id)
    assert mine != seal({}, purpose="person", row=person.id)
    connection.set_schema_to_public()
    with context.inside(second_tenant.schema_name):
        assert index_of_bsn(BSN) != here
        with pytest.raises(CannotBeOpened):
            unseal(person.sealed, purpose="person", row=person.id)


def test_names_are_compared_as_people_hear_them() -> None:
    """Capitals, accents, dashes and words before the name do not matter; birth dates do."""
    assert plain_name("van der Bérg - Jansen") == plain_name("BERG-JANSEN") == "bergjansen"
    assert plain_name("De") == "de"


def test_the_index_needs_both_name_and_birth_date(eikenberg: TenantRow) -> None:
    """A surname alone finds nobody."""
    born = date(2000, 1, 1)
    assert index_of_name("Smit", None) == index_of_name(" ", born) == ""
    assert index_of_name("Smit", born) != index_of_name("Smit", date(2000, 1, 2))


def test_a_person_is_found_again_and_the_search_is_on_record(
    consultant: User, janna: CaseRow
) -> None:
    """By BSN, or by surname and birth date; the record holds neither."""
    by_bsn = queries.people_found(actor=consultant, bsn="1112 22333")
    by_name = queries.people_found(actor=consultant, surname="Berg", birth_date=date(1999, 5, 4))
    assert [row.id for row in by_bsn] == [row.id for row in by_name]
    assert (by_bsn[0].masked_bsn, by_bsn[0].cases[0].number) == ("••••••333", janna.number)
    assert queries.people_found(actor=consultant, surname="Berg", birth_date=date(1999, 5, 5)) == ()
    assert queries.people_found(actor=consultant, bsn=OTHER_BSN) == ()
    recorded = events("people.searched")
    assert [event.details for event in recorded] == [
        {"by": "bsn", "found": 1}, {"by": "name", "found": 1}, {"by": "name", "found": 0},
        {"by": "bsn", "found": 0},
    ]  # fmt: skip


def test_a_bsn_belongs_to_one_person_here(
    consultant: User, janna: CaseRow, open_case: Callable[..., CaseRow], second_tenant: TenantRow
) -> None:
    """A second row is refused and names the first; another organisation knows nothing of it."""
    other = open_case()
    with pytest.raises(actions.BsnKnown) as refused:
        actions.add_person(
            actor=consultant, case_id=other.id, identity=Identity(surname="Smit"), bsn=BSN
        )
    assert refused.value.person_id == Person.objects.get().id
    twin = Identity(surname="Berg", birth_date=date(1999, 5, 4))
    actions.add_person(actor=consultant, case_id=other.id, identity=twin, bsn=OTHER_BSN)
    with pytest.raises(actions.BsnKnown):
        actions.change_person(
            actor=consultant, case_id=other.id, revision=1, identity=twin, bsn=BSN
        )
    assert (
        len(queries.people_found(actor=consultant, surname="Berg", birth_date=date(1999, 5, 4)))
        == 2
    )


def test_every_look_is_on_record_and_a_case_page_looks_at_nobody(
    client: Client, janna: CaseRow
) -> None:
    """One event a page; the page of the case itself reads no identity."""
    assert "Bérg" not in client.get(f"/werkvoorraad/{janna.number}/").content.decode()
    assert events("person.read") == []
    page = client.get(posted(janna)).content.decode()
    assert "Janna van der Bérg" in page
    assert "••••••333" in page
    assert BSN not in page
    assert len(events("person.read")) == 1
    assert "no-store" in client.get(posted(janna))["Cache-Control"]


def test_the_whole_bsn_takes_a_click_that_is_on_record(client: Client, janna: CaseRow) -> None:
    """An address that somebody follows by accident shows nothing."""
    assert client.get(posted(janna, "bsn/")).status_code == 302
    assert events("person.bsn_shown") == []
    assert BSN in client.post(posted(janna, "bsn/")).content.decode()
    [event] = events("person.bsn_shown")
    assert event.actor_id == client.user.id
    assert BSN not in str(event.details)


def test_a_wrong_bsn_is_named_by_its_field_and_not_shown_again(
    client: Client, open_case: Callable[..., CaseRow], caplog: pytest.LogCaptureFixture
) -> None:
    """Nor a right one, where another field stops the form; and no log line holds it."""
    caplog.set_level(logging.DEBUG)
    case = open_case()
    wrong = client.post(posted(case, "invullen/"), {**FILLED, "bsn": WRONG_BSN})
    assert wrong.status_code == 400
    shown = html.unescape(wrong.content.decode())
    assert "Controleer het BSN" in shown
    assert 'href="#id_bsn"' in shown
    right = client.post(posted(case, "invullen/"), {"bsn": BSN})
    assert right.status_code == 400
    assert WRONG_BSN not in shown
    assert BSN not in right.content.decode()
    assert not Person.objects.exists()
    assert not {BSN, WRONG_BSN} & set(caplog.text.split())


def test_filling_in_changing_and_unlinking(
    client: Client, open_case: Callable[..., CaseRow]
) -> None:
    """From nobody to somebody; an empty BSN keeps the one that is known."""
    case = open_case()
    assert "Nog niet bekend wie dit is" in client.get(posted(case)).content.decode()
    client.post(posted(case, "invullen/"), {**FILLED, "bsn": BSN})
    page = client.get(posted(case, "invullen/")).content.decode()
    assert "Bekend: ••••••333" in page
    client.post(posted(case, "invullen/"), {**FILLED, "surname": "Smit", "revision": "1"})
    person = Person.objects.get()
    assert (identity_in(person).surname, bsn_in(person), person.revision) == ("Smit", BSN, 2)
    stale = client.post(
        posted(case, "invullen/"), {**FILLED, "surname": "Vos", "revision": "1"}, follow=True
    )
    assert "intussen gewijzigd" in stale.content.decode()
    client.post(posted(case, "ontkoppelen/"))
    assert Case.objects.get(pk=case.id).person is None
    assert Person.objects.count() == 1


def test_a_second_case_is_linked_to_who_is_known(
    client: Client, janna: CaseRow, open_case: Callable[..., CaseRow]
) -> None:
    """Found by POST and linked; the address of the search holds nothing."""
    case = open_case()
    empty = client.post(posted(case, "zoeken/"), {"surname": "Berg"})
    assert "Vul het BSN in, of de achternaam" in empty.content.decode()
    found = client.post(posted(case, "zoeken/"), {"bsn": BSN})
    person = Person.objects.get()
    assert posted(case, f"koppelen/{person.id}/") in found.content.decode()
    client.post(posted(case, f"koppelen/{person.id}/"))
    page = client.get(posted(case)).content.decode()
    assert f"/werkvoorraad/{janna.number}/" in page
    again = client.post(posted(case, f"koppelen/{uuid4()}/"), follow=True)
    assert "intussen gewijzigd" in again.content.decode()
    taken = open_case()
    known = client.post(posted(taken, "invullen/"), {**FILLED, "bsn": BSN}).content.decode()
    assert "Deze persoon is hier al bekend" in known
    assert 'href="/werkvoorraad/personen/"' in client.get("/werkvoorraad/").content.decode()
    assert janna.number in client.post("/werkvoorraad/personen/", {"bsn": BSN}).content.decode()
    assert client.get(posted(case, "zoeken/")).status_code == 302


def test_who_may_not_open_cases_finds_nobody(
    janna: CaseRow, eikenberg: TenantRow, make_user: Callable[..., User]
) -> None:
    """Somebody who manages people of the organisation sees none of its clients."""
    admin = make_user(eikenberg, "tenant_admin")
    for look in (
        lambda: queries.people_found(actor=admin, bsn=BSN),
        lambda: queries.person_of_case(actor=admin, case_id=janna.id),
        lambda: queries.whole_bsn(actor=admin, case_id=janna.id),
    ):
        with pytest.raises(NotPermitted):
            look()


def test_a_key_is_changed_without_losing_anybody(
    janna: CaseRow, consultant: User, settings: Settings
) -> None:
    """New in front, encrypt anew, old away; without the old one nothing is changed."""
    old = settings.IDENTITY_KEYS
    settings.IDENTITY_KEYS = (b"n" * 40,)
    with pytest.raises(CannotBeOpened):
        encrypt_anew()
    settings.IDENTITY_KEYS = (b"n" * 40, *old)
    settings.IDENTITY_INDEX_KEY = b"another index"
    assert not is_under_first_key(Person.objects.get().sealed)
    assert queries.people_found(actor=consultant, bsn=BSN) == ()
    assert encrypt_anew() == 1
    settings.IDENTITY_KEYS = (b"n" * 40,)
    person = Person.objects.get()
    assert is_under_first_key(person.sealed)
    assert (identity_in(person), bsn_in(person)) == (JANNA, BSN)
    assert [row.id for row in queries.people_found(actor=consultant, bsn=BSN)] == [person.id]
    assert events("people.reencrypted")[0].details == {"rows": 1}


def test_the_database_refuses_a_bsn_without_its_index(janna: CaseRow) -> None:
    """Whatever way a row comes in: no BSN that could stand there twice."""
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(bsn_index=None)


def test_the_finding_and_the_receipt_know_nobody(
    janna: CaseRow, decide: Callable[..., object], consultant: User
) -> None:
    """Facts, receipt and fact rows carry the reference alone."""
    from assessments import queries as cases

    decide(cases.case(number=janna.number))
    sealed = cases.receipt(number=janna.number).text
    assert not [told for told in (BSN, "Janna", "Bérg") if told in sealed]


def test_the_command_encrypts_every_tenant_anew(
    janna: CaseRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how many rows, and names a tenant whose key is missing."""
    from contextlib import nullcontext

    from console import reencrypt_command

    connection.set_schema_to_public()
    monkeypatch.setattr(reencrypt_command, "django_for_a_command", nullcontext)
    done = CliRunner().invoke(reencrypt_command.command)
    assert (done.exit_code, "eikenberg: 1" in done.output) == (0, True)
    assert "duinzicht: 0" in done.output
