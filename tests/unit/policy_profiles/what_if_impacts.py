"""Impacts put together by hand, for whoever looks at what is shown of them."""

from policy_profiles.simulation.values import Against, Assumptions, Figures, Impact, Practice


def figures(granted: int, refused: int, unknown: int = 0) -> Figures:
    return Figures(
        granted=granted,
        refused=refused,
        unknown=unknown,
        obligated=0,
        obligations={},
        minutes=6000 * granted,
        minutes_unknown=0,
        periods=granted,
        days=365 * granted,
        tariff=None,
        intervals={},
    )


def impact_of(against: Against, **parts: object) -> Impact:
    """An impact with this shift against both policies; other parts as given."""
    cases = against.whole.cases
    usual = {
        "cases": cases,
        "practice": Practice(granted=cases, refused=0, minutes=0),
        "before": figures(cases, 0),
        "after": figures(cases, 0),
        "baseline": figures(cases, 0),
        "against_before": against,
        "against_baseline": against,
        "influences": (),
        "assumptions": Assumptions(months=12),
        "replicates": 0,
        "seed": 1,
    }
    return Impact(**(usual | parts))
