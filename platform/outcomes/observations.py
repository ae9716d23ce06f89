"""What may be said of a job, checked before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from outcomes.codes import GIVERS, SITUATIONS_OF, EndReason, OutcomeKind, ServiceProvider

#: Made once: the list of the values of choices is made anew whenever it is asked for.
_KINDS: Final = frozenset(OutcomeKind.values)
_REASONS: Final = frozenset(EndReason.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of the supported job on a day; codes of `outcomes.codes`."""

    kind: str
    observed_on: date
    situation: str = ""
    ended_on: date | None = None
    reason: str = ""
    next_job_started_on: date | None = None
    service_started_on: date | None = None
    service_provider: str = ""


class ObservationRefused(ValueError):
    """An observation cannot be; `field` names what must be put right."""

    def __init__(self, field: str, fix: str) -> None:
        super().__init__(fix)
        self.field = field


class KindUnknown(ObservationRefused):
    """The outcome is none of the three."""

    def __init__(self) -> None:
        super().__init__("kind", f"Give one of {', '.join(OutcomeKind.values)}.")


class SituationDoesNotFit(ObservationRefused):
    """The situation does not go with this outcome."""

    def __init__(self, kind: OutcomeKind) -> None:
        fitting = ", ".join(SITUATIONS_OF[kind])
        super().__init__("situation", f"With {kind.value} goes one of {fitting}, or none.")


class SeenInTheFuture(ObservationRefused):
    """Nobody has seen tomorrow."""

    def __init__(self) -> None:
        super().__init__("observed_on", "Give today or an earlier day.")


class EndMissing(ObservationRefused):
    """A job that ended has a last day."""

    def __init__(self) -> None:
        super().__init__("ended_on", "Give the last day of the job.")


class EndAfterObservation(ObservationRefused):
    """A job cannot have been seen to end on a later day."""

    def __init__(self) -> None:
        super().__init__("ended_on", "Give a last day on or before the day that you saw it.")


class EndBeforeStart(ObservationRefused):
    """A job cannot end before it begins."""

    def __init__(self, started_on: date) -> None:
        super().__init__(
            "ended_on", f"The job began on {started_on}: give that day or a later one."
        )
        self.started_on = started_on


class EndReasonMissing(ObservationRefused):
    """Why a job ended is registered nowhere else: here it is asked every time."""

    def __init__(self) -> None:
        super().__init__("reason", f"Give one of the reasons {', '.join(EndReason.values)}.")


class NextJobMissing(ObservationRefused):
    """Another job has a first day."""

    def __init__(self) -> None:
        super().__init__("next_job_started_on", "Give the first day of the other job.")


class NextJobOutOfOrder(ObservationRefused):
    """The other job begins after the first one began, and on a day that has been."""

    def __init__(self) -> None:
        super().__init__(
            "next_job_started_on",
            "Give a day after the first day of the first job, and not after the day you saw it.",
        )


class LastingJobHasNoEnd(ObservationRefused):
    """Somebody still in the job cannot have left it."""

    def __init__(self, field: str) -> None:
        super().__init__(field, "Leave this empty while the job lasts, or choose another outcome.")


class ServiceIncomplete(ObservationRefused):
    """A service has a first day, and somebody who gives it, known or not."""

    def __init__(self, field: str) -> None:
        super().__init__(
            field, f"Give its first day, and one of {', '.join(GIVERS)}; none has no first day."
        )


class ServiceOutOfOrder(ObservationRefused):
    """A service after a job begins after the job began, and on a day that has been."""

    def __init__(self) -> None:
        super().__init__(
            "service_started_on",
            "Give a day after the first day of the job, and not after the day you saw it.",
        )


def refusals(
    observation: Observation, *, started_on: date | None, today: date
) -> tuple[ObservationRefused, ...]:
    """Give everything that keeps an observation from being recorded; nothing when it can be.

    Args:
        observation: what was seen.
        started_on: first day of the supported job; None where it is not known.
        today: the day of recording.
    """
    if observation.kind not in _KINDS:
        return (KindUnknown(),)
    return tuple(_refusals(observation, OutcomeKind(observation.kind), started_on, today))


def check(observation: Observation, *, started_on: date | None, today: date) -> None:
    """Let an observation pass that can be.

    Raises:
        ObservationRefused: the first of its `refusals`, naming the field to put right.
    """
    for refused in refusals(observation, started_on=started_on, today=today):
        raise refused


def _refusals(
    observation: Observation, kind: OutcomeKind, started_on: date | None, today: date
) -> Iterator[ObservationRefused]:
    if observation.situation and observation.situation not in SITUATIONS_OF[kind]:
        yield SituationDoesNotFit(kind)
    if observation.observed_on > today:
        yield SeenInTheFuture()
    yield from _of_a_service(observation, started_on)
    if kind is OutcomeKind.IN_JOB:
        for field in ("ended_on", "reason", "next_job_started_on"):
            if getattr(observation, field):
                yield LastingJobHasNoEnd(field)
        return
    yield from _of_an_end(observation, started_on)
    yield from _of_a_next_job(observation, kind, started_on)


def _of_an_end(observation: Observation, started_on: date | None) -> Iterator[ObservationRefused]:
    if observation.ended_on is None:
        yield EndMissing()
    elif observation.ended_on > observation.observed_on:
        yield EndAfterObservation()
    elif started_on and observation.ended_on < started_on:
        yield EndBeforeStart(started_on)
    if observation.reason not in _REASONS:
        yield EndReasonMissing()


def _of_a_service(
    observation: Observation, started_on: date | None
) -> Iterator[ObservationRefused]:
    start, provider = observation.service_started_on, observation.service_provider
    if start is None:
        if provider not in ("", ServiceProvider.NONE):
            yield ServiceIncomplete("service_started_on")
        return
    if provider not in GIVERS:
        yield ServiceIncomplete("service_provider")
    too_early = started_on is not None and start <= started_on
    if too_early or start > observation.observed_on:
        yield ServiceOutOfOrder()


def _of_a_next_job(
    observation: Observation, kind: OutcomeKind, started_on: date | None
) -> Iterator[ObservationRefused]:
    next_start = observation.next_job_started_on
    if next_start is None:
        if kind is OutcomeKind.OTHER_JOB:
            yield NextJobMissing()
        return
    too_early = started_on is not None and next_start <= started_on
    if too_early or next_start > observation.observed_on:
        yield NextJobOutOfOrder()
