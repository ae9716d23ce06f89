"""`meetlat evaluate`, `profiles` and `explain`: for people at a terminal and for programs."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

from console import cli
from rulebook.case_format import read_cases
from rulebook.finding import find
from rulebook.profiles import load_shipped, shipped_profile_names

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "reference" / "examples"
DUTCH = EXAMPLES / "casussen-excel.csv"
INTERNATIONAL = EXAMPLES / "cases-international.csv"


def _meetlat(*arguments: str | Path, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run the command in this process; a process for each would take longer than all it does."""
    typed = ["meetlat", *map(str, arguments)]
    code: str | int | None = 0
    with CliRunner().isolation(input=given) as (out, problems, _), mock.patch("sys.argv", typed):
        try:
            cli.run()
        except SystemExit as ended:
            code = ended.code
    return subprocess.CompletedProcess(
        typed, int(code or 0), stdout=out.getvalue(), stderr=problems.getvalue()
    )


def _json(*arguments: str | Path) -> dict[str, object]:
    answer = _meetlat(*arguments, "--format", "json")
    assert answer.returncode == 0, answer.stderr
    data: dict[str, object] = json.loads(answer.stdout)
    return data


@pytest.mark.parametrize("profile", ["uwv-baseline", "hour-caps"])
def test_answers_are_those_of_the_rulebook(profile: str) -> None:
    """Each case has the verdict, minutes and days that the explained finding has."""
    told = _json("evaluate", DUTCH, "--profile", profile)["cases"]
    file = read_cases(DUTCH.read_bytes())
    findings = [find(facts, load_shipped(profile)) for facts in file.rows]
    assert [case["reference"] for case in told] == list(file.references)  # type: ignore[attr-defined]
    for case, finding in zip(told, findings, strict=True):  # type: ignore[call-overload]
        data = finding.as_data()
        assert case["verdict"] == data["verdict"]
        assert case["minutes"] == data["minutes"]
        assert case["provider"] == data["provider"]
        assert (case["firstDay"], case["lastDay"]) == (data["supportStart"], data["supportEnd"])


def test_both_forms_of_a_file_give_the_same_answers() -> None:
    """What Dutch Excel writes and the international form are one format."""
    answers = [
        _json("evaluate", path, "--profile", "uwv-baseline") for path in (DUTCH, INTERNATIONAL)
    ]
    assert answers[0] == answers[1]


def test_windows_1252_and_standard_input_are_read() -> None:
    """Older Excel writes no UTF-8; a pipe has no name."""
    content = DUTCH.read_bytes().decode("utf-8-sig").encode("cp1252")
    read = _meetlat("evaluate", "-", "--profile", "uwv-baseline", given=content)
    assert read.returncode == 0
    assert read.stdout == _meetlat("evaluate", DUTCH, "--profile", "uwv-baseline").stdout


def test_a_comparison_states_the_difference_of_each_case() -> None:
    """Minutes more or less than under the other profile, where both are known."""
    told = _json("evaluate", DUTCH, "--profile", "hour-caps", "--against", "uwv-baseline")
    first = told["cases"][0]  # type: ignore[index]
    assert first["differenceMinutes"] == first["minutes"] - first["against"]["minutes"] < 0


def test_the_csv_opens_in_dutch_excel() -> None:
    """Semicolons, decimal comma, 31-12-2025, and the mark that tells Excel it is UTF-8."""
    written = _meetlat("evaluate", DUTCH, "--profile", "hour-caps", "--format", "csv").stdout
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert [row["reference"] for row in rows] == ["VB-001", "VB-002", "VB-003", "VB-004"]
    assert (rows[0]["minutes"], rows[0]["hours"]) == ("1785", "29,75")
    assert rows[0]["first_day"] == "01-01-2025"


def test_the_international_csv_uses_commas_and_points() -> None:
    """For programs, and for spreadsheets elsewhere."""
    written = _meetlat(
        "evaluate", DUTCH, "--profile", "hour-caps", "--format", "csv", "--language", "en"
    ).stdout
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8"))))
    assert (rows[0]["hours"], rows[0]["first_day"]) == ("29.75", "2025-01-01")


def test_an_explanation_names_rule_source_and_certainty() -> None:
    """In words, for every criterion and every step of the hours."""
    told = _meetlat("evaluate", DUTCH, "--profile", "hour-caps", "--explain").stdout.decode()
    assert "29:45 uur" in told
    assert "BWBR0035263" in told
    assert "niet geverifieerd" in told
    explained = _json("evaluate", DUTCH, "--profile", "hour-caps", "--explain")["cases"][0]  # type: ignore[index]
    facts = read_cases(DUTCH.read_bytes()).rows[0]
    assert explained["finding"] == find(facts, load_shipped("hour-caps")).as_data()


def test_a_bad_file_tells_everything_and_writes_nothing() -> None:
    """Every row and column with its reason at once, in the language asked for; exit code 2."""
    lines = DUTCH.read_text(encoding="utf-8-sig").splitlines()
    lines[1] = lines[1].replace("01-01-2025", "31-02-2025").replace("VB-001;ja", "VB-001;misschien")
    lines[3] += ";te veel"
    for form in ("table", "csv", "json"):
        refused = _meetlat(
            "evaluate", "-", "--profile", "uwv-baseline", "--format", form, "--language", "en",
            given="\n".join(lines).encode(),
        )  # fmt: skip
        told = refused.stderr.decode()
        assert refused.returncode == 2
        assert refused.stdout == b""
        assert told.count("row 2,") >= 3
        assert "row 4" in told
        assert "misschien" not in told  # what stood in a cell may be about a person


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["evaluate", DUTCH, "--profile", "hour-cap"], "Bedoelt u hour-caps? Bekend zijn:"),
        (
            ["evaluate", DUTCH, "--profile", "hour-cap", "--language", "en"],
            "Did you mean hour-caps? Known are:",
        ),
        (["explain", "contract.minimum_month"], "Er is geen beleidsregel, feit of criterium"),
        (["explain", "contract.minimum_month", "--language", "en"], "Did you mean:"),
        (["evaluate", DUTCH, "--profile", "uwv-baseline", "--against", "x"], "uwv-baseline"),
        (["evaluate", DUTCH], "--profile"),
        (["evaluate", "no-such.csv", "--profile", "uwv-baseline"], "no-such.csv"),
        (["profiles", "x"], "uwv-baseline"),
        (["explain", "contract.minimum_monts"], "contract.minimum_months"),
        (["evalute"], "evalute"),
    ],
)
def test_a_wrong_word_is_told_with_what_exists(arguments: list[str | Path], told: str) -> None:
    """On stderr, with exit code 2 and no traceback."""
    refused = _meetlat(*arguments)
    assert refused.returncode == 2
    assert refused.stdout == b""
    assert told in refused.stderr.decode()
    assert b"Traceback" not in refused.stderr


def test_neither_django_nor_a_database_is_touched() -> None:
    """Rules can be tried on a laptop without anything else."""
    script = (
        "import sys, runpy\n"
        f"sys.argv = ['meetlat', 'evaluate', {str(DUTCH)!r}, '--profile', 'uwv-baseline']\n"
        "try:\n    runpy.run_module('console')\n"
        "finally:\n    print(sorted({'django', 'psycopg', 'pandas'} & set(sys.modules)))\n"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert answer.stdout.splitlines()[-1] == "[]"


def test_every_shipped_profile_is_listed_and_can_be_shown() -> None:
    """Each value that is stated with layer, certainty and source."""
    listed = json.loads(_meetlat("profiles", "--format", "json").stdout)
    assert [profile["name"] for profile in listed] == list(shipped_profile_names())
    shown = json.loads(_meetlat("profiles", "strict-cap", "--format", "json").stdout)
    for rule in shown["rules"]:
        assert bool(rule["source"]) == bool(rule["layer"]) == rule["stated"]
        assert (rule["certainty"] == "not_stated") == (not rule["stated"])
    table = _meetlat("profiles", "hour-caps", "--differences", "--language", "en").stdout.decode()
    assert "certainty" in table
    assert "not verified" in table


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("contract.minimum_months", "BWBR0035263"),
        ("contract_duration", "contract.minimum_months"),
        ("contract_form", "contract.excluded_forms"),
    ],
)
def test_a_rule_a_criterion_and_a_fact_are_explained(name: str, told: str) -> None:
    """What it means, what it rests on, and what every profile makes of it."""
    answer = _meetlat("explain", name)
    assert answer.returncode == 0
    assert told in answer.stdout.decode()


def test_what_is_suggested_is_suggested_once() -> None:
    """Also where a criterion and a fact share a name."""
    told = _meetlat("explain", "contract.nonsense").stderr.decode()
    suggested = told.strip().rstrip("?").partition("Bedoelt u: ")[2].split(", ")
    assert "contract_form" in suggested
    assert len(suggested) == len(set(suggested))


def test_help_says_what_each_command_is_for() -> None:
    """The list comes without loading the commands, so each line has to be true by hand."""
    asked = subprocess.run([sys.executable, "-m", "console", "--help"], capture_output=True)
    overview = asked.stdout.decode()
    for name in ("evaluate", "profiles", "explain", "demo", "serve", "migrate", "tenant"):
        assert f"  {name} " in overview
        own = _meetlat(name, "--help")
        assert own.returncode == 0
        is_of_rules = name in ("evaluate", "profiles", "explain")
        begins = b"Gebruik: meetlat " if is_of_rules else b"Usage: meetlat "
        assert begins + name.encode() in own.stdout


#: What only English help holds, and only Dutch help.
_ENGLISH, _DUTCH = {"Usage", "Options", "Show", "the", "Commands"}, {"Gebruik", "Opties", "de"}


@pytest.mark.parametrize(
    "command",
    ["evaluate", "explain", "profiles", "profiles show", "profiles export", "profiles check"],
)
def test_help_speaks_the_language_of_the_answers(command: str) -> None:
    """Every option of the one is in the other, and nothing of it is left in the other language."""
    dutch, english = (
        _meetlat(*command.split(), "--help", *more).stdout.decode()
        for more in ((), ("--language", "en"))
    )
    assert not _ENGLISH & {*re.findall(r"\w+", dutch)}
    assert not _DUTCH & {*re.findall(r"\w+", english)}
    named = [re.findall(r"^  (-\S+.*?)(?:  |$)", text, re.M) for text in (dutch, english)]
    assert named[0] == named[1] != []


def test_help_of_profiles_lists_the_options_that_go_without_a_command() -> None:
    assert "--differences" in _meetlat("profiles", "--help").stdout.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("--langage", "nl"), "Er is geen optie --langage. Bedoelt u --language?"),
        (
            (DUTCH, "--profile", "g4-2015", "--language", "fr"),
            "--language staat, kan niet: kies nl",
        ),
        ((DUTCH,), "Geef ook --profile op."),
        (("nergens.csv", "--profile", "g4-2015"), "geef een bestand dat er is"),
        ((DUTCH, "nog.csv", "--profile", "g4-2015"), "Haal weg wat te veel is."),
        ((DUTCH, "--profile"), "Bij --profile hoort één waarde"),
    ],
)
def test_what_was_typed_otherwise_than_it_can_be_is_told_in_dutch(
    typed: tuple[str | Path, ...], told: str
) -> None:
    answer = _meetlat("evaluate", *typed)
    assert answer.returncode == 2
    text = answer.stderr.decode()
    assert told in text
    assert not {"Error", "Usage", "Invalid"} & {*re.findall(r"\w+", text)}


def test_who_asked_for_english_or_manages_is_told_in_english() -> None:
    """The commands that install and manage have no other language."""
    for typed in (("evaluate", DUTCH, "--language", "en"), ("tenant", "list", "--all")):
        assert "Usage: meetlat" in _meetlat(*typed).stderr.decode()
    assert "Gebruik: meetlat evaluate" in _meetlat("evaluate", DUTCH).stderr.decode()


def test_hours_of_one_case_have_minutes_and_of_several_together_a_decimal() -> None:
    answer = _meetlat("evaluate", DUTCH, "--profile", "hour-caps", "--against", "uwv-baseline")
    *cases, together, compared = answer.stdout.decode().splitlines()
    assert any(":" in line and " uur" in line for line in cases)
    assert re.search(r"samen [\d.]+,\d u\.$", together)
    assert re.search(r"verschil [+−]?[\d.]+,\d u\.$", compared)


def test_the_last_lines_count_as_people_do() -> None:
    """One case is no cases, and a verdict with a comma in it stays one."""
    typed = ("evaluate", INTERNATIONAL, "--profile", "hour-caps", "--against", "uwv-baseline")
    *_, together, compared = _meetlat(*typed, "--language", "en").stdout.decode().splitlines()
    assert together.startswith("4 cases: 2 met; 1 met, with an obligation; 1 not yet known; ")
    assert compared.startswith("1 case with hours under both profiles; ")


def test_the_source_of_an_invented_value_is_told_in_the_readers_language() -> None:
    """A law keeps its own name; "invented" is no name, and has to be understood."""
    typed = ("evaluate", INTERNATIONAL, "--profile", "hour-caps", "--explain", "--language")
    english, dutch = (_meetlat(*typed, code).stdout.decode() for code in ("en", "nl"))
    assert "Invented value of an invented municipality (Example)" in english
    assert "Verzonnen" not in english
    assert "Verzonnen waarde van een verzonnen gemeente (Voorbeeld)" in dutch
    assert "Beleidsregel Protocol Jobcoach UWV 2014" in english
