"""Figures are pure: labels, intervals, hatched marks, and never a way out to a cloud."""

import json
import re
from pathlib import Path

import plotly.graph_objects as go
import pytest
from django.utils.translation import override

from dashboards import theme as themes
from dashboards.curve_figures import Curve, Point, curves
from dashboards.figures import BarRow, Mark, Step, paired_bars, waterfall
from dashboards.part_figures import PartRow, part_bars
from dashboards.time_cards import moment_in_words

ROOT = Path(__file__).resolve().parents[3]
THEMES = pytest.mark.parametrize("theme", [themes.LIGHT, themes.DARK], ids=["light", "dark"])


def bars(theme=themes.LIGHT, language="nl"):
    rows = [
        BarRow(
            label="Toegekend",
            own=Mark(value=56.0, low=52.0, high=60.0, words="56,0 u"),
            reference=Mark(value=None, words="te weinig gevallen om te tonen"),
        )
    ]
    return paired_bars(
        rows,
        names=("Eikenberg", "UWV"),
        unit=" u",
        colour=theme.uwv,
        theme=theme,
        language=language,
    )


def steps(theme=themes.LIGHT):
    given = [(-12.5, False), (3.0, False), (-6.2, True), (0.7, True)]
    return waterfall(
        [
            Step(label=f"deel {n}", words=str(v), value=v, low=v - 1, high=v + 1, is_own=own)
            for n, (v, own) in enumerate(given)
        ],
        start=("UWV kent toe", "71,0 u", 71.0),
        end=("Eikenberg kent toe", "56,0 u", 56.0),
        unit=" u",
        colour=theme.uwv,
        theme=theme,
        language="nl",
    )


def lines(theme=themes.LIGHT):
    own = Curve(
        name="Eikenberg",
        points=(
            Point(months=0, percent=100, at_risk="430"),
            Point(months=12, percent=62, low=57, high=67, at_risk="135"),
        ),
    )
    nobody = Curve(name="UWV", points=())
    published = Curve(
        name="UWV 2015–2019", points=(Point(months=12, percent=33),), is_stepped=False
    )
    return curves(
        own=own,
        reference=nobody,
        published=[published],
        colour=theme.uwv,
        at_risk_label="%(name)s, nog gevolgd:",
        months_label="maanden",
        theme=theme,
        language="nl",
    )


@THEMES
@pytest.mark.parametrize("make", [bars, steps, lines])
def test_every_figure_is_one_that_plotly_knows(make, theme):
    figure = go.Figure(make(theme))
    assert figure.layout.dragmode is False
    assert {trace.type for trace in figure.data} <= {"bar", "scatter"}, "the basic bundle has these"
    json.dumps(make(theme))


def test_no_figure_offers_to_send_its_data_anywhere():
    assert themes.CONFIG["showSendToCloud"] is False
    assert themes.CONFIG["plotlyServerURL"] == ""
    assert themes.CONFIG["displayModeBar"] is False


def test_bars_start_at_nought():
    assert bars()["layout"]["xaxis"]["range"][0] == 0


def test_a_hidden_bar_is_a_hatched_stub_with_its_reason():
    figure = bars()
    stubs = [trace for trace in figure["data"] if "pattern" in trace["marker"]]
    assert len(stubs) == 1
    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert "UWV te weinig gevallen om te tonen" in texts


def test_the_length_of_a_hidden_bar_says_nothing_of_its_value():
    """It depends on what is shown beside it and on nothing else."""
    (stub,) = [trace for trace in bars()["data"] if "pattern" in trace["marker"]]
    assert stub["x"] == [60.0 * 0.12]


def test_the_steps_lead_from_one_mean_to_the_other():
    floating = steps()["data"][0]
    ends = [base + step for base, step in zip(floating["base"], floating["x"], strict=True)]
    assert floating["base"][0] == 71.0
    assert ends[:-1] == floating["base"][1:]
    assert ends[-1] == pytest.approx(56.0)


def test_own_and_other_differ_without_colour():
    """Own is filled, the other side an outline; own lines are solid, others dashed."""
    colours = steps()["data"][0]["marker"]["color"]
    assert colours == ["rgba(0,0,0,0)", "rgba(0,0,0,0)", themes.LIGHT.own, themes.LIGHT.own]
    dashes = {
        trace.get("name"): trace["line"].get("dash")
        for trace in lines()["data"]
        if trace.get("name")
    }
    assert dashes == {"Eikenberg": None, "UWV": "dash", "UWV 2015–2019": "dot"}


def test_numbers_at_risk_stand_below_the_axis_with_the_name_of_the_side():
    texts = [note["text"] for note in lines()["layout"]["annotations"]]
    assert texts == ["Eikenberg, nog gevolgd:", "430", "135"], "of UWV there is nothing to show"


def test_on_a_long_axis_numbers_at_risk_keep_a_year_apart():
    """At 390 pixels those of the start and of half a year ran together."""
    points = tuple(Point(months=at, percent=90, at_risk=f"1.{at:03}") for at in (0, 6, 12, 24, 36))
    figure = curves(
        own=Curve(name="Eikenberg", points=points),
        reference=Curve(name="UWV", points=()),
        published=[],
        colour=themes.LIGHT.uwv,
        at_risk_label="%(name)s, nog gevolgd:",
        months_label="maanden",
        theme=themes.LIGHT,
        language="nl",
    )
    assert [one["x"] for one in figure["layout"]["annotations"][1:]] == [0, 12, 24, 36]


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [("en", 30, "1 month"), ("en", 183, "6 months"), ("nl", 30, "1 mnd")],
)
def test_a_moment_of_one_month_is_no_plural(language, day, words):
    with override(language):
        assert moment_in_words(day) == words


def test_a_step_without_an_interval_has_none_of_no_length():
    """Plotly draws null as nought: a mark that says the figure is exact."""
    steps = [
        Step(label="a", words="1", value=1.0, low=None, high=None, is_own=True),
        Step(label="b", words="2", value=2.0, low=1.0, high=4.0, is_own=True),
    ]
    row = PartRow(label="groep", words="3", parts=tuple(steps))
    figure = part_bars([row], unit="", colour="#000", theme=themes.LIGHT, language="nl")
    drawn = figure["data"][0]["error_x"]
    assert (drawn["arrayminus"], drawn["array"]) == (["none", 1.0], ["none", 2.0])
    go.Figure(figure)


def test_published_points_are_lines_between_points_and_not_steps_of_our_own():
    (published,) = [t for t in lines()["data"] if t.get("name") == "UWV 2015–2019"]
    assert "markers" in published["mode"]
    assert "shape" not in published["line"]


@pytest.mark.parametrize(("language", "marks"), [("nl", ",."), ("en", ".,")])
def test_numbers_have_the_marks_of_the_language(language, marks):
    assert bars(language=language)["layout"]["separators"] == marks


def test_the_theme_has_the_colours_of_the_house():
    tokens = (ROOT / "platform/config/static/meetlat/css/tokens.css").read_text()
    light, dark = tokens.split("prefers-color-scheme: dark")
    names = {
        "paper": "paper",
        "ink": "ink",
        "ink_soft": "ink-soft",
        "rule": "rule-strong",
        "own": "figure-own",
        "own_wash": "accent-wash",
        "uwv": "figure-uwv",
        "peers": "figure-peers",
        "grid": "figure-grid",
    }
    for theme, css in ((themes.LIGHT, light), (themes.DARK, dark)):
        for field, token in names.items():
            found = re.search(rf"--ml-{token}: (#[0-9a-f]+);", css)
            assert found is not None, token
            assert getattr(theme, field) == found.group(1), token


def test_the_vendored_library_is_the_version_that_plotly_ships():
    """Figures are checked against the Python package and drawn by the vendored file."""
    import plotly

    shipped = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    vendored = ROOT / "dashboards/assets/vendor/plotly/plotly-basic.min.js"
    version = re.compile(r"plotly\.js (?:\(basic - minified\) )?v(\d+\.\d+\.\d+)")
    with shipped.open() as one, vendored.open() as other:
        assert version.search(one.read(300)).group(1) == version.search(other.read(300)).group(1)
