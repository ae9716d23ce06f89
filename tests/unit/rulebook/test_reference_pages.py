"""The reference pages name every rule, with every parameter that it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulebook.criteria import CRITERIA
from rulebook.intensity import METHODS, PARAMETERS_OF_METHOD
from rulebook.parameter import PARAMETERS
from rulebook.provider import PROVIDER_CRITERIA
from rulebook.vignette_reference import page as vignette_page

PAGES = Path(__file__).parents[3] / "docs" / "reference" / "rulebook"
#: Parameters of deadlines outside a case's own rules.
ELSEWHERE = {"application.repair_days", "decision.term_days"}


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


def test_every_parameter_is_explained_somewhere() -> None:
    pages = "".join(path.read_text("utf-8") for path in PAGES.glob("*.md"))
    assert {name for name in PARAMETERS if f"`{name}`" not in pages} == ELSEWHERE


def test_the_page_of_the_vignettes_is_up_to_date() -> None:
    """Its head has the command that writes it anew."""
    assert page("vignettes") == vignette_page()
