"""Bringing a release out, or not: by another than who had it made."""

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, check_permission
from benchmarking.models import Release, ReleaseDecision
from benchmarking.releases.adding import add_decision
from benchmarking.releases.alone import alone
from benchmarking.releases.register import last_number
from tenants import context


class NoSuchRelease(LookupError):
    """There is no release with that number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no release {number}: list them with `meetlat release list`.")


class AnotherCameAfter(Exception):
    """A release is held against those that were out when it was made, and against no later one."""

    def __init__(self, number: int) -> None:
        super().__init__(f"After release {number} another was made: decide on the last one.")


class DecidedAlready(Exception):
    """Once it was told or put aside that stays so."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Release {number} was decided on already: make another one.")


class SamePerson(Exception):
    """Who had a release made looks at it through the same eyes."""

    def __init__(self) -> None:
        super().__init__("Ask another administrator to look at this release and bring it out.")


def decide(*, actor: User | None, number: int, is_out: bool) -> None:
    """Bring a release out, so that everybody who may sees its figures; or put it aside for good.

    Args:
        actor: another administrator of the platform than who had it made; None for a command.
        number: of the release that was made last.
        is_out: whether it is brought out.

    Raises:
        NotPermitted: the actor may not.
        NoSuchRelease, AnotherCameAfter, DecidedAlready, SamePerson: as they say.
        OneIsBeingMade: of the next one, so that it is held against this one or not at all.
    """
    if actor is not None:
        check_permission(actor, Permission.RELEASE_FIGURES)
    with alone(), transaction.atomic():
        _check(actor, number, is_out=is_out)
        add_decision(actor=actor, number=number, is_out=is_out)


def _check(actor: User | None, number: int, *, is_out: bool) -> None:
    with context.as_platform():
        found = Release.objects.filter(number=number).first()
        is_decided = ReleaseDecision.objects.filter(release_number=number).exists()
    if found is None:
        raise NoSuchRelease(number)
    if is_decided:
        raise DecidedAlready(number)
    if is_out and number != last_number():
        raise AnotherCameAfter(number)
    if actor is not None and actor.id == found.made_by:
        raise SamePerson
