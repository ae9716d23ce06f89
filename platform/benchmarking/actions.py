"""Writes of fact rows: as the tenant, in the transaction of what they tell."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone

from assessments.events import DecidedCase
from assessments.later_events import Later
from assessments.models import Case
from benchmarking.facts import (
    DecisionFacts,
    FactRow,
    OutcomeFacts,
    PeriodFacts,
    facts_of_outcomes,
)
from benchmarking.models import DecisionFact, OutcomeFact, PeriodFact
from benchmarking.participation.queries import STATING, Standing, standing
from benchmarking.pseudonyms import fact_id
from benchmarking.sending import add_columns
from benchmarking.sources.decided import decided_cases
from benchmarking.sources.elsewhere import answers_elsewhere
from benchmarking.telling import decision_rows, outcome_jobs, period_rows
from outcomes.events import FollowedJob
from policy_profiles.one_at_a_time import not_during
from rulebook.frame import CaseFrame
from tenants.context import current_schema_name

FactModel = type[DecisionFact] | type[PeriodFact] | type[OutcomeFact]


class NotInTheirTransaction(Exception):
    """A fact row stands or falls with its decision or outcome, so both need one transaction."""

    def __init__(self) -> None:
        super().__init__(
            "Send facts inside transaction.atomic(), together with the decision or outcome."
        )


class TakesNoPart(Exception):
    """Nothing leaves an organisation that has not agreed to take part."""

    def __init__(self) -> None:
        super().__init__("Agree to take part first: `benchmarking.participation.agreement`.")


def record_decision_facts(*, facts: Sequence[DecisionFacts]) -> None:
    """Add the fact rows of decisions of the tenant that the connection works for.

    A higher revision of the same pseudonym takes the place of a lower one.

    Raises:
        NotInTheirTransaction: no transaction is open.
        TakesNoPart: the organisation did not agree.
        tenants.context.NotInsideATenant: the connection works for the platform or benchmark.
    """
    _record(DecisionFact, facts)


def record_period_facts(*, facts: Sequence[PeriodFacts]) -> None:
    """Add the fact rows of support that was granted.

    Raises:
        those of `record_decision_facts`.
    """
    _record(PeriodFact, facts)


def record_outcome_facts(*, facts: Sequence[OutcomeFacts]) -> None:
    """Add the fact rows of outcomes.

    Raises:
        those of `record_decision_facts`.
    """
    _record(OutcomeFact, facts)


def send_decisions(decided: tuple[DecidedCase, ...]) -> None:
    """Send the facts of decided cases: the listener of `assessments.events`."""
    agreed = _standing()
    if agreed is None:
        return
    told = [case for case in decided if case.decided_on >= agreed.from_day]
    frame = CaseFrame.from_rows([case.facts for case in told])
    elsewhere = answers_elsewhere(told, frame=frame)
    _record(DecisionFact, decision_rows(told, agreed, elsewhere, frame=frame), agreed)
    _record(PeriodFact, period_rows(told, agreed, elsewhere), agreed)


def send_later(what: Later, case_ids: Collection[UUID]) -> None:
    """Send anew what changed of decided cases: the listener of `assessments.later_events`."""
    agreed = _standing()
    if agreed is None:
        return
    list(Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk").values_list("pk"))
    found = decided_cases(case_ids=case_ids)
    told = [case for case in found if case.decided_on >= agreed.from_day]
    if what is Later.OBJECTION:
        _record(DecisionFact, decision_rows(told, agreed), agreed)
    else:
        _record(PeriodFact, period_rows(told, agreed), agreed)


def send_outcomes(jobs: tuple[FollowedJob, ...]) -> None:
    """Send the facts of followed jobs: the listener of `outcomes.events`."""
    agreed = _standing()
    if agreed is None:
        return
    told = outcome_jobs(jobs, agreed)
    _record(OutcomeFact, facts_of_outcomes(told, secret=agreed.secret), agreed)


def fact_rows(
    model: FactModel, facts: Sequence[FactRow], *, schema: str, edition: int
) -> list[DecisionFact | PeriodFact | OutcomeFact]:
    """Give facts as rows of their table, the same for the same facts down to the identifier."""
    return [
        model(
            id=_identifier(model, row, schema),
            tenant_schema=schema,
            edition=edition,
            **row._asdict(),
        )
        for row in facts
    ]


def _identifier(model: FactModel, row: FactRow, schema: str) -> UUID:
    month: date | None = getattr(row, "decided_month", None)
    if isinstance(row, OutcomeFacts):
        month = row.start_month
    name = f"{schema}/{model._meta.model_name}/{row.pseudonym}/{row.revision}"
    return fact_id(month, of=name)


def _record(model: FactModel, facts: Sequence[FactRow], agreed: Standing | None = None) -> None:
    schema = _schema_in_transaction()
    holds = agreed or _standing()
    if holds is None:
        raise TakesNoPart
    if not facts:
        return
    given = dict(zip(facts[0]._fields, zip(*facts, strict=True), strict=True))
    many = len(facts)
    add_columns(
        model,
        {
            "id": [_identifier(model, row, schema) for row in facts],
            "tenant_schema": [schema] * many,
            "edition": [holds.edition] * many,
            **given,
        },
    )


def _standing() -> Standing | None:
    """Return what was agreed, which nobody takes back or changes before this transaction ends.

    Else a decision beside an agreement would be in neither: not yet there to be sent with all
    others, and told by what held before.
    """
    _schema_in_transaction()
    not_during(STATING)
    return standing(on=timezone.localdate())


def _schema_in_transaction() -> str:
    schema = current_schema_name()
    if not connection.in_atomic_block:
        raise NotInTheirTransaction
    return schema
