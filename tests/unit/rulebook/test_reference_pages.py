"""The reference pages name every rule, with every parameter that it reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rulebook.criteria import CRITERIA
from rulebook.intensity import METHODS, PARAMETERS_OF_METHOD
from rulebook.parameter import PARAMETERS
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.vignette_reference import page as vignette_page

PAGES = Path(__file__).parents[3] / "docs" / "reference" / "rulebook"
#: Every dimension that the sources are read for, by its number in the notes on them.
DIMENSIONS = (
    *(f"D{number:02d}" for number in range(1, 19)),
    *(f"P{number:02d}" for number in range(1, 46)),
    *(f"D-{number}" for number in range(1, 11)),
    *(f"W-{number}" for number in range(1, 11)),
)


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.code)
def test_a_criterion_has_its_section_with_its_parameters(criterion) -> None:
    sections = page("criteria").split("\n## ")
    (section,) = [part for part in sections if part.startswith(f"{criterion.code}\n")]
    assert [name for name in criterion.parameters if f"`{name}`" not in section] == []


def test_the_provider_page_names_every_criterion_and_parameter() -> None:
    for criterion in PROVIDER_CRITERIA:
        assert all(f"`{n}`" in page("provider") for n in (criterion.code, *criterion.parameters))


@pytest.mark.parametrize("method", METHODS)
def test_a_method_has_its_section_and_its_parameters(method: str) -> None:
    assert f"\n## {method}\n" in page("intensity")
    assert [n for n in PARAMETERS_OF_METHOD[method] if f"`{n}`" not in page("intensity")] == []


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_is_covered(dimension: str) -> None:
    """By a parameter, or by the reason why there is none."""
    first_cells = [line.split("|")[1] for line in page("coverage").splitlines() if "|" in line]
    named = [cell for cell in first_cells if re.search(rf"(?<![\w-]){dimension}(?!\d)", cell)]
    assert len(named) == 1, named


def test_coverage_names_every_parameter_and_no_other() -> None:
    assert set(re.findall(r"`([a-z_]+\.[a-z_]+)`", page("coverage"))) == set(PARAMETERS)


def test_the_page_of_the_vignettes_is_up_to_date() -> None:
    """Its head has the command that writes it anew."""
    assert page("vignettes") == vignette_page()
