"""What people take along is complete, and opens in a spreadsheet without running anything."""

import csv
import io
import json
from datetime import date

import pytest

from policy_profiles.reading import export
from policy_profiles.reading.export import Extract
from rulebook.parameter import PARAMETERS, Parameter
from rulebook.profiles import BASELINE
from tests.unit.policy_profiles.naive_policy import differences, values_on

TODAY = date(2026, 6, 1)


def _extract(published, *names, language="nl", only_differences=False):
    baseline = published(BASELINE)
    return Extract(
        baseline=baseline,
        rows=[baseline, *[published(name) for name in names]],
        language=language,
        only_differences=only_differences,
        on=TODAY,
    )


def _cells_of(parameter: Parameter) -> int:
    return max(len(parameter.rows), 1) * max(len(parameter.columns), 1)


def _lines(content: bytes, delimiter: str) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")  # or Excel takes é for two letters
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def test_the_file_has_every_cell_of_every_profile(published):
    lines = _lines(export.as_csv(_extract(published, "utrecht", "hour-caps")), ";")
    for name in (BASELINE, "utrecht", "hour-caps"):
        own = [line for line in lines if line["profile"] == name]
        assert len(own) == sum(_cells_of(parameter) for parameter in PARAMETERS.values())
        stated = [line for line in own if line["in_words"] != "niet vastgelegd"]
        assert len(stated) == len(values_on(name, TODAY))
        assert sum(line["differs"] == "1" for line in own) == len(differences(name, TODAY))


def test_only_differences_gives_only_those(published):
    content = export.as_csv(_extract(published, "hour-caps", only_differences=True))
    lines = _lines(content, ";")
    assert len(lines) == len(differences("hour-caps", TODAY))
    assert {line["differs"] for line in lines} == {"1"}
    assert all(line["in_words"] != line["baseline_in_words"] for line in lines)


def test_every_line_has_certainty_and_source(published):
    for line in _lines(export.as_csv(_extract(published, "low-rate")), ";"):
        assert line["certainty"]
        assert bool(line["source"]) == (line["in_words"] != "niet vastgelegd")


def test_own_words_are_a_text_in_a_spreadsheet(published):
    lines = _lines(export.as_csv(_extract(published, "utrecht", only_differences=True)), ";")
    (line,) = [line for line in lines if line["parameter"] == "words.work_supervision"]
    assert (line["value"], line["in_words"]) == ("werkbegeleiding", "werkbegeleiding")
    assert line["baseline_in_words"] == "niet vastgelegd"


def test_english_has_commas_and_english_words(published):
    lines = _lines(export.as_csv(_extract(published, "utrecht", language="en")), ",")
    found = {line["parameter"]: line for line in lines if line["profile"] == "utrecht"}
    assert found["contract.minimum_months"]["in_words"] == "6 months"
    assert found["contract.minimum_months"]["certainty"] == "published"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_text_is_taken_for_a_formula(start):
    """A title such as =HYPERLINK(…) stays a text."""
    assert export.for_a_spreadsheet(f"{start}1+1") == f"'{start}1+1"
    assert export.for_a_spreadsheet("gewoon = goed") == "gewoon = goed"
    assert export.for_a_spreadsheet(720) == 720


def test_json_holds_the_same_with_the_values_as_they_are(published):
    data = json.loads(json.dumps(export.as_data(_extract(published, "utrecht"))))
    assert [profile["profile"] for profile in data["profiles"]] == [BASELINE, "utrecht"]
    (utrecht,) = [p for p in data["profiles"] if p["profile"] == "utrecht"]
    assert utrecht["content_hash"] == published("utrecht").content_hash
    values = {(v["parameter"], v["row"], v["column"]): v["value"] for v in utrecht["values"]}
    assert values[("hours.minimum_weekly", "", "")] == 720
    assert values[("duration.hard_cap_months", "", "")] == 36
    assert values[("provider.accepted_recognitions", "", "")] == ["uwv"]
