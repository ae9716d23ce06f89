"""Why a question across organisations has no answer, in a sentence for who asked it."""

from django.utils.translation import gettext

from benchmarking.across.inside import Reason
from benchmarking.across.members import FEWEST_MEMBERS
from benchmarking.across.refusals import (
    GroupTooSmall,
    NotAnswered,
    NothingLeft,
    SomebodyFailed,
)
from tenants.queries import tenants


def sentence_of_refusal(why: NotAnswered, *, year: int) -> str:
    """Say why a question was not answered, and what can be done."""
    if isinstance(why, GroupTooSmall):
        text = gettext(
            "Deze groep kan over %(year)d niet worden gevraagd: daarvoor doen te weinig "
            "uitvoerders mee. Het zijn er ten minste %(fewest)d, ook in het verschil met wat al is "
            "beantwoord."
        )
        return text % {"year": year, "fewest": FEWEST_MEMBERS}
    if isinstance(why, NothingLeft):
        text = gettext(
            "Over %(year)d kan niets nieuws meer worden gevraagd: elk antwoord geeft een klein "
            "beetje prijs, en dat is op. Wat al is gevraagd, staat hieronder."
        )
        return text % {"year": year}
    if isinstance(why, SomebodyFailed):
        names = {row.schema_name: row.name for row in tenants()}
        told = [f"{names.get(name, name)} ({_reason(of)})" for name, of in why.failing.items()]
        text = gettext(
            "Uw vraag is niet beantwoord, want niet iedereen kon rekenen: %(names)s. Een antwoord "
            "zonder hen zou een andere vraag zijn."
        )
        return text % {"names": "; ".join(sorted(told))}
    return gettext(
        "Intussen vroeg iemand anders iets over dit jaar, of het jaar kan niet worden gevraagd. "
        "Stel uw vraag nog eens."
    )


def _reason(why: Reason) -> str:
    texts = {
        Reason.NO_POLICY: gettext("er geldt daar geen beleid"),
        Reason.CASES_CHANGED: gettext("de besluiten van dat jaar zijn niet meer die van toen"),
        Reason.POLICY_CHANGED: gettext("het beleid daar is niet meer wat is vastgesteld"),
        Reason.NOT_WORKING: gettext("daar kon nu niet gerekend worden"),
    }
    return texts[why]
