"""The policy sheet says of every value what the YAML files say, and finds what people look for."""

from datetime import date

import pytest

from policy_profiles.reading.sheet import Entry, Sheet, policy_sheet
from rulebook.parameter import PARAMETERS
from rulebook.profiles import BASELINE, load_shipped, shipped_profile_names
from tests.unit.policy_profiles.naive_policy import differences, document, values_on

TODAY = date(2026, 6, 1)
BEFORE = date(2015, 6, 1)


def _sheet(name: str, *, language: str = "nl", on: date = TODAY, **asked: object) -> Sheet:
    return policy_sheet(
        profile=load_shipped(name, on),
        baseline=load_shipped(BASELINE, on),
        language=language,
        **asked,
    )


def _entries(sheet: Sheet) -> dict[str, Entry]:
    return {entry.id: entry for section in sheet.sections for entry in section.entries}


@pytest.mark.parametrize("on", [BEFORE, TODAY])
@pytest.mark.parametrize("name", shipped_profile_names())
def test_the_sheet_marks_exactly_what_differs(name, on):
    """Compared with a plain reading of the YAML files."""
    expected = {cell[0] for cell in differences(name, on)}
    sheet = _sheet(name, on=on)
    assert {e.id for e in _entries(sheet).values() if e.deviates} == expected
    assert sheet.deviating == len(expected)
    assert sum(section.deviating for section in sheet.sections) == len(expected)


@pytest.mark.parametrize("name", shipped_profile_names())
def test_a_cell_that_differs_shows_the_old_value_beside_the_new(name):
    marked = set()
    for id_, entry in _entries(_sheet(name)).items():
        parameter = PARAMETERS[id_]
        cells = [entry.value] if entry.value else [c for row in entry.rows for c in row.cells]
        rows, columns = (("",), ("",)) if entry.value else (parameter.rows, parameter.columns)
        places = [(r, c) for r in rows for c in columns or ("",)]
        for (row, column), cell in zip(places, cells, strict=True):
            if cell.old:
                assert cell.old != cell.words
                marked.add((id_, row, column))
    assert marked == differences(name, TODAY)


def test_every_parameter_stands_on_the_sheet_once():
    sheet = _sheet("utrecht")
    listed = [entry.id for section in sheet.sections for entry in section.entries]
    assert sorted(listed) == sorted(PARAMETERS)
    assert sheet.shown == sheet.total == len(PARAMETERS)


def test_an_entry_says_where_its_value_comes_from():
    """Utrecht's counter page says who may be a coach; the file names the page."""
    entry = _entries(_sheet("utrecht"))["provider.direct_colleague_allowed"]
    source = document("utrecht")["values"]["provider.direct_colleague_allowed"]
    (origin,) = entry.origins
    assert (origin.layer, origin.certainty) == ("municipality", source["certainty"])
    assert "Gemeente Utrecht, digitaal loket" in origin.source
    assert origin.note == source["note"]["nl"]
    assert (entry.value.old, entry.value.words) == ("ja", "nee")
    (baseline,) = entry.baseline_origins
    assert baseline.certainty == "verified"


def test_a_set_that_differs_is_told_code_by_code():
    """Who gets support under the strict cap: one group less, two more."""
    entry = _entries(_sheet("strict-cap"))["target_group.accepted_grounds"]
    told = {(part.state, part.words) for part in entry.value.parts}
    assert told == {
        ("less", "structureel functionele beperking"),
        ("more", "doelgroepregister"),
        ("more", "langdurig werkloos"),
    }


def test_the_layers_are_counted_from_the_top():
    """What Amsterdam does not say itself it has from the G4, from UWV and from the law."""
    layers = _sheet("amsterdam").layers
    region, everything = document("g4-2015")["values"], values_on("uwv-baseline", TODAY)
    baseline = {cell[0] for cell in everything} - set(region) - set(document("law")["values"])
    assert [(layer.layer, layer.parameters) for layer in layers] == [
        ("municipality", 0),
        ("region", len(region)),
        ("baseline", len(baseline)),
        ("law", 2),
    ]


def test_what_nobody_states_says_so_and_has_no_source():
    """A table too: one line, not a grid of the same words."""
    for language, words in (("nl", "niet vastgelegd"), ("en", "not stated")):
        entries = _entries(_sheet("utrecht", language=language))
        for name in ("assessment.life_domains", "supervision.wage_value", "words.plan"):
            entry = entries[name]
            assert (entry.value.words, entry.value.old) == (words, "")
            assert (entry.deviates, entry.origins, entry.rows) == (False, (), ())


def test_what_only_the_organisation_states_differs_from_uwv():
    entry = _entries(_sheet("utrecht"))["words.work_supervision"]
    assert (entry.value.words, entry.value.old) == ("werkbegeleiding", "niet vastgelegd")
    assert [origin.certainty for origin in entry.origins] == ["published"]
    assert entry.baseline_origins == ()


def test_only_deviations_leaves_out_what_is_as_at_uwv():
    sheet = _sheet("hour-caps", only_deviations=True)
    assert set(_entries(sheet)) == {cell[0] for cell in differences("hour-caps", TODAY)}
    assert sheet.total == len(PARAMETERS)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("LOONWAARDE minstens", "wage_value.minimum"),
        ("één gronden", "target_group.accepted_grounds"),
        ("een gronden", "target_group.accepted_grounds"),
        ("BWBR0019152", "provider.internal_allowed"),
        ("punch_card.minutes", "punch_card.minutes"),
        ("15 %", "intensity.table_long"),
    ],
)
def test_a_value_is_found_by_label_help_value_source_or_name(search, found):
    assert found in _entries(_sheet("utrecht", search=search))


def test_all_words_must_be_there():
    assert _sheet("utrecht", search="loonwaarde strippenkaart").shown == 0
    assert _sheet("utrecht", search="  ").shown == len(PARAMETERS)


def test_the_sheet_is_complete_in_english():
    """No Dutch word is left where the rulebook has an English one."""
    entries = _entries(_sheet("hour-caps", language="en"))
    assert entries["intensity.method"].value.words == "hours per year"
    assert entries["contract.minimum_months"].value.words == "6 months"
    assert [row.label for row in entries["intensity.yearly_caps"].rows] == ["light", "medium"]
    for entry in entries.values():
        assert entry.label == PARAMETERS[entry.id].label.en
        assert entry.help == PARAMETERS[entry.id].help.en
