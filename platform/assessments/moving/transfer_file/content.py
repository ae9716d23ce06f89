"""What goes along in a transfer file, and reading it as if a stranger had written it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from assessments.moving.transfer_file.closing import NotATransferFile
from assessments.moving.transfer_file.goals import SentGoal, goals_as_data, goals_in
from rulebook.canonical import canonical
from rulebook.contradictions import contradictions
from rulebook.facts import FACT_BY_NAME, FACTS, FactValue, NotAFactValue
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile, plain

#: What the content is written in, and what it was written in before goals went along.
FORMAT: Final = "meetlat-transfer/2"
WITHOUT_GOALS: Final = "meetlat-transfer/1"
#: The rules that a person notices; what they say goes along, so that both can stand side by side.
RIGHTS: Final = (
    "intensity.method", "award.period_months", "duration.nominal_months",
    "duration.extension_months", "duration.hard_cap_months", "illness.maximum_weeks",
    "award.change_within_period", "evaluation.frequency", "early_end.settlement",
)  # fmt: skip
#: Of the organisation that sends: it says nothing where the person goes to.
_OF_THE_SENDER: Final = frozenset({"received_on", "late_with_reason", "provider_recognition"})
_VERDICTS: Final = ("met", "met_with_obligation", "not_known", "not_met")
_LONGEST_NAME, _MOST_MINUTES = 200, 60 * 24 * 366
_NAMES: Final = {
    "format", "madeOn", "from", "profile", "facts", "decidedOn", "verdict", "advised", "granted",
    "left", "lastDay", "rights", "receipt",
}  # fmt: skip
_GOALS: Final = "goals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What one organisation tells the next of a case: no name, no BSN, no reports.

    Attributes:
        sender: the name of the organisation that sends.
        profile: the name of its policy, in Dutch.
        facts: what the rules need to know of person and job, for support from now on.
        verdict: what its own rules said; `advised`: how many minutes, None where not known.
        granted: the minutes that it granted; `left`: what changes and the log leave of them.
        last_day: the last day of its support.
        rights: what its policy says of `RIGHTS`, as JSON holds it; without what it does not state.
        receipt: the hash of the decision's receipt, by which the sender can find it again.
        goals: the open goals of its plan; none in a file of before they went along.
    """

    made_on: date
    sender: str
    profile: str
    facts: Mapping[str, FactValue]
    decided_on: date
    verdict: str
    advised: int | None
    granted: int
    left: int
    last_day: date
    rights: Mapping[str, Any]
    receipt: str
    goals: tuple[SentGoal, ...] = ()


def rights_of(profile: Profile) -> dict[str, Any]:
    """Give what a policy says of the rules that a person notices."""
    return {name: plain(profile[name].value) for name in RIGHTS if profile[name].is_stated}


def sent_facts(facts: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Leave out what is of the sender alone, and what cannot be any more from now on.

    Support that goes on after the last day of a contract is in a contract that nobody told of yet:
    the day of the old one would contradict it, and the file could not be read.
    """
    sent = {name: value for name, value in facts.items() if name not in _OF_THE_SENDER}
    while found := contradictions(sent):
        names = found[0].facts
        for name in [each for each in names if each != "support_start"] or names:
            sent.pop(name, None)
    return sent


def text_of(transfer: Transfer) -> str:
    """Give a transfer as canonical JSON."""
    return canonical(
        {
            "format": FORMAT,
            "madeOn": transfer.made_on.isoformat(),
            "from": transfer.sender,
            "profile": transfer.profile,
            "facts": {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in transfer.facts.items()
            },
            "decidedOn": transfer.decided_on.isoformat(),
            "verdict": transfer.verdict,
            "advised": transfer.advised,
            "granted": transfer.granted,
            "left": transfer.left,
            "lastDay": transfer.last_day.isoformat(),
            "rights": dict(transfer.rights),
            "receipt": transfer.receipt,
            _GOALS: goals_as_data(transfer.goals),
        }
    )


def transfer_in(text: str) -> Transfer:
    """Read a transfer. Who has the code may have made anything, so every part is looked at.

    Raises:
        NotATransferFile: a part is missing, unknown, of another kind, or cannot be true.
    """
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or set(data) != _names(data.get("format")):
            raise NotATransferFile
        return _transfer(data)
    except (ValueError, TypeError, KeyError, RecursionError, NotAFactValue) as refused:
        raise NotATransferFile from refused


def _names(written_in: object) -> frozenset[str]:
    """Give the names that a file of this format holds; nothing for a format that is not known."""
    known = {FORMAT: frozenset({*_NAMES, _GOALS}), WITHOUT_GOALS: frozenset(_NAMES)}
    return known.get(str(written_in), frozenset())


def _transfer(data: Mapping[str, Any]) -> Transfer:
    if data["verdict"] not in _VERDICTS:
        raise NotATransferFile
    receipt = _text(data["receipt"], 64)
    return Transfer(
        made_on=date.fromisoformat(data["madeOn"]),
        sender=_text(data["from"], _LONGEST_NAME),
        profile=_text(data["profile"], _LONGEST_NAME),
        facts=_facts(data["facts"]),
        decided_on=date.fromisoformat(data["decidedOn"]),
        verdict=data["verdict"],
        advised=None if data["advised"] is None else _minutes(data["advised"]),
        granted=_minutes(data["granted"]),
        left=_minutes(data["left"]),
        last_day=date.fromisoformat(data["lastDay"]),
        rights=_rights(data["rights"]),
        receipt=receipt,
        goals=goals_in(data.get(_GOALS, [])),
    )


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= longest:
        raise NotATransferFile
    return value


def _minutes(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_MINUTES:
        raise NotATransferFile
    return value


def _facts(data: object) -> dict[str, FactValue]:
    if not isinstance(data, dict) or any(name not in FACT_BY_NAME for name in data):
        raise NotATransferFile
    facts: dict[str, FactValue] = {}
    for fact in FACTS:
        if fact.name in data:
            value = data[fact.name]
            facts[fact.name] = date.fromisoformat(value) if fact.kind == "date" else value
            fact.encode(facts[fact.name])
    if None in facts.values() or contradictions(facts):
        raise NotATransferFile
    return facts


def _rights(data: object) -> dict[str, Any]:
    if not isinstance(data, dict) or any(name not in RIGHTS for name in data):
        raise NotATransferFile
    return {name: plain(PARAMETERS[name].checked(value)) for name, value in data.items()}
