"""What topics are made of: fields, and the three kinds of groups that they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from django.utils.translation import gettext_lazy as _

from assessments.gathering.codes import Basis, Bearing, SolutionOutcome

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
#: How a group is drawn: fields below each other, or a short text with choices beside it.
Layout = Literal["plain", "factor", "solution"]

SHORT: Final = 300  # characters
LONG: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicField:
    """One field of a topic.

    Attributes:
        name: in the form and in what is kept.
        longest: in characters, of a text; more than `SHORT` is drawn over several lines.
        choices: codes with their words; empty for a text.
        is_asked: without an answer the topic is not done.
        is_code: the answer tells nothing of health and is kept apart from what does.
    """

    name: str
    label: Words
    help: Words = ""
    longest: int = SHORT
    choices: Sequence[tuple[str, Words]] = ()
    is_asked: bool = False
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that belong together; `item` names the part of the scheme, or the solution."""

    fields: tuple[TopicField, ...]
    title: Words = ""
    help: Words = ""
    item: str = ""
    layout: Layout = "plain"


def factor(item: str, title: Words, help_text: Words = "") -> Group:
    """Give a part of the ICF scheme: short words, hindering or helping, fact or experience."""
    return Group(
        item=item,
        title=title,
        help=help_text,
        layout="factor",
        fields=(
            TopicField(name=f"{item}_words", label=_("In het kort")),
            TopicField(name=f"{item}_bearing", label=_("Hoe werkt het?"), choices=Bearing.choices),
            TopicField(name=f"{item}_basis", label=_("Waarop rust het?"), choices=Basis.choices),
        ),
    )


def solution(item: str, title: Words, help_text: Words = "", *, at_work: bool = False) -> Group:
    """Give another solution to weigh: what came of it, and why.

    Of a solution `at_work` the outcome tells nothing of health, and others than the person may
    read it; whether somebody gets care or help with debts is nobody else's business.
    """
    return Group(
        item=item,
        title=title,
        help=help_text,
        layout="solution",
        fields=(
            TopicField(
                name=f"{item}_outcome",
                label=_("Wat komt eruit?"),
                choices=SolutionOutcome.choices,
                is_asked=at_work,
                is_code=at_work,
            ),
            TopicField(
                name=f"{item}_why",
                label=_("Waarom?"),
                help=_("Dit staat ook in de brief aan de persoon."),
            ),
        ),
    )
