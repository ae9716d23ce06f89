"""`python -m benchmarks.truth`: do intervals cover and funnels keep still as often as they say?"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.bootstrap import generator
from benchmarking.statistics.funnel import (
    Funnel,
    funnel_of_means,
    funnel_of_ratios,
    funnel_of_shares,
)
from benchmarking.statistics.means import Sums
from benchmarking.statistics.split_bootstrap import (
    SplitCases,
    complete_cases,
    split_bootstrap_intervals,
)
from benchmarks.measure import Figure
from benchmarks.simulated_truth import Place, drawn, place, sizes, true_parts

_KEPT = Path(__file__).parent / "truth.json"
_SEED = 20_261_122
_RUNS = 2_000
_NATIONS = 400  # each of so many municipalities:
_RESAMPLES = 1_000
_MUNICIPALITIES = 343
#: What one municipality decides in some years, and UWV in one.
_FEWEST, _MOST, _REFERENCE = 200, 2_000, 1_500


def main() -> None:
    """Measure, print, and write `benchmarks/truth.json`."""
    measured = figures()
    for figure in measured:
        print(f"{figure.name:38} {figure.value:10.3f} {figure.unit}")
    kept = {f.name: {"value": round(f.value, 4), "unit": f.unit} for f in measured}
    _KEPT.write_text(json.dumps({"seed": _SEED, "figures": kept}, indent=2) + "\n")


def figures(
    *, runs: int = _RUNS, nations: int = _NATIONS, resamples: int = _RESAMPLES
) -> list[Figure]:
    """How often the split's intervals cover, and how often equal municipalities raise an alarm."""
    covered = coverage(runs=runs, resamples=resamples)
    alarms = false_alarms(runs=nations)
    return [
        *(Figure(name=f"truth.split.{part}", value=100 * share, unit="% covered")
          for part, share in covered.items()),
        *(Figure(name=f"truth.funnel.{kind}", value=100 * share, unit="% false alarms")
          for kind, share in alarms.items()),
    ]  # fmt: skip


def coverage(*, runs: int, resamples: int, seed: int = _SEED) -> dict[str, float]:
    """Return for each part how often its 95 % bootstrap interval holds the truth."""
    source, held = generator(seed), Counter[str]()
    for run in range(runs):
        group, reference = place(source), place(source)
        cases = int(np.exp(source.uniform(np.log(_FEWEST), np.log(_MOST))))
        found = split_bootstrap_intervals(
            group=_cases(group, cases, source),
            reference=_cases(reference, _REFERENCE, source),
            seed=run, resamples=resamples,
        )  # fmt: skip
        for part, truth in true_parts(group, reference).items():
            interval = getattr(found, part)
            held[part] += int(interval.low <= truth <= interval.high)
    return {part: count / runs for part, count in held.items()}


def false_alarms(*, runs: int, seed: int = _SEED) -> dict[str, float]:
    """Return how often one of equal municipalities lies outside the 99.8 % limits, by funnel."""
    source, alarms = generator(seed), Counter[str]()
    for _ in range(runs):
        everywhere, cases = place(source), sizes(_MUNICIPALITIES, source)
        share = source.uniform(0.1, 0.5)
        expected = share * cases
        funnels = {
            "shares": funnel_of_shares(parts=source.binomial(cases, share), wholes=cases),
            "ratios": funnel_of_ratios(observed=source.poisson(expected), expected=expected),
            "means": funnel_of_means(_sums(everywhere, cases, source)),
        }
        for kind, funnel in funnels.items():
            alarms[kind] += _outside(funnel)
    return {kind: count / runs / _MUNICIPALITIES for kind, count in alarms.items()}


def _cases(where: Place, cases: int, source: np.random.Generator) -> SplitCases:
    columns = drawn(where, cases, source)
    return complete_cases(
        awarded=columns.awarded, own=columns.own, baseline=columns.baseline
    )  # fmt: skip


def _sums(where: Place, cases: npt.NDArray[np.int64], source: np.random.Generator) -> list[Sums]:
    minutes = drawn(where, int(cases.sum()), source).awarded.astype(np.int64)
    borders = np.concatenate([[0], np.cumsum(cases)[:-1]])
    totals, squares = np.add.reduceat(minutes, borders), np.add.reduceat(minutes**2, borders)
    rows = zip(cases.tolist(), totals.tolist(), squares.tolist(), strict=True)
    return [Sums(cases=n, total=total, squares=square) for n, total, square in rows]


def _outside(funnel: Funnel) -> int:
    return int(np.count_nonzero(np.abs(funnel.places) == 2))


if __name__ == "__main__":
    main()
