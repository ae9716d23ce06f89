"""What stands out: the farthest first, in words that fit the number of figures."""

from datetime import date

from django.utils.translation import override

from benchmarking.cells import Selection
from benchmarking.comparison import OfRelease
from benchmarking.disclosure import Protected
from benchmarking.released_indicators.values import (
    FunnelDot,
    FunnelLine,
    ReleasedFigure,
    ReleasedFunnel,
    StandingOut,
    Whom,
    WhomKind,
)
from dashboards.dot_figures import Dot, interval_dots
from dashboards.funnel_figures import FunnelEdge, FunnelMark, funnel
from dashboards.sheets import outliers
from dashboards.theme import LIGHT
from rulebook.text import Text

EIKENBERG = Whom(
    code="organisation:eikenberg",
    kind=WhomKind.ORGANISATION,
    label=Text("Eikenberg", "Eikenberg"),
    members=("eikenberg",),
)


def out(name, value, *, place=-1):
    """A figure beside a middle of 50 and limits of 40 and 60."""
    figure = ReleasedFigure(
        indicator=name,
        whom=EIKENBERG,
        selection=Selection(),
        release=OfRelease(number=1, facts_as_of=date(2026, 1, 1)),
        as_of=1,
        members=1,
        members_counted=1,
        holds_synthetic=False,
        cases=Protected(value=100),
        value=Protected(value=value),
    )
    line = FunnelLine(cases=100, low_95=40, high_95=60, low_998=30, high_998=70)
    dot = FunnelDot(figure=figure, value=Protected(value=value), place=place, shrunk=None)
    found = ReleasedFunnel(
        indicator=name, part="", target=50, phi=1, dots=(dot,), lines=(line,), hidden=()
    )
    return StandingOut(funnel=found, dot=dot)


def test_of_figures_beyond_the_same_limits_the_farthest_comes_first(monkeypatch):
    near, far = out("refusals", 38), out("second_person", 31)
    farther = out("trial_share", 75, place=2)
    monkeypatch.setattr(outliers, "standing_out", lambda **_: (near, far, farther))
    found = outliers.kept_outliers.__wrapped__(
        "release", whom="organisation:eikenberg", period=None
    )
    assert found == (farther, far, near)


def test_one_figure_is_no_figures_and_none_is_far():
    with override("nl"):
        one = outliers._title("Eikenberg", (out("refusals", 38),))
        two = outliers._title("Eikenberg", (out("refusals", 38), out("refusals", 75, place=2)))
    assert one == "Eikenberg ligt bij 1 cijfer buiten de grenzen"
    assert two == "Eikenberg ligt bij 2 cijfers buiten de grenzen, bij 1 ver"


def test_a_dot_without_an_interval_has_no_mark_of_one():
    rows = [Dot(label="Uren", words="14 u", value=-1.2)]
    drawn = interval_dots(rows, unit="", theme=LIGHT, language="nl")["data"][0]
    assert drawn["error_x"]["visible"] is False


def test_the_name_of_the_largest_stands_inside_a_narrow_figure():
    marks = [
        FunnelMark(name="a", words="", cases=cases, value=1.0, is_own=own, is_outside=False)
        for cases, own in ((100, False), (500, True))
    ]
    edge = FunnelEdge(cases=100, low_95=0, high_95=2, low_998=0, high_998=3)
    figure = funnel(
        marks,
        [edge],
        target=1.0,
        unit="",
        cases_label="gevallen",
        names=("", "", ""),
        theme=LIGHT,
        language="nl",
    )
    assert figure["layout"]["annotations"][0]["xanchor"] == "right"


def test_a_long_name_is_read_whole_beside_its_row():
    """On two lines, and the rows leave room for them."""
    name = "Uren volgens de eigen regels van de uitvoerder"
    short, long = (
        interval_dots(
            [Dot(label=label, words="12", value=12.0)], unit="", theme=LIGHT, language="nl"
        )["layout"]
        for label in ("Eikenberg", "Uren volgens de eigen regels")
    )
    assert long["yaxis"]["ticktext"] == ["Uren volgens de eigen<br>regels"]
    assert long["height"] > short["height"]
    cut = interval_dots(
        [Dot(label=name, words="12", value=12.0)], unit="", theme=LIGHT, language="nl"
    )["layout"]["yaxis"]["ticktext"][0]
    assert cut.endswith("…")
    assert all(len(line) <= 22 for line in cut.split("<br>"))
