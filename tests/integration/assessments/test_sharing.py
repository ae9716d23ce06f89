"""What a person agreed to share with employer and coach, and the letters that keep to it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments import rules_of_case
from assessments.gathering.actions import Typed, save_topic
from assessments.gathering.topics import TOPIC_BY_SLUG
from assessments.letters.actions import letter_for
from assessments.letters.codes import Language, Reader
from assessments.plans.actions import put_goal
from assessments.plans.rules import GoalValues
from assessments.queries import case as case_of
from assessments.sharing.actions import record_words
from assessments.sharing.codes import Said, Shared, Way
from assessments.sharing.models import SharingWord
from assessments.sharing.queries import standing_of
from assessments.sharing.rules import NotShared
from audit.models import AuditEvent
from tests.assessment_fixtures import stating
from tests.read_page import value_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def decided(open_case, decide):
    """A decided case with a coach of somebody else."""
    return case_of(number=decide(open_case()).number)


@pytest.fixture
def policy(monkeypatch):
    """Have the own policy of every case state more: policy(decision_consent_first=True)."""
    whole = rules_of_case.rules_on

    def states(**answers):
        named = {name.replace("__", "."): value for name, value in answers.items()}
        monkeypatch.setattr(rules_of_case, "rules_on", lambda *, on: stating(whole(on=on), named))

    return states


def said(consultant, case, shared, word, on=TODAY):
    record_words(actor=consultant, case_id=case.id, about=[shared], said=word, way=Way.TALK, on=on)


def written(consultant, case, reader):
    return letter_for(
        actor=consultant, case=case, reader=reader, language=Language.NL, sent_on=TODAY,
        organisation="Eikenberg", checked_at="https://eikenberg.voorbeeld/controle/",
    )  # fmt: skip


def test_k4_2_b5_the_person_says_who_gets_which_letter(client, consultant, decided):
    """K4.2-b5: a letter to employer and coach, as far as the person agreed; a yes is taken back.

    Each change is a dated row of its own, and the last day holds whichever was recorded last.
    """
    page = f"/werkvoorraad/{decided.number}/delen/"
    letter = f"/werkvoorraad/{decided.number}/besluit/brief/jobcoach/"
    assert "nog niets gezegd" in client.get(letter).content.decode()
    form = {
        "once": value_of("once", client.get(page)), "about": ["letter_coach"], "said": "agreed",
        "way": "signed", "on": f"{TODAY - 5 * DAY:%d-%m-%Y}",
    }  # fmt: skip
    for _ in range(2):  # sent twice it stands once
        assert client.post(page, form)["Location"] == page
    assert SharingWord.objects.count() == 1
    assert "nog niets gezegd" not in client.get(letter).content.decode()
    said(consultant, decided, Shared.LETTER_COACH, Said.REFUSED, TODAY)
    said(consultant, decided, Shared.LETTER_COACH, Said.AGREED, TODAY - 2 * DAY)
    with pytest.raises(NotShared, match="refused"):
        written(consultant, decided, Reader.COACH)
    assert client.get(letter)["Location"] == page
    read = client.get(f"/werkvoorraad/{decided.number}/besluit/").content.decode()
    assert letter not in read
    assert "Geen brief aan: de jobcoach." in read
    assert f"/werkvoorraad/{decided.number}/besluit/brief/werkgever/" in read
    written(consultant, decided, Reader.CLIENT)  # who decides of nobody else needs no leave
    recorded = AuditEvent.objects.filter(action="sharing.recorded", object_id=decided.id)
    assert recorded.count() == 3
    later = client.post(page, {**form, "on": f"{TODAY + DAY:%d-%m-%Y}"})
    assert "Geef vandaag of een eerdere dag" in later.content.decode()


def test_k4_2_b5_an_employer_who_applied_gets_the_decision(client, consultant, decided):
    """K4.2-b5, Awb 3:41: a decision is made known to whom it is addressed, whatever others want."""
    said(consultant, decided, Shared.LETTER_EMPLOYER, Said.REFUSED)
    with pytest.raises(NotShared):
        written(consultant, decided, Reader.EMPLOYER)
    said(consultant, decided, Shared.LETTER_EMPLOYER, Said.PARTY)
    assert written(consultant, decided, Reader.EMPLOYER).reader == Reader.EMPLOYER
    standing = standing_of(case_id=decided.id, shared=Shared.LETTER_EMPLOYER)
    assert (standing.is_refused, standing.is_party) == (True, True)
    page = f"/werkvoorraad/{decided.number}/delen/"
    form = {"about": ["letter_coach"], "said": "party", "way": "talk", "on": f"{TODAY:%d-%m-%Y}"}
    assert "alleen de brief aan de werkgever" in client.post(page, form).content.decode()
    row = {
        "case_id": decided.id, "shared": "letter_coach", "said": "party", "way": "talk",
        "on": TODAY, "recorded_by": consultant.id, "recorded_at": timezone.now(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingWord.objects.create(**row)


def test_k4_2_b5_a_policy_can_ask_for_a_yes_first(consultant, decided, policy):
    """K4.2-b5: where it does, nobody at work gets a letter before the person agreed."""
    policy(decision__consent_first=True)
    for reader, shared in (
        (Reader.COACH, Shared.LETTER_COACH),
        (Reader.EMPLOYER, Shared.LETTER_EMPLOYER),
    ):
        with pytest.raises(NotShared, match="not_asked"):
            written(consultant, decided, reader)
        said(consultant, decided, shared, Said.AGREED)
        assert written(consultant, decided, reader).reader == reader


def test_k5_c_the_coach_reads_what_was_found(client, consultant, open_case, decide, policy):
    """K5-c: need, goals and what is next, where the policy tells it and the person agreed.

    Nothing that was gathered in words gets along, and the employer never reads it.
    """
    case = open_case()
    typed = Typed(mine={"hinders": "durability", "hinders_why": "Zwaluwei"}, was={}, sitting="x")
    topic = TOPIC_BY_SLUG["belemmering"]
    save_topic(actor=consultant, case_id=case.id, topic=topic, is_done=None, typed=typed)
    goal = GoalValues(
        horizon="short", scope="current_job", specific="Werkt de ochtendlijst zelf af",
        measured_by="Drie weken achter elkaar", action="Lijst met plaatjes oefenen",
        by_when=TODAY + 120 * DAY, minutes=600, activities=("train",),
    )  # fmt: skip
    put_goal(actor=consultant, case_id=case.id, seen=0, values=goal)
    case = case_of(number=decide(case_of(number=case.number)).number)
    said(consultant, case, Shared.FOUND_COACH, Said.AGREED)
    assert goal.specific not in str(written(consultant, case, Reader.COACH).lines)  # policy: no
    policy(decision__report_to_coach=True)
    told = " ".join(written(consultant, case, Reader.COACH).lines)
    for part in (goal.specific, goal.measured_by, "midden", "dat de persoon het werk houdt"):
        assert part in told
    assert "Wat dan openstaat, is het begin van een vervolgaanvraag" in told
    assert "Zwaluwei" not in told
    assert goal.specific not in str(written(consultant, case, Reader.EMPLOYER).lines)
    said(consultant, case, Shared.FOUND_COACH, Said.REFUSED)
    assert goal.specific not in str(written(consultant, case, Reader.COACH).lines)
    assert written(consultant, case, Reader.COACH).reader == Reader.COACH  # the letter still goes
