"""Case-mix models, held against published tables, lifelines, NIST and statsmodels' own formulas."""

import numpy as np
import pytest
from statsmodels.stats.oneway import anova_oneway

from benchmarking.statistics.case_mix import cox_case_mix, linear_case_mix, logistic_case_mix
from benchmarking.statistics.design import Term, UnusableTraits, design_of

WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35,
         1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]  # fmt: skip
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0] + [1] * 21
ARM = ["6-mp"] * 21 + ["placebo"] * 21

#: Admissions to Berkeley in 1973 by department and sex, admitted and rejected.
#: Source: Bickel, Hammel and O'Connell, Science 187 (1975); UCBAdmissions in R.
ADMITTED = [512, 89, 353, 17, 120, 202, 138, 131, 53, 94, 22, 24]
REJECTED = [313, 19, 207, 8, 205, 391, 279, 244, 138, 299, 351, 317]
DEPARTMENT = [name for name in "ABCDEF" for _ in (0, 1)]
SEX = ["male", "female"] * 6

#: NIST StRD, analysis of variance, SiRstv: resistivity by instrument, in ten-thousandths.
SIRSTV = [
    [1963052, 1961240, 1961890, 1962569, 1963403], [1963042, 1963825, 1961669, 1963257, 1960422],
    [1961303, 1962005, 1962889, 1960343, 1961811], [1962795, 1961748, 1961494, 1961485, 1959885],
    [1962119, 1961051, 1961850, 1960052, 1962090],
]  # fmt: skip


def estimates(model):
    return {c.term.code: (c.estimate, c.standard_error) for c in model.coefficients}


def test_a_logistic_model_reproduces_the_published_table():
    """Source: R's glm on UCBAdmissions, as printed in Venables and Ripley and by Agresti.

    Women do better than men once departments are held alike, though fewer are admitted overall.
    """
    model = logistic_case_mix(
        events=ADMITTED,
        cases=np.add(ADMITTED, REJECTED),
        traits={"department": DEPARTMENT, "sex": SEX},
        references={"department": "A", "sex": "male"},
    )
    assert model.intercept == pytest.approx(0.58205, abs=5e-6)
    published = {
        "female": (0.09987, 0.08085), "B": (-0.04340, 0.10984), "C": (-1.26260, 0.10663),
        "D": (-1.29461, 0.10582), "E": (-1.73931, 0.12611), "F": (-3.30648, 0.16998),
    }  # fmt: skip
    for code, pair in published.items():
        assert estimates(model)[code] == pytest.approx(pair, abs=6e-6)
    # R: null deviance 877.056, residual deviance 20.204
    assert model.gain == pytest.approx(877.056 - 20.204, abs=1.5e-3)
    assert model.expected.sum() == pytest.approx(sum(ADMITTED), rel=1e-9)


def test_one_trait_of_two_codes_gives_the_log_odds_ratio_by_hand():
    """30 of 100 against 60 of 80: log(30/70) - log(60/20), error from 1/30 + 1/70 + 1/60 + 1/20."""
    model = logistic_case_mix(
        events=[30, 60], cases=[100, 80], traits={"contract_class": ["fixed", "open"]},
        references={"contract_class": "open"},
    )  # fmt: skip
    estimate, error = estimates(model)["fixed"]
    assert estimate == pytest.approx(np.log(30 / 70) - np.log(3), abs=1e-9)
    assert error == pytest.approx(np.sqrt(1 / 30 + 1 / 70 + 1 / 60 + 1 / 20), abs=1e-9)
    assert model.predicted({"contract_class": ["open", "fixed"]}) == pytest.approx([0.75, 0.3])


def test_counted_rows_give_the_same_model_as_single_cases():
    counted = logistic_case_mix(events=[3, 5], cases=[9, 7], traits={"sector": ["farm", "shop"]})
    single = logistic_case_mix(
        events=[1] * 3 + [0] * 6 + [1] * 5 + [0] * 2, cases=[1] * 16,
        traits={"sector": ["farm"] * 9 + ["shop"] * 7},
    )  # fmt: skip
    assert estimates(single)["shop"] == pytest.approx(estimates(counted)["shop"], abs=1e-9)
    assert single.gain == pytest.approx(counted.gain)


def test_a_linear_model_reproduces_nists_certified_values():
    """Certified: F 1.18046237440255 and residual deviation 0.104076068334656."""
    values = np.array([value for row in SIRSTV for value in row]) / 10_000
    names = [str(number) for number, row in enumerate(SIRSTV, 1) for _ in row]
    model = linear_case_mix(
        minutes=values, traits={"firm_size": names}, robust=False, references={"firm_size": "1"}
    )
    means = [np.mean(row) / 10_000 for row in SIRSTV]
    for code, (estimate, error) in estimates(model).items():
        assert estimate == pytest.approx(means[int(code) - 1] - means[0], abs=1e-9)
        assert error == pytest.approx(0.104076068334656 * np.sqrt(2 / 5), rel=1e-6)
    left = values - model.expected
    assert np.sqrt(left @ left / 20) == pytest.approx(0.104076068334656, rel=1e-9)
    ratio = anova_oneway([np.array(row) / 10_000 for row in SIRSTV], use_var="equal").statistic
    assert ratio == pytest.approx(1.18046237440255, rel=1e-6)


def test_robust_errors_are_hc3_by_hand():
    """(X'X)^-1 X' diag((e / (1 - h))^2) X (X'X)^-1, written out."""
    source = np.random.default_rng(9)
    sector = source.choice(["care", "farm", "shop"], 60).tolist()
    minutes = source.gamma(2, 400, 60) * (1 + np.array([code == "shop" for code in sector]))
    model = linear_case_mix(minutes=minutes, traits={"sector": sector})
    x = np.column_stack([np.ones(60), model.design.columns({"sector": sector})])
    inverse = np.linalg.inv(x.T @ x)
    left = minutes - x @ (inverse @ x.T @ minutes)
    weights = (left / (1 - np.einsum("ij,jk,ik->i", x, inverse, x))) ** 2
    errors = np.sqrt(np.diag(inverse @ (x.T * weights) @ x @ inverse))
    found = [c.standard_error for c in model.coefficients]
    assert found == pytest.approx(errors[1:], rel=1e-9)


def test_a_cox_model_reproduces_the_published_example_and_lifelines():
    """1.57 (0.41) in Therneau and Grambsch; lifelines 0.30.3 CoxPHFitter gives all decimals."""
    model = cox_case_mix(days=WEEKS, ended=ENDED, traits={"arm": ARM}, references={"arm": "6-mp"})
    estimate, error = estimates(model)["placebo"]
    assert estimate == pytest.approx(1.5721248778883834, abs=1e-6)
    assert error == pytest.approx(0.4123966970500348, abs=1e-6)
    assert model.gain == pytest.approx(16.35169083895181, abs=1e-6)
    assert model.predicted({"arm": ["6-mp", "placebo"]}) == pytest.approx([1, np.exp(estimate)])


def test_a_cox_model_with_late_entry_equals_lifelines():
    """lifelines 0.30.3, CoxPHFitter with entry_col of the same numbers."""
    entered = [0, 0, 0, 2, 0, 1, 0, 3, 0, 0, 0, 5, 0, 0, 4, 0, 0, 0, 6, 0, 0,
               0, 0, 0, 0, 1, 0, 2, 0, 1, 0, 3, 0, 0, 5, 0, 6, 0, 2, 0, 0, 9]  # fmt: skip
    model = cox_case_mix(
        days=WEEKS, ended=ENDED, traits={"arm": ARM}, entered=entered, references={"arm": "6-mp"}
    )
    estimate, error = estimates(model)["placebo"]
    assert estimate == pytest.approx(1.6297709759720251, abs=1e-6)
    assert error == pytest.approx(0.4105154325237483, abs=1e-6)
    assert model.expected.sum() == pytest.approx(sum(ENDED), rel=1e-9)


def test_expected_events_are_those_a_group_like_all_others_would_have():
    """Without any difference between arms the hazard is Nelson's: one event of 3, then one of 2."""
    model = cox_case_mix(
        days=[1, 2, 3, 1, 2, 3], ended=[1, 1, 0, 1, 1, 0], traits={"arm": ["a"] * 3 + ["b"] * 3}
    )
    assert model.coefficients[0].estimate == pytest.approx(0, abs=1e-9)
    nelson = [2 / 6, 2 / 6 + 2 / 4, 2 / 6 + 2 / 4]
    assert model.expected == pytest.approx(nelson * 2)


def test_what_explains_most_stands_first_and_is_compared_with_the_most_frequent():
    design = design_of({
        "age": ["old", "young", "old"], "sector": ["farm", "farm", "shop"],
        "contract_class": ["open", "fixed", "fixed"],
    })  # fmt: skip
    assert design.terms == (
        Term(trait="contract_class", code="open"), Term(trait="sector", code="shop"),
        Term(trait="age", code="young"),
    )  # fmt: skip
    assert design.references == {"contract_class": "fixed", "sector": "farm", "age": "old"}


def test_traits_that_no_model_can_be_made_of_are_refused():
    twice = {"sector": ["a", "a", "b", "b"], "firm_size": ["x", "x", "y", "y"]}
    with pytest.raises(UnusableTraits, match="the same"):
        logistic_case_mix(events=[1, 2, 1, 2], cases=[3] * 4, traits=twice)
    with pytest.raises(UnusableTraits, match="only events"):
        logistic_case_mix(events=[3, 0], cases=[9, 9], traits={"sector": ["a", "b"]})
    with pytest.raises(UnusableTraits, match="no more cases"):
        linear_case_mix(minutes=[1, 2], traits={"sector": ["a", "b"]})
    with pytest.raises(UnusableTraits, match="Nothing ended"):
        cox_case_mix(days=[1, 2], ended=[0, 0], traits={"sector": ["a", "b"]})
    with pytest.raises(UnusableTraits, match="differ in length"):
        design_of({"sector": ["a"], "age": []})
    with pytest.raises(UnusableTraits, match="No case has"):
        design_of({"sector": ["a"]}, references={"sector": "b"})
    design = design_of({"sector": ["a", "b"]})
    with pytest.raises(UnusableTraits, match="not seen before"):
        design.columns({"sector": ["c"]})
    with pytest.raises(UnusableTraits, match="traits are not"):
        design.columns({"age": ["c"]})
