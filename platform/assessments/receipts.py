"""The sealed receipt: how its text is made, and how it is made again from its own content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from assessments.case_facts import facts_from_data
from assessments.choices import Resolved
from assessments.models import Case, PinnedRules, Receipt
from assessments.pinned_rules import profile_of, sha256, text_of
from assessments.rules_in_force import BothConclusions, BothFindings, RulesOfDay
from rulebook.canonical import canonical
from rulebook.conclusion import conclusion_of
from rulebook.engine import ENGINE_VERSION
from rulebook.finding import Finding, find
from rulebook.finding_text import text_of_facts, text_of_finding
from rulebook.profile import Profile

#: Of a decision that somebody took here: with the whole finding, as it was shown.
WHOLE = "meetlat-receipt/1"
#: Of decisions taken elsewhere, that came in with a file: with what both findings come down to.
#: Their reasons follow from the facts and the rules, which every receipt holds.
SHORT = "meetlat-receipt/2"


class RulesNotKept(LookupError):
    """A receipt names rules that are not in this schema: it is not from here, or rows are gone."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"The rules {digest} are not kept here. Restore them from a backup of this tenant."
        )


class StoredCase(NamedTuple):
    """What a receipt takes of a case that is stored already, as `Case` has it.

    `facts` are its facts as canonical text.
    """

    id: UUID
    number: str
    municipality_code: str
    requested_minutes: int | None
    is_synthetic: bool
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A receipt made again: its text now, and whether that is the sealed one, byte for byte."""

    text: str
    sha256: str
    sealed_sha256: str
    sealed_engine: str
    engine: str
    own: Finding
    baseline: Finding

    @property
    def is_identical(self) -> bool:
        """Whether the text made again has the hash that was sealed."""
        return self.sha256 == self.sealed_sha256


def pinned(*, rules: RulesOfDay) -> tuple[str, str]:
    """Keep the content of both profiles, once each, and give the two hashes: own, baseline."""
    texts = (text_of(rules.own), text_of(rules.baseline))
    digests = tuple(sha256(text) for text in texts)
    kept = set(PinnedRules.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    new = {d: t for d, t in zip(digests, texts, strict=True) if d not in kept}
    PinnedRules.objects.bulk_create(
        [PinnedRules(sha256=digest, content=text) for digest, text in new.items()],
        ignore_conflicts=True,
    )
    return digests[0], digests[1]


def receipt_text(
    *,
    case: Case | StoredCase,
    decision: str,
    rules: RulesOfDay,
    pins: tuple[str, str],
    findings: BothFindings | BothConclusions,
) -> str:
    """Give the canonical text of a receipt. `decision` is what `decision_text` gives."""
    return _text(
        case=(
            f'{{"id":"{case.id}"'
            f',"municipality":{_word(case.municipality_code)}'
            f',"number":"{case.number}"'
            f',"requestedMinutes":{"null" if (asked := case.requested_minutes) is None else asked}'
            f',"synthetic":{"true" if case.is_synthetic else "false"}}}'
        ),
        decision=decision,
        facts=case.facts if isinstance(case, StoredCase) else canonical(case.facts),
        rules=_rules_text(rules, pins),
        findings=findings,
    )


def decision_text(
    *,
    decision_id: UUID,
    resolved: Resolved,
    motivation: str,
    decided_on: date,
    decided_by: UUID | None,
    agreed_by: UUID | None = None,
) -> str:
    """Give a decision as a receipt holds it: codes, minutes, ISO days; a person by identifier.

    `agreedBy` is there only where a second person agreed, so that other receipts stay as they were.
    """
    periods = ""
    if resolved.starts_on and resolved.ends_on:
        periods = (
            f'{{"end":"{resolved.ends_on.isoformat()}"'
            f',"minutes":{resolved.minutes}'
            f',"start":"{resolved.starts_on.isoformat()}"}}'
        )
    agreed = f'"agreedBy":"{agreed_by}",' if agreed_by else ""
    by = f'"{decided_by}"' if decided_by else "null"
    return (
        f'{{{agreed}"decidedBy":{by}'
        f',"decidedOn":"{decided_on.isoformat()}"'
        f',"deviationReason":"{resolved.reason!s}"'
        f',"grantedMinutes":{resolved.minutes}'
        f',"id":"{decision_id}"'
        f',"motivation":{canonical(motivation) if motivation else _EMPTY}'
        f',"outcome":"{resolved.outcome!s}"'
        f',"periods":[{periods}]}}'
    )


def replay_receipt(*, receipt: Receipt) -> Replayed:
    """Work a receipt through again from what it holds, and write its text anew.

    Uses nothing but the sealed content and the rules pinned with it, so a later change of policy
    makes no difference. With another engine the answer may differ, and then says so.

    Raises:
        RulesNotKept: the rules that it names are not in this schema.
    """
    sealed = json.loads(receipt.text)
    own, baseline = (_profile(sealed["rules"][side]["pinned"]) for side in ("own", "baseline"))
    text, findings = made_again(sealed=sealed, own=own, baseline=baseline)
    return Replayed(
        text=text,
        sha256=sha256(text),
        sealed_sha256=receipt.sha256,
        sealed_engine=receipt.engine_version,
        engine=ENGINE_VERSION,
        own=findings.own,
        baseline=findings.baseline,
    )


def made_again(
    *, sealed: Mapping[str, Any], own: Profile, baseline: Profile
) -> tuple[str, BothFindings]:
    """Write the text of a receipt anew from what it holds and the rules that it names."""
    facts = facts_from_data(sealed["facts"])
    findings = BothFindings(own=find(facts, own), baseline=find(facts, baseline))
    short = BothConclusions(
        own=conclusion_of(findings.own), baseline=conclusion_of(findings.baseline)
    )
    text = _text(
        case=canonical(sealed["case"]),
        decision=canonical(sealed["decision"]),
        facts=canonical(sealed["facts"]),
        rules=canonical(sealed["rules"]),
        findings=short if sealed.get("format") == SHORT else findings,
    )
    return text, findings


def _text(
    *,
    case: str,
    decision: str,
    facts: str,
    rules: str,
    findings: BothFindings | BothConclusions,
) -> str:
    """Put the canonical texts of the parts together, in the order of their keys."""
    format_, own, baseline = _text_of_both(findings)
    return (
        f'{{"case":{case}'
        f',"decision":{decision}'
        f',"engine":{_ENGINE}'
        f',"facts":{facts}'
        f',"findings":{{"baseline":{baseline},"own":{own}}}'
        f',"format":"{format_}"'
        f',"rules":{rules}}}'
    )


def _text_of_both(findings: BothFindings | BothConclusions) -> tuple[str, str, str]:
    """The format that holds these findings, and their texts: own, baseline."""
    if isinstance(findings, BothConclusions):
        return SHORT, findings.own.text(), findings.baseline.text()
    facts = text_of_facts(findings.own)  # the same for both, which a test holds
    own, baseline = (text_of_finding(f, facts=facts) for f in (findings.own, findings.baseline))
    return WHOLE, own, baseline


@lru_cache(maxsize=512)
def _word(text: str) -> str:
    return canonical(text)


_ENGINE = canonical(ENGINE_VERSION)
_EMPTY = '""'


@lru_cache(maxsize=64)
def _rules_text(rules: RulesOfDay, pins: tuple[str, str]) -> str:
    return canonical(
        {
            "own": _rules_data(rules.own, pins[0], rules.version_id),
            "baseline": _rules_data(rules.baseline, pins[1], None),
        }
    )


def _rules_data(profile: Profile, digest: str, version_id: UUID | None) -> dict[str, Any]:
    return {
        "name": profile.name,
        "hash": profile.content_hash,
        "pinned": digest,
        "version": str(version_id) if version_id else None,
    }


def _profile(digest: str) -> Profile:
    kept = PinnedRules.objects.filter(sha256=digest).values_list("content", flat=True).first()
    if kept is None:
        raise RulesNotKept(digest)
    return profile_of(kept)
