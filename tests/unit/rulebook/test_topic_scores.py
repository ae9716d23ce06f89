"""The scores of Tabel 6.1 are those of the report, and give one weight for each topic."""

from rulebook.headings import TOPICS
from rulebook.topic_scores import topic_scores

# As the report prints them: enthusiasm, possibility, impact.
AS_PRINTED = {
    "certification": ("3,6", "3,6", "3,6"),
    "intensity_method": ("3,2", "3,0", "3,2"),
    "inclusion": ("3,4", "3,2", "3,5"),
    "budgets": ("3,5", "2,8", "3,5"),
    "periods": ("3,5", "3,3", "3,3"),
    "definitions": ("3,9", "3,4", "3,5"),
    "training": ("3,6", "3,7", "3,3"),
    "tailoring": ("3,9", "3,3", "3,5"),
    "craft_supervision": ("3,7", "3,0", "3,4"),
    "citizen_central": ("3,6", "2,9", "3,6"),
    "approach": ("3,6", "3,1", "3,3"),
    "tasks": ("3,4", "3,1", "3,2"),
}


def test_every_topic_has_the_scores_that_the_report_prints() -> None:
    found = topic_scores()
    assert list(found.rows) == list(TOPICS) == list(AS_PRINTED)
    for topic, row in found.rows.items():
        scores = (row.enthusiasm, row.possibility, row.impact)
        assert tuple(f"{score // 10},{score % 10}" for score in scores) == AS_PRINTED[topic]


def test_the_scores_say_where_they_were_read() -> None:
    found = topic_scores()
    assert found.certainty == "verified"
    assert found.source.citation() == (
        "Jobcoaching onder de loep, par. 6.3, tabel 6.1 (UWV Kenniscentrum 2023)"
    )


def test_a_weight_is_the_product_of_the_three() -> None:
    """By hand: 3,6 × 3,6 × 3,6 = 46,656 and 3,2 × 3,0 × 3,2 = 30,72."""
    weights = topic_scores().weights
    assert weights["certification"] == 47
    assert weights["intensity_method"] == 31
    assert weights["definitions"] == 46
    assert max(weights.values()) == weights["certification"]
    assert min(weights.values()) == weights["intensity_method"]


def test_a_mean_would_have_made_all_topics_weigh_about_the_same() -> None:
    """The reason for the product, as the docstring gives it."""
    rows = topic_scores().rows.values()
    means = [row.enthusiasm + row.possibility + row.impact for row in rows]
    assert (max(means) - min(means)) / max(means) < 1 / 7
    weights = [row.weight for row in rows]
    assert (max(weights) - min(weights)) / max(weights) > 1 / 3
