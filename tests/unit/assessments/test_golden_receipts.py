"""The engine answers as it always did, byte for byte, until its version says that it does not."""

import json

import pytest

from assessments.pinned_rules import sha256
from rulebook.engine import ENGINE_VERSION
from rulebook.ternary import OUTCOME_NAMES
from tests.unit.assessments.golden_receipts import SHORT, folder_of, hashes, read, receipts

HOW = (
    "The engine answers otherwise than its version promises, so receipts that municipalities have "
    "would be called different. Undo it, or count ENGINE_VERSION on and write new golden receipts."
)
FOLDER = folder_of(ENGINE_VERSION)


@pytest.fixture(scope="module")
def golden():
    assert FOLDER.is_dir(), f"No golden receipts for engine {ENGINE_VERSION}: see golden_receipts."
    names = ("rules", "facts", "findings", "receipts", "short_receipts")
    return {name: read(FOLDER, name) for name in names}


def test_every_finding_is_the_one_that_was_kept(golden):
    """Four profiles on every invented client of the day on which they were kept."""
    found = hashes(golden["facts"], golden["rules"])
    other = [
        (name, client)
        for name, kept in golden["findings"].items()
        for client, digest in kept.items()
        if found[name][client] != digest
    ]
    assert other == [], HOW


def test_every_receipt_is_the_one_that_was_kept(golden):
    assert list(receipts(golden["facts"], golden["rules"])) == golden["receipts"], HOW


def test_every_receipt_of_a_file_is_the_one_that_was_kept(golden):
    """The same clients in the short format: what both findings come down to, without reasons."""
    made = list(receipts(golden["facts"], golden["rules"], format_=SHORT))
    assert made == golden["short_receipts"], HOW
    for short, whole in zip(made, golden["receipts"], strict=True):
        told, known = json.loads(short)["findings"], json.loads(whole)["findings"]
        for side in ("own", "baseline"):
            same = told[side].keys() & known[side].keys()
            assert {name: told[side][name] for name in same} == {n: known[side][n] for n in same}
            for name, outcome in (("notMet", "not_met"), ("notKnown", "not_known")):
                criteria = known[side]["criteria"]
                codes = [each["code"] for each in criteria if each["outcome"] == outcome]
                assert told[side][name] == codes


def test_they_hold_rules_and_engine_of_their_own(golden):
    """Each names its rules by the hash of what is kept here, and the engine that made it."""
    digests = {sha256(text) for text in golden["rules"].values()}
    verdicts = set()
    for text in golden["receipts"]:
        sealed = json.loads(text)
        assert sealed["engine"] == ENGINE_VERSION
        assert {side["pinned"] for side in sealed["rules"].values()} <= digests
        verdicts |= {sealed["findings"][side]["verdict"] for side in ("own", "baseline")}
    assert len(verdicts) >= len(OUTCOME_NAMES) - 1
