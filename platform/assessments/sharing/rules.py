"""Whether a letter may go to somebody at work, by what the person said and what the policy asks."""

from enum import StrEnum

from assessments.sharing.queries import Standing
from rulebook.profile import Profile


class Bar(StrEnum):
    """Why a letter does not go."""

    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class NotShared(Exception):
    """The person did not agree that this reader gets a letter."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(
            f"This letter does not go ({bar.value}): record that the person agrees, or leave it."
        )
        self.bar = bar


def bar_of(standing: Standing, *, own: Profile | None, is_internal: bool) -> Bar | None:
    """Give why a letter does not go; None where it may.

    A decision is made known to whom it is addressed (Awb 3:41): an employer who applied, or who
    gets the subsidy for an internal coach, reads it whatever the person says. It has no place for
    health. Elsewhere a no holds, and a policy may ask for a yes first.

    Args:
        standing: what was said of it.
        own: the policy of the case; None where none is in force.
        is_internal: whether this is the letter to an employer who coaches.
    """
    if standing.is_party or is_internal:
        return None
    if standing.is_refused:
        return Bar.REFUSED
    asks_first = own is not None and own["decision.consent_first"].value is True
    return Bar.NOT_ASKED if asks_first and not standing.is_agreed else None
