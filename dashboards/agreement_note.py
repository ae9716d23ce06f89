"""What the four-way split cannot see, in one line: whether assessors judge the same need alike."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.language import language_now
from policy_profiles.exercise.last_round import last_round
from rulebook.wording import date_long


def agreement_note() -> str:
    """Say how far the organisation's own assessors agreed in its last round, or that nobody knows.

    Source: design §6; the blind exercise measures it, and its result stands beside the split.
    """
    found = last_round(on=timezone.localdate())
    if found is None:
        return _(
            "Beoordelen collega's hier dezelfde behoefte gelijk? Nog niet gemeten: dat kan met de "
            "blinde oefening."
        )
    text = _(
        "Beoordelen collega's hier dezelfde behoefte gelijk? In de blinde oefening die op "
        "%(day)s eindigde was alfa %(alpha)s (interval van 95 procent: %(interval)s). 1 is altijd "
        "gelijk, 0 is willekeurig."
    )
    return text % {
        "day": date_long(found.ended_on, language_now()),
        "alpha": found.need.figure,
        "interval": found.need.interval,
    }
