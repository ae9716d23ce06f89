"""Two people at one form: what each changed, laid together field by field. Pure: no Django.

A form sends what it shows now and what it showed when it was opened. What only one of two people
changed is taken from that one; what both changed, and not alike, is for a person to choose.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

V = TypeVar("V")

#: What may be chosen where both changed a field.
MINE: Final = "mine"
THEIRS: Final = "theirs"
BOTH: Final = "both"
CHOICES: Final = (MINE, THEIRS, BOTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Generic[V]):
    """What comes of laying two versions together.

    Attributes:
        values: by field, for every field in which nobody has to choose; one's own elsewhere.
        conflicts: fields that both changed, each in another way.
        taken: fields in which the other one's change stands, because one changed nothing there.
    """

    values: Mapping[str, V | None]
    conflicts: tuple[str, ...]
    taken: tuple[str, ...]


def merged(
    *,
    mine: Mapping[str, V | None],
    was: Mapping[str, V | None],
    theirs: Mapping[str, V | None],
    own: Collection[str] = (),
) -> Merge[V]:
    """Lay what somebody typed over what is stored, without losing what either of two changed.

    Args:
        mine: what the form shows, by field; fields that it does not have stay as they are stored.
        was: what the form showed when it was opened. A field that is missing here was shown to
            nobody, so any difference is for a person to choose.
        theirs: what is stored now.
        own: fields that were stored last from this very page.
    """
    values = dict(theirs)
    conflicts: list[str] = []
    taken: list[str] = []
    for name, typed in mine.items():
        stored = theirs.get(name)
        if typed == stored:
            continue
        if name not in own and name in was and typed == was[name]:
            taken.append(name)
            continue
        values[name] = typed
        if name not in own and (name not in was or stored != was[name]):
            conflicts.append(name)
    return Merge(values=values, conflicts=tuple(conflicts), taken=tuple(taken))


def chosen(
    *,
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    choices: Mapping[str, str],
    joints: Mapping[str, str],
) -> dict[str, str]:
    """Give the texts of a form after somebody chose, for each field, whose it is.

    Args:
        mine: what the form showed.
        theirs: what stood beside it.
        choices: `MINE`, `THEIRS` or `BOTH` by field; anything else leaves one's own.
        joints: for each field of which both may be kept, what comes between the stored text, which
            comes first, and one's own. Of two codes only one can be kept.
    """
    texts = dict(mine)
    for name, choice in choices.items():
        stored = theirs.get(name, "")
        if choice == THEIRS:
            texts[name] = stored
        elif choice == BOTH and name in joints:
            texts[name] = joints[name].join(text for text in (stored, mine.get(name, "")) if text)
    return texts
