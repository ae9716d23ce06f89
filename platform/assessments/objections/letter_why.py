"""Why was decided so on an objection, and whether somebody was heard, in words for each reader."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.language import language_now
from assessments.letters.codes import JOB_WORDS, Reader
from assessments.letters.content import Section
from assessments.objections.codes import NotHeard, Outcome, OutcomeReason
from assessments.objections.letter_facts import OutcomeFacts
from rulebook.wording import date_long

#: What is said otherwise to who objected.
_TO_OBJECTOR: Mapping[OutcomeReason | NotHeard, Promise] = {
    OutcomeReason.NO_INTEREST: gettext_lazy("Het besluit raakt u niet rechtstreeks"),
    NotHeard.NOT_WANTED: gettext_lazy("U wilde niet gehoord worden"),
    NotHeard.NOT_ANSWERED: gettext_lazy("U antwoordde niet op tijd"),
    NotHeard.MET: gettext_lazy("U krijgt helemaal gelijk"),
}


def why(facts: OutcomeFacts, reader: Reader) -> Section:
    """Give the reasons: the code, the days it rests on, and what this reader may know of the rest.

    The person reads the reasons as they were typed; others by code, of the job and the procedure
    (Awb 7:12, 1).
    """
    coded = (f"{_said(facts.reason, facts, reader)}.", *_days(facts))
    if reader is Reader.CLIENT:
        return Section(heading=_("Waarom"), paragraphs=(*coded, *_paragraphs(facts.motivation)))
    items = [str(each.label) for each in facts.reasons] + [str(JOB_WORDS[e]) for e in facts.job]
    return Section(heading=_("Waarom"), paragraphs=coded, items=tuple(items))


def not_told(facts: OutcomeFacts, reader: Reader) -> Section:
    """Tell others than the person what they do not get to read, whether or not there is any."""
    if reader is Reader.CLIENT or facts.outcome is Outcome.INADMISSIBLE:
        return Section(heading="")
    return Section(
        heading=_("Wat niet in deze brief staat"),
        paragraphs=(
            _("Over gezondheid en andere persoonlijke gegevens schrijven wij alleen aan de persoon "
              "zelf, of er een reden in ligt of niet. Gaat u in beroep, dan kan de rechter die "
              "gegevens laten lezen door uw arts of advocaat (Awb 8:32)."),
        ),
    )  # fmt: skip


def heard(facts: OutcomeFacts, reader: Reader) -> str:
    """Say when there was a hearing, or why there was none."""
    if facts.heard_on is not None:
        told = {"day": date_long(facts.heard_on, language_now())}
        return _("Op %(day)s was er een hoorzitting.") % told
    reason = _said(facts.not_heard, facts, reader) if facts.not_heard else ""
    told = {"reason": reason[:1].lower() + reason[1:]}
    return _("Er is niet gehoord (Awb 7:3). De reden: %(reason)s.") % told


def _said(code: OutcomeReason | NotHeard, facts: OutcomeFacts, reader: Reader) -> str:
    if reader is facts.objector and code in _TO_OBJECTOR:
        return str(_TO_OBJECTOR[code])
    return str(code.label)


def _days(facts: OutcomeFacts) -> tuple[str, ...]:
    """Give the days and the law that an objection was not judged for."""
    language = language_now()
    told = {
        "received": date_long(facts.received_on, language),
        "last": date_long(facts.last_day, language),
        "asked": date_long(facts.asked_on, language) if facts.asked_on else "",
        "until": date_long(facts.mend_by, language) if facts.mend_by else "",
    }
    if facts.reason is OutcomeReason.TOO_LATE:
        text = _("Het bezwaar kwam binnen op %(received)s. De laatste dag was %(last)s (Awb 6:7).")
        return (text % told,)
    if facts.reason is OutcomeReason.NO_GROUNDS and facts.asked_on:
        text = _("Wij vroegen op %(asked)s om het aan te vullen, tot en met %(until)s (Awb 6:6).")
        return (text % told,)
    if facts.reason is OutcomeReason.NO_INTEREST:
        return (_("Alleen wie rechtstreeks is geraakt, kan bezwaar maken (Awb 1:2 en 7:1)."),)
    return ()


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
