"""The vignettes under policies: what a new version changes, how far published ones lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from policy_profiles.register.queries import PublishedRow
from rulebook.answer import Answer
from rulebook.attribution import attributions
from rulebook.profile import Profile
from rulebook.vignettes import VIGNETTES, Vignette, vignette_frame, work_vignettes


@dataclass(frozen=True, slots=True, kw_only=True)
class VignetteChange:
    """A vignette that one policy answers otherwise than another.

    `changed` names what is otherwise: verdict, minutes, period, criteria or due. `parameters` are
    the fewest values of the other policy that explain it.
    """

    vignette: Vignette
    before: Answer
    after: Answer
    changed: tuple[str, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The hours of one vignette under a number of policies; a refusal counts as nought.

    `minutes` are those that are known, from least to most; `unknown` counts the others.
    """

    n: int
    granting: int
    refusing: int
    unknown: int
    minutes: tuple[int, ...]

    @property
    def most(self) -> int | None:
        """The most minutes that any policy gives; None where no hours are known."""
        return self.minutes[-1] if self.minutes else None

    @property
    def middle(self) -> Fraction | None:
        """The median in minutes, exactly; None where no hours are known."""
        return median(Fraction(each) for each in self.minutes) if self.minutes else None

    @property
    def is_one(self) -> bool:
        """Whether every policy says the same."""
        return not self.unknown and len(set(self.minutes)) == 1 and self.granting in (0, self.n)


def vignette_changes(*, before: Profile, after: Profile) -> tuple[VignetteChange, ...]:
    """Say which vignettes `after` answers otherwise than `before`, how, and what explains it."""
    pairs = zip(work_vignettes(before), work_vignettes(after), strict=True)
    explained = attributions(vignette_frame(), before, after)
    return tuple(
        VignetteChange(
            vignette=old.vignette,
            before=old.answer,
            after=new.answer,
            changed=changed_parts(before=old.answer, after=new.answer),
            parameters=parameters,
        )
        for (old, new), parameters in zip(pairs, explained, strict=True)
        if old.answer != new.answer
    )


def changed_parts(*, before: Answer, after: Answer) -> tuple[str, ...]:
    """Name what differs between two answers: verdict, minutes, period, criteria, due."""
    sides = [
        {
            "verdict": (answer.verdict, answer.provider),
            "minutes": answer.minutes,
            "period": (answer.first_day, answer.last_day),
            "criteria": (answer.not_met, answer.not_known, answer.with_obligation),
            "due": answer.due,
        }
        for answer in (before, after)
    ]
    return tuple(name for name in sides[0] if sides[0][name] != sides[1][name])


def spreads(*, rows: Sequence[PublishedRow]) -> dict[str, Spread]:
    """Give the spread of every vignette over published profiles, by its id."""
    worked = [work_vignettes(row.profile) for row in rows]
    return {
        one.id: spread_of(answers=[answers[place].answer for answers in worked])
        for place, one in enumerate(VIGNETTES)
    }


def spread_of(*, answers: Sequence[Answer]) -> Spread:
    """Give the spread of the hours in a number of answers to one case."""
    known = sorted(answer.minutes for answer in answers if answer.minutes is not None)
    return Spread(
        n=len(answers),
        granting=sum(answer.is_granted for answer in answers),
        refusing=sum(answer.verdict == "not_met" for answer in answers),
        unknown=len(answers) - len(known),
        minutes=tuple(known),
    )
