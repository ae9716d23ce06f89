"""A standard case asks at most twenty-five things of the one who decides it.

It is scripted through the pages as they are shown, without script in the browser, from the signal
of a colleague to the letter: whoever applies is an employee with a contract of thirteen months,
who is in the register of the target group and gets an external coach, under the policy of
Eikenberg (hours by class). Counted are, as `tests.scripted_browser` says, each field that she fills
in or changes and each choice among ways to go on. So typing a number over counts as much as a
judgement; a day that stands there already, reading, and going on do not count.

She fills in what the letter and the finding need: the number and the address of the person, every
fact that the advice needs, and both sources that the policy wants and does not know. What neither
asks for she leaves: the rare questions, and the words of the investigation, which this policy does
not want before a decision.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments import queries
from assessments.letters.models import Letter
from assessments.models import Case
from coaches import actions as register
from coaches.models import Coach, CoachOrganisation
from tenants.queries import TenantRow
from tests.scripted_browser import Expert

pytestmark = pytest.mark.django_db
MOST_ASKED = 25
TODAY = timezone.localdate()
FIRST = TODAY - timedelta(days=10)


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


@pytest.fixture
def coach(consultant: User) -> str:
    """Somebody in the register whom the policy takes; as the list of candidates sends it."""
    organisation = register.add_organisation(
        actor=consultant, values={"name": "De Opstap", "specialisms": [], "regions": ["AM18"]}
    )
    register.add_proof(
        actor=consultant, model=CoachOrganisation, entry_id=organisation, kind="uwv", issuer="UWV",
        valid_from=date(2024, 1, 1), valid_until=TODAY + timedelta(days=900),
    )  # fmt: skip
    made = register.add_coach(
        actor=consultant, values={"name": "Sam", "level": "hbo"}, organisation_id=organisation
    )
    register.add_proof(
        actor=consultant, model=Coach, entry_id=made, kind="coach_training", issuer="",
        valid_from=date(2020, 1, 1), valid_until=None,
    )  # fmt: skip
    return f"coach:{made}"


def _signal(host: str) -> None:
    told = {
        "role": "colleague", "about_first_name": "Janna", "about_surname": "Berg",
        "about_birth_date": "04-05-1999", "seen": "Een vast ritme helpt.", "token": str(uuid4()),
    }  # fmt: skip
    assert Client(SERVER_NAME=host).post("/melden/", told).status_code == 302


def _open_and_submit(expert: Expert) -> str:
    """From the list of signals to a case whose clock runs; gives its page."""
    expert.go("/werkvoorraad/")
    expert.follow("Meldingen (1)")
    expert.follow("Janna Berg")
    expert.send(has="client_reference", chosen="a case of this signal", client_reference="K-2201")
    case = expert.where.removesuffix("persoon/")
    expert.go(f"{case}gegevens-persoon/")
    expert.follow("Gegevens wijzigen")
    expert.send(has="bsn", bsn="111222333", street="Dorpsstraat", house_number="1",
                postcode="1234 AB", city="Eikenberg")  # fmt: skip
    expert.go(case)
    expert.choose("Aanvraag indienen")
    expert.send(has="day")
    return case


def _answer(expert: Expert, coach: str) -> None:
    """Every step, as the one before leads to it."""
    expert.send(has="structural_limitation", structural_limitation="yes", target_register="yes",
                illness_weeks="0")  # fmt: skip
    expert.send(
        has="work_situation", work_situation="employment", contract_form="fixed_term",
        employment_start=_day(FIRST), contract_start=_day(FIRST),
        contract_end=_day(FIRST + timedelta(days=395)), weekly_hours="24", wage_value="40",
    )  # fmt: skip
    expert.send(has="request_kind", request_kind="first", support_start=_day(TODAY))
    expert.follow("Kies uit het register")
    expert.send(has="wie", wie=coach)
    expert.send(has="concurrent_support", concurrent_support="no")
    expert.send(has="need", need="medium")


def _sources(expert: Expert, case: str) -> None:
    """What the policy wants asked for, and does not know yet."""
    for slug in ("matching_form", "labour_expert_report"):
        expert.go(f"{case}onderzoek/bronnen/{slug}/")
        expert.send(has="state", state="used")


def test_a_standard_case_asks_at_most_twenty_five_things(
    eikenberg: TenantRow, client: Client, coach: str
) -> None:
    """From a signal to a letter that was sent, decided as the rules advise."""
    _signal(eikenberg.host)
    expert = Expert(client)
    case = _open_and_submit(expert)
    expert.go(f"{case}persoon/")
    _answer(expert, coach)
    _sources(expert, case)
    expert.go(f"{case}controleren/")
    assert "Nog op te vragen" not in expert.page
    expert.follow("Naar het besluit")
    expert.send(has="choice", choice="advised")
    expert.send(has="gezien")
    expert.choose("de aanvrager")
    expert.send(has="sent_on")
    number = Case.objects.get().number
    made = queries.decision(number=number)
    assert made.outcome == "grant"
    assert made.granted_minutes == made.own_minutes > 0
    assert Letter.objects.get().reader == "client"
    assert len(expert.asked) <= MOST_ASKED, f"{len(expert.asked)} asked: {expert.asked}"
