"""One invented case worked through shipped profiles: the picture on the landing page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from accounts.language import language_now
from rulebook.engine import evaluate
from rulebook.facts import FactValue
from rulebook.frame import CaseFrame
from rulebook.profile import Profile
from rulebook.profiles import BASELINE, load_shipped

# One profile for each way of granting hours, so that no answer stands there twice.
PROFILES = (BASELINE, "g4-2015", "amount-per-period", "hour-caps", "weekly-hours")

# Invented: 24 hours a week for a year, wage value 40 %, much support needed, everything in order.
CASE: dict[str, FactValue] = {
    "structural_limitation": True,
    "target_register": True,
    "wage_cost_subsidy_group": True,
    "work_situation": "employment",
    "contract_form": "fixed_term",
    "employment_start": date(2026, 3, 1),
    "contract_start": date(2026, 3, 1),
    "contract_end": date(2027, 2, 28),
    "weekly_hours": 24 * 60,
    "wage_value": 4_000,
    "request_kind": "first",
    "received_on": date(2026, 2, 10),
    "support_start": date(2026, 3, 1),
    "need": "intensive",
    "support_form": "external",
    "concurrent_support": False,
    "provider_recognition": "uwv",
    "illness_weeks": 0,
}

_ROW = 46  # pixels from one answer to the next
_STEP = 20  # hours from one number on the scale to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One profile's answer: hours for the period, and where it lies on the scale."""

    label: str
    minutes: int
    is_baseline: bool
    percent: float
    label_y: int
    line_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line of the scale; only the long ones carry a number."""

    percent: float
    end_y: int
    number: int | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """The picture: readings on a scale, highest first, with its height in pixels."""

    readings: tuple[Reading, ...]
    ticks: tuple[Tick, ...]
    scale_y: int
    height: int

    @property
    def least(self) -> Reading:
        """The lowest answer."""
        return self.readings[-1]

    @property
    def most(self) -> Reading:
        """The highest answer."""
        return self.readings[0]


def example_yardstick(profile_of: Callable[[str], Profile] = load_shipped) -> Yardstick:
    """Return the picture in the active language, computed by the engine itself.

    `profile_of` gives the profile of a name as it holds; without it that is what ships.
    """
    return _yardstick(language_now(), tuple(profile_of(name) for name in PROFILES))


@lru_cache(maxsize=8)
def _yardstick(language: str, profiles: tuple[Profile, ...]) -> Yardstick:
    frame = CaseFrame.from_rows([CASE])
    answers = []
    for profile in profiles:
        minutes = int(evaluate(frame, profile).minutes[0])
        answers.append((minutes, profile.title.in_language(language), profile.name == BASELINE))
    answers.sort(reverse=True)
    end = _STEP * (answers[0][0] // 60 // _STEP + 1)  # hours at the right end of the scale
    readings = tuple(
        Reading(
            label=label,
            minutes=minutes,
            is_baseline=is_baseline,
            percent=round(100 * minutes / 60 / end, 3),
            label_y=row * _ROW + 16,
            line_y=row * _ROW + 30,
        )
        for row, (minutes, label, is_baseline) in enumerate(answers)
    )
    scale_y = len(readings) * _ROW + 4
    return Yardstick(
        readings=readings, ticks=_ticks(end, scale_y), scale_y=scale_y, height=scale_y + 34
    )


def _ticks(end: int, top: int) -> tuple[Tick, ...]:
    """Return a tick every two hours, longer every ten, with a number every twenty."""
    return tuple(
        Tick(
            percent=round(100 * hours / end, 3),
            end_y=top + (12 if hours % 10 == 0 else 6),
            number=hours if hours % _STEP == 0 else None,
            anchor="start" if hours == 0 else "end" if hours == end else "middle",
        )
        for hours in range(0, end + 1, 2)
    )
