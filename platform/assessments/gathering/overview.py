"""What was gathered of a case and what is missing, by what its policy wants."""

from dataclasses import dataclass

from django.urls import reverse

from assessments.choices import ChoiceRefused
from assessments.gathering.codes import DOMAIN_OF_ITEM, AbsentReason, LifeDomain, SourceKind
from assessments.gathering.fields import Words
from assessments.gathering.known import Known, known_sources
from assessments.gathering.queries import SourceRow, sources_of, states_of
from assessments.gathering.required import BLOCK, REASON, required_by
from assessments.gathering.status import SourceState
from assessments.gathering.topics import TOPICS
from assessments.queries import CaseRow
from assessments.rules_in_force import RulesOfDay
from assessments.rules_of_case import rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source: whether the policy wants it, what became of it, and from where it is known."""

    kind: str
    label: Words
    is_required: bool
    row: SourceRow | None
    known: Known | None
    url: str

    @property
    def is_used(self) -> bool:
        """Whether the judgement rests on it."""
        if self.row is not None:
            return self.row.state == SourceState.USED
        return self.known is not None

    @property
    def is_left_out(self) -> bool:
        """Whether somebody said why it was not used."""
        return self.row is not None and self.row.state == SourceState.ABSENT

    @property
    def is_asked(self) -> bool:
        """Whether somebody asked for it, and waits."""
        return self.row is not None and self.row.state == SourceState.ASKED

    @property
    def reason(self) -> Words:
        """Why it was not used."""
        return AbsentReason(self.row.reason).label if self.row and self.row.reason else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainLine:
    """A domain of life: whether the policy wants it, and whether something was said about it."""

    code: str
    label: Words
    is_required: bool
    is_told: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All sources and domains of a case; `when_missing` is what the policy does without one."""

    sources: tuple[SourceLine, ...]
    domains: tuple[DomainLine, ...]
    when_missing: str

    @property
    def missing_sources(self) -> tuple[SourceLine, ...]:
        """The sources that the policy wants, and of which nobody said why they are not used."""
        lines = [line for line in self.sources if line.is_required and not line.is_used]
        return tuple(line for line in lines if not line.is_left_out)

    @property
    def left_out(self) -> tuple[SourceLine, ...]:
        """The sources that the policy wants, and that were left out with a reason."""
        return tuple(line for line in self.sources if line.is_required and line.is_left_out)

    @property
    def missing_domains(self) -> tuple[DomainLine, ...]:
        """The domains that the policy wants looked at, about which nothing was said."""
        return tuple(line for line in self.domains if line.is_required and not line.is_told)

    @property
    def count(self) -> int:
        """How many things are missing."""
        return len(self.missing_sources) + len(self.missing_domains)

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the policy lets nobody decide yet: nothing missing, or not even with a reason."""
        if self.when_missing == BLOCK:
            return bool(self.count or self.left_out)
        return self.when_missing == REASON and bool(self.count)


class GatheringIncomplete(ChoiceRefused):
    """The policy lets nobody decide before these sources and domains are there."""

    field = "choice"

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(
            f"The policy asks for {', '.join(missing)} before a decision: record the source, or "
            "where the policy allows it why it was not used."
        )
        self.missing = missing


def gathered_of(case: CaseRow, rules: RulesOfDay | None = None) -> Gathered:
    """Give what was gathered of a case, held against the policy that it works under."""
    found = rules or rules_of(case)
    wanted = required_by(found.own if found else None)
    rows, known = sources_of(case_id=case.id), known_sources(case)
    told = {code for state in states_of(case_id=case.id).values() for code in state.domains}
    return Gathered(
        sources=tuple(
            SourceLine(
                kind=kind.value,
                label=kind.label,
                is_required=kind.value in wanted.sources,
                row=rows.get(kind.value),
                known=known.get(kind.value),
                url=reverse("assessments:gathering_source", args=[case.number, kind.value]),
            )
            for kind in SourceKind
        ),
        domains=tuple(
            DomainLine(
                code=domain.value,
                label=domain.label,
                is_required=domain.value in wanted.domains,
                is_told=domain.value in told,
                url=_place_of(case, domain),
            )
            for domain in LifeDomain
        ),
        when_missing=wanted.when_missing,
    )


def check_gathered(case: CaseRow, rules: RulesOfDay) -> None:
    """Refuse a decision where the policy lets nobody decide without what is missing.

    Raises:
        GatheringIncomplete: it names what is missing, by code.
    """
    found = gathered_of(case, rules)
    if found.stands_in_the_way:
        lines = (*found.missing_sources, *found.left_out)
        codes = [line.kind for line in lines] + [line.code for line in found.missing_domains]
        raise GatheringIncomplete(tuple(codes))


def _place_of(case: CaseRow, domain: LifeDomain) -> str:
    """The first field in which something can be said about a domain."""
    for topic in TOPICS:
        for group in topic.groups:
            if DOMAIN_OF_ITEM.get(group.item) is domain:
                page = reverse("assessments:gathering_topic", args=[case.number, topic.slug])
                return f"{page}#id_{group.fields[0].name}"
    raise LookupError(f"No topic asks about {domain.value}: add it to DOMAIN_OF_ITEM.")
