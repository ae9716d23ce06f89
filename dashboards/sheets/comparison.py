"""Two sides beside each other: hours, the four-way split, refusals, and jobs over time."""

from django.utils.translation import gettext as _

from benchmarking.comparison import ProtectedComparison
from dashboards import words
from dashboards.cards import all_cards, headlines, registration
from dashboards.choice import ChoiceForm
from dashboards.for_programs import call_of_comparison
from dashboards.nothing_yet import told_that_nothing_is_out
from dashboards.sheet import Sheet


def sheet(form: ChoiceForm) -> Sheet:
    """Return everything of a valid choice.

    Raises:
        NothingToShow: there is no release.
    """
    with told_that_nothing_is_out():
        comparison = form.comparison()
    return Sheet(
        cards=all_cards(comparison),
        filters=form.in_short(),
        api=call_of_comparison(comparison),
        code=comparison.tenant.code,
        snapshot_id=comparison.snapshot_id,
        rules=comparison.rules,
        release=comparison.release,
        holds_synthetic=comparison.holds_synthetic,
        headlines=headlines(comparison),
        sides=sides(comparison),
        registration=registration(comparison),
    )


def sides(comparison: ProtectedComparison) -> tuple[tuple[str, str], ...]:
    """Return the marks of both sides and of an interval, by their look."""
    return (
        ("own", comparison.tenant.name),
        (comparison.against, words.label_of_reference(comparison.against)),
        ("interval", _("95 %-interval")),
    )
