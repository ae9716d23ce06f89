"""What a protected answer says in sentences: they hide what its tables hide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from accounts.language import language_now
from benchmarking.across.inside import Reason
from benchmarking.across.presence import Presence
from policy_profiles.what_if.words import label_of
from rulebook import wording

_MOST_NAMED = 8


def count_of(data: Mapping[str, Any]) -> str:
    """Write a count; one below the threshold only as that, another hidden one as hidden."""
    if data["value"] is not None:
        return wording.number(data["value"], language_now())
    if "below" in data:
        return gettext("minder dan %(limit)d") % {"limit": data["below"]}
    return gettext("een afgeschermd aantal")


def finding(answer: Mapping[str, Any]) -> str:
    """Say in one sentence what the change does, in numbers of cases rounded to fives."""
    change = answer["change"]
    texts = (
        ("fewer", gettext("%(who)s krijgen minder uren")),
        ("more", gettext("%(who)s krijgen meer uren")),
        ("lost", gettext("%(who)s vallen af")),
        ("gained", gettext("%(who)s komen erbij")),
    )
    of_all = gettext("%(count)s van ongeveer %(cases)s aanvragen")
    whole = count_of(answer["cases"])
    if all("below" in change[name] for name, _text in texts):
        text = gettext(
            "Van ongeveer %(cases)s aanvragen veranderen bij minder dan %(limit)d de uren"
        )
        return text % {"cases": whole, "limit": change["fewer"]["below"]}
    told = []
    for place, (name, text) in enumerate(texts):
        many = count_of(change[name])
        told.append(text % {"who": of_all % {"count": many, "cases": whole} if not place else many})
    sentence = "; ".join(told)
    return sentence[0].upper() + sentence[1:]


def sentence_of_values(values: Sequence[Mapping[str, Any]]) -> str:
    """Say which of the changed values make a difference, and which touch nobody or nearly so."""
    if not values:
        return gettext("Er verschilt geen enkele waarde.")
    idle = [each["parameter"] for each in values if each["touches_few"]]
    text = ngettext(
        "%(total)d waarde is ergens anders. %(matters)d daarvan maakt verschil dat te tonen is.",
        "%(total)d waarden zijn ergens anders. %(matters)d daarvan maken verschil dat te tonen is.",
        len(values),
    )
    sentence = text % {"total": len(values), "matters": len(values) - len(idle)}
    if not idle:
        return sentence
    names = "; ".join(label_of(parameter) for parameter in idle[:_MOST_NAMED])
    if len(idle) > _MOST_NAMED:
        more = {"names": names, "more": len(idle) - _MOST_NAMED}
        names = gettext("%(names)s; en nog %(more)d") % more
    few = gettext("Deze raken niemand, of te weinig aanvragen of uitvoerders: %(names)s.")
    return f"{sentence} {few % {'names': names}}"


def sentence_of_presence(found: Presence) -> str:
    """Say who of the group was asked and counted, and who could not be counted and why."""
    told = [
        gettext(
            "In deze groep doen %(part)d van %(invited)d uitvoerders mee; %(counted)d tellen mee "
            "in de uitkomst."
        )
        % {"part": found.taking_part, "invited": found.invited, "counted": found.counted}
    ]
    if found.too_few_cases:
        few = ngettext(
            "%(few)d besloot in dit jaar over te weinig aanvragen.",
            "%(few)d besloten in dit jaar over te weinig aanvragen.",
            found.too_few_cases,
        )
        told.append(few % {"few": found.too_few_cases})
    if found.waiting:
        waiting = ngettext(
            "%(waiting)d blijft erbuiten, zodat geen antwoord van een ander verschilt met één of "
            "twee uitvoerders.",
            "%(waiting)d blijven erbuiten, zodat geen antwoord van een ander verschilt met één of "
            "twee uitvoerders.",
            found.waiting,
        )
        told.append(waiting % {"waiting": found.waiting})
    if found.failing:
        names = "; ".join(f"{name} ({_reason(why)})" for name, why in found.failing.items())
        told.append(gettext("Niet meegerekend: %(names)s.") % {"names": names})
    return " ".join(told)


def _reason(why: Reason) -> str:
    texts = {
        Reason.NO_POLICY: gettext("er geldt daar geen beleid"),
        Reason.CASES_CHANGED: gettext("de besluiten van dat jaar zijn niet meer die van toen"),
        Reason.POLICY_CHANGED: gettext("het beleid daar is niet meer wat is vastgesteld"),
        Reason.NOT_WORKING: gettext("daar kon nu niet gerekend worden"),
    }
    return texts[why]
