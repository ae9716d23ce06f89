"""Case numbers: one row of consecutive numbers a year, given out under a lock."""

from assessments.models import CaseCounter


def next_numbers(*, year: int, count: int) -> list[str]:
    """Give the next `count` case numbers of a year, such as 2026-00012; needs a transaction.

    A number whose transaction is undone is given out again, so that none is missing.
    """
    counter = hold_numbers(year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return [f"{year}-{number:05d}" for number in range(first, first + count)]


def hold_numbers(*, year: int) -> CaseCounter:
    """Hold the numbers of a year until the transaction ends: whoever adds cases then waits.

    Hold them before looking whether a case is there already, so that the same file sent twice at
    once is read in once.
    """
    CaseCounter.objects.bulk_create([CaseCounter(year=year)], ignore_conflicts=True)
    return CaseCounter.objects.select_for_update().get(year=year)
