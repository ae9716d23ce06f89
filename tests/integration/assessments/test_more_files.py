"""Files of employments, of decisions with their periods, and of coaches: a look, then all of it."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from assessments.bulk_actions import NewCase, add_cases
from assessments.importing import ImportOptions, ImportReport, importers
from assessments.intake_files.incoming import as_it_is
from assessments.models import Case, Decision, SupportPeriod
from assessments.queries import receipt
from assessments.receipts import replay_receipt
from audit.models import AuditEvent
from benchmarking.models import DecisionFact
from coaches.actions import add_organisation
from coaches.models import Coach, CoachOrganisation, Proof
from rulebook.case_format import BadCaseFile
from tenants import context
from tenants.queries import TenantRow
from tests.assessment_fixtures import complete_facts
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db

Read = Callable[..., ImportReport]
JOBS = "kenmerk;contract_form;contract_start;contract_end;weekly_hours\n"
DECIDED = (
    "kenmerk;Besluit;Besloten op;Toegekende uren;Toegekend vanaf;Toegekend tot en met;"
    "Reden om af te wijken\n"
)
COACHES = (
    "Jobcoach;Niveau;Specialismen;Arbeidsmarktregio's;Opleiding;Opleiding geldig vanaf;"
    "Organisatie;KvK-nummer;Erkenning;Erkend vanaf;Erkend tot en met\n"
)
ANKER = "Anker Coaching;12345678;erkenning van UWV;01-01-2025;31-12-2027\n"


@pytest.fixture
def read(consultant: User) -> Read:
    """Look at a file, and read it in: read(kind, text)."""

    def done(kind: str, text: str) -> ImportReport:
        importer, options = importers()[kind], ImportOptions()
        incoming = as_it_is(text.encode(), importer.targets())
        looked = importer.look(incoming, options)
        report = importer.carry_out(consultant, incoming, options, "0" * 64)
        assert (looked.new, looked.unchanged) == (report.new, report.unchanged)
        return report

    return done


def case(reference: str, **changed: object) -> Case:
    facts = {**complete_facts(), **changed}
    new = NewCase(client_reference=reference, external_reference=reference, facts=facts)
    add_cases(actor=None, cases=[new])
    return Case.objects.get(external_reference=reference)


def problems_of(read: Read, kind: str, text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadCaseFile) as refused:
        read(kind, text)
    return [(each.row, each.column) for each in refused.value.problems]


def test_an_employment_fills_in_what_nobody_knew(eikenberg: TenantRow, read: Read) -> None:
    """The same file twice changes nothing, and what a case says itself is not overwritten."""
    case("D-1", weekly_hours=None)
    case("D-2")
    rows = f"{JOBS}D-1;;;;24,5\nD-2;;;;24,5\n"
    assert problems_of(read, "jobs", rows.replace("D-2;;;;24,5", "D-2;;;;12")) == [
        (3, "weekly_hours")
    ]
    assert "weekly_hours" not in Case.objects.get(external_reference="D-1").facts
    hours = complete_facts()["weekly_hours"]
    told = f"{JOBS}D-1;;;;{hours // 60}:{hours % 60:02d}\nD-2;;;;{hours // 60}:{hours % 60:02d}\n"
    first, again = read("jobs", told), read("jobs", told)
    assert (first.new, first.unchanged, again.new, again.unchanged) == (1, 1, 0, 2)
    changed = Case.objects.get(external_reference="D-1")
    assert (changed.facts["weekly_hours"], changed.revision) == (hours, 2)
    assert AuditEvent.objects.filter(action="case.facts_saved", origin="import").count() == 1
    assert problems_of(read, "jobs", f"{JOBS}D-9;;;;12\n") == [(2, "kenmerk")]


def test_a_decision_with_its_period_is_taken_of_a_case_that_was_read_in(
    eikenberg: TenantRow, read: Read
) -> None:
    """With receipt, period and fact row; again it changes nothing, and otherwise it is refused."""
    came = date(2026, 5, 20)
    first, second = case("D-1", received_on=came), case("D-2", received_on=came)
    rows = (
        f"{DECIDED}D-1;Zoals de regels adviseren;01-06-2026;;;;\n"
        "D-2;Toegekend;01-06-2026;10;01-06-2026;30-11-2026;workplace\n"
    )
    done, again = read("decided", rows), read("decided", rows)
    assert (done.new, again.new, again.unchanged) == (2, 0, 2)
    made = {each.case_id: each for each in Decision.objects.all()}
    assert (made[first.id].outcome, made[second.id].outcome) == ("grant", "grant_otherwise")
    period = SupportPeriod.objects.get(decision__case=second)
    assert (period.starts_on, period.minutes) == (date(2026, 6, 1), 600)
    assert replay_receipt(receipt=receipt(number=second.number)).is_identical
    assert set(Case.objects.values_list("status", flat=True)) == {"decided"}
    with context.as_benchmark():
        assert DecisionFact.objects.count() == 2
    for other in (
        (";10;", ";12;"),
        (";workplace", ";capacity"),
        ("01-06-2026;10", "02-06-2026;10"),
    ):
        assert problems_of(read, "decided", rows.replace(*other)) == [(3, "kenmerk")]
    advised = "D-2;Zoals de regels adviseren;01-06-2026;;;;\n"
    assert problems_of(read, "decided", f"{DECIDED}{advised}") == [(2, "kenmerk")]
    case("D-3", received_on=date(2026, 6, 2))
    early = f"{DECIDED}D-3;Zoals de regels adviseren;01-06-2026;;;;\n"
    assert problems_of(read, "decided", early) == [(2, "Besloten op")]
    assert problems_of(read, "decided", f"{DECIDED}D-2;Toegekend;;;;;\n") == [(2, "Besloten op")]


def test_coaches_come_into_the_register_with_their_organisation(
    eikenberg: TenantRow, read: Read
) -> None:
    """One organisation for its coaches, kept here; again nothing changes; a coach of the tenant."""
    rows = (
        f"{COACHES}Sam;hbo;autisme, ADHD;AM18;HARRIE-training;01-02-2025;{ANKER}"
        f"Noor;;;;;;{ANKER}Bo;;;;;;;;;;\n"
    )
    done, again = read("coaches", rows), read("coaches", rows)
    assert (done.new, again.new, again.unchanged) == (3, 0, 3)
    organisation = CoachOrganisation.objects.get()
    assert (organisation.name, organisation.kept_by) == ("Anker Coaching", "eikenberg")
    sam = Coach.objects.get(name="Sam")
    assert (sorted(sam.specialisms), sam.regions, sam.level) == (
        ["adhd", "autism"],
        ["AM18"],
        "hbo",
    )
    assert set(Proof.objects.values_list("kind", flat=True)) == {"harrie", "uwv"}
    assert Coach.objects.get(name="Bo").employment == "tenant"
    assert problems_of(read, "coaches", rows.replace("Sam;hbo", "Sam;below_hbo")) == [
        (2, "Jobcoach")
    ]
    wrong = rows.replace("autisme", "voetbal").replace("12345678", "1234")
    assert {row for row, _column in problems_of(read, "coaches", wrong)} == {2, 3}


def test_a_coach_of_somebody_elses_organisation_is_refused(
    two_tenants: TwoTenants, make_user: Callable[..., User]
) -> None:
    """Who keeps an entry keeps its coaches: the row is named and nothing is added."""
    other = make_user(two_tenants.second, "consultant")
    with context.inside(two_tenants.second.schema_name):
        add_organisation(actor=other, values={"name": "Anker", "kvk_number": "12345678"})
    coaches = importers()["coaches"]
    incoming = as_it_is(f"{COACHES}Kim;;;;;;{ANKER}".encode(), coaches.targets())
    with context.inside(two_tenants.first.schema_name):
        with pytest.raises(BadCaseFile) as refused:
            coaches.look(incoming, ImportOptions())
        assert [(each.row, each.column) for each in refused.value.problems] == [(2, "Jobcoach")]
