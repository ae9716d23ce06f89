"""Distances in words for everyone, of whom none is the own organisation."""

from django.utils.translation import gettext as _

from policy_profiles.harmonisation.group import Group, GroupKind
from policy_profiles.harmonisation.queries import Distances
from policy_profiles.harmonisation.words import named, share, topic_label


def heading(found: Distances) -> str:
    """Say in one line where what is published lies farthest from UWV."""
    farthest = found.farthest_of_all
    if farthest is None or farthest.stated.all_to_baseline is None:
        return _("Dit beleid zegt in elke waarde hetzelfde als UWV")
    names = [named(member) for member in found.group.others]
    given = {
        "names": ", ".join(names),
        "topic": topic_label(farthest.topic),
        "share": share(farthest.stated.all_to_baseline.mean),
    }
    if len(names) == 1:
        return (
            _("Het beleid van %(names)s ligt het verst van UWV bij “%(topic)s”: %(share)s") % given
        )
    text = _("Het beleid van %(names)s ligt het verst van UWV bij “%(topic)s”: gemiddeld %(share)s")
    return text % given


def summary(found: Distances) -> str:
    """Say in two sentences how far all of them lie from UWV, and from each other."""
    sentences = []
    apart = (found.stated.all_to_baseline, found.answered.all_to_baseline)
    if apart[0] is not None and apart[1] is not None:
        text = _(
            "Gewogen over de onderwerpen ligt dit beleid gemiddeld %(stated)s van UWV op waarden "
            "en %(answered)s op voorbeeldklanten."
        )
        sentences.append(text % {"stated": share(apart[0].mean), "answered": share(apart[1].mean)})
    together = (found.stated.together, found.answered.together)
    if together[0] is not None and together[1] is not None:
        text = _("Onderling is dat gemiddeld %(stated)s en %(answered)s.")
        means = {"stated": share(together[0].mean), "answered": share(together[1].mean)}
        sentences.append(text % means)
    return " ".join(sentences)


def who(group: Group) -> str:
    """Say whose policy is laid side by side, and why theirs."""
    if group.kind is GroupKind.NONE:
        return _("U koos nog niets om naast UWV te leggen.")
    names = {"names": ", ".join(named(member) for member in group.others)}
    if group.kind is GroupKind.CHOSEN:
        return _("Naast UWV koos u: %(names)s.") % names
    text = _("Naast UWV, al het echte beleid dat hier staat: %(names)s. Kies gerust iets anders.")
    return text % names
