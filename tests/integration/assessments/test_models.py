"""The tables of the work, written and read under the tenant's own database role."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from assessments.models import Case, Decision, Receipt
from tenants.queries import TenantRow


def _case(**given: object) -> Case:
    now = timezone.now()
    values = {"number": "2026-00001", "client_reference": "K-1", "opened_at": now, **given}
    return Case.objects.create(changed_at=now, **values)


def _decision(case: Case, **given: object) -> Decision:
    values: dict[str, object] = {
        "outcome": "grant",
        "granted_minutes": 600,
        "decided_on": date(2026, 3, 2),
        "recorded_at": timezone.now(),
        "own_hash": "a" * 64,
        "own_verdict": "met",
        "baseline_hash": "b" * 64,
        "baseline_verdict": "met",
    }
    return Decision.objects.create(case=case, **{**values, **given})


@pytest.mark.parametrize("statement", ["UPDATE", "DELETE", "TRUNCATE"])
@pytest.mark.parametrize(
    "table", ["assessments_decision", "assessments_receipt", "assessments_supportperiod"]
)
def test_what_was_decided_cannot_be_changed(
    inside_first: TenantRow, table: str, statement: str
) -> None:
    """Not even raw SQL under the tenant's role changes or removes a decision."""
    sql = {
        "UPDATE": f"UPDATE {table} SET id = id",
        "DELETE": f"DELETE FROM {table}",
        "TRUNCATE": f"TRUNCATE {table}",
    }[statement]
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


def test_a_receipt_must_fit_its_hash(inside_first: TenantRow) -> None:
    """The database refuses a receipt whose text is not what was sealed."""
    decision = _decision(_case())
    with pytest.raises(DatabaseError, match="receipt_hash_fits"), transaction.atomic():
        Receipt.objects.create(
            decision=decision, text='{"a":1}', sha256="0" * 64, engine_version="1"
        )


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"outcome": "grant_otherwise"}, "decision_otherwise_has_a_reason"),
        ({"outcome": "refuse"}, "decision_refusal_grants_nothing"),
        ({"deviation_reason": "person"}, "decision_as_advised_has_no_reason"),
        ({"outcome": "grant_otherwise", "deviation_reason": "mood"}, "decision_reason_is_known"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    inside_first: TenantRow, given: dict[str, object], constraint: str
) -> None:
    """Whatever way a decision comes in, the database holds these four rules."""
    case = _case()
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        _decision(case, **given)
