"""What is known of the jobs that cases support, told by the app above that keeps outcomes."""

from collections.abc import Callable, Mapping
from uuid import UUID

from assessments.following.signalling import JobSeen

#: Gives by case, of all that are followed or of one, what is known of its job.
Told = Callable[[UUID | None], Mapping[UUID, JobSeen]]

_told: list[Told] = []


def tell_jobs_seen(told: Told) -> None:
    """Have an app above say what was seen of jobs; register in `AppConfig.ready`."""
    if told not in _told:
        _told.append(told)


def jobs_seen(case_id: UUID | None = None) -> Mapping[UUID, JobSeen]:
    """Give by case what is known of its job; a job that several cases support stands once.

    Args:
        case_id: of this case alone; of all that are followed unless given.
    """
    return {case: job for told in _told for case, job in told(case_id).items()}
