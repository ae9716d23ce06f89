"""The worklist of what asks for attention, and how much of it each colleague has."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.actor import actor_of
from accounts.permissions import Permission, requires
from accounts.queries import names_of
from assessments.following.attention import AttentionLine, open_lines, team_lines
from assessments.following.signalling import SignalKind
from assessments.following.words import KIND_NAMES, Mine, SaidSignal, said

ROWS_PER_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to narrow the list, with how many lines it leaves."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A case with its signals in words and the name of who follows it."""

    row: AttentionLine
    signals: tuple[SaidSignal, ...]
    follower: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for: whose cases, and which kind of signal."""

    whose: str
    kind: str

    def url(self, *, whose: str | None = None, kind: str | None = None) -> str:
        """Give the address with one of the two changed."""
        wanted = {
            "wie": self.whose if whose is None else whose,
            "soort": self.kind if kind is None else kind,
        }
        given = {name: value for name, value in wanted.items() if value}
        return f"{reverse('assessments:attention')}?{urlencode(given)}"


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def attention(request: HttpRequest) -> HttpResponseBase:
    """List the cases in which something asks for attention, the most urgent first."""
    today = timezone.localdate()
    asked = _asked(request)
    asking = [line for line in open_lines(today=today) if line.signals]
    me = actor_of(request).id
    whose = [line for line in asking if _is_of(line, asked.whose, me)]
    chosen = [line for line in whose if not asked.kind or line.has(SignalKind(asked.kind))]
    page = Paginator(chosen, ROWS_PER_PAGE).get_page(request.GET.get("bladzijde"))
    names = _names(line.follower_id for line in page.object_list)
    context = {
        "page": page,
        "rows": [
            ShownLine(
                row=line,
                signals=tuple(said(each, number=line.number, today=today) for each in line.signals),
                follower=names.get(line.follower_id, "") if line.follower_id else "",
            )
            for line in page.object_list
        ],
        "count": len(chosen),
        "whose": _whose(asked, asking, me),
        "kinds": _kinds(asked, whose),
        "shows_follower": asked.whose != Mine.MINE,
    }
    return render(request, "assessments/following/attention.html", context)


@requires(Permission.READ_CASES)
@require_GET
@never_cache
def team(request: HttpRequest) -> HttpResponseBase:
    """Show of everybody who follows cases how many there are and how many ask for attention."""
    rows = team_lines(open_lines(today=timezone.localdate()))
    names = _names(row.follower_id for row in rows)
    address = reverse("assessments:attention")
    lines = [
        (
            row,
            names.get(row.follower_id, _("Niemand")) if row.follower_id else _("Niemand"),
            f"{address}?{urlencode({'wie': row.follower_id or Mine.NOBODY.value})}",
        )
        for row in rows
    ]
    return render(request, "assessments/following/team.html", {"lines": lines})


def _asked(request: HttpRequest) -> Asked:
    """Read the address; what is not known counts as not given."""
    whose, kind = request.GET.get("wie", ""), request.GET.get("soort", "")
    if whose not in Mine.values and _key(whose) is None:
        whose = Mine.MINE.value
    return Asked(whose=whose, kind=kind if kind in list(SignalKind) else "")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _names(keys: Iterable[UUID | None]) -> dict[UUID, str]:
    return names_of(user_ids={key for key in keys if key is not None})


def _is_of(line: AttentionLine, whose: str, me: UUID) -> bool:
    if whose == Mine.EVERYBODY:
        return True
    if whose == Mine.NOBODY:
        return line.follower_id is None
    return line.follower_id == (me if whose == Mine.MINE else _key(whose))


def _whose(asked: Asked, asking: Iterable[AttentionLine], me: UUID) -> list[Choice]:
    lines = list(asking)
    choices = [
        Choice(
            label=str(each.label),
            url=asked.url(whose=each.value),
            count=sum(_is_of(line, each.value, me) for line in lines),
            is_current=asked.whose == each.value,
        )
        for each in Mine
    ]
    other = _key(asked.whose)
    if other is not None:
        name = names_of(user_ids={other}).get(other, _("Een collega"))
        count = sum(line.follower_id == other for line in lines)
        choices.append(Choice(label=name, url=asked.url(), count=count, is_current=True))
    return [each for each in choices if each.count or each.is_current or each is choices[0]]


def _kinds(asked: Asked, whose: Iterable[AttentionLine]) -> list[Choice]:
    lines = list(whose)
    every = Choice(
        label=_("Alles"), url=asked.url(kind=""), count=len(lines), is_current=not asked.kind
    )
    some = [
        Choice(
            label=str(name),
            url=asked.url(kind=kind.value),
            count=sum(line.has(kind) for line in lines),
            is_current=asked.kind == kind,
        )
        for kind, name in KIND_NAMES.items()
    ]
    return [every, *(each for each in some if each.count or each.is_current)]
