"""Writing decisions with their receipts, one or thousands alike; inside a caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from assessments import events
from assessments.choices import Resolved, deviates
from assessments.codes import DecisionOutcome
from assessments.events import RulesAnswer
from assessments.models import Case, Decision, Receipt, SupportPeriod
from assessments.pinned_rules import sha256
from assessments.receipts import StoredCase, decision_text, pinned, receipt_text
from assessments.rules_in_force import BothConclusions, BothFindings, RulesOfDay, answer_of
from audit.actions import record_many
from rulebook.engine import ENGINE_VERSION
from tenants.copying import Plain, array_text, copy_values
from tenants.identifiers import uuid7_texts, uuid7s

_BATCH = 2_000


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


class Undecided(NamedTuple):
    """A case with what it is about to be decided to; the case itself is already stored.

    `arrived` is set where it was stored a moment ago, in order to be decided.
    """

    case: Case | StoredCase
    rules: RulesOfDay
    findings: BothFindings | BothConclusions
    resolved: Resolved
    motivation: str
    decided_on: date
    agreed: Agreed | None = None
    arrived: events.Arrived | None = None

    def decided_by(self, actor: User | None) -> UUID | None:
        """Give who decides: who proposed it, or who records it."""
        if self.agreed:
            return self.agreed.proposed_by
        return actor.id if actor else None


class _Sealed(NamedTuple):
    """A decision about to be stored, with its receipt and what both profiles say."""

    id: UUID
    key: str
    case_key: str
    undecided: Undecided
    decided_by: UUID | None
    own: RulesAnswer
    baseline: RulesAnswer
    text: str
    sha256: str


def write_decisions(*, actor: User | None, cases: Sequence[Undecided]) -> None:
    """Add decisions, periods, receipts, audit lines and what the apps above make of them.

    The caller checks permission and status, and moves the cases on, in the same transaction.
    """
    for start in range(0, len(cases), _BATCH):
        batch = cases[start : start + _BATCH]
        rules = {id(each.rules): each.rules for each in batch}
        pins = {key: pinned(rules=of_day) for key, of_day in rules.items()}
        ids, now = uuid7s(len(batch)), timezone.now()
        sealed: list[_Sealed] = []
        making = (
            _sealed(actor, key, each, pins[id(each.rules)])
            for key, each in zip(ids, batch, strict=True)
        )
        copy_values(Decision, _OF_A_DECISION, _decisions(making, sealed, now))
        copy_values(SupportPeriod, _OF_A_PERIOD, _periods(sealed))
        copy_values(
            Receipt,
            ("id", "decision_id", "text", "sha256", "engine_version"),
            (
                (key, each.key, each.text, each.sha256, ENGINE_VERSION)
                for key, each in zip(uuid7_texts(len(sealed)), sealed, strict=True)
            ),
        )
        _record(actor, sealed)
        events.tell(tuple(_decided(each, now) for each in sealed if _is_judged(each)))


def _is_judged(each: _Sealed) -> bool:
    return each.undecided.resolved.outcome != DecisionOutcome.INCOMPLETE


def _sealed(actor: User | None, key: UUID, each: Undecided, pins: tuple[str, str]) -> _Sealed:
    by = each.decided_by(actor)
    told = decision_text(
        decision_id=key, resolved=each.resolved, motivation=each.motivation,
        decided_on=each.decided_on, decided_by=by,
        agreed_by=each.agreed.agreed_by if each.agreed else None,
    )  # fmt: skip
    text = receipt_text(
        case=each.case, decision=told, rules=each.rules, pins=pins,
        findings=each.findings,
    )  # fmt: skip
    return _Sealed(
        id=key,
        key=str(key),
        case_key=str(each.case.id),
        undecided=each,
        decided_by=by,
        own=answer_of(each.findings.own),
        baseline=answer_of(each.findings.baseline),
        text=text,
        sha256=sha256(text),
    )


_OF_A_DECISION = (
    "id", "case_id", "outcome", "granted_minutes", "deviation_reason", "motivation", "decided_on",
    "decided_by", "agreement_id", "recorded_at", "own_profile_version", "own_hash", "own_verdict",
    "own_minutes", "own_failed", "baseline_hash", "baseline_verdict", "baseline_minutes",
    "baseline_failed",
)  # fmt: skip
_OF_A_PERIOD = ("id", "decision_id", "starts_on", "ends_on", "minutes")


def _decisions(
    making: Iterable[_Sealed], sealed: list[_Sealed], now: datetime
) -> Iterator[tuple[Plain, ...]]:
    """Give decisions as they are stored; each is sealed while the ones before go over."""
    recorded_at = now.isoformat()
    for each in making:
        sealed.append(each)
        undecided, own, baseline = each.undecided, each.own, each.baseline
        chosen = undecided.resolved
        yield (
            each.key, each.case_key, str(chosen.outcome), chosen.minutes,
            str(chosen.reason), undecided.motivation, undecided.decided_on, each.decided_by,
            undecided.agreed.answer_id if undecided.agreed else None, recorded_at,
            undecided.rules.version_id, own.profile_hash, own.verdict, own.minutes,
            array_text(own.failed_criteria), baseline.profile_hash, baseline.verdict,
            baseline.minutes, array_text(baseline.failed_criteria),
        )  # fmt: skip


def _periods(sealed: Sequence[_Sealed]) -> Iterator[tuple[Plain, ...]]:
    for key, each in zip(uuid7_texts(len(sealed)), sealed, strict=True):
        chosen = each.undecided.resolved
        if chosen.starts_on is not None and chosen.ends_on is not None and chosen.minutes:
            yield key, each.key, chosen.starts_on, chosen.ends_on, chosen.minutes


def _record(actor: User | None, sealed: Sequence[_Sealed]) -> None:
    """The hash stands here too: a receipt swapped for another would no longer fit this line."""
    told = [
        (
            each.case_key,
            {
                "outcome": str(each.undecided.resolved.outcome),
                "reason": str(each.undecided.resolved.reason),
                "receipt": each.sha256,
            },
        )
        for each in sealed
    ]
    record_many(actor=actor, action="case.decided", object_kind="case", objects=told)


def _decided(each: _Sealed, now: datetime) -> events.DecidedCase:
    undecided = each.undecided
    chosen, finding = undecided.resolved, undecided.findings.own
    went_another_way = deviates(chosen.outcome, finding)
    return events.DecidedCase(
        case_id=undecided.case.id,
        decision_id=each.id,
        municipality_code=undecided.case.municipality_code,
        decided_on=undecided.decided_on,
        facts=finding.facts,
        requested_minutes=undecided.case.requested_minutes,
        own=each.own,
        baseline=each.baseline,
        outcome=str(chosen.outcome),
        granted_minutes=chosen.minutes,
        support_start=chosen.starts_on,
        support_end=chosen.ends_on,
        deviation_reason=str(chosen.reason) if went_another_way else "",
        is_synthetic=undecided.case.is_synthetic,
        recorded_at=now,
        arrived=undecided.arrived,
    )
