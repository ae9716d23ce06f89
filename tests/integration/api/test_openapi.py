"""The description of the REST interface: complete, committed, and the same as what is served."""

import json
from pathlib import Path

from django.core.management import call_command

from api.facts_input import FACT_OF_FIELD

_COMMITTED = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


def _generated(tmp_path: Path) -> str:
    file = tmp_path / "openapi.json"
    call_command(
        "spectacular",
        "--format",
        "openapi-json",
        "--file",
        str(file),
        "--validate",
        "--fail-on-warn",
    )
    return json.dumps(json.loads(file.read_text()), indent=1, ensure_ascii=False) + "\n"


def test_the_committed_description_is_the_served_one(tmp_path: Path) -> None:
    """After a change: `python manage.py spectacular …` as above, and commit the file."""
    assert _COMMITTED.read_text() == _generated(tmp_path)


def test_every_fact_is_described_with_its_unit() -> None:
    document = json.loads(_COMMITTED.read_text())
    facts = document["components"]["schemas"]["CaseFacts"]["properties"]
    assert set(facts) == set(FACT_OF_FIELD)
    assert "In minutes" in facts["weeklyHours"]["description"]


def test_every_operation_has_a_tag_and_an_answer() -> None:
    document = json.loads(_COMMITTED.read_text())
    for path, operations in document["paths"].items():
        assert path == path.rstrip("/")
        for operation in operations.values():
            assert operation["tags"]
            assert "200" in operation["responses"]
