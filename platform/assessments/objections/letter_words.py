"""What a letter about the outcome of an objection says, in the language of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from assessments.letters.codes import Block, Reader
from assessments.letters.content import LetterContent, Section
from assessments.letters.facts import Sending
from assessments.letters.placeholders import filled
from assessments.objections.codes import Outcome
from rulebook.wording import date_long

_DECIDED: Mapping[Outcome, Promise] = {
    Outcome.UPHELD: gettext_lazy(
        "Het bezwaar is gegrond. Wij herroepen het besluit en nemen een nieuw besluit (Awb 7:11)."
    ),
    Outcome.PARTLY: gettext_lazy(
        "Het bezwaar is deels gegrond. Wij herroepen het besluit voor dat deel en nemen een nieuw "
        "besluit (Awb 7:11)."
    ),
    Outcome.REJECTED: gettext_lazy(
        "Het bezwaar is ongegrond. Het besluit blijft zoals het is (Awb 7:11)."
    ),
    Outcome.INADMISSIBLE: gettext_lazy(
        "Het bezwaar is niet-ontvankelijk. Wij hebben het daarom niet verder beoordeeld. Het "
        "besluit blijft zoals het is."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """What the letter is made of; that to the workplace has no name's address and no own words.

    Attributes:
        name, address: of the person, where the letter may name them.
        decided_on: the day of the decision that was objected to.
        reason: why it ended so, in the words of its code.
        heard_on: the day of the hearing; None where nobody was heard.
        not_heard: why not, in the words of its code (Awb 7:12, 1).
        motivation: the reasons in own words; empty in a letter to the workplace.
    """

    name: str
    address: tuple[str, ...]
    reference: str
    lodged_by: str
    received_on: date
    decided_on: date
    outcome: Outcome
    reason: str
    heard_on: date | None
    not_heard: str
    motivation: str = ""

    def __repr__(self) -> str:
        """Leave the person out of logs and tracebacks."""
        return "OutcomeFacts(…)"


def letter_on_objection(
    facts: OutcomeFacts, *, reader: Reader, sending: Sending, blocks: Mapping[Block, str]
) -> LetterContent:
    """Write the decision on an objection: what, why, whether somebody was heard, and where next."""
    language = language_now()
    is_client = reader is Reader.CLIENT
    named = facts.name or (_("heer of mevrouw") if is_client else _("uw werknemer"))
    values = _values(facts, named, sending)
    said = {block: _paragraphs(filled(text, values)) for block, text in blocks.items()}
    return LetterContent(
        id=sending.id,
        reader=reader.value,
        language=language,
        organisation=sending.organisation,
        title=_("Beslissing op het bezwaar"),
        addressee=_addressed(facts, is_client=is_client),
        references=(
            (_("Datum"), values["verzenddatum"]),
            (_("Nummer"), sending.number),
            *(((_("Ons kenmerk"), facts.reference),) if is_client else ()),
            (_("Bezwaar ontvangen op"), date_long(facts.received_on, language)),
        ),
        greeting=" ".join(said[Block.GREETING]),
        opening=(_opening(facts, named, language, is_client=is_client),),
        sections=(
            *_sections(facts, reader, values["bezwaar_tot"]),
            Section(heading=_("Vragen?"), paragraphs=said[Block.QUESTIONS]),
        ),
        closing=said[Block.CLOSING],
        checked_at=sending.checked_at,
        receipt=sending.receipt,
        letterhead=sending.letterhead,
    )


def _values(facts: OutcomeFacts, named: str, sending: Sending) -> dict[str, str]:
    language = language_now()
    return {
        "naam": named,
        "organisatie": sending.organisation,
        "zaaknummer": sending.number,
        "besluitdatum": date_long(facts.decided_on, language),
        "verzenddatum": date_long(sending.sent_on, language),
        "bezwaar_tot": date_long(sending.object_until, language),
        "behandelaar": sending.contact or sending.organisation,
    }


def _sections(facts: OutcomeFacts, reader: Reader, last_day: str) -> tuple[Section, ...]:
    return (
        Section(heading=_("Wat wij beslissen"), paragraphs=(str(_DECIDED[facts.outcome]),)),
        Section(heading=_("Waarom"), paragraphs=_why(facts, reader)),
        Section(heading=_("Horen"), paragraphs=(_heard(facts, language_now()),)),
        Section(
            heading=_("Bent u het niet eens met deze beslissing?"), paragraphs=_appeal(last_day)
        ),
    )


def _addressed(facts: OutcomeFacts, *, is_client: bool) -> tuple[str, ...]:
    if not is_client:
        return (_("De werkgever"),)
    return (facts.name, *facts.address) if facts.name else (_("De aanvrager"),)


def _opening(facts: OutcomeFacts, named: str, language: str, *, is_client: bool) -> str:
    told = {
        "received": date_long(facts.received_on, language),
        "decided": date_long(facts.decided_on, language),
        "by": facts.lodged_by,
        "name": named,
    }
    if is_client:
        return (
            _("Op %(received)s kregen wij een bezwaar tegen ons besluit van %(decided)s. "
              "Het is ingediend door %(by)s.") % told
        )  # fmt: skip
    return (
        _("Op %(received)s kregen wij een bezwaar tegen ons besluit van %(decided)s over de "
          "begeleiding van %(name)s. Het is ingediend door %(by)s.") % told
    )  # fmt: skip


def _why(facts: OutcomeFacts, reader: Reader) -> tuple[str, ...]:
    """The reason by its code; the person reads the whole of it as well (Awb 7:12, 1)."""
    coded = f"{facts.reason}."
    if reader is Reader.CLIENT:
        return (coded, *_paragraphs(facts.motivation))
    return (coded, _("De volledige uitleg staat in de beslissing aan de aanvrager."))


def _heard(facts: OutcomeFacts, language: str) -> str:
    if facts.heard_on is not None:
        told = {"day": date_long(facts.heard_on, language)}
        return _("Op %(day)s was er een hoorzitting.") % told
    return _("Er is niet gehoord (Awb 7:3). De reden: %(reason)s.") % {"reason": facts.not_heard}


def _appeal(last_day: str) -> tuple[str, ...]:
    """By whom, within which time, and where (Awb 3:45, 6:7, 6:8 and 6:23)."""
    return (
        _("U kunt in beroep gaan bij de rechtbank in uw regio, afdeling bestuursrecht. Doe dat "
          "binnen zes weken na de dag waarop deze brief is verzonden, dus uiterlijk op %(day)s.")
        % {"day": last_day},
        _("Zet in uw beroep uw naam en adres, de datum, tegen welke beslissing u in beroep gaat en "
          "waarom. Onderteken het en stuur een kopie van deze brief mee. De rechtbank vraagt "
          "griffierecht."),
        _("Kunt u niet wachten op de rechter? Vraag dan ook om een voorlopige voorziening."),
    )  # fmt: skip


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
