"""Writing decisions with their receipts, one or thousands alike; inside a caller's transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from assessments import events
from assessments.choices import Resolved, deviates
from assessments.codes import DecisionOutcome
from assessments.models import Case, Decision, Receipt, SupportPeriod
from assessments.pinned_rules import sha256
from assessments.receipts import decision_data, pinned, receipt_text
from assessments.rules_in_force import BothConclusions, BothFindings, RulesOfDay, answer_of
from audit.actions import record_many
from rulebook.canonical import canonical
from rulebook.engine import ENGINE_VERSION
from tenants.copying import copy_in

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The agreement of a second person, who records what somebody else decided."""

    answer_id: UUID
    proposed_by: UUID
    agreed_by: UUID

    @property
    def both(self) -> tuple[UUID, UUID]:
        """Who takes the decision together."""
        return self.proposed_by, self.agreed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A case with what it is about to be decided to; the case itself is already stored."""

    case: Case
    rules: RulesOfDay
    findings: BothFindings | BothConclusions
    resolved: Resolved
    motivation: str
    decided_on: date
    agreed: Agreed | None = None

    def decided_by(self, actor: User | None) -> UUID | None:
        """Give who decides: who proposed it, or who records it."""
        if self.agreed:
            return self.agreed.proposed_by
        return actor.id if actor else None


def write_decisions(*, actor: User | None, cases: Sequence[Undecided]) -> None:
    """Add decisions, periods, receipts, audit lines and what the apps above make of them.

    The caller checks permission and status, and moves the cases on, in the same transaction.
    """
    for start in range(0, len(cases), _BATCH):
        batch = cases[start : start + _BATCH]
        decisions = [_decision(actor, each) for each in batch]
        copy_in(decisions)
        pairs = list(zip(batch, decisions, strict=True))
        copy_in([period for each, row in pairs for period in _periods(each, row)])
        receipts: list[Receipt] = []
        copy_in(_receipts(pairs, receipts))
        _record(actor, pairs, receipts)
        judged = [(each, row) for each, row in pairs if row.outcome != DecisionOutcome.INCOMPLETE]
        events.tell(tuple(_decided(each, row) for each, row in judged))


def _decision(actor: User | None, each: Undecided) -> Decision:
    own, baseline = answer_of(each.findings.own), answer_of(each.findings.baseline)
    return Decision(
        case=each.case,
        outcome=each.resolved.outcome,
        granted_minutes=each.resolved.minutes,
        deviation_reason=each.resolved.reason,
        motivation=each.motivation,
        decided_on=each.decided_on,
        decided_by=each.decided_by(actor),
        agreement_id=each.agreed.answer_id if each.agreed else None,
        recorded_at=timezone.now(),
        own_profile_version=each.rules.version_id,
        own_hash=own.profile_hash,
        own_verdict=own.verdict,
        own_minutes=own.minutes,
        own_failed=list(own.failed_criteria),
        baseline_hash=baseline.profile_hash,
        baseline_verdict=baseline.verdict,
        baseline_minutes=baseline.minutes,
        baseline_failed=list(baseline.failed_criteria),
    )


def _periods(each: Undecided, row: Decision) -> list[SupportPeriod]:
    chosen = each.resolved
    if chosen.starts_on is None or chosen.ends_on is None or not chosen.minutes:
        return []
    return [
        SupportPeriod(
            decision=row, starts_on=chosen.starts_on, ends_on=chosen.ends_on, minutes=chosen.minutes
        )
    ]


def _receipts(
    pairs: Sequence[tuple[Undecided, Decision]], written: list[Receipt]
) -> Iterator[Receipt]:
    """Write the receipts of decisions one by one, so that they are stored meanwhile."""
    rules = {id(each.rules): each.rules for each, _row in pairs}
    pins = {key: pinned(rules=of_day) for key, of_day in rules.items()}
    return (_receipt(each, row, pins[id(each.rules)], written) for each, row in pairs)


def _receipt(
    each: Undecided, row: Decision, pins: tuple[str, str], written: list[Receipt]
) -> Receipt:
    data = decision_data(
        decision_id=row.id, resolved=each.resolved, motivation=each.motivation,
        decided_on=row.decided_on, decided_by=row.decided_by,
        agreed_by=each.agreed.agreed_by if each.agreed else None,
    )  # fmt: skip
    text = receipt_text(
        case=each.case, decision=data, rules=each.rules, pins=pins,
        findings=each.findings, facts=canonical(each.case.facts),
    )  # fmt: skip
    made = Receipt(decision=row, text=text, sha256=sha256(text), engine_version=ENGINE_VERSION)
    written.append(made)
    return made


def _record(
    actor: User | None, pairs: Sequence[tuple[Undecided, Decision]], receipts: Sequence[Receipt]
) -> None:
    """The hash stands here too: a receipt swapped for another would no longer fit this line."""
    told = [
        (
            each.case.id,
            {
                "outcome": str(row.outcome),
                "reason": str(row.deviation_reason),
                "receipt": receipt.sha256,
            },
        )
        for (each, row), receipt in zip(pairs, receipts, strict=True)
    ]
    record_many(actor=actor, action="case.decided", object_kind="case", objects=told)


def _decided(each: Undecided, row: Decision) -> events.DecidedCase:
    went_another_way = deviates(row.outcome, each.findings.own)
    return events.DecidedCase(
        case_id=each.case.id,
        decision_id=row.id,
        municipality_code=each.case.municipality_code,
        decided_on=row.decided_on,
        facts=each.findings.own.facts,
        requested_minutes=each.case.requested_minutes,
        own=answer_of(each.findings.own),
        baseline=answer_of(each.findings.baseline),
        outcome=str(row.outcome),
        granted_minutes=row.granted_minutes,
        support_start=each.resolved.starts_on,
        support_end=each.resolved.ends_on,
        deviation_reason=str(row.deviation_reason) if went_another_way else "",
        is_synthetic=each.case.is_synthetic,
    )
