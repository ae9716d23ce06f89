"""The what-if: the whole answer of the server for ten thousand decided cases, as people get it."""

from __future__ import annotations

import statistics
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from benchmarks.cases import random_cases
from benchmarks.measure import Figure, median_seconds, seconds
from benchmarks.what_if_browser import edit_to_redrawn

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from rulebook.profile import Profile

_CASES = 10_000
_TENANT, _HOST = "meetplaats_1", "meetplaats-1.localhost"
_FIRST, _UNTIL = date(2025, 1, 1), date(2026, 1, 1)
_ASKED = {"tegen": "nu", "van": "2025-01", "tot": "2025-12"}
_ROUNDS = 11
#: What the draft says otherwise than the baseline below it, beside what is changed each time.
_CHANGED = {
    "wage_value.minimum": 3_000,
    "contract.minimum_months": 7,
    "duration.nominal_months": 24,
    "award.period_months": 4,
}
_OFTEN_CHANGED = "hours.minimum_weekly"
_more = count(_CASES)


def figures() -> list[Figure]:
    """Every figure of the what-if; call it inside `database.throwaway_database`.

    Each round asks about a draft in which a value was changed just before, as after an edit, so
    nothing of its answer was kept. The cases are in memory, except where something was decided
    since: then all of them are read again.
    """
    from policy_profiles.what_if.cases import cases_of_period
    from tenants import context

    _decide(0, _CASES)
    client, edit = _client(), _Editor()
    _timed(client, edit)
    answer = statistics.median(_timed(client, edit) for _ in range(_ROUNDS))
    anew = statistics.median(_timed_after_a_decision(client, edit) for _ in range(3))
    with context.inside(_TENANT):
        decided = cases_of_period(first=_FIRST, until=_UNTIL).decided
    replays, simulated = _bare(decided, edit)
    redrawn = edit_to_redrawn(_HOST, client, edit)
    return [
        redrawn,
        Figure(name="whatif.10000.server_ms", value=1000 * answer, unit="ms"),
        Figure(name="whatif.10000.read_anew_ms", value=1000 * anew, unit="ms"),
        Figure(name="whatif.10000.simulate_ms", value=1000 * simulated, unit="ms"),
        Figure(name="whatif.10000.replays_ms", value=1000 * replays, unit="ms"),
        Figure(name="whatif.10000.vs_engine", value=answer / replays, unit="×"),
    ]


class _Editor:
    """A policy officer with a draft, who changes a value of it."""

    def __init__(self) -> None:
        from accounts.actions import create_user
        from policy_profiles.drafts.actions import start_draft
        from tenants import context

        self._numbers = count(60)
        with context.inside(_TENANT):
            self._actor = create_user(
                email="beleid@meetlat.example", name="Beleid", roles=["policy_officer"]
            )
            self._draft: UUID = start_draft(actor=self._actor, title="Meting", base="uwv-baseline")
        for parameter, value in _CHANGED.items():
            self._set(parameter, value)

    def __call__(self) -> str:
        """Change the draft and give its key."""
        self._set(_OFTEN_CHANGED, 10 * next(self._numbers))
        return f"concept:{self._draft}"

    def profile(self) -> Profile:
        """The policy that the draft comes to."""
        from policy_profiles.drafts.queries import profile_of_draft
        from tenants import context

        with context.inside(_TENANT):
            return profile_of_draft(draft_id=self._draft, on=_FIRST)

    def _set(self, parameter: str, value: int) -> None:
        from policy_profiles.drafts.actions import set_value
        from policy_profiles.drafts.queries import draft_row
        from tenants import context

        with context.inside(_TENANT):
            set_value(
                actor=self._actor,
                draft_id=self._draft,
                revision=draft_row(draft_id=self._draft).revision,
                parameter=parameter,
                entry={"value": value, "source": {"id": "TENANT"}},
            )


def _timed(client: Client, edit: _Editor) -> float:
    key = edit()
    return seconds(lambda: _ask(client, key))


def _timed_after_a_decision(client: Client, edit: _Editor) -> float:
    _decide(next(_more), 1)
    return _timed(client, edit)


def _ask(client: Client, key: str) -> None:
    answer = client.get("/beleid/doorrekenen/", _ASKED | {"na": key})
    if answer.status_code != 200 or "aanvragen krijgen" not in answer.content.decode():
        raise AssertionError(f"The what-if answered {answer.status_code} without its finding.")


def _bare(decided: Any, edit: _Editor) -> tuple[float, float]:  # noqa: ANN401 - see `Decided`
    """How long the engine alone takes for all replays of one answer, and the simulation whole."""
    from policy_profiles.queries import profile_on
    from policy_profiles.simulation.simulate import simulate
    from policy_profiles.simulation.values import Assumptions
    from rulebook.engine import evaluate
    from rulebook.profiles import BASELINE, load_shipped
    from tenants import context

    with context.inside(_TENANT):
        before = profile_on(on=_FIRST).profile
    after, baseline = edit.profile(), load_shipped(BASELINE)
    replays = 3 + 2 * len(after.differences_from(before))
    sides = [after, before, baseline]

    def engine() -> None:
        for number in range(replays):
            evaluate(decided.frame, sides[number % 3])

    def whole() -> None:
        simulate(
            decided,
            before=before,
            after=after,
            baseline=baseline,
            assumptions=Assumptions(months=12),
        )

    return median_seconds(engine, rounds=5), median_seconds(whole, rounds=5)


def _client() -> Client:
    from django.test import Client

    from accounts.actions import create_user
    from tenants import context

    client = Client(SERVER_NAME=_HOST)
    with context.inside(_TENANT):
        user = create_user(email="vraag@meetlat.example", name="Vraag", roles=["policy_officer"])
        client.force_login(user)
    client.cookies["django_language"] = "nl"
    return client


def _decide(first: int, number_of_cases: int) -> None:
    """Decided cases over one year, without their receipts."""
    from django.utils import timezone

    from assessments.case_facts import facts_as_data
    from assessments.models import Case, Decision
    from tenants import context

    frame, now = random_cases(number_of_cases), timezone.now()
    cases = [
        Case(
            number=f"2025-{first + number + 1:05d}",
            client_reference=f"meting-{first + number}",
            facts=facts_as_data(frame.row(number)),
            status="decided",
            opened_at=now,
            changed_at=now,
        )
        for number in range(number_of_cases)
    ]
    decisions = [
        Decision(
            case=case,
            outcome="grant",
            granted_minutes=3_000,
            decided_on=_FIRST + timedelta(days=number % 365),
            recorded_at=now,
            own_hash="a" * 64,
            own_verdict="met",
            baseline_hash="b" * 64,
            baseline_verdict="met",
        )
        for number, case in enumerate(cases)
    ]
    with context.inside(_TENANT):
        Case.objects.bulk_create(cases, batch_size=1_000)
        Decision.objects.bulk_create(decisions, batch_size=1_000)
