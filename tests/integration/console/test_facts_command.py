"""`meetlat facts`: what stands in the benchmark is held against the tables, and sent anew."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from console.cli import main
from tests.tenant_fixtures import TwoTenants

pytestmark = pytest.mark.django_db


def _meetlat(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["facts", *arguments])


def test_facts_of_no_case_are_found_and_the_next_edition_is_without_them(
    two_tenants: TwoTenants, send_country: Callable[..., None]
) -> None:
    whole = _meetlat("check")
    assert whole.exit_code == 0, whole.output
    assert "duinzicht" in whole.output
    send_country("eikenberg", cases=3)
    found = _meetlat("check", "--tenant", "eikenberg")
    assert found.exit_code != 0
    assert "duinzicht" not in found.output
    anew = _meetlat("send", "--tenant", "eikenberg")
    assert (anew.exit_code, anew.output) == (0, "eikenberg: 0 decisions\n")
    assert _meetlat("check").exit_code == 0
