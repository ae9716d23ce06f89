"""Writes of fact rows: as the tenant, in the transaction of the decision or outcome."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import connection

from assessments.events import DecidedCase
from benchmarking.facts import DecisionFacts, OutcomeFacts, facts_of_decision, facts_of_outcome
from benchmarking.models import DecisionFact, OutcomeFact
from benchmarking.pseudonyms import fact_id
from outcomes.events import FollowedJob
from tenants.context import current_schema_name

_AT_ONCE = 500


class NotInTheirTransaction(Exception):
    """A fact row stands or falls with its decision or outcome, so both need one transaction."""

    def __init__(self) -> None:
        super().__init__(
            "Send facts inside transaction.atomic(), together with the decision or outcome."
        )


def record_decision_facts(*, facts: Sequence[DecisionFacts]) -> None:
    """Add the fact rows of decisions of the tenant that the connection works for.

    A higher revision of the same pseudonym takes the place of a lower one.

    Raises:
        NotInTheirTransaction: no transaction is open.
        tenants.context.NotInsideATenant: the connection works for the platform or benchmark.
    """
    schema = _schema_in_transaction()
    DecisionFact.objects.bulk_create(
        [
            DecisionFact(id=fact_id(row.decided_month), tenant_schema=schema, **_columns(row))
            for row in facts
        ],
        batch_size=_AT_ONCE,
    )


def record_outcome_facts(*, facts: Sequence[OutcomeFacts]) -> None:
    """Add the fact rows of outcomes of the tenant that the connection works for.

    Raises:
        NotInTheirTransaction: no transaction is open.
        tenants.context.NotInsideATenant: the connection works for the platform or benchmark.
    """
    schema = _schema_in_transaction()
    OutcomeFact.objects.bulk_create(
        [
            OutcomeFact(id=fact_id(row.start_month), tenant_schema=schema, **asdict(row))
            for row in facts
        ],
        batch_size=_AT_ONCE,
    )


def send_decisions(decided: tuple[DecidedCase, ...]) -> None:
    """Send the facts of decided cases: the listener of `assessments.events`."""
    schema = current_schema_name()
    record_decision_facts(facts=[facts_of_decision(case, tenant_schema=schema) for case in decided])


def send_outcomes(jobs: tuple[FollowedJob, ...]) -> None:
    """Send the facts of followed jobs: the listener of `outcomes.events`."""
    schema = current_schema_name()
    record_outcome_facts(facts=[facts_of_outcome(job, tenant_schema=schema) for job in jobs])


def _schema_in_transaction() -> str:
    if not connection.in_atomic_block:
        raise NotInTheirTransaction
    return current_schema_name()


def _columns(row: DecisionFacts) -> dict[str, object]:
    columns = asdict(row)
    return columns | {
        "failed_own": list(row.failed_own),
        "failed_baseline": list(row.failed_baseline),
    }
