"""What the page of alternatives shows, in words: the ladder, and each set with what it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.language import language_now
from policy_profiles.cells import cells_of, words_of
from policy_profiles.harmonisation import words
from policy_profiles.harmonisation.closer import Alternative, Closer, CommonValue, MemberEffect
from policy_profiles.harmonisation.own_cases import OwnEffect
from policy_profiles.vignettes.explained import ExplainingValue
from policy_profiles.what_if.words import label_of, signed_hours
from rulebook import wording
from rulebook.parameter import PARAMETERS
from rulebook.topic_scores import topic_scores
from rulebook.vignettes import VIGNETTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """The best set of one size: how much goes, and whether every set of that size was tried."""

    size: int
    removed: str
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """One common value in words: what, whose it is now, and what the field thought of its topic."""

    label: str
    value: str
    holders: str
    topic: str
    possibility: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """An invented client, to be linked to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One organisation: what it would change, and how many of the invented clients gain and lose.

    `changes` is empty for one that has every value already.
    """

    name: str
    is_own: bool
    is_fictitious: bool
    changes: tuple[ExplainingValue, ...]
    fewer: int
    more: int
    lost: int
    gained: int
    hours: str
    losing: tuple[Client, ...]
    gaining: tuple[Client, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeBlock:
    """One set of common values in words. `form` begins a draft; None where nothing is to change."""

    number: int
    title: str
    left: str
    steps: str
    different: str
    values: tuple[ValueLine, ...]
    members: tuple[MemberLine, ...]
    own: OwnEffect | None
    changes_own: bool
    form: BaseForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloserPage:
    """Everything that the page says."""

    who: str
    spread: str
    heading: str
    ladder: tuple[Rung, ...]
    blocks: tuple[AlternativeBlock, ...]
    tried: int
    exact_to: int


def closer_page(
    found: Closer, *, effects: Mapping[int, OwnEffect], forms: Mapping[int, BaseForm]
) -> CloserPage:
    """Put the alternatives into words.

    Args:
        found: what the search has to say.
        effects: what each alternative does to the own decided cases, by its number.
        forms: to begin a draft, by number, for those who may.
    """
    searched = found.searched
    return CloserPage(
        who=words.who(found.group),
        spread=words.spread_sentence(searched, len(found.group.members)),
        heading=_heading(found),
        ladder=tuple(
            Rung(
                size=one.size,
                removed=words.share(searched.removed(one)),
                is_exact=one.size <= searched.exact_to,
            )
            for one in searched.best
        ),
        blocks=tuple(
            _block(each, found, effects.get(each.number), forms.get(each.number))
            for each in found.alternatives
        ),
        tried=len(searched.candidates),
        exact_to=searched.exact_to,
    )


def _heading(found: Closer) -> str:
    smallest = found.smallest_for_most
    if smallest is not None:
        return words.removal(found.searched, smallest)
    if not found.searched.best:
        return _("Er is niets gelijk te maken dat de uren dichter bij elkaar brengt")
    return _("Geen kleine groep waarden haalt de helft van het verschil weg")


def _block(
    each: Alternative, found: Closer, own: OwnEffect | None, form: BaseForm | None
) -> AlternativeBlock:
    searched = found.searched
    members = len(found.group.members)
    left = _("Er blijft %(hours)s per klant en organisatie over.") % {
        "hours": wording.hours(
            words.mean_spread(each.found.left, searched.clients, members), language_now()
        )
    }
    return AlternativeBlock(
        number=each.number,
        title=words.removal(searched, each.found),
        left=left,
        steps=_steps(each),
        different=_different(each, found.alternatives),
        values=tuple(_value(value) for value in each.values),
        members=tuple(_member(member) for member in each.members),
        own=own,
        changes_own=each.own is not None,
        form=form if each.own is not None else None,
    )


def _steps(each: Alternative) -> str:
    changing = sum(bool(member.changes) for member in each.members)
    values = ngettext("%(n)d waarde", "%(n)d waarden", each.found.steps)
    at = ngettext("%(n)d organisatie", "%(n)d organisaties", changing)
    given = {"values": values % {"n": each.found.steps}, "at": at % {"n": changing}}
    return _("Te wijzigen: %(values)s bij %(at)s.") % given


def _different(one: Alternative, everyone: tuple[Alternative, ...]) -> str:
    """Say what a set shares with those before it."""
    before = [other for other in everyone if other.number < one.number]
    if not before:
        return ""
    mine = {*one.found.changes}
    names = {name for name, _place in mine}
    for other in before:
        theirs = {*other.found.changes}
        if shared := len(mine & theirs):
            text = ngettext(
                "Deelt %(shared)d waarde met voorstel %(number)d.",
                "Deelt %(shared)d waarden met voorstel %(number)d.",
                shared,
            )
            return text % {"shared": shared, "number": other.number}
    same = [o.number for o in before if {name for name, _place in o.found.changes} & names]
    if same:
        text = _("Zelfde beleidsregel als voorstel %(numbers)s, met een andere waarde.")
        return text % {"numbers": ", ".join(map(str, same))}
    return _("Heeft geen beleidsregel gemeen met de voorstellen hierboven.")


def _value(value: CommonValue) -> ValueLine:
    parameter = PARAMETERS[value.parameter]
    resolved = value.giver.profile[value.parameter]
    said = _("de tabel van %(name)s") % {"name": value.giver.name}
    if not parameter.rows:
        said = words_of(parameter, cells_of(resolved)[0].value, language_now())
    score = topic_scores().rows[parameter.topic]
    return ValueLine(
        label=label_of(value.parameter),
        value=said,
        holders=", ".join(holder.name for holder in value.holders),
        topic=words.topic_label(parameter.topic),
        possibility=words.score(score.possibility),
        address=value.address,
    )


def _member(found: MemberEffect) -> MemberLine:
    effect = found.effect
    return MemberLine(
        name=found.member.name,
        is_own=found.member.is_own,
        is_fictitious=found.member.is_fictitious,
        changes=found.changes,
        fewer=len(effect.fewer),
        more=len(effect.more),
        lost=len(effect.lost),
        gained=len(effect.gained),
        hours=signed_hours(effect.minutes),
        losing=_clients(sorted({*effect.fewer, *effect.lost})),
        gaining=_clients(sorted({*effect.more, *effect.gained})),
    )


def _clients(places: list[int]) -> tuple[Client, ...]:
    found = (VIGNETTES[place] for place in places)
    return tuple(Client(id=one.id, title=one.title.in_language(language_now())) for one in found)
