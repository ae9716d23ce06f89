"""What a file cannot get round: the second person, the investigation, what is wanted first."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.bulk_actions import NewCase, add_cases
from assessments.case_import import add_cases_of_file
from assessments.choices import Otherwise
from assessments.conditions import Wanted
from assessments.importing import ImportOptions, importers
from assessments.intake_files.incoming import as_it_is
from assessments.intake_files.taken_here import FIRST
from assessments.joint.actions import Session, record_session
from assessments.joint.codes import TrialVerdict
from assessments.models import Receipt
from assessments.plans.actions import name_previous
from assessments.plans.codes import Participant
from assessments.queries import case_by_id
from assessments.receipts import replay_receipt
from policy_profiles.actions import propose, publish
from rulebook.case_format import BadCaseFile
from rulebook.facts import FactValue
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts
from tests.integration.assessments.test_file_as_by_hand import _cell

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("for_whole_module")]

TODAY = timezone.localdate()
#: Before the organisation was opened here, which in tests is today.
ELSEWHERE = TODAY - timedelta(days=1)
LONG_AGO = TODAY - timedelta(days=40)
SECOND_PERSON = {"tailoring.second_person_from_minutes": 600}
APPROVED_FIRST = {"trial.approval_first": True}
TRIAL = {"work_situation": "trial_placement", "intended_months": 8}
GRANTED = f"Zoals de regels adviseren;{TODAY:%d-%m-%Y};"
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


def _troubles(consultant: User, line: str, **facts: FactValue) -> list[str]:
    """What a file of decisions says of this row, in its own columns; nothing where it goes in."""
    _opened(**facts)
    return _told(consultant, line)


def _opened(**facts: FactValue) -> UUID:
    whole = complete_facts(**{"received_on": LONG_AGO, **facts})
    case = NewCase(client_reference="D-1", external_reference="D-1", facts=whole)
    return add_cases(actor=None, cases=[case])[0]


def _told(consultant: User, line: str, granted: str = ";;") -> list[str]:
    columns = "Toegekende uren;Toegekend vanaf;Toegekend tot en met"
    header = f"kenmerk;Besluit;Besloten op;Reden om af te wijken;{columns}\n"
    importer = importers()["decided"]
    incoming = as_it_is(f"{header}D-1;{line};{granted}\n".encode(), importer.targets())
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


@pytest.mark.parametrize(
    ("day", "format_"), [(TODAY, "meetlat-receipt/1"), (ELSEWHERE, "meetlat-receipt/2")]
)
def test_what_counts_as_taken_here_is_sealed_with_its_reasons(consultant, day, format_):
    """As one by hand is; what was decided elsewhere had none, and is worked through again too."""
    case_id = _opened(weekly_hours=300, growth_expected=False)
    assert _told(consultant, f"Zoals de regels adviseren;{day:%d-%m-%Y};") == []
    made = Receipt.objects.get(decision__case_id=case_id)
    sealed = json.loads(made.text)
    assert sealed["format"] == format_
    has_reasons = "criteria" in sealed["findings"]["own"]
    assert has_reasons is (day == TODAY)
    assert replay_receipt(receipt=made).is_identical


def test_what_needs_an_investigation_does_not_come_in_by_a_file_either(policy, consultant):
    policy(INVESTIGATION)
    (told,) = _troubles(consultant, f"Zoals de regels adviseren;{TODAY:%d-%m-%Y};")
    assert told.startswith("Besluit: Uw beleid laat niet besluiten zonder het onderzoek")


def test_an_approved_trial_placement_is_wanted_of_a_file_too(policy, consultant):
    """Refusing waits for nothing, what was decided elsewhere came before, and a session counts."""
    policy(APPROVED_FIRST)
    case_id = _opened(**TRIAL)
    for day, said in ((TODAY, ["Besluit: " + FIRST[Wanted.TRIAL].nl]), (ELSEWHERE, [])):
        with transaction.atomic():
            assert _told(consultant, f"Zoals de regels adviseren;{day:%d-%m-%Y};") == said
            transaction.set_rollback(True)
    with transaction.atomic():
        assert _told(consultant, f"Afgewezen;{TODAY:%d-%m-%Y};workplace") == []
        transaction.set_rollback(True)
    session = Session(
        on=TODAY, with_whom=(Participant.PERSON,), trial=TrialVerdict.APPROVED,
        trial_starts_on=TODAY, trial_ends_on=TODAY + timedelta(days=60),
    )  # fmt: skip
    record_session(actor=consultant, case_id=case_id, revision=1, session=session)
    assert _told(consultant, GRANTED) == []


def test_one_session_is_wanted_of_a_file_where_that_holds_a_grant(policy, consultant):
    none = {name: [] for name in ("assessment.sources", "assessment.life_domains")}
    together = {"assessment.joint_with_wage_value": True, "assessment.when_missing": "block"}
    policy({**none, **together, "assessment.workplace_visit": False})
    assert _troubles(consultant, GRANTED) == ["Besluit: " + FIRST[Wanted.TOGETHER].nl]


def test_no_follow_up_is_granted_by_a_file_without_the_evaluation(policy, consultant, decide):
    policy({"evaluation.gates_renewal": True, "evaluation.frequency": "each_half_year"})
    ended = TODAY - timedelta(days=5)
    grant = Otherwise(
        outcome="grant_otherwise", reason="continuity", minutes=600,
        starts_on=ended - timedelta(days=179), ends_on=ended,
    )  # fmt: skip
    before = add_cases(
        actor=None, cases=[NewCase(client_reference="D-1", facts=complete_facts())]
    )  # fmt: skip
    made = decide(case_by_id(case_id=before[0]), grant)
    follow_up = _opened(
        request_kind="continuation", previous_support_end=ended,
        received_on=ended, support_start=TODAY,
    )  # fmt: skip
    name_previous(actor=consultant, case_id=follow_up, number=made.number)
    line = f"Toegekend;{TODAY:%d-%m-%Y};not_decisive"
    until = TODAY + timedelta(days=90)
    told = _told(consultant, line, granted=f"10;{TODAY:%d-%m-%Y};{until:%d-%m-%Y}")
    assert told == ["Besluit: " + FIRST[Wanted.EVALUATION].nl]


def test_a_case_that_the_file_itself_brings_has_no_session(policy, consultant):
    policy(APPROVED_FIRST)
    facts = complete_facts(**{"received_on": LONG_AGO, **TRIAL})
    cells = {"kenmerk": "N-1", **{name: _cell(name, value) for name, value in facts.items()}}
    cells |= {"Besluit": "Zoals de regels adviseren", "Besloten op": TODAY.isoformat()}
    content = f"{';'.join(cells)}\n{';'.join(cells.values())}\n".encode()
    with pytest.raises(BadCaseFile) as refused:
        add_cases_of_file(actor=consultant, content=content, options=ImportOptions())
    (told,) = refused.value.problems
    assert (told.column, told.reason) == ("Besluit", FIRST[Wanted.TRIAL])
