"""Writing a letter from its facts and the texts of the organisation, in the language of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.language import language_now
from assessments.codes import DecisionOutcome
from assessments.letters.appeal import annulled, appeal_instead
from assessments.letters.codes import JOB_WORDS, Block, JobCriterion, Reader
from assessments.letters.content import LetterContent, Section
from assessments.letters.facts import Awarded, ClientFacts, Sending, WorkFacts
from assessments.letters.placeholders import filled
from rulebook.explanation import criterion_label
from rulebook.wording import date_long, hours_in_words

Blocks = Mapping[Block, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """Under which headings a letter says what is decided, and why."""

    decided: str
    why: str


def letter_to_client(
    facts: ClientFacts, *, sending: Sending, blocks: Blocks, besides: tuple[Section, ...] = ()
) -> LetterContent:
    """Write the letter to the person: what is decided, why, what was weighed, what is asked."""
    named = facts.name or _("heer of mevrouw")
    addressee = (facts.name, *facts.address) if facts.name else (_("De aanvrager"),)
    own = ((_("Ons kenmerk"), facts.reference),)
    return _whole(
        Reader.CLIENT, (*sections_to_client(facts, _headings(sending)), *besides), named=named,
        addressee=addressee, more=own, awarded=facts.awarded, sending=sending, blocks=blocks,
    )  # fmt: skip


def letter_to_work(
    facts: WorkFacts,
    *,
    reader: Reader,
    sending: Sending,
    blocks: Blocks,
    besides: tuple[Section, ...] = (),
) -> LetterContent:
    """Write the letter to an employer or coach, from a type that has no place for health.

    `besides` is what this reader may know besides: of a coach, what was found.
    """
    elsewhere = (_("De redenen staan in de brief aan de aanvrager."),)
    said = sections_to_work(facts, _headings(sending), without_reasons=elsewhere)
    return _whole(
        reader, (*said, *besides),
        named=facts.name or _("uw werknemer"), addressee=(_ADDRESSED[reader](),), more=(),
        awarded=facts.awarded, sending=sending, blocks=blocks,
    )  # fmt: skip


def sections_to_client(facts: ClientFacts, headings: Headings) -> tuple[Section, ...]:
    """Give what a letter tells the person of a decision, part by part; some may be empty."""
    return (
        _decided(facts.awarded, headings.decided),
        Section(heading=headings.why, paragraphs=_why(facts), items=facts.reasons),
        Section(heading=_("Zo zijn de uren berekend"), items=facts.steps),
        Section(heading=_("Wat wij verder hebben afgewogen"), items=facts.weighed),
        _who_coaches(facts.awarded),
        Section(heading=_("Wat wij van u vragen"), items=_asked_of_client(facts)),
    )


def sections_to_work(
    facts: WorkFacts, headings: Headings, *, without_reasons: tuple[str, ...] = ()
) -> tuple[Section, ...]:
    """Give what a letter tells others of a decision, part by part; some may be empty.

    `without_reasons` is said of a refusal of which no reason is about the job.
    """
    awarded = facts.awarded
    reasons = tuple(str(JOB_WORDS[reason]) for reason in facts.reasons)
    grants = awarded.minutes > 0
    duties = tuple(_duty(criterion, due) for criterion, due in facts.duties)
    return (
        _decided(awarded, headings.decided),
        Section(
            heading=headings.why,
            paragraphs=() if grants or reasons else without_reasons,
            items=reasons,
        ),
        _who_coaches(awarded),
        Section(heading=_("Wat wij vragen"), items=(*duties, *_asked_of_work(grants=grants))),
    )


def anew_headings() -> Headings:
    """Give the headings above a decision in the place of one that does not stand."""
    return Headings(decided=_("Ons nieuwe besluit"), why=_("Waarom wij nu dit besluiten"))


def _headings(sending: Sending) -> Headings:
    usual = Headings(decided=_("Wat wij besluiten"), why=_("Waarom"))
    return anew_headings() if sending.on_objection else usual


def _before(sending: Sending) -> tuple[Section, ...]:
    """Say what happened to the decision on an objection that this one replaces."""
    if sending.replaces is None or not sending.on_objection:
        return ()
    return (Section(heading=_("Wat wij beslissen"), paragraphs=(annulled(sending.replaces),)),)


def _whole(
    reader: Reader,
    sections: tuple[Section, ...],
    *,
    named: str,
    addressee: tuple[str, ...],
    more: tuple[tuple[str, str], ...],
    awarded: Awarded,
    sending: Sending,
    blocks: Blocks,
) -> LetterContent:
    language = language_now()
    values = {
        "naam": named,
        "organisatie": sending.organisation,
        "zaaknummer": sending.number,
        "besluitdatum": date_long(awarded.decided_on, language),
        "verzenddatum": date_long(sending.sent_on, language),
        "bezwaar_tot": date_long(sending.object_until, language),
        "behandelaar": sending.contact or sending.organisation,
    }
    said = {block: _paragraphs(filled(text, values)) for block, text in blocks.items()}
    where_next = _where_next(sending, said[Block.OBJECTION], values["bezwaar_tot"])
    parts = (
        *_before(sending),
        *sections,
        Section(heading=_("Bent u het niet eens met dit besluit?"), paragraphs=where_next),
        Section(heading=_("Vragen?"), paragraphs=said[Block.QUESTIONS]),
    )
    return LetterContent(
        id=sending.id,
        reader=reader.value,
        language=language,
        organisation=sending.organisation,
        title=_titled(awarded.outcome, sending),
        addressee=addressee,
        references=(
            (_("Datum"), values["verzenddatum"]),
            (_("Nummer"), sending.number),
            *more,
            (_("Besloten op"), values["besluitdatum"]),
        ),
        greeting=" ".join(said[Block.GREETING]),
        opening=said[Block.OPENING],
        sections=tuple(each for each in parts if each.paragraphs or each.items),
        closing=said[Block.CLOSING],
        checked_at=sending.checked_at,
        receipt=sending.receipt,
        letterhead=sending.letterhead,
    )


def _where_next(sending: Sending, usual: tuple[str, ...], last_day: str) -> tuple[str, ...]:
    """Say where one goes who does not agree: on to a court, where there was an objection."""
    if sending.replaces is None:
        return usual
    return appeal_instead(
        replaces=sending.replaces, last_day=last_day, on_objection=sending.on_objection
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _titled(outcome: str, sending: Sending) -> str:
    if sending.on_objection:
        return _("Nieuwe beslissing op het bezwaar")
    if outcome == DecisionOutcome.REFUSE:
        return _("Wij geven geen begeleiding op het werk")
    if outcome == DecisionOutcome.INCOMPLETE:
        return _("Wij behandelen de aanvraag niet")
    return _("Besluit: begeleiding op het werk")


def _decided(awarded: Awarded, heading: str) -> Section:
    language = language_now()
    if awarded.outcome == DecisionOutcome.REFUSE:
        return Section(heading=heading, paragraphs=(_("Wij wijzen de aanvraag af."),))
    if awarded.outcome == DecisionOutcome.INCOMPLETE:
        text = _("De aanvraag is niet aangevuld. Daarom behandelen wij haar niet (Awb 4:5).")
        return Section(heading=heading, paragraphs=(text,))
    told = {"hours": _hours(awarded.minutes)}
    text = _("Wij kennen %(hours)s begeleiding op het werk toe.") % told
    return Section(
        heading=heading,
        paragraphs=(text,),
        items=tuple(
            _("Van %(start)s tot en met %(end)s: %(hours)s.")
            % {
                "start": date_long(period.starts_on, language),
                "end": date_long(period.ends_on, language),
                "hours": _hours(period.minutes),
            }
            for period in awarded.periods
        ),
    )


def _hours(minutes: int) -> str:
    """Say hours as one reads them aloud; 12:30 would be a time of day."""
    whole, rest = divmod(minutes, 60)
    if not rest:
        return hours_in_words(minutes, language_now())
    return _("%(hours)s uur en %(minutes)s minuten") % {"hours": whole, "minutes": rest}


def _why(facts: ClientFacts) -> tuple[str, ...]:
    language = language_now()
    told = []
    if facts.asked_on and facts.answered_by:
        days = {
            "asked": date_long(facts.asked_on, language),
            "last": date_long(facts.answered_by, language),
        }
        told.append(
            _("Op %(asked)s vroegen wij u om de aanvraag aan te vullen, uiterlijk op %(last)s.")
            % days
        )
    if facts.deviation:
        reason = {"reason": facts.deviation}
        told.append(_("Wij besluiten anders dan onze regels: %(reason)s.") % reason)
    if facts.motivation:
        told.extend(_paragraphs(facts.motivation))
    return tuple(told)


def _who_coaches(awarded: Awarded) -> Section:
    if not awarded.provider or not awarded.minutes:
        return Section(heading="")
    told = {"provider": awarded.provider}
    text = _("De begeleiding komt van %(provider)s.") % told
    return Section(heading=_("Wie begeleidt"), paragraphs=(text,))


def _asked_of_client(facts: ClientFacts) -> tuple[str, ...]:
    if not facts.awarded.minutes:
        return ()
    tell = _("Laat het ons weten als uw werk, uw uren of uw werkgever verandert, of als u stopt.")
    return (*facts.obligations, tell)


def _asked_of_work(*, grants: bool) -> tuple[str, ...]:
    if not grants:
        return ()
    return (_("Laat het ons weten als het werk, de uren of het contract verandert of stopt."),)


def _duty(criterion: JobCriterion, due: date) -> str:
    language = language_now()
    told = {"what": criterion_label(criterion.value, language), "day": date_long(due, language)}
    return _("%(what)s: uiterlijk op %(day)s moet het gewone minimum zijn gehaald.") % told


_ADDRESSED = {
    Reader.EMPLOYER: lambda: _("De werkgever"),
    Reader.COACH: lambda: _("De jobcoach"),
}
