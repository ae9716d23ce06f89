"""What a step shows as an answer before anybody gave one, to be left as it is or changed."""

from datetime import date

from assessments.journey import JourneyStep
from assessments.queries import CaseRow
from rulebook.facts import FactValue

_FIRST = "first"


def suggested(case: CaseRow, step: JourneyStep) -> dict[str, FactValue]:
    """Give the usual answers of a step that nobody saved yet; nothing once somebody did.

    An application is a first one unless somebody says otherwise, as where a case is opened. Support
    is asked for from the day on which the application came, or on which the job begins after that.
    """
    facts = case.facts
    if step.slug in case.visited_steps or facts.get("request_kind") not in (None, _FIRST):
        return {}
    usual: dict[str, FactValue] = {"request_kind": _FIRST}
    received, begins = facts.get("received_on"), facts.get("employment_start")
    if isinstance(received, date):
        usual["support_start"] = max(received, begins) if isinstance(begins, date) else received
    return {
        name: value
        for name, value in usual.items()
        if name in step.fields and facts.get(name) is None
    }
