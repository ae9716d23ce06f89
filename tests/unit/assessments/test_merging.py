"""Two versions of a form are laid together, and nothing that somebody typed is lost."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.merging import BOTH, MINE, THEIRS, chosen, merged

FIELDS = ("a", "b", "c")
versions = st.fixed_dictionaries({name: st.sampled_from(("", "1", "2", "3")) for name in FIELDS})


def _naive(mine: str, was: str, theirs: str) -> tuple[str | None, bool, bool]:
    """One field: its value, whether somebody has to choose, whether the other's was taken."""
    if mine == theirs:
        return theirs, False, False
    if mine == was:
        return theirs, False, True
    if theirs == was:
        return mine, False, False
    return None, True, False


@given(mine=versions, was=versions, theirs=versions)
def test_field_by_field_as_somebody_would_do_it_by_hand(
    mine: dict[str, str], was: dict[str, str], theirs: dict[str, str]
) -> None:
    """Against a naive twin; in a field with a conflict the value waits for a choice."""
    found = merged(mine=mine, was=was, theirs=theirs)
    for name in FIELDS:
        value, is_conflict, is_taken = _naive(mine[name], was[name], theirs[name])
        assert (name in found.conflicts, name in found.taken) == (is_conflict, is_taken)
        assert is_conflict or found.values[name] == value


@given(mine=versions, was=versions, theirs=versions)
def test_a_page_never_argues_with_itself(
    mine: dict[str, str], was: dict[str, str], theirs: dict[str, str]
) -> None:
    """What was stored last from the same page is replaced by what it shows now."""
    found = merged(mine=mine, was=was, theirs=theirs, own=FIELDS)
    assert (found.values, found.conflicts, found.taken) == (mine, (), ())


@given(mine=versions, was=versions, theirs=versions)
def test_after_choosing_there_is_nothing_left_to_choose(
    mine: dict[str, str], was: dict[str, str], theirs: dict[str, str]
) -> None:
    """Each choice holds, and both together have both texts in them."""
    conflicts = merged(mine=mine, was=was, theirs=theirs).conflicts
    for choice in (MINE, THEIRS, BOTH):
        picked = dict.fromkeys(conflicts, choice)
        seen = {name: theirs[name] if name in conflicts else was[name] for name in FIELDS}
        texts = chosen(mine=mine, theirs=seen, choices=picked, joints=dict.fromkeys(FIELDS, "; "))
        found = merged(mine=texts, was=seen, theirs=theirs)
        assert found.conflicts == ()
        for name in conflicts:
            kept = str(found.values[name])
            assert choice == MINE or theirs[name] in kept
            assert choice == THEIRS or mine[name] in kept


def test_what_nobody_was_shown_is_never_written_over_silently() -> None:
    """A field without its old version is a conflict as soon as the two differ."""
    found = merged(mine={"a": "1", "b": "2"}, was={}, theirs={"a": "1", "b": "3"})
    assert found.conflicts == ("b",)


def test_of_two_codes_one_is_kept() -> None:
    """Only texts fit below each other."""
    texts = chosen(mine={"a": "yes"}, theirs={"a": "no"}, choices={"a": BOTH}, joints={})
    assert texts == {"a": "yes"}
