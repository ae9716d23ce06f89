"""Case-mix models: what a result would be for cases like these, so that like is held by like."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from benchmarking.statistics.design import Design, Term, UnusableTraits, design_of
from benchmarking.statistics.means import Interval
from benchmarking.statistics.quantiles import (
    CONFIDENCE,
    chi_squared_above,
    normal_quantile,
    student_quantile,
)

Reals = npt.NDArray[np.float64]

#: A log odds or hazard this far off means that a code has only events, or none.
_BOUNDLESS = 15.0


class Model(Enum):
    """Which model: of shares (log odds), of minutes, or of days until an event (log hazard)."""

    LOGISTIC = "logistic"
    LINEAR = "linear"
    COX = "cox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """What a code does beside the reference code: in log odds, minutes or log hazard."""

    term: Term
    estimate: float
    standard_error: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMix:
    """A fitted model. `expected` holds for every row what its traits let expect.

    Events for a logistic or Cox model, minutes for a linear one: added up per organisation it is
    what to hold the organisation's own sum against. `intercept` is None for a Cox model. `gain`
    is the chi-squared by which the traits explain more than nothing, with its chance.
    """

    model: Model
    design: Design
    intercept: float | None
    coefficients: tuple[Coefficient, ...]
    expected: Reals
    gain: float
    p_value: float

    def predicted(self, traits: Mapping[str, Sequence[str]]) -> Reals:
        """Return chances (logistic), minutes (linear) or hazards relative to the reference (Cox).

        Raises:
            UnusableTraits: when the traits or codes are not those of the model.
        """
        slopes = np.array([coefficient.estimate for coefficient in self.coefficients])
        score = (self.intercept or 0.0) + self.design.columns(traits) @ slopes
        if self.model is Model.LINEAR:
            return score
        return np.exp(score) if self.model is Model.COX else 1 / (1 + np.exp(-score))


def logistic_case_mix(
    *,
    events: npt.ArrayLike,
    cases: npt.ArrayLike,
    traits: Mapping[str, Sequence[str]],
    references: Mapping[str, str] | None = None,
    confidence: float = CONFIDENCE,
) -> CaseMix:
    """Model a share by traits, from rows of counts (a GROUP BY) or single cases (cases = 1).

    Raises:
        UnusableTraits: when traits coincide, or a code has only events or none.
    """
    from statsmodels.genmod import families
    from statsmodels.genmod.generalized_linear_model import GLM

    some, all_ = np.asarray(events, dtype=np.float64), np.asarray(cases, dtype=np.float64)
    design = design_of(traits, cases=all_, references=references)
    columns = _with_intercept(design, traits)
    _check_mixed(traits, some, all_)
    model = GLM(np.stack([some, all_ - some], axis=1), columns, family=families.Binomial())
    empty = some.sum() / all_.sum()
    start = np.zeros(columns.shape[1])
    start[0] = math.log(empty / (1 - empty))
    fit = model.fit(start, method="newton", tol=1e-12, disp=0, warn_convergence=False)
    _check_bounded(fit.params)
    null = _binomial_likelihood(some, all_, np.full_like(all_, empty))
    gain = 2 * (_binomial_likelihood(some, all_, fit.fittedvalues) - null)
    return CaseMix(
        model=Model.LOGISTIC, design=design, intercept=float(fit.params[0]),
        coefficients=_coefficients(
            design, fit.params[1:], fit.bse[1:], normal_quantile(confidence)
        ),
        expected=_frozen(fit.fittedvalues * all_), gain=gain,
        p_value=_chance(gain, design),
    )  # fmt: skip


def linear_case_mix(
    *,
    minutes: npt.ArrayLike,
    traits: Mapping[str, Sequence[str]],
    references: Mapping[str, str] | None = None,
    robust: bool = True,
    confidence: float = CONFIDENCE,
) -> CaseMix:
    """Model minutes by traits, from single cases, by least squares.

    Hours spread more where they are higher, so standard errors are HC3 unless `robust` is off.
    Source: MacKinnon and White, Journal of Econometrics 29 (1985) 305-325.

    Raises:
        UnusableTraits: when traits coincide, or there are no more cases than columns.
    """
    from statsmodels.regression.linear_model import OLS

    values = np.asarray(minutes, dtype=np.float64)
    design = design_of(traits, references=references)
    columns = _with_intercept(design, traits)
    if values.size <= columns.shape[1]:
        raise UnusableTraits("There are no more cases than codes.")
    fit = OLS(values, columns).fit(cov_type="HC3" if robust else "nonrobust", use_t=True)
    t = student_quantile(int(fit.df_resid), confidence)
    around_mean = float(((values - values.mean()) ** 2).sum())
    gain = values.size * math.log(around_mean / float(fit.ssr)) if fit.ssr > 0 else math.inf
    return CaseMix(
        model=Model.LINEAR, design=design, intercept=float(fit.params[0]),
        coefficients=_coefficients(design, fit.params[1:], fit.bse[1:], t),
        expected=_frozen(fit.fittedvalues), gain=gain, p_value=_chance(gain, design),
    )  # fmt: skip


def cox_case_mix(
    *,
    days: npt.ArrayLike,
    ended: npt.ArrayLike,
    traits: Mapping[str, Sequence[str]],
    entered: npt.ArrayLike | None = None,
    references: Mapping[str, str] | None = None,
    confidence: float = CONFIDENCE,
) -> CaseMix:
    """Model days until an event by traits, from single cases, ties by Efron's method.

    `expected` holds the events that a case's traits and days followed let expect (Breslow).
    Source: Cox, JRSS B 34 (1972); Efron, JASA 72 (1977) 557-565.

    Args:
        days: the whole day on which following ended, one per case, above `entered`.
        ended: whether that was by the event.
        traits: for each trait its codes, one per case.
        entered: the day on which following began; 0 by default.
        references: for a trait another code to compare with.
        confidence: the chance that an interval is to cover with.

    Raises:
        UnusableTraits: when traits coincide, nothing ended, or a code has no event.
    """
    from statsmodels.duration.hazard_regression import PHReg

    until, events = np.asarray(days, dtype=np.float64), np.asarray(ended, dtype=np.bool_)
    since = np.zeros_like(until) if entered is None else np.asarray(entered, dtype=np.float64)
    design = design_of(traits, references=references)
    columns = design.columns(traits)
    _check_rank(np.column_stack([np.ones(until.size), columns]))
    if not events.any() or not columns.shape[1] or not (since < until).all():
        raise UnusableTraits("Nothing ended, no trait differs, or somebody was never followed.")
    # PHReg counts who comes into view on the day of an event as at risk for it; the curves do not.
    entry = None if entered is None else since + 0.5
    model = PHReg(until, columns, status=events.astype(int), entry=entry, ties="efron")
    fit = model.fit(disp=0, tol=1e-10)
    _check_bounded(fit.params)
    gain = 2 * float(model.loglike(fit.params) - model.loglike(np.zeros_like(fit.params)))
    return CaseMix(
        model=Model.COX, design=design, intercept=None,
        coefficients=_coefficients(design, fit.params, fit.bse, normal_quantile(confidence)),
        expected=_frozen(_breslow(until, since, events, np.exp(columns @ fit.params))),
        gain=gain, p_value=_chance(gain, design),
    )  # fmt: skip


def _breslow(until: Reals, since: Reals, events: npt.NDArray[np.bool_], risk: Reals) -> Reals:
    """Return the events that each case lets expect: its risk times the hazard while followed."""
    moments, counts = np.unique(until[events], return_counts=True)
    followed = [risk[(since < moment) & (until >= moment)].sum() for moment in moments]
    hazard = np.concatenate([[0.0], np.cumsum(counts / np.array(followed))])
    reached = np.searchsorted(moments, until, side="right")
    begun = np.searchsorted(moments, since, side="right")
    return risk * (hazard[reached] - hazard[begun])


def _with_intercept(design: Design, traits: Mapping[str, Sequence[str]]) -> Reals:
    columns = design.columns(traits)
    whole = np.column_stack([np.ones(columns.shape[0]), columns])
    _check_rank(whole)
    return whole


def _check_rank(columns: Reals) -> None:
    if np.linalg.matrix_rank(columns) < columns.shape[1]:
        raise UnusableTraits("Two traits say the same of every case.")


def _check_mixed(traits: Mapping[str, Sequence[str]], events: Reals, cases: Reals) -> None:
    """Refuse codes that have only events or none: no chance fits them."""
    for column in traits.values():
        _, place = np.unique(np.asarray(column, dtype=np.str_), return_inverse=True)
        some, all_ = np.bincount(place, weights=events), np.bincount(place, weights=cases)
        if (some <= 0).any() or (some >= all_).any():
            raise UnusableTraits("A code has only events, or none.")


def _check_bounded(params: Reals) -> None:
    if not np.isfinite(params).all() or (np.abs(params) > _BOUNDLESS).any():
        raise UnusableTraits("A code has only events, or none.")


def _binomial_likelihood(events: Reals, cases: Reals, chances: Reals) -> float:
    from scipy.special import xlogy

    return float((xlogy(events, chances) + xlogy(cases - events, 1 - chances)).sum())


def _coefficients(
    design: Design, estimates: Reals, errors: Reals, quantile: float
) -> tuple[Coefficient, ...]:
    rows = zip(design.terms, estimates, errors, strict=True)
    return tuple(
        Coefficient(
            term=term, estimate=float(value), standard_error=float(error),
            interval=Interval(
                low=float(value - quantile * error), high=float(value + quantile * error)
            ),
        )
        for term, value, error in rows
    )  # fmt: skip


def _chance(gain: float, design: Design) -> float:
    return chi_squared_above(gain, len(design.terms)) if design.terms else 1.0


def _frozen(values: Reals) -> Reals:
    values = np.asarray(values, dtype=np.float64)
    values.setflags(write=False)
    return values
