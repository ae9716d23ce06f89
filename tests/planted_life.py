"""The whole life of a case, with a mark in everything that somebody can type: `tests.planted`."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import actions as cases
from assessments import queries
from assessments.case_import import import_cases
from assessments.changes.actions import record_change
from assessments.changes.reckoning.history import Change, Kind
from assessments.choices import AsAdvised
from assessments.following.actions import record_contact
from assessments.following.codes import ContactWay, EvaluationOutcome, EvaluationPart
from assessments.following.evaluating import Held, record_evaluation
from assessments.following.keeping_log import Done, write_log
from assessments.gathering.actions import Typed, save_topic
from assessments.gathering.topics import HEALTH_FIELDS, TOPIC_BY_SLUG
from assessments.importing import ImportOptions
from assessments.moving.actions import make_file
from assessments.objections import actions as objecting
from assessments.objections.codes import Kind as ObjectionKind
from assessments.objections.codes import LodgedBy
from assessments.people.identity import Identity
from assessments.plans.actions import PlanText, put_goal, write_text
from assessments.plans.codes import Participant
from assessments.plans.rules import GoalValues
from assessments.plans.talking import agree, record_talk
from assessments.queries import CaseRow
from assessments.second_person.actions import give_back, propose_decision
from assessments.second_person.status import ReturnReason
from assessments.signals.actions import open_case_from
from assessments.signals.contents import Contents
from assessments.signals.models import Signal
from assessments.term.actions import add_event
from assessments.term.clock.events import Kind as TermKind
from outcomes.actions import record_outcome
from outcomes.observations import Observation
from tests.assessment_fixtures import complete_facts
from tests.planted import BSN, NAME, REFERENCE, SECRET, mark
from tests.read_page import value_of

TODAY: Final = timezone.localdate()
DAY: Final = timedelta(days=1)
BORN: Final = date(1937, 7, 17)
#: Days that nothing but the illness has; the first and the first day back at work.
ILL_FROM, ILL_UNTIL = TODAY - 7 * DAY, TODAY + 29 * DAY
_NAMED: Final = frozenset({"first_name", "infix", "surname", "about_first_name", "about_surname"})
_HEADER: Final = "kenmerk;request_kind;work_situation;support_start;illness_weeks"
LETTERS: Final = ("aanvrager", "werkgever", "jobcoach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What is left: the case, another that waits, letters by reader, objection, page of a file."""

    case: CaseRow
    other: CaseRow
    letters: dict[str, str]
    objection_id: UUID
    file_page: str


def texts_of(kind: type) -> dict[str, str]:
    """A mark for every text of a value that is encrypted, by its name; a new one is in it."""
    return {
        each.name: mark(NAME if each.name in _NAMED else SECRET, each.name)
        for each in fields(kind)
        if each.type is str
    }


def lived(*, actor: User, colleague: User, browser: Client, visitor: Client) -> Lived:
    """Lead a case from a signal to its outcome; `browser` is signed in as the actor."""
    case = _told_and_opened(actor, browser, visitor)
    _gathered(actor, case)
    _planned(actor, case)
    _decided(actor, colleague, case)
    case = queries.case(number=case.number)
    _followed(actor, case)
    letters = {reader: _sent(browser, case, reader) for reader in LETTERS}
    objection_id = _objected_and_ended(actor, case)
    file_page = _read_in(actor, browser)
    other = _left_half_way(actor, browser)
    return Lived(
        case=case, other=other, letters=letters, objection_id=objection_id, file_page=file_page
    )


def _told_and_opened(actor: User, browser: Client, visitor: Client) -> CaseRow:
    told = {name: text for name, text in texts_of(Contents).items() if name != "number"}
    born = f"{BORN:%d-%m-%Y}"
    form = {**told, "role": "colleague", "about_birth_date": born, "token": str(uuid4())}
    assert visitor.post("/melden/", form).status_code == 302
    signal = Signal.objects.get()
    browser.post(f"/werkvoorraad/meldingen/{signal.id}/oppakken/")
    case = open_case_from(actor=actor, signal_id=signal.id, client_reference=mark(REFERENCE, "own"))
    page = f"/werkvoorraad/{case.number}/gegevens-persoon/invullen/"
    known = {**texts_of(Identity), "email": f"{SECRET}@voorbeeld.nl", "infix": NAME}
    known |= {"house_number": SECRET, "postcode": SECRET}  # which are short
    revision = value_of("revision", browser.get(page))
    known |= {"birth_date": born, "bsn": BSN, "revision": revision}
    assert browser.post(page, known).status_code == 302
    add_event(actor=actor, case_id=case.id, seen=0, kind=TermKind.SUBMITTED, day=TODAY - DAY)
    case = queries.case(number=case.number)
    return cases.save_facts(
        actor=actor, case_id=case.id, revision=case.revision,
        facts=complete_facts(illness_weeks=7, illness_support_approved=True),
    )  # fmt: skip


def _gathered(actor: User, case: CaseRow) -> None:
    for slug in {topic for topic, _name in HEALTH_FIELDS}:
        marks = {name: mark(SECRET, name) for topic, name in HEALTH_FIELDS if topic == slug}
        save_topic(
            actor=actor, case_id=case.id, topic=TOPIC_BY_SLUG[slug], is_done=None,
            typed=Typed(mine=marks, was={}, sitting="a" * 32),
        )  # fmt: skip


def _planned(actor: User, case: CaseRow) -> None:
    goal = GoalValues(
        horizon="short", scope="current_job", by_when=TODAY + 60 * DAY, minutes=600,
        activities=("train",), specific=mark(SECRET, "plangoal.specific"),
        measured_by=mark(SECRET, "plangoal.measured_by"), action=mark(SECRET, "plangoal.action"),
    )  # fmt: skip
    put_goal(actor=actor, case_id=case.id, seen=0, values=goal)
    text = PlanText(limitation=mark(SECRET, "coachingplan.limitation"))
    write_text(actor=actor, case_id=case.id, seen=1, text=text)
    talk = record_talk(
        actor=actor, case_id=case.id, held_on=TODAY, participants=(Participant.PERSON,),
        minutes=mark(SECRET, "fourwaytalk.minutes"), next_on=None,
    )  # fmt: skip
    agree(
        actor=actor, case_id=case.id, talk_id=talk, who=Participant.PERSON,
        what=mark(SECRET, "agreement.what"), by_when=TODAY + DAY,
    )  # fmt: skip


def _decided(actor: User, colleague: User, case: CaseRow) -> None:
    revision = queries.case(number=case.number).revision
    proposal = propose_decision(
        actor=actor, case_id=case.id, revision=revision, choice=AsAdvised(),
        motivation=mark(SECRET, "decisionproposal.motivation"),
    )  # fmt: skip
    give_back(
        actor=colleague, case_id=case.id, proposal_id=proposal.id, reason=ReturnReason.REASON,
        explanation=mark(SECRET, "proposalanswer.explanation"),
    )  # fmt: skip
    revision = queries.case(number=case.number).revision
    cases.decide(
        actor=actor, case_id=case.id, revision=revision, choice=AsAdvised(),
        motivation=mark(SECRET, "decision.motivation"),
    )  # fmt: skip


def _followed(actor: User, case: CaseRow) -> None:
    done = Done(
        first_day=TODAY, last_day=TODAY, minutes=30, activities=("train",),
        headline=mark(SECRET, "logentry.headline"),
    )  # fmt: skip
    write_log(actor=actor, case_id=case.id, done=done)
    spoken = {"way": ContactWay.VISIT, "with_whom": (Participant.PERSON,)}
    record_contact(actor=actor, case_id=case.id, on=TODAY, **spoken)
    ill = Change(kind=Kind.ILLNESS, day=ILL_FROM, until=ILL_UNTIL)
    revision = queries.case(number=case.number).revision
    record_change(actor=actor, case_id=case.id, revision=revision, change=ill)
    held = Held(
        on=TODAY, parts=(EvaluationPart.FOUR_WAY_TALK,), outcome=EvaluationOutcome.FEWER_HOURS,
        next_on=TODAY + 90 * DAY,
    )  # fmt: skip
    record_evaluation(actor=actor, case_id=case.id, evaluation=held)


def _sent(browser: Client, case: CaseRow, reader: str) -> str:
    """Send a letter by its page; gives where it stands."""
    page = f"/werkvoorraad/{case.number}/besluit/brief/{reader}/?taal=nl"
    shown = browser.get(page)
    form = {"sent_on": f"{TODAY:%d-%m-%Y}", "seen": value_of("seen", shown)}
    answer = browser.post(page, {**form, "once": value_of("once", shown)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def _objected_and_ended(actor: User, case: CaseRow) -> UUID:
    lodged = objecting.Lodged(
        kind=ObjectionKind.OBJECTION, lodged_by=LodgedBy.PERSON, received_on=TODAY, sent_on=TODAY
    )
    objection_id = objecting.lodge(actor=actor, case_id=case.id, lodged=lodged)
    make_file(
        actor=actor, case_id=case.id, sender="Eikenberg", receiver="Duinzicht",
        consent_on=TODAY, consent_by="person",
    )  # fmt: skip
    seen = Observation(kind="ended", observed_on=TODAY, ended_on=TODAY, reason="illness")
    record_outcome(actor=actor, case_id=case.id, observation=seen, supersedes=None)
    return objection_id


def _read_in(actor: User, browser: Client) -> str:
    """Read in a file, and keep one that cannot be; gives the page of that."""
    reference = mark(REFERENCE, "file")
    good = f"{_HEADER}\n{reference};first;employment;01-02-2026;1\n".encode()
    import_cases(actor, good, ImportOptions())
    bad = f"{_HEADER}\n{reference};{SECRET};{SECRET};{SECRET};{SECRET}\n".encode()
    file = SimpleUploadedFile(f"{SECRET}.csv", bad)
    answer = browser.post("/werkvoorraad/inlezen/", {"kind": "cases", "file": file})
    return answer["Location"]


def _left_half_way(actor: User, browser: Client) -> CaseRow:
    """Fill the decision of another case in, and do not record it."""
    other = cases.open_case(actor=actor, client_reference=mark(REFERENCE, "other"))
    other = cases.save_facts(
        actor=actor, case_id=other.id, revision=other.revision, facts=complete_facts()
    )
    kept = {"choice": "advised", "motivation": mark(SECRET, "keptanswers.sealed")}
    browser.post(f"/werkvoorraad/{other.number}/besluiten/", kept)
    return other
