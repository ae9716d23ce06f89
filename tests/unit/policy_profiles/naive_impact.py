"""The what-if once more, one case after another: what the column-wise one is held to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rulebook.profile import Profile
from tests.unit.rulebook import naive_classes
from tests.unit.rulebook.naive import NaiveFinding, naive_finding

CLASSES = {
    "target_group": naive_classes.target_group_of,
    "contract": naive_classes.contract_class_of,
    "hours": naive_classes.hours_class_of,
    "need": naive_classes.need_of,
    "age": naive_classes.age_of,
}


def naive_shift(
    rows: Sequence[Mapping[str, Any]], before: Profile, after: Profile
) -> dict[tuple[str, str], Counter[str]]:
    """Count what happens to each case, for everyone (under "") and for each class it is in."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        found = _happens(naive_finding(row, before), naive_finding(row, after))
        owners = [("", ""), *((name, of(row)) for name, of in CLASSES.items())]
        for owner in owners:
            counted.setdefault(owner, Counter()).update(found)
    return counted


def naive_figures(rows: Sequence[Mapping[str, Any]], profile: Profile) -> Counter[str]:
    """Count what one profile says of each case."""
    counted: Counter[str] = Counter()
    for row in rows:
        found = naive_finding(row, profile)
        counted[found.verdict] += 1
        counted["minutes"] += found.minutes or 0
        granted = found.verdict in ("met", "met_with_obligation")
        counted["minutes_unknown"] += granted and found.minutes is None
        if granted and found.start and found.end and found.end > found.start:
            counted["periods"] += 1
            counted["days"] += (found.end - found.start).days
    return counted


def _happens(before: NaiveFinding, after: NaiveFinding) -> Counter[str]:
    found: Counter[str] = Counter({"cases": 1})
    granted = ("met", "met_with_obligation")
    if before.verdict == "not_met" and after.verdict in granted:
        found["gained"] = 1
    if before.verdict in granted and after.verdict == "not_met":
        found["lost"] = 1
    if before.minutes is None or after.minutes is None:
        found["unclear"] = 1
        return found
    found["minutes_before"], found["minutes_after"] = before.minutes, after.minutes
    difference = after.minutes - before.minutes
    found["more" if difference > 0 else "fewer" if difference < 0 else "same"] = 1
    return found
