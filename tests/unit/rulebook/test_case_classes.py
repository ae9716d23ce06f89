"""Classes of cases by columns against the same classes told from one case at a time."""

from random import Random

import pytest

from rulebook.case_classes import DIMENSIONS, Dimension
from rulebook.frame import CaseFrame
from tests.unit.rulebook import naive_classes
from tests.unit.rulebook.random_cases import random_facts

ONE_AT_A_TIME = {
    "target_group": naive_classes.target_group_of,
    "contract": naive_classes.contract_class_of,
    "hours": naive_classes.hours_class_of,
    "need": naive_classes.need_of,
    "age": naive_classes.age_of,
}


@pytest.mark.parametrize("dimension", DIMENSIONS, ids=lambda dimension: dimension.code)
def test_the_columns_say_what_fact_rows_say_of_every_case(dimension: Dimension):
    """Effects here and comparison there sort the same cases into the same classes."""
    rng = Random(11)
    rows = [random_facts(rng, missing=0.2) for _ in range(2_000)]
    places = dimension.places(CaseFrame.from_rows(rows))
    names = list(dimension.classes)
    found = [names[place] for place in places]
    assert found == [ONE_AT_A_TIME[dimension.code](row) for row in rows]
    assert set(found) == set(names)
