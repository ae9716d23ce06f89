"""Which cases are of one person, as numbers from nought. Pure: no Django."""

from collections.abc import Iterable
from uuid import UUID


def people_of(cases: Iterable[tuple[UUID | None, str]]) -> tuple[int, ...]:
    """Number the people of cases, in the order in which they first come.

    Cases are of one person where they have one person, or one reference of the organisation's own;
    so too by way of another case. Who is linked to a person halfway is one and not two.

    Args:
        cases: of each the person, if it is linked to one, and the reference.
    """
    above: dict[object, object] = {}

    def top(key: object) -> object:
        while (up := above.setdefault(key, key)) != key:
            key = up
        return key

    references = []
    for person, reference in cases:
        written = reference.strip().casefold()
        references.append(written)
        if person is not None:
            above[top(person)] = top(written)
    numbers: dict[object, int] = {}
    return tuple(numbers.setdefault(top(written), len(numbers)) for written in references)
