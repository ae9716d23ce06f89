"""How long people and signals are kept: terms, what is due, removal, and everything of a person."""

import html
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.permissions import NotPermitted
from assessments.bulk_actions import NewCase, add_cases
from assessments.choices import Otherwise
from assessments.following.models import ContactMoment
from assessments.gathering.answers import Kept, put
from assessments.gathering.models import GatheredTopic
from assessments.gathering.topics import TOPIC_BY_SLUG
from assessments.models import Case
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from assessments.people.models import Person
from assessments.people.overview import SEALED_FOR, overview_of, told_columns
from assessments.people.overview_words import name_of
from assessments.plans.models import CoachingPlan
from assessments.retention import actions, queries
from assessments.retention.models import KeptKind
from assessments.signals.actions import close_signal, send_signal
from assessments.signals.contents import Contents
from assessments.signals.models import Signal
from assessments.signals.status import CloseReason, SenderRole
from assessments.status import CaseStatus
from audit.models import AuditEvent
from outcomes.actions import NewOutcome, record_outcomes
from outcomes.observations import Observation
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts

TODAY = timezone.localdate()
#: A name that is nowhere but in what is sealed.
SURNAME = "Zonnebloemveld"


@pytest.fixture
def admin(eikenberg: TenantRow, make_user: Callable[..., User]) -> User:
    """Who manages Eikenberg."""
    return make_user(eikenberg, "tenant_admin")


@pytest.fixture
def person(eikenberg: TenantRow, consultant: User) -> Person:
    """Somebody whose only case was closed three years ago."""
    long_ago = TODAY - timedelta(days=1_200)
    choice = Otherwise(
        outcome="grant_otherwise", reason="workplace", minutes=600, starts_on=long_ago,
        ends_on=long_ago + timedelta(days=90),
    )  # fmt: skip
    new = NewCase(
        client_reference="K-1", facts=complete_facts(), decided_on=long_ago, choice=choice
    )
    [case_id] = add_cases(actor=None, cases=[new])
    person_id = add_person(
        actor=consultant,
        case_id=case_id,
        identity=Identity(first_name="Sam", surname=SURNAME, birth_date=date(1990, 5, 1)),
    )
    then = timezone.now() - timedelta(days=1_100)
    Case.objects.filter(pk=case_id).update(status=CaseStatus.CLOSED, changed_at=then)
    Person.objects.filter(pk=person_id).update(changed_at=then)
    return Person.objects.get(pk=person_id)


def answer_about(case_id: UUID, topic: str = "persoonlijk") -> None:
    """Keep an answer of the investigation of a case."""
    said = Kept(texts={"future_words": "Wil kok worden", "future_bearing": "helping"}, marks={})
    row = GatheredTopic(case_id=case_id, topic=topic, changed_at=timezone.now())
    put(row, TOPIC_BY_SLUG[topic], said)
    row.save(force_insert=True)


def due(kind: KeptKind = KeptKind.PERSON) -> list[queries.Due]:
    return list(queries.due(kind=kind, today=TODAY))


def text_of(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def test_without_a_term_nothing_falls_due(person: Person) -> None:
    """No term comes with Meetlat: nobody could say which one holds."""
    assert set(queries.terms().values()) == {None}
    assert due() == []


def test_a_person_is_due_when_nothing_became_of_any_case_for_so_long(
    admin: User, person: Person
) -> None:
    """Counted from the last thing that happened, which a later outcome moves."""
    actions.set_term(actor=admin, kind=KeptKind.PERSON, months=24)
    [found] = due()
    case = Case.objects.get(person=person)
    assert (found.id, found.cases) == (person.id, (case.number,))
    Case.objects.filter(pk=case.pk).update(status=CaseStatus.DECIDED)
    assert due() == []  # it is followed again
    seen = Observation(kind="in_job", observed_on=TODAY - timedelta(days=30))
    record_outcomes(actor=None, outcomes=[NewOutcome(case_id=case.pk, observation=seen)])
    Case.objects.filter(pk=case.pk).update(
        status=CaseStatus.CLOSED, changed_at=timezone.now() - timedelta(days=1_100)
    )
    assert due() == []


def test_a_person_is_removed_and_the_record_says_nothing_of_who(
    admin: User, person: Person, sign_in: Callable[..., Client], eikenberg: TenantRow
) -> None:
    """Over the pages: a term, the list, once more asked, gone; the case stays without a name."""
    answer_about(Case.objects.get(person=person).id)
    browser = sign_in(eikenberg, "tenant_admin")
    browser.cookies["django_language"] = "nl"
    browser.post("/beheer/bewaren/", {"person": "24", "signal": ""})
    page = text_of(browser.get("/beheer/bewaren/person/"))
    assert Case.objects.get().number in page
    assert SURNAME not in page
    chosen = {"gekozen": str(person.id)}
    assert "U verwijdert voorgoed: 1" in text_of(browser.post("/beheer/bewaren/person/", chosen))
    assert Person.objects.exists()
    browser.post("/beheer/bewaren/person/", chosen | {"stap": "verwijderen"})
    assert not Person.objects.exists()
    assert Case.objects.get().person_id is None
    assert not GatheredTopic.objects.exists()  # what was said of somebody goes along
    [told] = AuditEvent.objects.filter(action="person.removed")
    assert (told.object_id, told.details) == (str(person.id), {"cases": 1})
    again = browser.post("/beheer/bewaren/person/", chosen | {"stap": "verwijderen"}, follow=True)
    assert "De lijst is intussen gewijzigd." in text_of(again)


def test_a_signal_goes_by_its_own_term(admin: User, consultant: User) -> None:
    """Handled ones alone, from the day on which they were."""
    send_signal(role=SenderRole.OTHER, contents=Contents(about_surname=SURNAME, seen="Hulp nodig"))
    actions.set_term(actor=admin, kind=KeptKind.SIGNAL, months=12)
    long_ago = timezone.now() - timedelta(days=400)
    Signal.objects.update(changed_at=long_ago)
    assert due(KeptKind.SIGNAL) == []
    signal = Signal.objects.get()
    close_signal(actor=consultant, signal_id=signal.id, reason=CloseReason.ADVICE)
    assert due(KeptKind.SIGNAL) == []
    Signal.objects.update(changed_at=long_ago)
    with pytest.raises(NotPermitted):
        actions.remove(actor=consultant, kind=KeptKind.SIGNAL, chosen=[signal.id], today=TODAY)
    assert actions.remove(actor=admin, kind=KeptKind.SIGNAL, chosen=[signal.id], today=TODAY) == 1
    assert not Signal.objects.exists()


@pytest.mark.parametrize("by_person", [True, False])
def test_signals_about_a_person_go_along(
    admin: User, consultant: User, person: Person, by_person: bool
) -> None:
    """Without a term for signals too: else name and birth date stayed readable in them for good.

    Also where the case had no person yet when the signal was linked.
    """
    for surname in (SURNAME, "Iemand-Anders"):
        told = Contents(number=surname, about_surname=surname, seen="Hulp")
        send_signal(role=SenderRole.OTHER, contents=told)
    about, other = Signal.objects.order_by("received_at")
    case = Case.objects.get(person=person)
    about.case, about.person = case, person if by_person else None
    about.save()
    actions.set_term(actor=admin, kind=KeptKind.PERSON, months=24)
    assert due() == []  # it is open
    for signal in (about, other):
        close_signal(actor=consultant, signal_id=signal.id, reason=CloseReason.ADVICE)
    actions.remove(actor=admin, kind=KeptKind.PERSON, chosen=[person.id], today=TODAY)
    assert list(Signal.objects.values_list("id", flat=True)) == [other.id]
    [told] = AuditEvent.objects.filter(action="signal.removed")
    assert (told.object_id, told.details) == (str(about.id), {})


def test_what_is_not_due_is_not_removed(admin: User, person: Person) -> None:
    """Whatever a page sends; nothing goes where one of several is not due."""
    actions.set_term(actor=admin, kind=KeptKind.PERSON, months=120)
    with pytest.raises(actions.NotDue):
        actions.remove(actor=admin, kind=KeptKind.PERSON, chosen=[person.id], today=TODAY)
    assert Person.objects.exists()


def test_what_is_encrypted_in_any_room_of_a_case_is_in_the_overview() -> None:
    """A new table with something encrypted fails here until the overview can open it.

    A form that somebody is filling in is kept for an hour, for who types it alone.
    """
    sealed = {
        str(model._meta.model_name)
        for model in apps.get_app_config("assessments").get_models()
        if any(field.name == "sealed" for field in model._meta.concrete_fields)
    }
    assert sealed == {"person", "signal", "keptanswers", *SEALED_FOR}


def test_every_column_of_the_overview_has_a_name_for_people() -> None:
    """Django names a column that has none by its English code: `with whom`."""
    nameless = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("assessments").get_models()
        if model._meta.model_name in _with_codes()
        for field in told_columns(model)
        if name_of(field) == field.name.replace("_", " ")
    }
    assert nameless == set()


def _with_codes() -> set[str]:
    """The tables of a case that keep several codes in one column."""
    return {
        str(model._meta.model_name)
        for model in apps.get_app_config("assessments").get_models()
        if any(field.name == "case" for field in model._meta.concrete_fields)
        and any(isinstance(field, ArrayField) for field in model._meta.concrete_fields)
    }


def test_everything_of_a_person_stands_in_one_overview(
    consultant: User, person: Person, sign_in: Callable[..., Client], eikenberg: TenantRow
) -> None:
    """Also what hangs on a case by another room; the look is on record, with no content."""
    case = Case.objects.get(person=person)
    CoachingPlan.objects.create(
        case=case, version=1, limitation="Snel overprikkeld", written_at=timezone.now()
    )
    answer_about(case.id)
    whom = {"with_whom": ["coach", "employer"], "recorded_at": timezone.now()}
    ContactMoment.objects.create(case=case, on=TODAY, way="phone", **whom)
    Case.objects.update(status=CaseStatus.DECIDED)
    seen = Observation(kind="in_job", observed_on=TODAY)
    record_outcomes(actor=None, outcomes=[NewOutcome(case_id=case.pk, observation=seen)])
    browser = sign_in(eikenberg, "consultant")
    address = f"/werkvoorraad/{case.number}/gegevens-persoon/overzicht"
    page = text_of(browser.get(f"{address}/"))
    said = ("De persoon zelf", "Kijk op de toekomst: Hoe werkt het?", "bevordert", "Wil kok worden")
    for words in (SURNAME, "Snel overprikkeld", case.number, "K-1", *said):
        assert words in page
    assert "Advies volgens het eigen beleid" in page
    assert "Met wie" in page
    assert "de jobcoach, de werkgever" in page
    data = browser.get(f"{address}.json").json()
    titles = {part["title"] for part in data["cases"][0]["parts"]}
    assert {"Casusgegevens", "Besluit", "Begeleidingsperiode", "Uitkomst"} <= titles
    found = overview_of(actor=consultant, case_id=case.id)
    assert [look.value for look in found.looks] == [
        "Persoon toegevoegd",
        *["Overzicht van alles over een persoon bekeken"] * 3,
    ]
    [first, *_rest] = AuditEvent.objects.filter(action="person.overview_read")
    assert (first.object_id, first.details) == (str(person.id), {"case": str(case.id)})
