"""A clock as dated lines in words, each with the article that it rests on, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from assessments.term.clock.events import Event, Kind, LateReason
from assessments.term.clock.reckoning import (
    GRACE_AFTER_NOTICE,
    LONGEST_PENALTY,
    TIME_TO_LEAVE_ASIDE,
    Clock,
    Letter,
    State,
)
from assessments.term.clock.working_days import next_working_day
from rulebook.data_file import parsed
from rulebook.text import Text
from rulebook.wording import date_long, quantity

_DAY: Final = timedelta(days=1)
#: What stands in a sentence: a day, a number of days, or words in both languages.
Argument = date | int | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: on which day, what, and by which article; `is_ahead` where the day has to come.

    `event` is the place of its event among those of the clock, None where the line follows from
    others.
    """

    day: date
    code: str
    arguments: Mapping[str, Argument]
    is_ahead: bool
    event: int | None = None

    @property
    def article(self) -> str:
        """The article of the Awb or Algemene termijnenwet; empty where there is none."""
        return str(_words()["lines"][self.code]["article"])

    def in_language(self, language: str) -> str:
        """Give the sentence in Dutch ("nl") or English ("en")."""
        sentence = Text.from_data(_words()["lines"][self.code]).in_language(language)
        said = {name: _said(value, language) for name, value in self.arguments.items()}
        return sentence.format(**said)


def reason_words(reason: LateReason) -> Text:
    """Give a reason for a late decision in words."""
    return Text.from_data(_words()["reasons"][reason.value])


def lines_of(clock: Clock, *, today: date) -> tuple[Line, ...]:
    """Give what happened and what is to come, by day; nothing where nobody submitted."""
    if clock.ends_on is None:
        return ()
    lines = [_of_event(clock, event, place, today) for place, event in enumerate(clock.events)]
    lines += [line for letter in clock.letters for line in _unanswered(clock, letter, today)]
    if clock.ended is None:
        lines += _to_come(clock, clock.ends_on, today)
    return tuple(sorted(lines, key=lambda line: line.day))


@cache
def _words() -> Mapping[str, Any]:
    folder = resources.files("assessments").joinpath("term", "clock", "words.yaml")
    return MappingProxyType(parsed(folder.read_text("utf-8")))


def _said(value: Argument, language: str) -> str:
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, date):
        return date_long(value, language)
    return quantity(value, "days", language)


def _of_event(clock: Clock, event: Event, place: int, today: date) -> Line:
    code, arguments = _SAID[event.kind](clock, event)
    return Line(
        day=event.day, code=code, arguments=arguments, is_ahead=event.day > today, event=place
    )


def _submitted(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:  # noqa: ARG001 - one form for all
    return "submitted", {"days": event.days}


def _incomplete(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:  # noqa: ARG001 - one form for all
    return "incomplete", {"last": event.day + timedelta(days=event.days)}


def _completed(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:
    answered = [each for each in clock.letters if each.completed_on == event.day]
    latest = max(answered, key=lambda each: each.last_day_to_complete)
    if event.day > latest.last_day_to_complete:
        return "completed_late", {"since": latest.last_day_to_complete + _DAY}
    return "completed", {"still": _days_still(clock, event.day)}


def _extended(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:  # noqa: ARG001 - one form for all
    return "extended", {"until": event.until or event.day}


def _late(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:  # noqa: ARG001 - one form for all
    return "late", {"reason": reason_words(event.reason or LateReason.WORKLOAD)}


def _notice(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:
    if clock.ends_on is not None and event.day > clock.ends_on:
        return "default_notice", {"grace": event.day + GRACE_AFTER_NOTICE}
    return "default_notice_early", {}


def _decided(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:
    if clock.ends_on is not None and event.day > clock.ends_on:
        return "decided_late", {"late": (event.day - clock.ends_on).days}
    return "decided", {}


def _withdrawn(clock: Clock, event: Event) -> tuple[str, Mapping[str, Argument]]:  # noqa: ARG001 - one form for all
    return "withdrawn", {}


_SAID: Final = {
    Kind.SUBMITTED: _submitted,
    Kind.INCOMPLETE: _incomplete,
    Kind.COMPLETED: _completed,
    Kind.EXTENDED: _extended,
    Kind.LATE: _late,
    Kind.DEFAULT_NOTICE: _notice,
    Kind.DECIDED: _decided,
    Kind.WITHDRAWN: _withdrawn,
}


def _unanswered(clock: Clock, letter: Letter, today: date) -> list[Line]:
    """The end of the time to complete, where nothing came within it and nothing ended it before."""
    after = letter.last_day_to_complete + _DAY
    came = letter.completed_on is not None and letter.completed_on < after
    ended = clock.ended is not None and clock.ended.day < after
    if came or ended or after > today or clock.stands_still_on(after):
        return []
    aside = next_working_day(letter.last_day_to_complete + TIME_TO_LEAVE_ASIDE)
    still = _days_still(clock, after)
    arguments: Mapping[str, Argument] = {"still": still, "aside": aside}
    return [Line(day=after, code="not_completed", arguments=arguments, is_ahead=False)]


def _days_still(clock: Clock, day: date) -> int:
    """How many days the clock stood still before a day, in all."""
    return sum(
        max((min(last, day - _DAY) - first).days + 1, 0)
        for first, last in clock.pauses
        if first < day
    )


def _to_come(clock: Clock, ends_on: date, today: date) -> list[Line]:
    code: str = "ends"
    arguments: Mapping[str, Argument] = {}
    if clock.state_on(today) is State.STANDS_STILL:
        code = "ends_latest"
    elif clock.first(Kind.EXTENDED) is not None:
        code = "ends_extended"
    elif clock.counted_to is not None and clock.counted_to != ends_on:
        code, arguments = "ends_moved", {"counted": clock.counted_to}
    lines = [Line(day=ends_on, code=code, arguments=arguments, is_ahead=ends_on > today)]
    if clock.state_on(today) is State.OVER:
        late: Mapping[str, Argument] = {"late": (today - ends_on).days}
        lines.append(Line(day=today, code="over", arguments=late, is_ahead=False))
    notice = clock.notice_that_counts
    if notice is not None:
        first = notice.day + GRACE_AFTER_NOTICE + _DAY
        last = first + LONGEST_PENALTY - _DAY
        until: Mapping[str, Argument] = {"last": last}
        lines.append(Line(day=first, code="penalty", arguments=until, is_ahead=first > today))
    return lines
