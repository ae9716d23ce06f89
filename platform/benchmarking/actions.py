"""Writes of fact rows: as the tenant, in the transaction of the decision or outcome."""

from collections.abc import Sequence
from dataclasses import fields

from django.db import connection

from assessments.events import DecidedCase
from benchmarking.facts import DecisionFacts, OutcomeFacts, facts_of_decisions, facts_of_outcome
from benchmarking.models import DecisionFact, OutcomeFact
from benchmarking.pseudonyms import fact_id
from outcomes.events import FollowedJob
from tenants.context import current_schema_name
from tenants.copying import insert_in


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
    insert_in(
        [
            DecisionFact(id=fact_id(row.decided_month), tenant_schema=schema, **_columns(row))
            for row in facts
        ]
    )


def record_outcome_facts(*, facts: Sequence[OutcomeFacts]) -> None:
    """Add the fact rows of outcomes of the tenant that the connection works for.

    Raises:
        NotInTheirTransaction: no transaction is open.
        tenants.context.NotInsideATenant: the connection works for the platform or benchmark.
    """
    schema = _schema_in_transaction()
    insert_in(
        [
            OutcomeFact(id=fact_id(row.start_month), tenant_schema=schema, **_columns(row))
            for row in facts
        ]
    )


def send_decisions(decided: tuple[DecidedCase, ...]) -> None:
    """Send the facts of decided cases: the listener of `assessments.events`."""
    schema = current_schema_name()
    record_decision_facts(facts=facts_of_decisions(decided, tenant_schema=schema))


def send_outcomes(jobs: tuple[FollowedJob, ...]) -> None:
    """Send the facts of followed jobs: the listener of `outcomes.events`."""
    schema = current_schema_name()
    record_outcome_facts(facts=[facts_of_outcome(job, tenant_schema=schema) for job in jobs])


def _schema_in_transaction() -> str:
    if not connection.in_atomic_block:
        raise NotInTheirTransaction
    return current_schema_name()


def _columns(row: DecisionFacts | OutcomeFacts) -> dict[str, object]:
    return {each.name: getattr(row, each.name) for each in fields(row)}
