"""Alpha and counts in words, rounded so that they tell no more than they may."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from django.utils.translation import gettext

from accounts.language import language_now
from policy_profiles.agreement.interval import alpha_interval
from policy_profiles.exercise.outcome import AgreementOn
from policy_profiles.exercise.scale import CANNOT_TELL
from policy_profiles.exercise.shield import ShownCount
from rulebook import wording
from rulebook.text import Text

#: From here on alpha is not told: one who answered otherwise could see that all others agreed.
#: Where everybody gave one answer there is no alpha, and the same is said.
HIGHEST: Final = 7
#: From here down neither. Both in tenths, as alpha is told.
LOWEST: Final = 0
#: What rounding to tenths leaves open at either side.
_HALF: Final = 0.05

#: The scale in one or two words, for the head of a table.
SHORT_NEEDS: Final[Mapping[str, Text]] = {
    "none": Text("geen", "none"),
    "very_light": Text("zeer licht", "very light"),
    "light": Text("licht", "light"),
    "medium": Text("midden", "medium"),
    "intensive": Text("intensief", "intensive"),
    CANNOT_TELL: Text("niet te zeggen", "cannot be told"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaWords:
    """Alpha on one question in words: the figure, how sure it is, and what it means."""

    question: str
    figure: str
    interval: str
    meaning: str


def alpha_in_words(question: str, agreement: AgreementOn) -> AlphaWords:
    """Put the agreement on one question into words: tenths, and nothing finer at either end.

    The interval is made of those tenths and of the size of the round, and of no answer: it tells
    nothing that does not stand there already.
    """
    tenths = HIGHEST if agreement.alpha is None else _held(round(agreement.alpha * 10))
    return AlphaWords(
        question=question,
        figure=_figure(tenths),
        interval=_interval(tenths, agreement.assessors, agreement.clients),
        meaning=_meaning(tenths),
    )


def count_in_words(count: ShownCount) -> str:
    """Say a count: "4", "0–2" or "8 of meer"."""
    if count.is_exact:
        return str(count.low)
    if count.is_few:
        return f"{count.low}–{count.high}"
    return gettext("%(count)s of meer") % {"count": count.low}


def _held(tenths: int) -> int:
    return min(max(tenths, LOWEST), HIGHEST)


def _interval(tenths: int, assessors: int, clients: int) -> str:
    """Say the limits, outward to a tenth; one of which alpha as told knows no end is left out."""
    found = alpha_interval(
        least=tenths / 10 - _HALF,
        most=tenths / 10 + _HALF,
        assessors=assessors,
        units=clients,
    )
    low = 0 if tenths == LOWEST else max(0, floor(found.low * 10))
    high = 10 if tenths == HIGHEST else min(10, ceil(found.high * 10))
    limits = {"low": _number(low), "high": _number(high)}
    if low and high < 10:
        return gettext("tussen %(low)s en %(high)s") % limits
    if low:
        return gettext("%(count)s of meer") % {"count": limits["low"]}
    if high < 10:
        return gettext("%(count)s of minder") % {"count": limits["high"]}
    return gettext("alles is nog mogelijk")


def _number(tenths: int) -> str:
    return wording.number(Fraction(tenths, 10), language_now(), decimals=1)


def _figure(tenths: int) -> str:
    number = _number(tenths)
    if tenths == HIGHEST:
        return gettext("%(count)s of meer") % {"count": number}
    if tenths == LOWEST:
        return gettext("%(count)s of minder") % {"count": number}
    return number


def _meaning(tenths: int) -> str:
    if tenths == LOWEST:
        return gettext(
            "De beoordelaars verschillen ongeveer zoveel als bij willekeurige antwoorden."
        )
    share = wording.percentage((10 - tenths) * 1_000, language_now())
    share = share.replace(" ", "\N{NO-BREAK SPACE}")
    if tenths == HIGHEST:
        return gettext("De beoordelaars zijn het grotendeels of helemaal eens.")
    return gettext("Van het verschil bij willekeurige antwoorden is ongeveer %(share)s over.") % {
        "share": share
    }
