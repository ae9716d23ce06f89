"""The field of a form for a day on which policy can begin or stop to hold."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from accounts.language import language_now
from accounts.plain_forms import DayField
from policy_profiles.founding import FIRST_DAY
from policy_profiles.versions.in_force import latest_day
from rulebook import wording


def is_in_reach(day: date) -> bool:
    """Whether policy can begin or stop to hold on a day, as far as the pages go."""
    return FIRST_DAY <= day <= latest_day()


def check_day(day: date) -> None:
    """Refuse a day that can only be a slip of the pen.

    Raises:
        ValidationError: which days can be chosen.
    """
    if not is_in_reach(day):
        language = language_now()
        raise ValidationError(
            gettext("Kies een dag van %(first)s tot en met %(last)s.")
            % {
                "first": wording.date_long(FIRST_DAY, language),
                "last": wording.date_long(latest_day(), language),
            }
        )


class PolicyDayField(DayField):
    """A day on which policy can begin or stop to hold."""

    default_validators = [check_day]
