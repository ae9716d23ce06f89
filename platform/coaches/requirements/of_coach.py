"""What a policy may ask of a coach beyond the criteria of the rulebook."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from coaches.requirements.answers import MET, UNKNOWN, Answer, Asked, Requirement, at_most, yes
from coaches.requirements.rows import TRAININGS, CoachRow, ProofRow, last_day
from rulebook.month_arithmetic import add_months_to

_A_YEAR: Final = 12  # months; the policy asks for a refresher each year


def _held(coach: CoachRow, kinds: Collection[str], on: date) -> list[ProofRow]:
    return [proof for proof in coach.proofs if proof.kind in kinds and proof.holds_on(on)]


def _refresher(coach: CoachRow, asked: Asked) -> Answer:
    done = [proof.valid_from for proof in coach.proofs if proof.kind == "refresher"]
    if not done:
        return UNKNOWN
    until = add_months_to(max(done), _A_YEAR)
    return yes(asked.on <= until, until=until)


def _certified(coach: CoachRow, asked: Asked) -> Answer:
    held = _held(coach, TRAININGS, asked.on)
    if held:
        return yes(True, until=last_day(held))
    if coach.works_since is None or not isinstance(asked.value, int):
        return UNKNOWN
    until = add_months_to(coach.works_since, asked.value)
    return yes(asked.on <= until, until=until)


def _caseload(coach: CoachRow, asked: Asked) -> Answer:
    """With this person there is one more."""
    with_this_one = None if coach.people_now is None else coach.people_now + 1
    return at_most(with_this_one, asked.value, unit="number")


def _instruction(coach: CoachRow, _asked: Asked) -> Answer:
    return yes(coach.instruction_experience)


def _work(coach: CoachRow, _asked: Asked) -> Answer:
    return yes(coach.work_experience)


def _freed(coach: CoachRow, _asked: Asked) -> Answer:
    return yes(coach.is_freed)


def _training(coach: CoachRow, asked: Asked) -> Answer:
    """One of the trainings that count is valid."""
    held = _held(coach, asked.value if isinstance(asked.value, tuple) else (), asked.on)
    if held:
        return yes(True, until=last_day(held))
    return yes(False) if any(p.kind in TRAININGS for p in coach.proofs) else UNKNOWN


def _more_than_harrie(coach: CoachRow, asked: Asked) -> Answer:
    """Where a HARRIE does not count as a coach, another training is needed beside it."""
    kinds = {proof.kind for proof in _held(coach, TRAININGS, asked.on)}
    return yes(kinds != {"harrie"}) if kinds else UNKNOWN


def _own_employee(coach: CoachRow, _asked: Asked) -> Answer:
    """Where the employer may not hire one, the coach comes from no organisation."""
    return Answer(outcome=MET) if coach.organisation_id is None else yes(False)


_COACHES: Final = ("external", "municipal")
_INTERNAL: Final = ("internal",)

OF_COACH: Final[tuple[Requirement[CoachRow], ...]] = tuple(
    Requirement(parameter=parameter, forms=forms, answer=answer)
    for parameter, forms, answer in (
        ("provider.refresher_required", _COACHES, _refresher),
        ("provider.certified_within_months", _COACHES, _certified),
        ("provider.caseload_maximum", _COACHES, _caseload),
        ("internal.instruction_experience_required", _INTERNAL, _instruction),
        ("internal.work_experience_required", _INTERNAL, _work),
        ("internal.freed_required", _INTERNAL, _freed),
        ("internal.accepted_trainings", _INTERNAL, _training),
    )
)
#: Of these a policy asks something where it says no, and nothing where it says yes.
OF_COACH_WHERE_NO: Final[tuple[Requirement[CoachRow], ...]] = (
    Requirement(parameter="internal.harrie_is_coach", forms=_INTERNAL, answer=_more_than_harrie),
    Requirement(parameter="internal.may_be_hired", forms=_INTERNAL, answer=_own_employee),
)
