"""Our columns of a file of cases: the reference, the facts, and what was decided."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from django.utils.translation import override

from assessments.codes import DecisionOutcome, DeviationReason
from assessments.intake_files.targets import Target
from rulebook.case_format.header import REFERENCE, REFERENCE_NAMES, REQUIRED
from rulebook.facts import FACTS, FactField
from rulebook.text import Text

CLIENT: Final = "client_reference"
REQUESTED: Final = "requested_hours"
OUTCOME: Final = "decision"
DECIDED_ON: Final = "decided_on"
GRANTED: Final = "granted_hours"
FROM: Final = "granted_from"
UNTIL: Final = "granted_until"
REASON: Final = "deviation_reason"
#: Answers to what was decided: as the rules advise, or one of those that a decision holds.
ADVISED: Final = "advised"
GRANTED_OUTCOME: Final = "granted"

_CASE = Text("De casus", "The case")
_DECISION = Text("Het besluit", "The decision")
_GROUPS: Final[Mapping[str, Text]] = {
    "person": Text("De persoon", "The person"),
    "job": Text("Het werk", "The job"),
    "request": Text("De aanvraag", "The application"),
    "provider": Text("De begeleider", "The provider"),
}


@cache
def case_targets() -> Mapping[str, Target]:
    """Give every column of a file of cases by its name, in the order in which people look."""
    every = (*_of_the_case(), *(_of_a_fact(fact) for fact in FACTS), *_of_the_decision())
    return MappingProxyType({target.name: target for target in every})


def _of_the_case() -> tuple[Target, ...]:
    return (
        Target(
            name=REFERENCE,
            label=Text("Kenmerk van de casus", "Reference of the case"),
            group=_CASE,
            kind="text",
            names=REFERENCE_NAMES,
            is_required=True,
        ),
        Target(
            name=CLIENT,
            label=Text("Eigen kenmerk van de cliënt", "Own reference of the client"),
            group=_CASE,
            kind="text",
        ),
        Target(
            name=REQUESTED,
            label=Text("Gevraagde uren", "Hours asked for"),
            group=_CASE,
            kind="minutes",
        ),
    )


def _of_a_fact(fact: FactField) -> Target:
    required = fact.name in REQUIRED
    return Target(
        name=fact.name,
        label=fact.label,
        group=_GROUPS[fact.group],
        kind=fact.kind,
        codes=fact.code_labels,
        is_required=required,
        may_be_absent=required,
    )


def _of_the_decision() -> tuple[Target, ...]:
    def column(name: str, kind: str, nl: str, en: str) -> Target:
        return Target(name=name, label=Text(nl, en), group=_DECISION, kind=kind)

    return (
        Target(
            name=OUTCOME,
            label=Text("Besluit", "Decision"),
            group=_DECISION,
            kind="code",
            codes=_outcomes(),
        ),
        column(DECIDED_ON, "date", "Besloten op", "Decided on"),
        column(GRANTED, "minutes", "Toegekende uren", "Hours granted"),
        column(FROM, "date", "Toegekend vanaf", "Granted from"),
        column(UNTIL, "date", "Toegekend tot en met", "Granted until"),
        Target(
            name=REASON,
            label=Text("Reden om af te wijken", "Reason to deviate"),
            group=_DECISION,
            kind="code",
            codes=_reasons(),
        ),
    )


def _outcomes() -> Mapping[str, Text]:
    return MappingProxyType(
        {
            GRANTED_OUTCOME: Text("Toegekend", "Granted"),
            DecisionOutcome.REFUSE.value: Text("Afgewezen", "Refused"),
            ADVISED: Text("Zoals de regels adviseren", "As the rules advise"),
        }
    )


def _reasons() -> Mapping[str, Text]:
    texts: dict[str, list[str]] = {reason.value: [] for reason in DeviationReason}
    for language in ("nl", "en"):
        with override(language):
            for reason in DeviationReason:
                texts[reason.value].append(str(reason.label))
    return MappingProxyType({code: Text(*both) for code, both in texts.items()})
