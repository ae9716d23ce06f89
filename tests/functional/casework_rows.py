"""What stands in the database when a journey of casework begins, so that nobody clicks it first."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from assessments import queries
from assessments.actions import decide, open_case, save_facts
from assessments.choices import AsAdvised
from assessments.people.actions import add_person
from assessments.people.identity import Identity
from rulebook.facts import FactValue
from tests.assessment_fixtures import complete_facts

DAY = timedelta(days=1)
#: So long runs the support that is decided by `decided_in_year_3`.
RUNS = 100 * DAY


def ready(user: User) -> str:
    """A case of which every fact is known, and nothing is decided."""
    case = open_case(actor=user, client_reference="K-2210")
    save_facts(actor=user, case_id=case.id, revision=1, facts=complete_facts())
    return case.number


def refused(user: User) -> str:
    """The application of Noor Vermeer, refused today as she works too few hours."""
    case = open_case(actor=user, client_reference="K-2211")
    add_person(actor=user, case_id=case.id, identity=Identity(first_name="Noor", surname="Vermeer"))
    return _decided(user, case.number, complete_facts(weekly_hours=300, growth_expected=False))


def decided_in_year_3(user: User) -> str:
    """Support that has run for a hundred days, in a job that lasts nearly two years already."""
    start = timezone.localdate() - RUNS
    begun = start - 600 * DAY
    facts = complete_facts(
        employment_start=begun,
        contract_start=begun,
        contract_form="permanent",
        contract_end=None,
        support_start=start,
        received_on=start,
        request_kind="continuation",
        coaching_start=begun,
        previous_support_end=start - DAY,
        unused_hours=0,
    )
    case = open_case(actor=user, client_reference="K-2212")
    return _decided(user, case.number, facts)


def _decided(user: User, number: str, facts: dict[str, FactValue | None]) -> str:
    case = queries.case(number=number)
    case = save_facts(actor=user, case_id=case.id, revision=case.revision, facts=facts)
    decide(actor=user, case_id=case.id, revision=case.revision, choice=AsAdvised())
    return number
