"""An organisation takes part from a dated agreement on, can withdraw, and holds half of the key."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from assessments import actions as cases
from assessments.choices import AsAdvised
from audit.models import AuditEvent
from benchmarking import queries
from benchmarking.fact_models.shared import FACTS, STANDING_FACTS
from benchmarking.models import DecisionFact, FactEdition, PeriodFact
from benchmarking.participation.agreement import (
    NothingToSend,
    SaidAlready,
    WithdrawnInThePast,
    send_anew,
    state_participation,
)
from benchmarking.participation.models import BenchmarkStatement, PseudonymSecret
from benchmarking.participation.queries import standing
from benchmarking.pseudonyms import pseudonym_of
from benchmarking.rebuild import compared
from tenants import context, schemas
from tenants.access import access_of
from tests.assessment_fixtures import complete_facts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
HERE = "eikenberg"


@pytest.fixture
def takes_no_part(eikenberg):
    """Eikenberg as it is before anybody agreed to anything."""
    schema = HERE
    with context.as_owner(schema), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {schema}.participation_benchmarkstatement")
        cursor.execute("TRUNCATE public.benchmarking_factedition")
    return schema


def decided(actor, *, on=TODAY, client="K-1"):
    opened = cases.open_case(actor=actor, client_reference=client)
    opened = cases.save_facts(
        actor=actor, case_id=opened.id, revision=opened.revision, facts=complete_facts()
    )
    cases.decide(
        actor=actor, case_id=opened.id, revision=opened.revision, choice=AsAdvised(), decided_on=on
    )
    return opened


def counted():
    return sum(cell.hours.decided for cell in queries.decision_cells())


def all_rows():
    """How many rows there are at all, which nobody sees but whoever owns the machine."""
    with context.as_owner(), connection.cursor() as cursor:
        found = []
        for model in (DecisionFact, PeriodFact):
            table = model._meta.db_table
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            found.append(model.objects.count())
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    return tuple(found)


def seen():
    """The decisions that the benchmark's role reads with every filter of ours taken away."""
    with context.as_benchmark():
        return list(DecisionFact.objects.order_by("edition"))


def test_without_an_agreement_nothing_leaves(takes_no_part, consultant):
    decided(consultant)
    assert all_rows() == (0, 0)
    with pytest.raises(NothingToSend):
        send_anew()


def test_decisions_from_the_day_of_the_agreement_on_are_sent(takes_no_part, consultant):
    """Also those that were taken since: at once, and in the same transaction."""
    decided(consultant, on=TODAY - 3 * DAY)
    decided(consultant, on=TODAY - 2 * DAY, client="K-2")
    sent = state_participation(actor=None, takes_part=True, from_day=TODAY - 2 * DAY)
    assert sent == 1
    decided(consultant, on=TODAY - 5 * DAY, client="K-3")
    assert all_rows() == (1, 1)
    decided(consultant, on=TODAY, client="K-4")
    assert all_rows() == (2, 2)
    assert counted() == 2
    assert all(each.is_whole for each in compared(HERE))


def test_who_withdraws_is_counted_no_longer_and_nothing_is_edited(takes_no_part, consultant):
    state_participation(actor=None, takes_part=True, from_day=TODAY)
    decided(consultant)
    state_participation(actor=None, takes_part=False, from_day=TODAY + 2 * DAY)
    assert counted() == 1, "until that day it takes part"
    decided(consultant, client="K-2")
    assert counted() == 2
    with context.as_owner(HERE), connection.cursor() as cursor:
        for table in (f"{HERE}.participation_benchmarkstatement", "benchmarking_factedition"):
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"UPDATE {table} SET from_day = %s WHERE number = 2", [TODAY])
    assert (counted(), queries.own_facts(tenant_schema=HERE).decisions) == (0, 0)
    assert not seen()
    assert all_rows() == (2, 2), "every row is still there, as it was sent"
    decided(consultant, client="K-3")
    assert all_rows() == (2, 2)


def test_who_comes_back_does_so_with_other_pseudonyms(takes_no_part, consultant):
    state_participation(actor=None, takes_part=True, from_day=TODAY)
    decided(consultant)
    [before] = seen()
    state_participation(actor=None, takes_part=False, from_day=TODAY)
    assert (counted(), seen()) == (0, [])
    state_participation(actor=None, takes_part=True, from_day=TODAY)
    [after] = seen()
    assert (counted(), before.edition, after.edition) == (1, 1, 3)
    assert before.pseudonym != after.pseudonym
    assert all_rows() == (2, 2)


def test_what_cannot_be_said(takes_no_part):
    with pytest.raises(SaidAlready):
        state_participation(actor=None, takes_part=False, from_day=TODAY)
    state_participation(actor=None, takes_part=True, from_day=TODAY)
    with pytest.raises(SaidAlready):
        state_participation(actor=None, takes_part=True, from_day=TODAY)
    with pytest.raises(WithdrawnInThePast):
        state_participation(actor=None, takes_part=False, from_day=TODAY - DAY)


def test_the_administrator_says_so_on_a_page(takes_no_part, first_tenant, sign_in):
    browser = sign_in(first_tenant, "tenant_admin")
    browser.cookies["django_language"] = "nl"
    page = browser.get("/beheer/benchmark/").content.decode()
    assert "U doet niet mee" in page
    assert "telt u mee, en die kan iedereen lezen" in page  # decision 87, before one agrees
    past = {"meedoen": "nee", "vanaf": f"{TODAY - DAY:%d-%m-%Y}"}
    assert (
        "Kies vandaag of een latere dag"
        in browser.post("/beheer/benchmark/", past).content.decode()
    )
    answer = {"meedoen": "ja", "vanaf": f"{TODAY - 30 * DAY:%d-%m-%Y}"}
    page = browser.post("/beheer/benchmark/", answer, follow=True).content.decode()
    assert "U doet mee" in page
    assert browser.user.name in page
    [line] = AuditEvent.objects.filter(action="benchmark.agreed")
    assert line.details == {"from": (TODAY - 30 * DAY).isoformat()}
    for role in ("consultant", "policy_officer", "analyst"):
        assert sign_in(first_tenant, role).get("/beheer/benchmark/").status_code == 403


def test_nobody_outside_can_turn_a_pseudonym_back(eikenberg, consultant):
    """Not with the platform's key, nor as any of its roles: half of the key it cannot read."""
    opened = decided(consultant)
    with context.as_benchmark():
        pseudonym = DecisionFact.objects.get().pseudonym
    known = [str(opened.id), f"case:{opened.id}", f"{HERE}/{opened.id}"]
    for text in known:
        for purpose in ("", "pseudonym:"):
            made = hmac.new(settings.PSEUDONYM_KEY, f"{purpose}{text}".encode(), hashlib.sha256)
            assert made.hexdigest() != pseudonym
    for enter in (context.as_platform, context.as_benchmark):
        for table in ("participation_pseudonymsecret", f"{HERE}.participation_pseudonymsecret"):
            with enter(), pytest.raises(ProgrammingError), transaction.atomic():
                connection.cursor().execute(f"SELECT secret FROM {table}")
    assert len(bytes(PseudonymSecret.objects.get().secret)) == 32


def test_two_organisations_have_other_secrets_and_read_only_their_own(first_tenant, second_tenant):
    same, made = UUID("01890000-0000-7000-8000-000000000001"), set()
    for tenant in (first_tenant, second_tenant):
        with context.inside(tenant.schema_name):
            agreed = standing(on=TODAY)
            assert agreed is not None
            made.add(pseudonym_of(secret=agreed.secret, case_id=same))
    assert len(made) == 2
    with context.inside("duinzicht"), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(f"SELECT secret FROM {HERE}.participation_pseudonymsecret")


def fact_models():
    return [
        model for model in schemas.shared_models() if access_of(model) in (FACTS, STANDING_FACTS)
    ]


def test_every_table_of_facts_is_among_those_held_here():
    names = {model._meta.model_name for model in fact_models()}
    assert names == {"decisionfact", "periodfact", "outcomefact", "factedition"}


@pytest.mark.parametrize("model", fact_models(), ids=lambda model: model._meta.model_name)
@pytest.mark.parametrize(
    "statement", ["SELECT 1 FROM {}", "UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_an_organisation_can_only_add(eikenberg, model, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(model._meta.db_table))


def test_an_organisation_withdraws_nobody_else(eikenberg):
    row = FactEdition(tenant_schema="duinzicht", number=9, takes_part=False, from_day=TODAY)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)
    assert not BenchmarkStatement.objects.filter(number=9).exists()
