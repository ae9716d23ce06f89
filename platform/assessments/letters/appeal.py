"""The way to the court, as the letters say it that cannot be objected to."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from rulebook.wording import date_long


def appeal_instead(*, replaces: date, last_day: str, on_objection: bool = False) -> tuple[str, ...]:
    """Say of a decision in place of another that no objection follows, but appeal (Awb 7:1, 7:11).

    Args:
        replaces: the day of the decision in whose place it is.
        last_day: the last day to appeal, in words.
        on_objection: whether that one was a decision on an objection.
    """
    told = {"day": date_long(replaces, language_now())}
    text = _(
        "Dit besluit komt in de plaats van ons besluit van %(day)s. Daarom kunt u hiertegen geen "
        "bezwaar maken."
    )
    if on_objection:
        text = _(
            "Dit is opnieuw een beslissing op het bezwaar. Daarom kunt u hiertegen geen bezwaar "
            "maken."
        )
    return (text % told, *to_appeal(last_day))


def annulled(day: date) -> str:
    """Say that a court annulled the decision on an objection of a day (Awb 8:72)."""
    text = _(
        "De rechter vernietigde onze beslissing van %(day)s op het bezwaar, geheel of voor een "
        "deel. In deze brief beslissen wij opnieuw op het bezwaar."
    )
    return text % {"day": date_long(day, language_now())}


def to_appeal(last_day: str) -> tuple[str, ...]:
    """Say where one appeals, and by which last day, in words (Awb 3:45, 6:7, 6:8, 6:23)."""
    return (
        _("U kunt in beroep gaan bij de rechtbank in uw regio, afdeling bestuursrecht. Doe dat "
          "binnen zes weken na de dag waarop deze brief is verzonden, dus uiterlijk op %(day)s.")
        % {"day": last_day},
        _("Zet in uw beroep uw naam en adres, de datum, tegen welke beslissing u in beroep gaat en "
          "waarom. Onderteken het en stuur een kopie van deze brief mee."),
        _("De rechtbank vraagt griffierecht: geld dat u betaalt voor de behandeling. Geeft de "
          "rechter u gelijk, dan krijgt u het terug. Hebt u weinig geld, vraag de rechtbank dan of "
          "u minder of niets hoeft te betalen."),
        _("Kunt u niet wachten tot de rechter beslist? Vraag de rechtbank dan ook om een "
          "voorlopige voorziening: een tijdelijke beslissing tot die dag. Ook daarvoor betaalt u "
          "griffierecht."),
    )  # fmt: skip
