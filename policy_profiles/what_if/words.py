"""What a what-if found, in sentences and signed figures in the reader's language."""

from collections.abc import Collection
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from accounts.language import language_now
from policy_profiles.simulation.values import Against, Figures, Impact, Interval, Shift
from policy_profiles.what_if.shield import RIGHTS, hidden_in_words
from policy_profiles.what_if.suppression import is_small
from rulebook import wording
from rulebook.parameter import PARAMETERS


def count(number: int, limit: int) -> str:
    """Write a number of cases; one that is about too few people only as “fewer than”."""
    if is_small(number, limit):
        return gettext("minder dan %(limit)d") % {"limit": limit}
    return wording.number(number, language_now())


def count_beside(number: int, limit: int, *, is_hidden: bool) -> str:
    """Write a number of cases among others: one that would give away a small one is not told."""
    if is_hidden and not is_small(number, limit):
        return gettext("een afgeschermd aantal")
    return count(number, limit)


def hours(minutes: int | float | Fraction) -> str:
    """Write minutes as hours with one decimal."""
    return wording.hours(Fraction(minutes), language_now())


def signed_hours(minutes: int | float | Fraction) -> str:
    """Write a difference in hours with its sign: “+12,5 u”, “−3,0 u”."""
    return f"{_sign(minutes)}{hours(abs(Fraction(minutes)))}"


def cost(figures: Figures) -> str:
    """Write what the hours of a policy cost at its own tariff."""
    cents = figures.cents(figures.minutes)
    return gettext("geen tarief") if cents is None else wording.euros(cents, language_now())


def signed_euros(cents: int) -> str:
    """Write a difference in money with its sign."""
    return f"{_sign(cents)}{wording.euros(abs(cents), language_now())}"


def coaches(number: Fraction) -> str:
    """Write a number of full-time coaches."""
    return gettext("%(number)s fte") % {
        "number": wording.number(number, language_now(), decimals=1)
    }


def signed_coaches(number: Fraction) -> str:
    """Write a difference in full-time coaches with its sign."""
    return f"{_sign(number)}{coaches(abs(number))}"


def between(interval: Interval | None, write: str) -> str:
    """Write an interval: “tussen 198 en 231”; empty where there is none.

    Args:
        write: "count", "hours" or "signed_hours".
    """
    if interval is None:
        return ""
    writers = {"count": _whole, "hours": hours, "signed_hours": signed_hours}
    limits = {"low": writers[write](interval.low), "high": writers[write](interval.high)}
    return gettext("tussen %(low)s en %(high)s") % limits


def label_of(parameter: str) -> str:
    """The name of a parameter."""
    return PARAMETERS[parameter].label.in_language(language_now())


def finding(impact: Impact, limit: int, *, besides: Collection[str] = ()) -> str:
    """Say in one sentence what the change does, in numbers of cases.

    Args:
        impact: what the change does.
        limit: fewer than so many are not told.
        besides: names of counts that something else on the page would give away.
    """
    whole, cases = impact.against_before.whole, impact.cases
    number = wording.number(cases, language_now())
    hidden = hidden_in_words(whole, limit) | {*besides}
    told = _effects(whole, number, limit, hidden)
    if told:
        sentence = "; ".join(told)
        return sentence[0].upper() + sentence[1:]
    if _is_touched(impact.against_before):
        text = gettext("Bij geen van de %(cases)s aanvragen veranderen recht of uren")
        return text % {"cases": number}
    text = gettext("Deze wijziging raakt niemand: alle %(cases)s aanvragen houden recht en uren")
    return text % {"cases": number}


def tells_of_nobody(impact: Impact, limit: int, *, besides: Collection[str] = ()) -> bool:
    """Whether `finding`, given the same, says that rights and hours change for nobody."""
    whole = impact.against_before.whole
    return not _effects(whole, "", limit, hidden_in_words(whole, limit) | {*besides})


def sentence_of_parameters(impact: Impact) -> str:
    """Say which of the changed parameters make a difference, and which touch nobody."""
    total, idle = len(impact.influences), impact.touched_nobody
    if not total:
        return gettext("Er verschilt geen enkele waarde.")
    matters = total - len(idle)
    differing = ngettext("%(total)d waarde is anders.", "%(total)d waarden zijn anders.", total)
    mattering = ngettext(
        "%(matters)d daarvan maakt verschil voor deze aanvragen.",
        "%(matters)d daarvan maken verschil voor deze aanvragen.",
        matters,
    )
    sentence = f"{differing % {'total': total}} {mattering % {'matters': matters}}"
    if not idle:
        return sentence
    names = "; ".join(label_of(parameter) for parameter in idle[:8])
    more = len(idle) - 8
    if more > 0:
        names = gettext("%(names)s; en nog %(more)d") % {"names": names, "more": more}
    return f"{sentence} {gettext('Deze raken niemand: %(names)s.') % {'names': names}}"


def _effects(whole: Shift, cases: str, limit: int, hidden: Collection[str]) -> list[str]:
    """What happens to how many, the first “of so many cases”.

    Always in the plural: fewer than three are not counted out. What is hidden is told of even where
    it is nought: silence would say so.
    """
    texts = (
        ("fewer", gettext("%(who)s krijgen minder uren")),
        ("more", gettext("%(who)s krijgen meer uren")),
        ("lost", gettext("%(who)s vallen af")),
        ("gained", gettext("%(who)s komen erbij")),
    )
    of_a_hidden_number = {
        "lost": gettext("%(who)s valt af"),
        "gained": gettext("%(who)s komt erbij"),
    }
    of_all = gettext("%(count)s van %(cases)s aanvragen")
    found = [
        (
            _shown(whole, name, limit, hidden),
            of_a_hidden_number.get(name, text) if name in hidden else text,
        )
        for name, text in texts
        if name in hidden or getattr(whole, name)
    ]
    return [
        text % {"who": of_all % {"count": many, "cases": cases} if place == 0 else many}
        for place, (many, text) in enumerate(found)
    ]


def _shown(whole: Shift, name: str, limit: int, hidden: Collection[str]) -> str:
    """A count of all cases; of a right that is hidden not whether it is small or nearly all."""
    if name in hidden and name in RIGHTS:
        return gettext("een afgeschermd aantal")
    return count_beside(getattr(whole, name), limit, is_hidden=name in hidden)


def _is_touched(against: Against) -> bool:
    return bool(against.longer or against.shorter or against.provider or against.whole.unclear)


def _sign(number: int | float | Fraction) -> str:
    return "+" if number > 0 else "−" if number < 0 else ""


def _whole(number: float) -> str:
    return wording.number(round(number), language_now())
