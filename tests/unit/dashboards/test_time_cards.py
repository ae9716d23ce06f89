"""Jobs over time: published points stand in the row of their own moment, in the order of time."""

from django.utils.translation import override

from benchmarking.definitions import indicator, series_of
from benchmarking.disclosure import CurvePoint, HiddenReason, Protected, ProtectedCurve
from benchmarking.group_figures import GroupFigures
from dashboards import time_cards
from dashboards.part_figures import PartRow, part_bars
from dashboards.theme import LIGHT

HIDDEN = Protected(reason=HiddenReason.SMALL_NUMBERS)


def side(name, *days):
    curve = ProtectedCurve(
        cases=Protected(value=100),
        points=tuple(
            CurvePoint(day=day, survival=Protected(value=90), at_risk=Protected(value=50))
            for day in days
        ),
    )
    nothing = dict.fromkeys(
        ("decided", "complete", "complete_share", "awarded", "own_rules", "baseline", "refused"),
        HIDDEN,
    )
    return GroupFigures(
        code=name,
        name=name,
        members=1,
        members_counted=1,
        holds_synthetic=False,
        criteria={},
        ended_early=HIDDEN,
        retention=curve,
        next_job=curve,
        as_of={},
        **nothing,
    )


def rows_of(indicator):
    kind = time_cards._Kind(
        key="",
        indicator=indicator,
        of_side=lambda one: one.retention,
        percent_of=lambda survival: survival,
        months_label="",
    )
    sides = (side("Eikenberg", 0, 365), side("UWV", 0, 183, 365))
    with override("nl"):
        records = time_cards._records(sides, ("Eikenberg", "UWV"), kind, list(series_of(indicator)))
    return list(dict.fromkeys(record.row for record in records))


def test_a_published_curve_that_begins_at_the_start_stands_in_that_row():
    assert rows_of("job_retention") == [
        "start", "3 mnd", "6 mnd", "12 mnd", "24 mnd", "36 mnd",
    ]  # fmt: skip


def test_rows_are_in_the_order_of_time_whoever_they_are_of():
    assert rows_of("next_job")[:5] == ["start", "binnen een week", "1 mnd", "3 mnd", "6 mnd"]


def test_the_published_line_of_a_next_job_counts_trial_placements_as_the_figure_does():
    """I-05 takes the start of a trial placement for a start; a line of I-04 would lie too low."""
    (drawn,) = (s for s in series_of("next_job") if s.id in time_cards._DRAWN["next_job"])
    assert "met proefplaatsingen" in drawn.label.nl
    assert "Een proefplaatsing telt hier als volgende baan." in [
        caveat.nl for caveat in indicator("next_job").caveats
    ]


def test_why_a_group_is_hidden_stands_on_a_line_of_its_own():
    """Beside a long name it ran out of a figure of 390 pixels."""
    hidden = PartRow(label="Structurele functionele beperking", words="te weinig", parts=())
    figure = part_bars([hidden], unit="", colour="#000", theme=LIGHT, language="nl")
    text = figure["layout"]["annotations"][0]["text"]
    assert text == "<b>Structurele functionele beperking</b><br>te weinig"
