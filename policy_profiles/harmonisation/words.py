"""Distances and what came out of the search, in words and figures of the reader's language."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import language_now
from policy_profiles.harmonisation.group import Group, GroupKind, Member
from policy_profiles.harmonisation.measure.search import Found, Searched
from policy_profiles.harmonisation.queries import Distances
from rulebook import wording
from rulebook.headings import TOPICS

_PERCENT = Fraction(1, 100)


def share(part: Fraction) -> str:
    """Write a part of the whole as a percentage; below one percent with one decimal."""
    if 0 < part < _PERCENT / 20:  # it would read as nought
        return f"< {wording.number(_PERCENT * 10, language_now(), decimals=1)} %"
    if 1 > part > 1 - _PERCENT / 2:  # and this as all
        return f"> {wording.number(99, language_now())} %"
    if 0 < part < _PERCENT:
        return f"{wording.number(part * 100, language_now(), decimals=1)} %"
    return f"{wording.number(part * 100, language_now())} %"


def topic_label(topic: str) -> str:
    """The name of a topic; without one, that it is about all of them."""
    if not topic:
        return _("Alle onderwerpen, gewogen")
    return TOPICS[topic].in_language(language_now())


def topic_in_a_sentence(topic: str) -> str:
    """The same as it stands behind a colon."""
    label = topic_label(topic)
    return label[0].lower() + label[1:]


def score(tenths: int) -> str:
    """Write a score of Tabel 6.1: “3,6”."""
    return wording.number(Fraction(tenths, 10), language_now(), decimals=1)


def named(member: Member) -> str:
    """Give the name, and with an example that it is one."""
    if member.is_fictitious:
        return _("%(name)s (verzonnen)") % {"name": member.name}
    return member.name


def who(group: Group) -> str:
    """Say who is in the group, and why they are."""
    names = ", ".join(member.name for member in group.others)
    texts = {
        GroupKind.REGION: _("Uw arbeidsmarktregio: %(names)s."),
        GroupKind.ALIKE: _(
            "Uw arbeidsmarktregio is niet bekend of heeft geen ander gepubliceerd beleid. Daarom "
            "staat hier al het beleid van dezelfde soort: %(names)s. Kies gerust een andere groep."
        ),
        GroupKind.CHOSEN: _("De groep die u koos: %(names)s."),
        GroupKind.NONE: _("U koos geen andere organisaties."),
    }
    return texts[group.kind] % {"names": names}


def summary(found: Distances) -> str:
    """Say in a sentence or two how far the own organisation lies from UWV and from the group."""
    sentences = [_to_baseline(found)]
    others = (found.stated.to_others, found.answered.to_others)
    if others[0] is not None and others[1] is not None:
        text = _(
            "Van de andere organisaties ligt u gemiddeld %(stated)s af op waarden en %(answered)s "
            "op voorbeeldklanten."
        )
        given = {"stated": share(others[0].mean), "answered": share(others[1].mean)}
        sentences.append(text % given)
    return " ".join(sentence for sentence in sentences if sentence)


def heading(found: Distances) -> str:
    """Say in one line where the own organisation lies farthest from UWV."""
    farthest = found.farthest
    if farthest is None or farthest.stated.to_baseline is None:
        return _("Uw beleid zegt in elke waarde hetzelfde als UWV")
    text = _("Het verst van UWV ligt u bij “%(topic)s”: %(share)s")
    given = {"topic": topic_label(farthest.topic), "share": share(farthest.stated.to_baseline)}
    return text % given


def spread_sentence(searched: Searched, members: int) -> str:
    """Say how far the hours of the group lie apart, per client and organisation."""
    if not searched.spread:
        return _("Alle organisaties in deze groep geven de voorbeeldklanten dezelfde uren.")
    mean = mean_spread(searched.spread, searched.clients, members)
    text = _(
        "Bij %(clients)s voorbeeldklanten ligt een organisatie gemiddeld %(hours)s van het midden "
        "van de groep."
    )
    return text % {"clients": searched.clients, "hours": wording.hours(mean, language_now())}


def mean_spread(minutes: int, clients: int, members: int) -> Fraction:
    """Give the spread per client and organisation, in minutes; nought where nobody takes part."""
    return Fraction(minutes, clients * members) if clients else Fraction(0)


def removal(searched: Searched, found: Found) -> str:
    """Say what a set does in one line: how many values alike, and how much difference goes."""
    text = ngettext(
        "%(size)d waarde gelijk: %(share)s van het verschil in uren verdwijnt",
        "%(size)d waarden gelijk: %(share)s van het verschil in uren verdwijnt",
        found.size,
    )
    return text % {"size": found.size, "share": share(searched.removed(found))}


def _to_baseline(found: Distances) -> str:
    stated, answered = found.stated.to_baseline, found.answered.to_baseline
    if stated is None or answered is None:
        return ""
    text = _(
        "Gewogen over de onderwerpen ligt u %(stated)s van UWV op waarden en %(answered)s op "
        "voorbeeldklanten."
    )
    return text % {"stated": share(stated), "answered": share(answered)}
