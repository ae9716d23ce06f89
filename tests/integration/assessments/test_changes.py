"""Changes while support runs: on record beside a decision that stays, with the hours they give."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from accounts.models import User
from assessments import actions as cases
from assessments import queries
from assessments.actions import StaleCase
from assessments.changes import actions
from assessments.changes.queries import NothingGranted, hours_now, standing_changes, support_of
from assessments.changes.reckoning.history import Change, Grant, Kind
from assessments.changes.reckoning.reckoning import reckoned
from assessments.changes.refusals import ChangeRefused
from assessments.models import JobChange
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from assessments.people.overview import overview_of
from assessments.pinned_rules import profile_of
from assessments.queries import CaseRow, DecisionRow
from assessments.receipts import replay_receipt
from assessments.status import ChangeNotAllowed
from audit.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def decided(open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]) -> CaseRow:
    """A case of Eikenberg, 24 hours a week in class midden: 60 hours a year, for half a year."""
    case = open_case()
    decide(case)
    return queries.case(number=case.number)


def start_of(case: CaseRow) -> date:
    start = case.facts["support_start"]
    assert isinstance(start, date)
    return start


def put(actor: User, case: CaseRow, change: Change, **given: object) -> None:
    revision = queries.case(number=case.number).revision
    actions.record_change(actor=actor, case_id=case.id, revision=revision, change=change, **given)


def test_half_the_hours_from_halfway_give_three_quarters(
    consultant: User, decided: CaseRow
) -> None:
    """The receipt of the decision is worked through again to the letter all the same."""
    before = support_of(case_id=decided.id)
    days = (before.grant.end - before.grant.start).days
    day = before.grant.start + days // 2 * DAY
    put(consultant, decided, Change(kind=Kind.HOURS, day=day, weekly_minutes=720))
    now = support_of(case_id=decided.id)
    assert abs(now.now.minutes - before.now.minutes * 3 / 4) < before.now.minutes / days
    assert now.grant == before.grant
    assert hours_now(case_ids=[decided.id]) == {decided.id: (now.now.minutes, now.last_day)}
    receipt = queries.receipt(number=decided.number)
    assert replay_receipt(receipt=receipt).is_identical
    [row] = JobChange.objects.all()
    event = AuditEvent.objects.get(action="change.recorded")
    assert event.details == {"recalculation": row.sha256}


def test_a_recalculation_is_done_again_from_its_own_text(
    consultant: User, decided: CaseRow
) -> None:
    """With the facts of the receipt and the rules that it pinned, years later as well."""
    ill = Change(kind=Kind.ILLNESS, day=start_of(decided), until=start_of(decided) + 60 * DAY)
    put(consultant, decided, ill)
    row = JobChange.objects.get()
    sealed = json.loads(row.text)
    support = support_of(case_id=decided.id)
    grant = Grant(
        start=date.fromisoformat(sealed["grant"]["start"]),
        end=date.fromisoformat(sealed["grant"]["end"]),
        minutes=sealed["grant"]["minutes"],
        facts=decided.facts,
    )
    again = reckoned(grant, [ill], profile_of(_rules(sealed["rules"])))
    assert (again.minutes, again.end.isoformat()) == (sealed["minutesAfter"], sealed["end"])
    assert again.minutes == support.now.minutes == row.minutes_after < grant.minutes


def _rules(digest: str) -> str:
    text = queries.pinned_rules(sha256=digest)
    assert text is not None
    return text


def test_what_was_put_on_record_cannot_be_changed_or_removed(
    consultant: User, decided: CaseRow
) -> None:
    """Putting right and taking back add rows; the database refuses anything else."""
    change = Change(kind=Kind.HOURS, day=start_of(decided), weekly_minutes=720)
    put(consultant, decided, change)
    [kept] = standing_changes(case_id=decided.id)
    other = Change(kind=Kind.HOURS, day=start_of(decided), weekly_minutes=1_080)
    put(consultant, decided, other, corrects=kept.id)
    [kept] = standing_changes(case_id=decided.id)
    assert kept.change == other
    revision = queries.case(number=decided.number).revision
    actions.take_back(actor=consultant, case_id=decided.id, revision=revision, change_id=kept.id)
    assert standing_changes(case_id=decided.id) == ()
    support = support_of(case_id=decided.id)
    assert support.now.minutes == support.grant.minutes
    assert JobChange.objects.count() == 3
    rows = JobChange.objects.all()
    for write in (lambda: rows.update(minutes_after=1), lambda: rows._raw_delete("default")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            write()


def test_what_cannot_be_is_refused(consultant: User, decided: CaseRow) -> None:
    """Before the support, after the end of the job, on a screen that is old, or on no period."""
    day = start_of(decided) + 30 * DAY
    with pytest.raises(ChangeRefused):
        put(consultant, decided, Change(kind=Kind.HOURS, day=day - 60 * DAY, weekly_minutes=1))
    with pytest.raises(ChangeRefused):
        put(consultant, decided, Change(kind=Kind.HOURS, day=day))
    with pytest.raises(actions.ExtraReasonMissing):
        put(consultant, decided, Change(kind=Kind.EXTRA, day=day, minutes=60))
    put(consultant, decided, Change(kind=Kind.ENDED, day=day))
    with pytest.raises(ChangeRefused):
        put(consultant, decided, Change(kind=Kind.HOURS, day=day, weekly_minutes=720))
    with pytest.raises(StaleCase):
        actions.record_change(
            actor=consultant, case_id=decided.id, revision=1,
            change=Change(kind=Kind.HOURS, day=day - DAY, weekly_minutes=720),
        )  # fmt: skip
    revision = queries.case(number=decided.number).revision
    cases.close_case(actor=consultant, case_id=decided.id, revision=revision)
    with pytest.raises(ChangeNotAllowed):
        put(consultant, decided, Change(kind=Kind.HOURS, day=day - DAY, weekly_minutes=720))


def test_a_case_without_a_period_has_nothing_to_change(open_case: Callable[..., CaseRow]) -> None:
    """One that is not decided, for instance."""
    with pytest.raises(NothingGranted):
        support_of(case_id=open_case().id)


def test_the_page_shows_before_and_after_and_records_only_what_it_showed(
    client: Client, decided: CaseRow
) -> None:
    """K5-d: a typed change is looked at first; the same look twice records once."""
    page = f"/werkvoorraad/{decided.number}/wijzigingen/"
    day = start_of(decided) + 30 * DAY
    asked = {"revision": "0", "wijziging": "uren", "day": f"{day:%d-%m-%Y}", "hours": "12"}
    answer = client.post(f"{page}uren/", asked, follow=True)
    text = answer.content.decode()
    assert "eraf" in text
    assert "12 uur per week" in text
    assert not JobChange.objects.exists()
    seen = text.split('name="gezien" value="')[1].split('"')[0]
    client.post(f"{page}nakijken/", {"gezien": "something else"})
    assert not JobChange.objects.exists()
    client.post(f"{page}nakijken/", {"gezien": seen})
    client.post(f"{page}nakijken/", {"gezien": seen})
    assert JobChange.objects.count() == 1
    assert "Nu " in client.get(f"/werkvoorraad/{decided.number}/besluit/").content.decode()


def test_a_look_at_an_illness_is_put_on_record_and_its_content_is_not(
    client: Client, consultant: User, decided: CaseRow
) -> None:
    """Nothing on record, and nothing on the page of the decision, tells that somebody was ill."""
    day = start_of(decided)
    put(consultant, decided, Change(kind=Kind.ILLNESS, day=day, until=day + 70 * DAY))
    page = client.get(f"/werkvoorraad/{decided.number}/wijzigingen/").content.decode()
    assert "ziek" in page
    event = AuditEvent.objects.get(action="change.read")
    assert (event.object_id, event.details) == (str(decided.id), {})
    told = str(list(AuditEvent.objects.values_list("action", "details")))
    assert "ill" not in told
    below = client.get(f"/werkvoorraad/{decided.number}/besluit/").content.decode()
    part = below.split('id="wijzigingen"')[1].split("</section>")[0]
    assert "iek" not in part


@pytest.mark.parametrize(
    ("slug", "given", "said"),
    [
        ("uren", {}, "Geef de nieuwe uren."),
        ("contract", {"contract_form": "fixed_term"}, "Geef de laatste dag van het contract"),
        ("extra-uren", {"reason": "crisis"}, "Geef meer dan 0 uur."),
        ("ziekte", {"until": "01-01-2020"}, "Geef een dag na de eerste dag."),
    ],
)
def test_a_form_says_at_its_field_what_to_do(
    client: Client, decided: CaseRow, slug: str, given: dict[str, str], said: str
) -> None:
    """And shows the page again with 400."""
    day = start_of(decided) + 30 * DAY
    asked = {"revision": "0", "wijziging": slug, "day": f"{day:%d-%m-%Y}", **given}
    answer = client.post(f"/werkvoorraad/{decided.number}/wijzigingen/{slug}/", asked)
    assert (answer.status_code, said in answer.content.decode()) == (400, True)


def test_a_change_is_in_everything_of_a_person_in_words(consultant: User, decided: CaseRow) -> None:
    """Its kind, days and hours; not the text that machines read it back from."""
    identity = Identity(first_name="Sam", surname="Jansen-Verzonnen", birth_date=date(1990, 5, 1))
    add_person(actor=consultant, case_id=decided.id, identity=identity)
    day = start_of(decided) + 30 * DAY
    longer = Change(kind=Kind.CONTRACT, day=day, contract_form="permanent")
    put(consultant, decided, longer)
    found = overview_of(actor=consultant, case_id=decided.id)
    [(_, parts)] = found.cases
    [change] = [part for part in parts if part.title == "Wijziging"]
    told = {each.name: each.value for each in change.told}
    assert told["Soort contract"] == "vast contract"
    assert told["Wat er verandert"] == "Contract verlengd of vernieuwd"
    assert "{" not in str(told.values())


def test_of_support_that_is_long_over_no_change_or_move_is_offered(
    client: Client, open_case: Callable[..., CaseRow], decide: Callable[..., DecisionRow]
) -> None:
    """A year after it: what stands can still be looked at, and a next application made."""
    first = date(2022, 1, 3)
    days = dict.fromkeys(
        ("employment_start", "contract_start", "received_on", "support_start"), first
    )
    case = open_case(**days, contract_end=first + 395 * DAY)
    assert decide(case).periods
    support = support_of(case_id=case.id)
    assert not support.is_long_over(on=support.now.end + 366 * DAY)
    assert support.is_long_over(on=support.now.end + 367 * DAY)
    page = client.get(f"/werkvoorraad/{case.number}/wijzigingen/").content.decode()
    assert "Vervolg aanvragen" in page
    for link in ("Er is iets veranderd", "De persoon verhuist"):
        assert link not in page
