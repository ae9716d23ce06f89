"""An application is left aside only after its time to complete, and within four weeks (Awb 4:5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessments import queries
from assessments.choices import LeaveAside
from assessments.leaving_aside import CannotBeLeftAside, aside_of
from assessments.term import actions as term
from assessments.term.clock.events import Event, Kind
from assessments.term.clock.leaving_aside import NotAside, leaving_aside, unanswered_letter
from assessments.term.clock.reckoning import reckoned
from assessments.term.queries import term_of
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()


def _clock(*events: Event):
    return reckoned(events, today=date(2027, 1, 1))


SUBMITTED = Event(kind=Kind.SUBMITTED, day=date(2026, 9, 1), days=56)
LETTER = Event(kind=Kind.INCOMPLETE, day=date(2026, 9, 7), days=14)
ANSWER = Event(kind=Kind.COMPLETED, day=date(2026, 9, 20))


@pytest.mark.parametrize(
    "events, on, refusal",
    [
        ((SUBMITTED,), date(2026, 9, 10), NotAside.NO_LETTER),
        ((SUBMITTED, LETTER), date(2026, 9, 21), NotAside.STILL_TIME),  # its last day
        ((SUBMITTED, LETTER), date(2026, 9, 22), None),
        ((SUBMITTED, LETTER), date(2026, 10, 19), None),  # 28 days after 21 September
        ((SUBMITTED, LETTER), date(2026, 10, 20), NotAside.TOO_LATE),
        ((SUBMITTED, LETTER, ANSWER), date(2026, 9, 25), NotAside.ANSWERED),
    ],
)
def test_the_days_on_which_it_may(events, on, refusal):
    assert leaving_aside(_clock(*events), on=on).refusal == refusal


def _asked(consultant, case, *, days_ago: int):
    first = TODAY - timedelta(days=days_ago + 1)
    for kind, day in ((Kind.SUBMITTED, first), (Kind.INCOMPLETE, first + timedelta(days=1))):
        seen = term_of(case_id=case.id).seen
        term.add_event(actor=consultant, case_id=case.id, seen=seen, kind=kind, day=day)


def test_the_letter_with_most_time_is_the_one_that_counts():
    """The clock and the letter to the person name the same day; what was answered names none."""
    first = Event(kind=Kind.INCOMPLETE, day=date(2026, 9, 2), days=29)
    clock = _clock(SUBMITTED, first, replace(LETTER, days=10))
    assert unanswered_letter(clock).last_day_to_complete == date(2026, 10, 1)
    assert leaving_aside(clock, on=date(2026, 9, 20)).first == date(2026, 10, 2)
    assert unanswered_letter(_clock(SUBMITTED, LETTER, ANSWER)) is None


def test_who_applied_is_told_within_four_weeks_and_of_the_right_day(
    client, consultant, open_case, decide
):
    """Awb 4:5 (4): the term is for telling, so no letter goes after its last day."""
    case = open_case(received_on=None)
    _asked(consultant, case, days_ago=39)
    last = aside_of(case_id=case.id, on=TODAY).last
    assert TODAY <= last < TODAY + timedelta(days=14)
    decide(queries.case(number=case.number), LeaveAside())
    address = f"/werkvoorraad/{case.number}/besluit/brief/aanvrager/"
    shown = client.get(address)
    form = {name: value_of(name, shown) for name in ("seen", "once")}
    late = client.post(address, {**form, "sent_on": f"{last + timedelta(days=1):%d-%m-%Y}"})
    assert late.status_code == 400
    assert client.post(address, {**form, "sent_on": f"{last:%d-%m-%Y}"}).status_code == 302


def test_an_application_without_a_letter_is_judged(open_case, decide):
    with pytest.raises(CannotBeLeftAside):
        decide(open_case(received_on=None), LeaveAside())


def test_left_aside_grants_nothing_and_counts_nowhere(consultant, open_case, decide, monkeypatch):
    """Nothing was judged, so no fact leaves; the clock ends, and the receipt is sealed."""
    told = []
    monkeypatch.setattr("assessments.events._listeners", [told.append])
    case = open_case(received_on=None)
    _asked(consultant, case, days_ago=20)
    assert aside_of(case_id=case.id, on=TODAY).refusal is None
    made = decide(queries.case(number=case.number), LeaveAside())
    assert (made.outcome, made.granted_minutes, made.is_deviation) == ("incomplete", 0, False)
    assert told == [()]
    assert term_of(case_id=case.id).clock.ended is not None


def test_the_form_offers_it_only_then(client, consultant, open_case):
    early, ripe = open_case(received_on=None), open_case(received_on=None)
    _asked(consultant, early, days_ago=3)
    _asked(consultant, ripe, days_ago=20)
    for case, is_offered in ((early, False), (ripe, True)):
        page = client.get(f"/werkvoorraad/{case.number}/besluiten/").content.decode()
        assert ("Buiten behandeling laten" in page) is is_offered
    form = client.get(f"/werkvoorraad/{ripe.number}/besluiten/")
    client.post(
        f"/werkvoorraad/{ripe.number}/besluiten/",
        {"choice": "incomplete", "revision": value_of("revision", form)},
    )
    look = client.get(f"/werkvoorraad/{ripe.number}/besluiten/vastleggen/")
    done = client.post(
        f"/werkvoorraad/{ripe.number}/besluiten/vastleggen/",
        {"gezien": value_of("gezien", look)},
        follow=True,
    )
    assert "Buiten behandeling gelaten" in done.content.decode()
