"""Transfer files: only the code opens one, and whatever is in it is read as a stranger's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessments.moving.transfer_file.closing import (
    MOST_BYTES,
    NotATransferFile,
    WrongCode,
    closed,
    new_code,
    opened,
)
from assessments.moving.transfer_file.content import (
    WITHOUT_GOALS,
    Transfer,
    sent_facts,
    text_of,
    transfer_in,
)
from assessments.moving.transfer_file.goals import SentGoal, goals_as_data
from assessments.plans.rules import GoalValues

TRANSFER = Transfer(
    made_on=date(2026, 11, 22),
    sender="Eikenberg",
    profile="Uren per jaar",
    facts={"need": "medium", "weekly_hours": 1_440, "employment_start": date(2026, 1, 1)},
    decided_on=date(2026, 1, 2),
    verdict="met",
    advised=1_800,
    granted=1_800,
    left=900,
    last_day=date(2026, 12, 31),
    rights={"intensity.method": "yearly_caps", "duration.hard_cap_months": None},
    receipt="0" * 64,
    goals=(
        SentGoal(
            values=GoalValues(
                horizon="short", scope="current_job", specific="Werkt de ochtendlijst zelf af",
                measured_by="Drie weken achter elkaar", action="Lijst met plaatjes oefenen",
                by_when=date(2026, 6, 1), minutes=600, activities=("train",),
            ),
            left=450,
        ),
    ),
)  # fmt: skip


GOAL = goals_as_data(TRANSFER.goals)[0]


def test_a_file_opens_with_its_code_however_it_is_typed() -> None:
    """Small letters and blanks do not matter; another code opens nothing."""
    code = new_code()
    file = closed(text_of(TRANSFER), code=code).encode()
    typed = code.lower().replace("-", " ")
    assert transfer_in(opened(file, code=typed)) == TRANSFER
    with pytest.raises(WrongCode):
        opened(file, code=new_code())
    assert "weekly" not in file.decode()


def test_who_changes_one_sign_of_a_file_cannot_open_it_any_more() -> None:
    """Neither the sealed text, nor the salt, nor the nonce."""
    code = new_code()
    data = json.loads(closed(text_of(TRANSFER), code=code))
    for name in ("sealed", "salt", "nonce"):
        sign = "A" if data[name][3] != "A" else "B"
        changed = {**data, name: data[name][:3] + sign + data[name][4:]}
        with pytest.raises(WrongCode):
            opened(json.dumps(changed).encode(), code=code)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"not json",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * (MOST_BYTES + 1),
        b'{"format":"meetlat-transfer/1"}',
        b'{"format":"meetlat-transfer/1","salt":1,"nonce":2,"sealed":3}',
        b'{"format":"meetlat-transfer/1","salt":"!","nonce":"!","sealed":"!"}',
        b'{"format":"meetlat-transfer/1","salt":"AA==","nonce":"AA==","sealed":"AA=="}',
        b'{"format":"other","salt":"","nonce":"","sealed":""}',
    ],
    ids=lambda file: repr(file[:40]),
)
def test_hostile_files_are_refused_before_anything_is_worked_out(file: bytes) -> None:
    """None of them can ask for more work than one look."""
    with pytest.raises(NotATransferFile):
        opened(file, code="AAAA-AAAA-AAAA-AAAA-AAAA")


@pytest.mark.parametrize(
    "changed",
    [
        {"extra": 1},
        {"facts": {"unknown_fact": 1}},
        {"facts": {"weekly_hours": -1}},
        {"facts": {"weekly_hours": None}},
        {"facts": {"need": "<script>"}},
        {"facts": {"employment_start": "yesterday"}},
        {"facts": {"contract_start": "2026-05-01", "contract_end": "2026-01-01"}},
        {"from": "a\nb"},
        {"from": "x" * 201},
        {"verdict": "yes"},
        {"granted": -5},
        {"granted": True},
        {"left": 10**12},
        {"rights": {"intensity.method": "anything"}},
        {"rights": {"contract.minimum_months": 1}},
        {"madeOn": 5},
        {"format": "meetlat-transfer/3"},
        {"format": "meetlat-transfer/1"},
        {"goals": {}},
        {"goals": [{}]},
        {"goals": [{}] * 51},
        {"goals": [{**GOAL, "specific": ""}]},
        {"goals": [{**GOAL, "specific": "x" * 301}]},
        {"goals": [{**GOAL, "action": "Belt 999990019"}]},
        {"goals": [{**GOAL, "left": -1}]},
        {"goals": [{**GOAL, "activities": ["anything"]}]},
        {"goals": [{**GOAL, "byWhen": 5}]},
    ],
    ids=str,
)
def test_what_somebody_made_up_with_the_code_is_refused(changed: dict[str, Any]) -> None:
    """Who has the code may have closed anything with it."""
    text = json.dumps({**json.loads(text_of(TRANSFER)), **changed})
    with pytest.raises(NotATransferFile):
        transfer_in(text)


def test_a_file_of_before_goals_went_along_is_read_as_ever() -> None:
    """It begins no plan where the person goes to."""
    data = json.loads(text_of(TRANSFER))
    del data["goals"]
    before = transfer_in(json.dumps({**data, "format": WITHOUT_GOALS}))
    assert before == replace(TRANSFER, goals=())


def test_what_is_of_the_sender_alone_stays_behind() -> None:
    """Such as being on the sender's own list of coaches."""
    facts = {**TRANSFER.facts, "provider_recognition": "municipal_list"}
    assert sent_facts(facts) == dict(TRANSFER.facts)
    assert transfer_in(text_of(replace(TRANSFER, advised=None))).advised is None


def test_a_contract_that_is_over_by_then_does_not_go_along() -> None:
    """Support that was granted to the last day of a contract goes on after it."""
    ended = {"contract_start": date(2026, 1, 1), "contract_end": date(2026, 12, 31)}
    facts = {**TRANSFER.facts, **ended, "support_start": date(2027, 1, 1)}
    sent = sent_facts(facts)
    assert set(facts) - set(sent) == {"contract_end"}
    assert transfer_in(text_of(replace(TRANSFER, facts=sent))).facts == sent
