"""What rules say of decided cases beside verdict and hours: other policies, length, the cap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Final

import numpy as np

from assessments.events import DecidedCase
from assessments.following.norms import Norms, norms_of
from benchmarking import codes
from benchmarking.facts.coarse import months_begun
from benchmarking.facts.decisions import Effects, Elsewhere
from benchmarking.participation.models import RulesElsewhere
from benchmarking.participation.queries import KEPT_ELSEWHERE, kept_answers
from benchmarking.sources.effects import effects_of_rules, keep_effects
from benchmarking.sources.rules import rules_of_decisions
from rulebook.engine import Findings, evaluate
from rulebook.facts import EPOCH, UNKNOWN
from rulebook.frame import CaseFrame
from rulebook.plan import TRIAL, plan_of
from rulebook.profile import Profile
from rulebook.profiles import load_shipped
from rulebook.term import ordinary_end, term_start
from rulebook.ternary import NOT_KNOWN, NOT_MET
from tenants.copying import copy_values
from tenants.identifiers import uuid7_texts

_METHOD: Final = "intensity.method"


def answers_elsewhere(
    cases: Sequence[DecidedCase], *, frame: CaseFrame | None = None
) -> list[Elsewhere]:
    """Give what rules said of decided cases, in their order, and keep it of those sent first now.

    The engine and the shipped policies may change; what was kept is what was sent. `frame` holds
    the facts of the cases as columns, where somebody has them.
    """
    there = [case.case_id for case in cases if case.arrived is None]
    kept = kept_answers(case_ids=there)
    new = [case for case in cases if case.case_id not in kept]
    part = frame if len(new) == len(cases) else None
    made = dict(zip((case.case_id for case in new), _worked_out(new, part), strict=True))
    copy_values(
        RulesElsewhere,
        ("id", "case_id", *KEPT_ELSEWHERE),
        (
            (key, str(case_id), *one[:-1])  # the effects are last
            for key, (case_id, one) in zip(uuid7_texts(len(made)), made.items(), strict=True)
        ),
    )
    keep_effects({case_id: one.effects for case_id, one in made.items()})
    return [kept.get(case.case_id) or made[case.case_id] for case in cases]


def _worked_out(cases: Sequence[DecidedCase], frame: CaseFrame | None) -> list[Elsewhere]:
    if not cases:
        return []
    if frame is None:
        frame = CaseFrame.from_rows([case.facts for case in cases])
    passes = _passes(frame, [case.decided_on for case in cases])
    profiles = rules_of_decisions(cases)
    own = _by_rules(frame, [profiles.get(case.own.profile_hash) for case in cases], cases)
    baseline = _by_rules(frame, [profiles.get(case.baseline.profile_hash) for case in cases], cases)
    effects = effects_of_rules(cases, frame)
    said = {name: _said(profiles.get(name)) for name in {case.own.profile_hash for case in cases}}
    return [
        _one(*said[case.own.profile_hash], own[row], baseline[row], passes[row], effects[row])
        for row, case in enumerate(cases)
    ]


def _said(rules: Profile | None) -> tuple[str, Norms]:
    """Give the method of rules, and what they ask of following: the same for all their cases."""
    method = rules[_METHOD].value if rules else None
    return method if isinstance(method, str) else "", norms_of(rules)


def _one(
    method: str,
    norms: Norms,
    own: tuple[int | None, str],
    baseline: tuple[int | None, str],
    passes: str,
    effects: Effects,
) -> Elsewhere:
    return Elsewhere(
        method=method,
        own_months=own[0],
        baseline_months=baseline[0],
        over_own_cap=own[1],
        over_baseline_cap=baseline[1],
        passes=passes,
        evaluation_months=norms.evaluation_months,
        evaluates_at_end=norms.evaluates_at_end,
        effects=effects,
    )


def _by_rules(
    frame: CaseFrame, rules: Sequence[Profile | None], cases: Sequence[DecidedCase]
) -> list[tuple[int | None, str]]:
    """Give by case the months that its rules advise, and whether the grant ends after their cap."""
    found: list[tuple[int | None, str]] = [(None, codes.NOT_KNOWN)] * frame.n
    for profile, rows in _grouped(rules):
        if profile is None:
            continue
        some = frame if len(rows) == frame.n else frame.take(rows)
        every = zip(rows, _months(evaluate(some, profile)), _cap(some, profile), strict=True)
        for row, months, cap in every:
            found[row] = (months, _is_over(cases[row], cap))
    return found


def _months(found: Findings) -> list[int | None]:
    """Give by case the months of support that the rules advise; None where they advise none."""
    has_days = (found.verdict != NOT_MET) & (found.support_start != UNKNOWN)
    stretches = zip(
        has_days.tolist(), found.support_start.tolist(), found.support_end.tolist(), strict=True
    )
    return [
        months_begun(EPOCH + timedelta(days=first), EPOCH + timedelta(days=end - 1))
        if dated and end > first
        else None
        for dated, first, end in stretches
    ]


def _cap(frame: CaseFrame, profile: Profile) -> list[int | None]:
    """Give by case the first day after the ordinary duration; None where it cannot be told."""
    plan = plan_of(profile)
    known = term_start(frame, plan) != UNKNOWN
    is_trial = np.broadcast_to(frame.where("work_situation", TRIAL), (frame.n,))
    days = np.broadcast_to(ordinary_end(frame, plan), (frame.n,))
    return [
        day if can and not trial else None
        for day, can, trial in zip(days.tolist(), known.tolist(), is_trial.tolist(), strict=True)
    ]


def _is_over(case: DecidedCase, cap: int | None) -> str:
    if case.support_end is None or cap is None:
        return codes.NOT_KNOWN
    return codes.yes_no((case.support_end - EPOCH).days >= cap)


def _passes(frame: CaseFrame, days: Sequence[date]) -> list[str]:
    """Give by case one character for each shipped policy, as it held in the month of the decision.

    By content: most policies never changed, so that all cases go through each of them at once.
    """
    signs = np.full((frame.n, len(codes.SHIPPED_IN_ORDER)), "u", dtype="<U1")
    month_of = {day: day.replace(day=1) for day in set(days)}
    months = [month_of[day] for day in days]
    for place, name in enumerate(codes.SHIPPED_IN_ORDER):
        for profile, rows in _shipped_over(name, months):
            verdict = evaluate(frame, profile).verdict[rows]
            signs[rows, place] = np.select(
                [verdict == NOT_MET, verdict == NOT_KNOWN], ["n", "u"], default="y"
            )
    whole: list[str] = signs.view(f"<U{signs.shape[1]}").ravel().tolist()
    return whole


def _shipped_over(name: str, months: Sequence[date]) -> list[tuple[Profile, Sequence[int]]]:
    """Give each different content of a shipped policy with the places of its months."""
    held = {month: _shipped(name, month) for month in set(months)}
    different = {profile.content_hash: profile for profile in held.values()}
    if len(different) == 1:
        return [(profile, range(len(months))) for profile in different.values()]
    places: dict[str, list[int]] = {hash_: [] for hash_ in different}
    for place, month in enumerate(months):
        places[held[month].content_hash].append(place)
    return [(profile, places[hash_]) for hash_, profile in different.items()]


@cache
def _shipped(name: str, month: date) -> Profile:
    return load_shipped(name, month)


def _grouped(rules: Iterable[Profile | None]) -> list[tuple[Profile | None, list[int]]]:
    """Give each different set of rules with the places at which it stands."""
    places: dict[str, tuple[Profile | None, list[int]]] = {}
    for place, profile in enumerate(rules):
        key = profile.content_hash if profile else ""
        places.setdefault(key, (profile, []))[1].append(place)
    return list(places.values())
