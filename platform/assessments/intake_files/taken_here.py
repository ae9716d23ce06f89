"""Decisions in a file that count as taken here, and what the policy then asks beside a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from assessments.choices import Resolved
from assessments.conditions import OnRecord, Wanted, in_the_way, on_record
from assessments.gathering.required import WARN, required_by
from assessments.rules_in_force import Facts, RulesOfDay, rules_on
from assessments.second_person.rules import PARAMETER, needs_second_person
from policy_profiles.queries import NoProfileInForce
from rulebook.conclusion import Found, conclude
from rulebook.text import Text
from tenants import context, queries

SECOND: Final = Text(
    "Dit wijkt zo ver af van het advies dat een collega akkoord moet gaan. Leg het voor bij de "
    "casus zelf.",
    "This deviates so far from the advice that a colleague has to agree. Put it forward with the "
    "case itself.",
)
GATHERED: Final = Text(
    "Uw beleid laat niet besluiten zonder het onderzoek, en dat staat niet in een bestand. Besluit "
    "bij de casus zelf.",
    "Your policy lets nobody decide without the investigation, and a file does not hold that. "
    "Decide with the case itself.",
)
#: What a policy wants before it grants, and what to do about it.
FIRST: Final[Mapping[Wanted, Text]] = {
    Wanted.TRIAL: Text(
        "Uw beleid kent niets toe voordat de proefplaatsing is goedgekeurd. Leg dat vast bij de "
        "casus zelf en besluit daar.",
        "Your policy grants nothing before the trial placement was approved. Record that with the "
        "case itself, and decide there.",
    ),
    Wanted.TOGETHER: Text(
        "Uw beleid kent niets toe voordat begeleiding en loonwaarde samen zijn beoordeeld. Leg dat "
        "vast bij de casus zelf en besluit daar.",
        "Your policy grants nothing before coaching and wage value were judged together. Record "
        "that with the case itself, and decide there.",
    ),
    Wanted.EVALUATION: Text(
        "Uw beleid kent geen vervolg toe voordat de vorige aanvraag is geëvalueerd. Leg de "
        "evaluatie vast bij die aanvraag en lees het bestand dan opnieuw in.",
        "Your policy grants no follow-up before the previous application was evaluated. Record the "
        "evaluation with that application, and then read the file again.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenHere:
    """From which day on decisions count as taken here, the rules of today, and what is on record.

    What was decided before the organisation was opened here was decided elsewhere, and comes in as
    it was. A later day cannot be told from one that was typed to get round the policy.
    """

    since: date
    today: RulesOfDay | None
    known: OnRecord

    def asks_more_than_a_file(self, *, decided_on: date, rules: RulesOfDay) -> bool:
        """Whether the policy of that day, or today's, wants what no file holds."""
        policies = self._policies(rules)
        return decided_on >= self.since and any(_wants_an_investigation(each) for each in policies)

    def wants_first(
        self, *, decided_on: date, rules: RulesOfDay, facts: Facts, case_id: UUID | None
    ) -> tuple[Wanted, ...]:
        """Give what the policy of that day, or today's, wants before anything is granted.

        Without `case_id` the file itself brings the case, in which nothing was judged here.
        """
        if decided_on < self.since:
            return ()
        policies = self._policies(rules)
        found = {
            one
            for each in policies
            for one in in_the_way(facts, each.own, case_id=case_id, known=self.known)
        }
        return tuple(one for one in Wanted if one in found)

    def _policies(self, rules: RulesOfDay) -> tuple[RulesOfDay, ...]:
        return (rules,) if self.today is None else (rules, self.today)

    def asks_a_colleague(
        self,
        *,
        decided_on: date,
        chosen: Resolved,
        finding: Found,
    ) -> bool:
        """Whether the policy of that day, or today's, wants a second person to agree."""
        if decided_on < self.since:
            return False
        findings: list[Found] = [finding]
        if self.today is not None and self.today.own[PARAMETER].value is not None:
            findings += conclude((finding.facts,), self.today.own)
        return any(needs_second_person(chosen=chosen, finding=each) for each in findings)


def taken_here(*, case_ids: Sequence[UUID]) -> TakenHere:
    """Give what counts as taken here, for the organisation that this thread works for.

    `case_ids` are the cases of the file that are here already.
    """
    try:
        rules = rules_on(on=timezone.localdate())
    except NoProfileInForce:
        rules = None
    return TakenHere(since=opened_on(), today=rules, known=on_record(case_ids=case_ids))


def opened_on() -> date:
    """Give the day on which the organisation that this thread works for was opened, or today."""
    launched = queries.launched_at(schema_name=context.current_schema_name())
    return timezone.localdate(launched) if launched else timezone.localdate()


def _wants_an_investigation(rules: RulesOfDay) -> bool:
    wanted = required_by(rules.own)
    return wanted.when_missing != WARN and bool(wanted.sources or wanted.domains)
