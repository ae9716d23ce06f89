"""What a letter about the outcome of an objection says, in the language of now."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from assessments.letters.appeal import to_appeal
from assessments.letters.codes import Block, Reader
from assessments.letters.content import LetterContent, Section
from assessments.letters.facts import ClientFacts, Sending
from assessments.letters.placeholders import filled
from assessments.letters.writing import anew_headings, sections_to_client, sections_to_work
from assessments.objections.codes import Outcome
from assessments.objections.letter_facts import OutcomeFacts
from assessments.objections.letter_why import heard, not_told, why
from rulebook.wording import date_long

_DECIDED: Mapping[Outcome, Promise] = {
    Outcome.UPHELD: gettext_lazy(
        "Het bezwaar is gegrond. Wij herroepen het besluit en nemen in deze brief een nieuw "
        "besluit (Awb 7:11)."
    ),
    Outcome.PARTLY: gettext_lazy(
        "Het bezwaar is deels gegrond. Wij herroepen het besluit voor dat deel en nemen in deze "
        "brief een nieuw besluit (Awb 7:11)."
    ),
    Outcome.REJECTED: gettext_lazy(
        "Het bezwaar is ongegrond. Het besluit blijft zoals het is (Awb 7:11)."
    ),
    Outcome.INADMISSIBLE: gettext_lazy(
        "Het bezwaar is niet-ontvankelijk. Wij hebben het daarom niet verder beoordeeld. Het "
        "besluit blijft zoals het is."
    ),
}


def letter_on_objection(
    facts: OutcomeFacts, *, reader: Reader, sending: Sending, blocks: Mapping[Block, str]
) -> LetterContent:
    """Write the decision on an objection: what, why, whether somebody was heard, and where next."""
    language = language_now()
    is_client = reader is Reader.CLIENT
    named = facts.name or _WITHOUT_NAME[reader]()
    values = _values(facts, named, sending)
    said = {block: _paragraphs(filled(text, values)) for block, text in blocks.items()}
    return LetterContent(
        id=sending.id,
        reader=reader.value,
        language=language,
        organisation=sending.organisation,
        title=_("Beslissing op het bezwaar"),
        addressee=_addressed(facts, reader),
        references=(
            (_("Datum"), values["verzenddatum"]),
            (_("Nummer"), sending.number),
            *(((_("Ons kenmerk"), facts.reference),) if is_client else ()),
            (_("Bezwaar ontvangen op"), date_long(facts.received_on, language)),
            *(((_("Nummer van het nieuwe besluit"), facts.new_number),) if facts.new else ()),
        ),
        greeting=" ".join(said[Block.GREETING]),
        opening=(_opening(facts, reader, named),),
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
    told = (
        Section(heading=_("Wat wij beslissen"), paragraphs=(str(_DECIDED[facts.outcome]),)),
        why(facts, reader),
        Section(heading=_("Horen"), paragraphs=(heard(facts, reader),)),
        *_new_decision(facts),
        not_told(facts, reader),
        Section(
            heading=_("Bent u het niet eens met deze beslissing?"), paragraphs=to_appeal(last_day)
        ),
    )
    return tuple(each for each in told if each.paragraphs or each.items)


def _new_decision(facts: OutcomeFacts) -> tuple[Section, ...]:
    """Give the decision in the place of the one that does not stand (Awb 7:11, 2)."""
    if facts.new is None:
        return ()
    if isinstance(facts.new, ClientFacts):
        return sections_to_client(facts.new, anew_headings())
    return sections_to_work(facts.new, anew_headings())


def _addressed(facts: OutcomeFacts, reader: Reader) -> tuple[str, ...]:
    if reader is Reader.CLIENT and facts.name:
        return (facts.name, *facts.address)
    return (_ADDRESSED[reader](),)


def _opening(facts: OutcomeFacts, reader: Reader, named: str) -> str:
    """Say which objection it is about, as a thing of the reader where it is theirs."""
    language = language_now()
    told = {
        "received": date_long(facts.received_on, language),
        "decided": date_long(facts.decided_on, language),
        "by": str(facts.lodged_by.label),
        "name": named,
    }
    if reader is Reader.EMPLOYER:
        return (
            _("Op %(received)s kregen wij uw bezwaar tegen ons besluit van %(decided)s over de "
              "begeleiding van %(name)s.") % told
        )  # fmt: skip
    if reader is facts.objector:
        return _("Op %(received)s kregen wij uw bezwaar tegen ons besluit van %(decided)s.") % told
    return (
        _("Op %(received)s kregen wij een bezwaar tegen ons besluit van %(decided)s. "
          "Het is ingediend door %(by)s.") % told
    )  # fmt: skip


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


_ADDRESSED = {
    Reader.CLIENT: lambda: _("De aanvrager"),
    Reader.EMPLOYER: lambda: _("De werkgever"),
    Reader.OTHER: lambda: _("De indiener van het bezwaar"),
}
#: What stands where a letter has no name; somebody else gets none, even where one is known.
_WITHOUT_NAME = {
    Reader.CLIENT: lambda: _("heer of mevrouw"),
    Reader.EMPLOYER: lambda: _("uw werknemer"),
    Reader.OTHER: lambda: _("de aanvrager"),
}
