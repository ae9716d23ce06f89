"""A policy profile as a document: what its page, its PDF and its workbook all say."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from policy_profiles.differences.candidates import Candidate
from policy_profiles.queries import baseline_on
from policy_profiles.reading.sheet import CellView, Entry, OriginView, Sheet, policy_sheet
from rulebook import wording
from rulebook.source import certainty_label


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One policy rule: what it says, what UWV says where that is other, and where it comes from.

    `values` and `baseline` have one line for a value, of a table one for each row.
    """

    label: str
    help: str
    values: tuple[str, ...]
    baseline: tuple[str, ...]
    origins: tuple[str, ...]
    deviates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """The rules of one part of the policy."""

    label: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileReport:
    """A whole profile on a day, in one language, with what is needed to know it again."""

    title: str
    subtitle: str
    description: str
    warning: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[ReportSection, ...]
    language: str
    name: str
    on: date


def profile_report(candidate: Candidate, *, organisation: str, language: str) -> ProfileReport:
    """Lay a candidate out as a document.

    Args:
        candidate: the version, draft, organisation or shared profile.
        organisation: whose it is, as the title; empty for what is shared.
        language: "nl" or "en".
    """
    profile = candidate.profile
    baseline = baseline_on(on=profile.on).profile
    sheet = policy_sheet(profile=profile, baseline=baseline, language=language)
    told = {"title": candidate.title, "day": wording.date_long(candidate.on, language)}
    return ProfileReport(
        title=organisation or candidate.title,
        subtitle=_("%(title)s, zoals het geldt op %(day)s") % told,
        description=profile.description.in_language(language),
        warning=_("Verzonnen voorbeeld: dit is geen beleid van een organisatie die bestaat.")
        if candidate.is_fictitious
        else "",
        summary=_("%(deviating)s van de %(total)s beleidsregels zijn anders dan bij UWV.")
        % {"deviating": sheet.deviating, "total": sheet.total},
        facts=(
            (_("Versie"), profile.layers[-1].version),
            (_("Lagen"), " → ".join(x.title.in_language(language) for x in profile.layers)),
            (_("Kenmerk van de inhoud"), profile.content_hash),
        ),
        sections=_sections(sheet, language),
        language=language,
        name=profile.name,
        on=candidate.on,
    )


def _sections(sheet: Sheet, language: str) -> tuple[ReportSection, ...]:
    return tuple(
        ReportSection(
            label=section.label, rows=tuple(_row(entry, language) for entry in section.entries)
        )
        for section in sheet.sections
    )


def _row(entry: Entry, language: str) -> ReportRow:
    return ReportRow(
        label=entry.label,
        help=entry.help,
        values=_values(entry),
        baseline=_baseline(entry),
        origins=(*(_origin(origin, language) for origin in entry.origins), *_why(entry, language)),
        deviates=entry.deviates,
    )


def _values(entry: Entry) -> tuple[str, ...]:
    if entry.value is not None:
        return (entry.value.words,)
    head = (f"({' / '.join(entry.columns)})",) if entry.columns else ()
    rows = tuple(
        f"{row.label}: {' / '.join(cell.words for cell in row.cells)}" for row in entry.rows
    )
    return head + rows


def _baseline(entry: Entry) -> tuple[str, ...]:
    if not entry.deviates:
        return ()
    if entry.value is not None:
        return (entry.value.old,)
    return tuple(
        f"{row.label}: {' / '.join(_of_baseline(cell) for cell in row.cells)}"
        for row in entry.rows
        if any(cell.old for cell in row.cells)
    )


def _of_baseline(cell: CellView) -> str:
    return cell.old or cell.words


def _why(entry: Entry, language: str) -> tuple[str, ...]:
    """Say why it is other than at UWV, where a reason was given."""
    why = entry.why
    if why is None or not why.reason:
        return ()
    told = {"reason": why.reason, "ground": why.ground, "basis": why.legal_basis}
    reason = _("Reden om af te wijken: %(reason)s (%(ground)s). %(basis)s") % told
    if why.review_on is None:
        return (reason,)
    day = wording.date_long(why.review_on, language)
    return (reason, _("Opnieuw bekijken vóór %(day)s.") % {"day": day})


def _origin(origin: OriginView, language: str) -> str:
    certainty = certainty_label(origin.certainty, language)
    note = f" {origin.note}" if origin.note else ""
    return f"{origin.layer_title} ({certainty}): {origin.source}.{note}"
