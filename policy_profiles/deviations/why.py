"""Why a value differs from the baseline, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rulebook.deviation import GROUNDS, REASONS, Deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a value differs from the baseline, in words; empty where nothing was said.

    `basis_language` is that of `legal_basis`, which is in the words of who wrote it.
    """

    reason: str
    ground: str
    legal_basis: str
    owner: str
    review_on: date | None
    is_overdue: bool
    basis_language: str = "nl"


def why_of(deviation: Deviation | None, *, today: date, language: str) -> Why:
    """Put the reason of a deviation into words."""
    if deviation is None:
        return Why(reason="", ground="", legal_basis="", owner="", review_on=None, is_overdue=False)
    basis, basis_language = deviation.basis_in(language)
    return Why(
        reason=REASONS[deviation.reason].label.in_language(language),
        ground=GROUNDS[deviation.ground].in_language(language),
        legal_basis=basis,
        basis_language=basis_language,
        owner=deviation.owner,
        review_on=deviation.review_on,
        is_overdue=deviation.review_on <= today,
    )


def reason_choices(language: str, *, none: str) -> list[Any]:
    """Give the reasons as the choices of a form, by ground; `none` is what the empty one says."""
    choices: list[Any] = [("", none)]
    for ground, label in GROUNDS.items():
        listed = [
            (code, reason.label.in_language(language))
            for code, reason in REASONS.items()
            if reason.ground == ground
        ]
        name = label.in_language(language)
        choices.append((name[0].upper() + name[1:], listed))
    return choices
