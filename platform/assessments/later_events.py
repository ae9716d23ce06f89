"""What this app tells the apps above it of decided cases later on, in the same transaction."""

from collections.abc import Callable, Collection
from enum import StrEnum
from uuid import UUID


class Later(StrEnum):
    """What was recorded: about the decision itself, or about the support that it granted."""

    OBJECTION = "objection"
    SUPPORT = "support"


#: Called inside the transaction of the recording, as the tenant, with the cases that it is about;
#: among them may be some that are not decided.
Listener = Callable[[Later, Collection[UUID]], None]

_listeners: list[Listener] = []


def on_later(listener: Listener) -> Listener:
    """Have `listener` called after every recording; register in `AppConfig.ready`.

    It runs before the transaction ends: what it raises undoes the recording. Registering the same
    function again changes nothing.
    """
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(what: Later, case_ids: Collection[UUID]) -> None:
    """Call every listener, in the order of registration; for the actions of this app only."""
    for listener in _listeners:
        listener(what, case_ids)
