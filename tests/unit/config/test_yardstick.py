"""The picture on the landing page shows what the engine says, and nothing else."""

from django.utils.translation import override

from config.yardstick import CASE, PROFILES, example_yardstick
from rulebook.engine import evaluate
from rulebook.frame import CaseFrame
from rulebook.profiles import load_shipped


def test_the_readings_are_the_answers_of_the_engine_highest_first() -> None:
    with override("nl"):
        shown = example_yardstick()
    frame = CaseFrame.from_rows([CASE])
    answers = [int(evaluate(frame, load_shipped(name)).minutes[0]) for name in PROFILES]
    assert [reading.minutes for reading in shown.readings] == sorted(answers, reverse=True)
    assert len(set(answers)) == len(PROFILES), "the title says that the answers differ"


def test_a_reading_stands_where_the_scale_says() -> None:
    with override("nl"):
        shown = example_yardstick()
    numbered = {tick.number: tick.percent for tick in shown.ticks if tick.number is not None}
    end = max(numbered)
    for reading in shown.readings:
        assert reading.percent == round(100 * reading.minutes / 60 / end, 3)
        assert 0 < reading.percent <= 100
    assert numbered[0] == 0
    assert numbered[end] == 100


def test_the_picture_speaks_the_language_of_the_page() -> None:
    with override("en"):
        assert "UWV baseline" in {reading.label for reading in example_yardstick().readings}
