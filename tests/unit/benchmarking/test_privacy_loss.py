"""What several answers give away together, in the measures that people know."""

from fractions import Fraction

import pytest

from benchmarking.across.figures import (
    MOST_PARTS,
    OF_A_POLICY,
    OF_NOW,
    PARTS_OF_A_QUESTION,
    guarantee,
    rho_of,
    rho_of_what_in_a_year,
)
from benchmarking.disclosure.privacy_loss import (
    best_guess,
    epsilon_of,
    standard_epsilon_of,
    variance_for,
)


def test_epsilon_is_that_of_the_program_of_who_proved_it():
    """`cdp_eps` of Canonne, Kamath and Steinke, at rho 0.005 and delta 0.000001."""
    assert epsilon_of(0.005, delta=1e-6) == pytest.approx(0.4299414688369493, rel=1e-9)


def test_the_usual_epsilon_is_that_of_bun_and_steinke_and_never_the_smaller():
    assert standard_epsilon_of(2.63, delta=1e-10) == pytest.approx(18.19, abs=0.005)
    for rho in (0.01, 0.3, 1.0, 5.0):
        assert 0 < epsilon_of(rho, delta=1e-6) <= standard_epsilon_of(rho, delta=1e-6)


def test_noise_of_a_hundred_gives_away_a_two_hundredth_of_one_person():
    assert variance_for(most=1, rho=Fraction(1, 200)) == 100
    assert variance_for(most=60, rho=Fraction(1, 200)) == 360_000


def test_a_guess_is_no_better_than_even_without_answers_and_sure_at_the_most():
    assert best_guess(0) == 0.5
    assert best_guess(0.02) == pytest.approx(0.55)
    assert best_guess(100) == 1


def test_what_the_figures_of_a_question_give_away_is_what_is_spent():
    for families in (OF_NOW, OF_A_POLICY):
        assert sum(family.rho for family in families) == rho_of(PARTS_OF_A_QUESTION)


def test_a_year_gives_away_what_is_promised_and_room_for_about_ten_policies():
    promised = guarantee()
    assert promised["rho"] == 0.3
    assert promised["epsilon"] < 4
    assert promised["guess"] < 70
    assert MOST_PARTS // PARTS_OF_A_QUESTION - 1 == 11


def test_of_what_was_decided_more_is_given_away_than_of_whether_somebody_is_in_it():
    """Somebody else's answers in their place: a count moves twice, a change from end to end."""
    shares = [
        sum(family.rho_of_what for family in families) / rho_of(PARTS_OF_A_QUESTION)
        for families in (OF_NOW, OF_A_POLICY)
    ]
    assert shares == [Fraction(14, 10), 3]
    assert rho_of_what_in_a_year() == Fraction(86, 100)
    promised = guarantee()
    assert promised["rho_what"] == 0.86
    assert promised["epsilon_what"] == pytest.approx(7.1, abs=0.05)
    assert 82 < promised["guess_what"] < 83
