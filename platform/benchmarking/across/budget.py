"""How much of the protection of a year's people is spent, by organisation; as the platform."""

from collections.abc import Iterable

from django.db.models import Sum

from benchmarking.across.figures import MOST_PARTS, PARTS_OF_A_QUESTION
from benchmarking.across.members import Members
from benchmarking.across.models import AcrossAnswer, SpentAcross


def left_of(members: Iterable[str], *, year: int) -> int:
    """Give the thousandths of rho that can still be spent on each of these organisations."""
    found = SpentAcross.objects.filter(year=year, organisation__in=list(members))
    by_organisation = found.values("organisation").annotate(spent=Sum("parts"))
    return MOST_PARTS - max((row["spent"] for row in by_organisation), default=0)


def policies_left(members: Iterable[str], *, year: int, has_now: bool) -> int:
    """Give how many more policies these organisations can be asked about a year.

    Args:
        has_now: whether what there is without any policy was asked of them already.
    """
    parts = left_of(members, year=year) - (0 if has_now else PARTS_OF_A_QUESTION)
    return max(0, parts // PARTS_OF_A_QUESTION)


def spend(answer: AcrossAnswer, members: Members) -> None:
    """Write down what an answer gives away, for each organisation in it."""
    SpentAcross.objects.bulk_create(
        SpentAcross(organisation=name, year=answer.year, answer=answer, parts=PARTS_OF_A_QUESTION)
        for name in sorted(members)
    )
