"""What a file cannot get round: the second person, and the investigation before a decision."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from assessments.bulk_actions import NewCase, add_cases
from assessments.importing import ImportOptions, importers
from assessments.intake_files.incoming import as_it_is
from policy_profiles.actions import propose, publish
from rulebook.case_format import BadCaseFile
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]

TODAY = timezone.localdate()
#: Before the organisation was opened here, which in tests is today.
ELSEWHERE = TODAY - timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=40)
SECOND_PERSON = {"tailoring.second_person_from_minutes": 600}
INVESTIGATION = {"assessment.sources": ["talk"], "assessment.when_missing": "block"}


@pytest.fixture
def policy(eikenberg: TenantRow, make_user: Callable[..., User]) -> Callable[[dict], None]:
    """Put a policy of Eikenberg in force that states these values."""
    officers = [make_user(eikenberg, "policy_officer") for _ in range(2)]

    def put(values: dict) -> None:
        why = {
            "reason": "own_practice", "legal_basis": "Beleidsregel, artikel 4",
            "owner": "Beleid", "review_on": (TODAY + timedelta(days=300)).isoformat(),
        }  # fmt: skip
        stated = {"certainty": "published", "source": {"id": "TENANT"}, "deviation": why}
        layer = {
            "name": "eikenberg", "layer": "municipality", "above": "uwv-baseline",
            "version": "tweede", "title": {"nl": "Eikenberg", "en": "Eikenberg"},
            "description": {"nl": "Eigen beleid.", "en": "Own policy."},
            "values": {name: {"value": value, **stated} for name, value in values.items()},
        }  # fmt: skip
        first = date(TODAY.year, 1, 1)
        version = propose(actor=officers[0], layer=layer)
        publish(actor=officers[1], version_id=version, valid_from=first, succeeds=True)

    return put


def _troubles(consultant: User, line: str) -> list[str]:
    """What a file of decisions says of this row, in its own columns; nothing where it goes in."""
    facts = complete_facts(received_on=LONG_AGO)
    add_cases(
        actor=None,
        cases=[NewCase(client_reference="D-1", external_reference="D-1", facts=facts)],
    )
    header = "kenmerk;Besluit;Besloten op;Reden om af te wijken\n"
    importer = importers()["decided"]
    incoming = as_it_is(f"{header}D-1;{line}\n".encode(), importer.targets())
    try:
        importer.carry_out(consultant, incoming, ImportOptions(), "0" * 64)
    except BadCaseFile as refused:
        return [f"{each.column}: {each.reason.nl}" for each in refused.problems]
    return []


def test_what_a_colleague_must_agree_to_does_not_come_in_by_a_file(policy, consultant):
    policy(SECOND_PERSON)
    (told,) = _troubles(consultant, f"Afgewezen;{TODAY:%d-%m-%Y};workplace")
    assert told.startswith("Besluit: Dit wijkt zo ver af van het advies")


def test_what_was_decided_elsewhere_before_comes_in_as_it_was(policy, consultant):
    policy(SECOND_PERSON | INVESTIGATION)
    assert _troubles(consultant, f"Afgewezen;{ELSEWHERE:%d-%m-%Y};workplace") == []


def test_what_needs_an_investigation_does_not_come_in_by_a_file_either(policy, consultant):
    policy(INVESTIGATION)
    (told,) = _troubles(consultant, f"Zoals de regels adviseren;{TODAY:%d-%m-%Y};")
    assert told.startswith("Besluit: Uw beleid laat niet besluiten zonder het onderzoek")
