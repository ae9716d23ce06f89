"""On which day what somebody objects to or appeals against was sent to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assessments.letters.codes import Reader
from assessments.letters.models import Letter
from assessments.objections.codes import Kind, LodgedBy
from assessments.objections.queries import ObjectionRow, answered_in, objections_of
from assessments.objections.readers import READER_OF, objector_of
from assessments.queries import case, decision

Rows = tuple[ObjectionRow, ...]
Days = Mapping[tuple[Kind, LodgedBy], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentDays:
    """The day by what is lodged and by whom; without those that are not known.

    `kinds` is what can be lodged.
    """

    kinds: tuple[Kind, ...]
    days: Days

    def of(self, *, kind: Kind, lodged_by: LodgedBy) -> date | None:
        """Give the day for one of them; None where no letter went."""
        return self.days.get((kind, lodged_by))

    @property
    def only(self) -> date | None:
        """The day where it is the same for all; None where it depends, or where there is none."""
        return None if self.depends else next(iter(self.days.values()), None)

    @property
    def depends(self) -> bool:
        """Whether it depends on what is lodged, or by whom."""
        return bool(self.days) and (len(self.kinds) > 1 or len(set(self.days.values())) > 1)


def sent_days(*, case_id: UUID, decision_id: UUID) -> SentDays:
    """Give when the decision on a case was sent, and the one on an objection to it.

    One objects from the day on which the decision went to the person (Awb 3:41, 6:8), and appeals
    from that of the newest letter on the objection: on one's own, where there was one. A letter
    that went outside Meetlat counts by the day that was put on record.
    """
    answered = answered_in(new_case_id=case_id)
    own = Letter.objects.filter(decision_id=decision_id, objection=None).defer("sealed")
    first = {Reader(each.reader): each.sent_on for each in own.order_by("-sent_on", "-id")}
    days: dict[tuple[Kind, LodgedBy], date] = {}
    if not answered and Reader.CLIENT in first:
        days = {(Kind.OBJECTION, by): first[Reader.CLIENT] for by in LodgedBy}
    told = answered or tuple(
        row for row in objections_of(case_id=case_id) if row.kind is Kind.OBJECTION
    )
    for by in LodgedBy:
        day = _newest(told, by) or (_to(first, by) if answered else None)
        if day is not None:
            days[(Kind.APPEAL, by)] = day
    return SentDays(kinds=_kinds(answered, told), days=days)


def day_annulled(*, appeal: ObjectionRow, reader: Reader) -> date | None:
    """Give the day of the letter on the objection that an appeal was against; None without one.

    None as well to who is not told that there was an appeal: neither the person nor who lodged it.
    """
    if appeal.kind is not Kind.APPEAL or reader not in (Reader.CLIENT, READER_OF[appeal.lodged_by]):
        return None
    case_id = case(number=appeal.number).id
    days = sent_days(case_id=case_id, decision_id=decision(number=appeal.number).id)
    by = next(by for by, each in READER_OF.items() if each is reader)
    return days.of(kind=Kind.APPEAL, lodged_by=by)


def _day_told(rows: Rows, reader: Reader) -> date | None:
    """Give the newest day on which a reader was told; outside Meetlat where no letter of it went.

    What went outside went to the person and to who lodged it.
    """
    letters = Letter.objects.filter(objection__in=[row.id for row in rows], reader=reader)
    days = dict(letters.order_by("sent_on", "id").values_list("objection_id", "sent_on"))
    for row in rows:
        elsewhere = row.sent_elsewhere_on
        if elsewhere is not None and reader in (Reader.CLIENT, objector_of(row)):
            days.setdefault(row.id, elsewhere)
    return max(days.values(), default=None)


def _kinds(answered: Rows, told: Rows) -> tuple[Kind, ...]:
    """Give what can be lodged: no objection to what was decided on one, no appeal before that."""
    if answered:
        return (Kind.APPEAL,)
    return tuple(Kind) if any(row.ended for row in told) else (Kind.OBJECTION,)


def _newest(rows: Rows, by: LodgedBy) -> date | None:
    own = tuple(row for row in rows if row.lodged_by is by)
    reader = READER_OF[by]
    return _day_told(own, reader) or _day_told(rows, reader) or _day_told(rows, Reader.CLIENT)


def _to(first: Mapping[Reader, date], by: LodgedBy) -> date | None:
    return first.get(READER_OF[by], first.get(Reader.CLIENT))
