"""Reads of sharing: what holds now in a case, and every word of before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.sharing.codes import SHORT, Said, Shared, Way
from assessments.sharing.models import SharingWord


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """What was said on a day of sharing something."""

    shared: Shared
    said: Said
    way: Way
    on: date

    @property
    def short(self) -> str:
        """What was said, in a few words."""
        return str(SHORT[self.said])


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds of sharing one thing: the last word of the person; None: nobody asked yet.

    `is_party`: who would get it applied, so that it is addressed to them.
    """

    shared: Shared
    word: WordRow | None
    is_party: bool

    @property
    def is_agreed(self) -> bool:
        """Whether the person agreed, and still does."""
        return self.word is not None and self.word.said is Said.AGREED

    @property
    def is_refused(self) -> bool:
        """Whether the person does not agree, or no longer does."""
        return self.word is not None and self.word.said is Said.REFUSED


def words_of(*, case_id: UUID) -> tuple[WordRow, ...]:
    """Give every word of a case about sharing, the last first."""
    found = SharingWord.objects.filter(case_id=case_id).order_by("-on", "-recorded_at", "-id")
    return tuple(
        WordRow(shared=Shared(row.shared), said=Said(row.said), way=Way(row.way), on=row.on)
        for row in found
    )


def standings_of(*, case_id: UUID) -> tuple[Standing, ...]:
    """Give what holds of sharing each thing, in order."""
    words = words_of(case_id=case_id)
    return tuple(_standing(shared, words) for shared in Shared)


def standing_of(*, case_id: UUID, shared: Shared) -> Standing:
    """Give what holds of sharing one thing."""
    return _standing(shared, words_of(case_id=case_id))


def _standing(shared: Shared, words: tuple[WordRow, ...]) -> Standing:
    about = [word for word in words if word.shared is shared]
    own = (word for word in about if word.said is not Said.PARTY)
    return Standing(
        shared=shared,
        word=next(own, None),
        is_party=any(word.said is Said.PARTY for word in about),
    )
