"""What the page of distances shows: rows by topic, where everybody stands, and the matrices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from urllib.parse import urlencode

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from policy_profiles.harmonisation import public_words, words
from policy_profiles.harmonisation.group import Member
from policy_profiles.harmonisation.place import Place
from policy_profiles.harmonisation.queries import (
    Distances,
    MatrixCell,
    Measured,
    Range,
    TopicDistances,
    matrix,
)
from policy_profiles.vignettes.spread_picture import HEIGHT, WIDTH, Dot, SpreadPicture
from rulebook.topic_scores import TopicScore, topic_scores

_LEFT, _RIGHT = 12, 228
_SMALLEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeWords:
    """A mean in words, and between which the single distances lie; empty where they are one."""

    mean: str
    around: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWords:
    """One measure of one topic in words; empty where it takes no part."""

    to_baseline: str
    to_others: RangeWords | None
    all_to_baseline: RangeWords | None
    together: RangeWords | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """One line of the table; the picture is of the distances to UWV on values."""

    topic: str
    label: str
    weight: int | None
    is_changed: bool
    share: str
    differing: str
    stated: MeasureWords
    answered: MeasureWords
    picture: SpreadPicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightLine:
    """One topic in the table of weights: what people were asked, the scores, and the field."""

    wish: str
    scores: tuple[str, str, str]
    default: int
    field: BoundField


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCell:
    """One cell of a matrix: the distance in words, and where the differences themselves stand."""

    words: str
    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixTable:
    """Everybody's distance to everybody by one measure."""

    caption: str
    columns: tuple[Member, ...]
    rows: tuple[tuple[Member, tuple[LinkedCell | None, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmonisationPage:
    """Everything that the page says."""

    heading: str
    summary: str
    who: str
    lines: tuple[TopicLine, ...]
    total: TopicLine
    farthest_right: str
    matrices: tuple[MatrixTable, ...]
    has_others: bool


def harmonisation_page(found: Distances, *, topic: str, place: Place) -> HarmonisationPage:
    """Put the distances of a group into words, with the matrices of one topic or of all."""
    defaults = topic_scores().weights
    most = _scale([d for line in found.topics for d in line.stated.each.values()])
    told = words if place.is_inside else public_words
    return HarmonisationPage(
        heading=told.heading(found),
        summary=told.summary(found),
        who=told.who(found.group),
        lines=tuple(_line(line, found, defaults, most) for line in found.topics),
        total=_total(found),
        farthest_right=words.share(most),
        matrices=tuple(
            _matrix(found, topic, place, on_values=on_values) for on_values in (True, False)
        ),
        has_others=bool(found.group.others),
    )


def weight_lines(fields: Mapping[str, BoundField], language: str) -> tuple[WeightLine, ...]:
    """Lay the table of scores out with the field of each weight."""
    return tuple(_weight(row, fields[topic], language) for topic, row in _rows().items())


def _rows() -> Mapping[str, TopicScore]:
    return topic_scores().rows


def _weight(row: TopicScore, field: BoundField, language: str) -> WeightLine:
    scores = (words.score(row.enthusiasm), words.score(row.possibility), words.score(row.impact))
    return WeightLine(
        wish=row.wish.in_language(language), scores=scores, default=row.weight, field=field
    )


def _line(
    line: TopicDistances, found: Distances, defaults: Mapping[str, int], most: Fraction
) -> TopicLine:
    text = _("%(differing)d van %(counted)d anders")
    counts = {"differing": line.differing, "counted": line.counted}
    return TopicLine(
        topic=line.topic,
        label=words.topic_label(line.topic),
        weight=line.weight,
        is_changed=line.weight != defaults[line.topic],
        share="" if line.share is None else words.share(line.share),
        differing=text % counts if line.counted else _("niemand legt hier iets vast"),
        stated=_measure(line.stated),
        answered=_measure(line.answered),
        picture=_picture(line.stated, found.group.own, most),
    )


def _total(found: Distances) -> TopicLine:
    return TopicLine(
        topic="",
        label=_("Gewogen"),
        weight=None,
        is_changed=False,
        share="",
        differing="",
        stated=_measure(found.stated),
        answered=_measure(found.answered),
        picture=None,
    )


def _measure(found: Measured) -> MeasureWords:
    apart = found.to_baseline
    return MeasureWords(
        to_baseline="" if apart is None else words.share(apart),
        to_others=_range(found.to_others),
        all_to_baseline=_range(found.all_to_baseline),
        together=_range(found.together),
    )


def _range(found: Range | None) -> RangeWords | None:
    if found is None:
        return None
    limits = {"least": words.share(found.least), "most": words.share(found.most)}
    is_one = limits["least"] == limits["most"]
    around = "" if is_one else _("%(least)s tot %(most)s") % limits
    return RangeWords(mean=words.share(found.mean), around=around)


def _scale(distances: Sequence[Fraction]) -> Fraction:
    """Where every line ends: the most of all, rounded up to a tenth, so that lines compare."""
    return max(Fraction(ceil(max(distances, default=Fraction(0)) * 10), 10), Fraction(1, 10))


def _picture(found: Measured, own: Member | None, most: Fraction) -> SpreadPicture | None:
    if not found.each:
        return None

    def place(distance: Fraction) -> int:
        return round(_LEFT + (_RIGHT - _LEFT) * distance / most)

    marked = own.code if own else None
    counted = Counter(place(d) for code, d in found.each.items() if code != marked)
    return SpreadPicture(
        dots=tuple(Dot(x=x, radius=str(_SMALLEST + min(n, 6))) for x, n in sorted(counted.items())),
        own=place(found.each[marked]) if marked else None,
        baseline=_LEFT,
        width=WIDTH,
        height=HEIGHT,
    )


def _matrix(found: Distances, topic: str, place: Place, *, on_values: bool) -> MatrixTable:
    texts = (_("Op waarden: %(topic)s"), _("Op voorbeeldklanten: %(topic)s"))
    rows = matrix(found, topic=topic, on_values=on_values)
    return MatrixTable(
        caption=texts[0 if on_values else 1] % {"topic": words.topic_in_a_sentence(topic)},
        columns=tuple(row.member for row in rows),
        rows=tuple((row.member, tuple(_cell(cell, place) for cell in row.cells)) for row in rows),
    )


def _cell(cell: MatrixCell, place: Place) -> LinkedCell | None:
    if cell.is_self or cell.distance is None:
        return None
    query = urlencode({"van": cell.row.key, "naar": cell.column.key})
    label = _("verschillen tussen %(one)s en %(other)s")
    return LinkedCell(
        words=words.share(cell.distance),
        address=f"{reverse(place.differences)}?{query}",
        label=label % {"one": cell.row.name, "other": cell.column.name},
    )
