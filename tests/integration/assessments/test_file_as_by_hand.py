"""A case from a file is the case that somebody decides on its pages: the same answers and facts."""

import json
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from accounts.models import User
from assessments import actions
from assessments.bulk_actions import NewCase, add_cases
from assessments.case_import import add_cases_of_file
from assessments.choices import AsAdvised, Choice, Otherwise, is_advised, reasons_for
from assessments.importing import ImportOptions
from assessments.models import Case, Receipt
from assessments.receipts import replay_receipt
from assessments.rules_in_force import rules_on
from benchmarking.models import DecisionFact, PeriodFact
from rulebook.contradictions import contradictions
from rulebook.facts import FACT_BY_NAME, FACTS, FactValue
from rulebook.finding import find
from tenants import context
from tenants.queries import TenantRow
from tests.unit.rulebook.random_cases import random_facts

pytestmark = pytest.mark.django_db

Facts = dict[str, FactValue | None]
ROWS = 24
#: What a decision holds of what the rules say and of what was decided.
HELD = (
    "outcome", "granted_minutes", "deviation_reason", "decided_on", "own_hash", "own_verdict",
    "own_minutes", "own_failed", "baseline_hash", "baseline_verdict", "baseline_minutes",
    "baseline_failed", "own_profile_version",
)  # fmt: skip
#: What a fact row has for itself: who it is, and by what way and in what order it came.
APART = {"id", "pseudonym", "recorded_after", "first_in_year", "first_grant_in_year"}


def _cases() -> list[tuple[Facts, Choice]]:
    """Random cases of a fixed seed, decided as advised, otherwise, or without an advice."""
    rng, cases = Random(2026), []
    rules = rules_on(on=timezone.localdate()).own
    while len(cases) < ROWS:
        facts = random_facts(rng, missing=rng.choice((0.0, 0.0, 0.1)))
        received = facts["received_on"]
        is_to_come = isinstance(received, date) and received > timezone.localdate()
        if not contradictions(facts) and not is_to_come:
            cases.append((facts, _choice(rng, facts, rules)))
    return cases


def _choice(rng: Random, facts: Facts, rules) -> Choice:
    found = find(facts, rules)
    grants_trial = facts["work_situation"] == "trial_placement" and found.verdict != "not_met"
    # A trial placement is granted on its pages once it was approved, which no file holds.
    if is_advised(found) and not grants_trial and rng.random() < 0.6:
        return AsAdvised()
    if found.verdict != "not_met":
        return Otherwise(outcome="refuse", reason=reasons_for("refuse", found)[0].value)
    if facts["work_situation"] == "trial_placement":
        return AsAdvised()
    first = date(2024, 2, 1)
    return Otherwise(
        outcome="grant_otherwise", reason=reasons_for("grant_otherwise", found)[0].value,
        minutes=1, starts_on=first, ends_on=first + timedelta(days=rng.randint(30, 400)),
    )  # fmt: skip


def _file(cases: list[tuple[Facts, Choice]]) -> bytes:
    names = [fact.name for fact in FACTS]
    after = ["Besluit", "Besloten op", "Toegekende uren", "Toegekend vanaf",
             "Toegekend tot en met", "Reden om af te wijken"]  # fmt: skip
    lines = [";".join(["kenmerk", *names, *after])]
    for number, (facts, choice) in enumerate(cases):
        cells = [_cell(name, facts.get(name)) for name in names]
        lines.append(";".join([f"B-{number}", *cells, *_decided(choice)]))
    return "\n".join(lines).encode()


def _decided(choice: Choice) -> list[str]:
    today = timezone.localdate().isoformat()
    if not isinstance(choice, Otherwise):
        return ["Zoals de regels adviseren", today, "", "", "", ""]
    if choice.outcome == "refuse":
        return ["Afgewezen", today, "", "", "", choice.reason]
    days = [str(choice.starts_on), str(choice.ends_on)]
    return ["Toegekend", today, f"0:{choice.minutes:02d}", *days, choice.reason]


def _cell(name: str, value: FactValue | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if FACT_BY_NAME[name].kind == "minutes":
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    if FACT_BY_NAME[name].kind == "basis_points":
        return f"{int(value) // 100},{int(value) % 100:02d}"
    return str(value)


def _by_hand(consultant: User, cases: list[tuple[Facts, Choice]]) -> None:
    new = [
        NewCase(client_reference=f"B-{n}", external_reference=f"H-{n}", facts=facts)
        for n, (facts, _choice_) in enumerate(cases)
    ]
    for case_id, (_facts, choice) in zip(add_cases(actor=None, cases=new), cases, strict=True):
        actions.decide(actor=consultant, case_id=case_id, revision=1, choice=choice)


def _held(prefix: str) -> list[list[object]]:
    """Every case of one way in, in order: its facts, decision and periods."""
    cases = Case.objects.filter(external_reference__startswith=prefix).select_related("decision")
    return [
        [
            case.facts,
            *(getattr(case.decision, name) for name in HELD),
            *case.decision.periods.values_list("starts_on", "ends_on", "minutes"),
        ]
        for case in sorted(cases, key=lambda case: int(str(case.external_reference)[2:]))
    ]


def _sent(model: type[DecisionFact | PeriodFact]) -> list[str]:
    with context.as_benchmark():
        rows = [{**row} for row in model.objects.values()]
    return sorted(str({k: v for k, v in row.items() if k not in APART}) for row in rows)


def test_what_a_file_decides_is_what_somebody_decides_by_hand(
    eikenberg: TenantRow, consultant: User
) -> None:
    """Verdict, minutes, criteria, reasons in the receipt, and what leaves for the benchmark."""
    cases = _cases()
    add_cases_of_file(actor=consultant, content=_file(cases), options=ImportOptions())
    sent = {model: _sent(model) for model in (DecisionFact, PeriodFact)}
    _by_hand(consultant, cases)
    by_hand = _held("H-")
    assert _held("B-") == by_hand
    assert {row[1] for row in by_hand} == {"grant", "grant_otherwise", "refuse"}
    for model, of_the_file in sent.items():
        assert _sent(model) == sorted([*of_the_file, *of_the_file])
    formats: dict[str, int] = {}
    for receipt in Receipt.objects.select_related("decision__case"):
        assert replay_receipt(receipt=receipt).is_identical
        sealed = json.loads(receipt.text)
        formats[sealed["format"]] = formats.get(sealed["format"], 0) + 1
    assert formats == {"meetlat-receipt/1": 2 * ROWS}  # decided since the day of opening
