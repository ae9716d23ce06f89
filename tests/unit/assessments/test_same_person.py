"""Which applications are of one person: by the person, by the own reference, or through another."""

from uuid import UUID

from assessments.same_person import people_of

ANNE, BART = UUID(int=1), UUID(int=2)


def test_one_person_is_one_number_however_the_link_is_made():
    assert people_of([(ANNE, "a-1"), (None, "a-1"), (ANNE, "a-2"), (None, "A-2 ")]) == (0, 0, 0, 0)
    assert people_of([(ANNE, "a"), (BART, "b"), (None, "c"), (BART, "d")]) == (0, 1, 2, 1)
    assert people_of([(None, "a"), (ANNE, "b"), (ANNE, "a"), (None, "b")]) == (0, 0, 0, 0)
    assert people_of([]) == ()
