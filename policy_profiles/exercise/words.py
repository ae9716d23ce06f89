"""Alpha and counts in words, rounded so that they tell no more than they may."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language, gettext

from policy_profiles.exercise.outcome import AgreementOn
from policy_profiles.exercise.scale import CANNOT_TELL
from policy_profiles.exercise.shield import ShownCount
from rulebook import wording
from rulebook.text import Text

#: From here on alpha is not told exactly: who answered otherwise could see that all others agreed.
HIGHEST: Final = Fraction(95, 100)
#: What Krippendorff asks of data for firm and for tentative conclusions: a custom, not a law.
FIRM: Final = Fraction(800, 1000)
TENTATIVE: Final = Fraction(667, 1000)

#: The scale in one or two words, for the head of a table.
SHORT_NEEDS: Final[Mapping[str, Text]] = {
    "none": Text("geen", "none"),
    "very_light": Text("zeer licht", "very light"),
    "light": Text("licht", "light"),
    "medium": Text("midden", "medium"),
    "intensive": Text("intensief", "intensive"),
    CANNOT_TELL: Text("niet te zeggen", "cannot be told"),
}
_LEFT, _WIDTH = 10, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaPicture:
    """Where alpha, its interval and the two customary limits lie on a line from 0 to 1."""

    low: int | None
    high: int | None
    alpha: int
    limits: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphaWords:
    """Alpha on one question in words: the figure, its interval, what it means, and a picture."""

    question: str
    figure: str
    interval: str
    meaning: str
    picture: AlphaPicture | None


def alpha_in_words(question: str, agreement: AgreementOn) -> AlphaWords:
    """Put the agreement on one question into words."""
    if agreement.alpha is None:
        return AlphaWords(
            question=question,
            figure=gettext("niet te bepalen"),
            interval="",
            meaning=gettext("Alle antwoorden waren gelijk, dus er was niets om in te verschillen."),
            picture=None,
        )
    alpha = _rounded(agreement.alpha)
    return AlphaWords(
        question=question,
        figure=_figure(alpha),
        interval=_interval(agreement),
        meaning=_meaning(alpha),
        picture=_picture(agreement, alpha),
    )


def custom_in_words(agreement: AgreementOn) -> str:
    """Say where alpha lies beside the two customary limits; empty where there is no alpha."""
    if agreement.alpha is None:
        return ""
    alpha = _rounded(agreement.alpha)
    if alpha >= FIRM:
        return gettext("De waarde hier ligt daarboven.")
    if alpha >= TENTATIVE:
        return gettext("De waarde hier ligt ertussen.")
    return gettext("De waarde hier ligt daaronder.")


def count_in_words(count: ShownCount) -> str:
    """Say a count: "4", "0–2" or "8 of meer"."""
    if count.is_exact:
        return str(count.low)
    if count.is_few:
        return f"{count.low}–{count.high}"
    return gettext("%(count)s of meer") % {"count": count.low}


def _rounded(alpha: float) -> Fraction:
    return min(Fraction(round(alpha * 100), 100), HIGHEST)


def _figure(alpha: Fraction) -> str:
    number = wording.number(alpha, get_language() or "nl", decimals=2)
    return gettext("%(count)s of meer") % {"count": number} if alpha >= HIGHEST else number


def _interval(agreement: AgreementOn) -> str:
    if agreement.interval is None:
        return ""
    low, high = (_rounded(end) for end in (agreement.interval.low, agreement.interval.high))
    if low >= HIGHEST:
        return ""
    limits = {"low": _figure(low), "high": _figure(high)}
    return gettext("95 %%-interval van %(low)s tot %(high)s") % limits


def _meaning(alpha: Fraction) -> str:
    if alpha <= 0:
        return gettext(
            "De beoordelaars verschillen minstens zoveel als bij willekeurige antwoorden."
        )
    share = wording.percentage(int((1 - alpha) * 10_000), get_language() or "nl")
    share = share.replace(" ", "\N{NO-BREAK SPACE}")
    if alpha >= HIGHEST:
        return gettext(
            "Van het verschil bij willekeurige antwoorden is hoogstens %(share)s over."
        ) % {"share": share}
    return gettext("Van het verschil bij willekeurige antwoorden is %(share)s over.") % {
        "share": share
    }


def _picture(agreement: AgreementOn, alpha: Fraction) -> AlphaPicture:
    ends = agreement.interval
    return AlphaPicture(
        low=None if ends is None else _place(_rounded(ends.low)),
        high=None if ends is None else _place(_rounded(ends.high)),
        alpha=_place(alpha),
        limits=(_place(TENTATIVE), _place(FIRM)),
    )


def _place(value: Fraction) -> int:
    return _LEFT + int(_WIDTH * min(max(value, Fraction(0)), Fraction(1)))
