"""Which letters may go to somebody at work in a case."""

from assessments.letters.codes import Reader
from assessments.queries import CaseRow
from assessments.rules_of_case import rules_of
from assessments.sharing.codes import LETTER_TO
from assessments.sharing.queries import Standing, standing_of
from assessments.sharing.rules import Bar, NotShared, bar_of


def letter_standing(case: CaseRow, reader: Reader) -> Standing | None:
    """Give what was said of a letter to this reader; None of who needs no leave: the person."""
    shared = LETTER_TO.get(reader)
    return standing_of(case_id=case.id, shared=shared) if shared else None


def letter_bar(case: CaseRow, reader: Reader) -> Bar | None:
    """Give why a letter to this reader does not go; None where it may."""
    standing = letter_standing(case, reader)
    if standing is None:
        return None
    rules = rules_of(case)
    coaches = reader is Reader.EMPLOYER and case.facts.get("support_form") == "internal"
    return bar_of(standing, own=rules.own if rules else None, is_internal=coaches)


def check_may_send(case: CaseRow, reader: Reader) -> None:
    """Let a letter pass that may go to this reader.

    Raises:
        NotShared: the person said no, or was not asked and the policy wants that first.
    """
    bar = letter_bar(case, reader)
    if bar is not None:
        raise NotShared(bar)
