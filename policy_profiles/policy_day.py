"""The field of a form for a day on which policy can begin or stop to hold."""

from datetime import date

from accounts.plain_forms import DayField
from policy_profiles.founding import FIRST_DAY
from policy_profiles.versions.in_force import latest_day


def is_in_reach(day: date) -> bool:
    """Whether policy can begin or stop to hold on a day, as far as the pages go."""
    return FIRST_DAY <= day <= latest_day()


class PolicyDayField(DayField):
    """A day on which policy can begin or stop to hold."""

    def bounds(self) -> tuple[date, date]:
        """Give the first and the last day on which it can."""
        return FIRST_DAY, latest_day()
