"""The columns of a case-mix model: one for each code of a trait, except the one compared with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]

#: What explains most of how long a job lasts stands first (De Graaf-Zijl and Dumhs, UWV 2022).
FIRST_TRAITS: Final = ("contract_class", "sector", "firm_size")


class UnusableTraits(ValueError):
    """Traits that no model can be made of."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Take codes together, or leave the trait out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One column: cases with this code of this trait, against those with the reference code."""

    trait: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Which codes have a column, in their order, and which code each trait is compared with."""

    terms: tuple[Term, ...]
    references: Mapping[str, str]

    def columns(self, traits: Mapping[str, Sequence[str]]) -> Reals:
        """Return the columns of cases, of shape (cases, terms), holding 0 and 1.

        Raises:
            UnusableTraits: when a trait is missing or holds a code that the design does not know.
        """
        if set(traits) != set(self.references):
            raise UnusableTraits(f"The traits are not {', '.join(sorted(self.references))}.")
        codes = {trait: np.asarray(column, dtype=np.str_) for trait, column in traits.items()}
        for trait, column in codes.items():
            known = {term.code for term in self.terms if term.trait == trait}
            foreign = set(column.tolist()) - known - {self.references[trait]}
            if foreign:
                raise UnusableTraits(
                    f"{trait} holds {', '.join(sorted(foreign))}, not seen before."
                )
        size = len(next(iter(codes.values())))
        chosen = [(codes[term.trait] == term.code).astype(np.float64) for term in self.terms]
        return np.stack(chosen, axis=1) if chosen else np.zeros((size, 0))


def design_of(
    traits: Mapping[str, Sequence[str]],
    *,
    cases: npt.ArrayLike | None = None,
    references: Mapping[str, str] | None = None,
) -> Design:
    """Return the design for these codes; a trait is compared with its most frequent code.

    `FIRST_TRAITS` come first, other traits in the order given, codes by name.

    Args:
        traits: for each trait its codes, one per row.
        cases: how many cases each row stands for; one each by default.
        references: for a trait another code to compare with.

    Raises:
        UnusableTraits: when columns differ in length, or a reference is no code of its trait.
    """
    if len({len(column) for column in traits.values()}) != 1:
        raise UnusableTraits("There is no trait, or the columns of traits differ in length.")
    size = len(next(iter(traits.values())))
    weights = [1] * size if cases is None else np.asarray(cases).tolist()
    order = [name for name in FIRST_TRAITS if name in traits]
    order += [name for name in traits if name not in FIRST_TRAITS]
    chosen: dict[str, str] = {}
    terms: list[Term] = []
    for trait in order:
        counts: Counter[str] = Counter()
        for code, weight in zip(traits[trait], weights, strict=True):
            counts[str(code)] += weight
        reference = (references or {}).get(trait) or min(counts, key=lambda c: (-counts[c], c))
        if reference not in counts:
            raise UnusableTraits(f"No case has {reference} as {trait}.")
        chosen[trait] = reference
        terms += [Term(trait=trait, code=code) for code in sorted(counts) if code != reference]
    return Design(terms=tuple(terms), references=chosen)
