"""Who gains and who loses in a what-if: by class, with bars, shielded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.language import language_now
from policy_profiles.simulation.values import Against, Shift
from policy_profiles.what_if import words
from policy_profiles.what_if.rows import HIDDEN, Cell
from policy_profiles.what_if.shield import ShieldedClass, hidden_in_words, shielded_classes
from policy_profiles.what_if.suppression import is_small
from rulebook import wording
from rulebook.case_classes import DIMENSIONS, NOT_KNOWN, Dimension

BAR = 100  # length of a bar for all cases of a class, to either side


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One class: how many get fewer and more hours, and the mean difference.

    `fewer_bar` and `more_bar` are lengths of at most `BAR`; None where the count is hidden.
    """

    label: str
    cases: str
    fewer: Cell
    more: Cell
    lost: Cell
    gained: Cell
    mean: Cell
    fewer_bar: int | None
    more_bar: int | None

    @property
    def fewer_from(self) -> int:
        """Where the bar to the left of the middle begins."""
        return BAR - (self.fewer_bar or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTable:
    """All classes of one dimension; `summary` says who loses and gains most."""

    code: str
    label: str
    summary: str
    rows: tuple[ClassRow, ...]
    has_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The change against one other policy, by class."""

    title: str
    tables: tuple[ClassTable, ...]
    asides: tuple[str, ...]


def comparison(against: Against, title: str, limit: int) -> Comparison:
    """Put one shift into tables by class, and say what does not show in hours."""
    tables = tuple(
        _class_table(against, dimension, limit)
        for dimension in DIMENSIONS
        if _tells_apart(against, dimension)
    )
    return Comparison(title=title, tables=tables, asides=_asides(against, limit))


def _tells_apart(against: Against, dimension: Dimension) -> bool:
    """Whether of any case is known what class it is in; kept scenarios may lack a dimension."""
    return any(c.dimension == dimension.code and c.code != NOT_KNOWN for c in against.classes)


def _asides(against: Against, limit: int) -> tuple[str, ...]:
    """What does not show in hours; not how many, where it does not hold of one or two people."""
    whole = against.whole
    asides = [
        (number, text, is_small(whole.cases - number, limit))
        for number, text in (
            (against.longer, _("%(count)s krijgen een langere periode")),
            (against.shorter, _("%(count)s krijgen een kortere periode")),
            (against.provider, _("bij %(count)s komt de toets van de aanbieder anders uit")),
        )
    ]
    is_hidden = "unclear" in hidden_in_words(whole, limit)
    asides.append((whole.unclear, _("bij %(count)s zijn de uren niet te vergelijken"), is_hidden))
    return tuple(
        text % {"count": words.count_beside(number, limit, is_hidden=hidden)}
        for number, text, hidden in asides
        if number or hidden
    )


def _class_table(against: Against, dimension: Dimension, limit: int) -> ClassTable:
    shielded = shielded_classes(against, dimension.code, limit)
    return ClassTable(
        code=dimension.code,
        label=dimension.label.in_language(language_now()),
        summary=_summary(shielded, dimension),
        rows=tuple(_class_row(each, dimension) for each in shielded),
        has_hidden=any(each.hidden for each in shielded),
    )


def _class_row(each: ShieldedClass, dimension: Dimension) -> ClassRow:
    shift = each.shift
    mean = HIDDEN
    if "mean" not in each.hidden and shift.mean is not None:
        around = words.between(shift.intervals.get("mean"), "signed_hours")
        mean = Cell(text=words.signed_hours(shift.mean), interval=around)
    return ClassRow(
        label=_class_label(each, dimension),
        cases=wording.number(shift.cases, language_now()),
        fewer=_effect(each, "fewer"),
        more=_effect(each, "more"),
        lost=_effect(each, "lost"),
        gained=_effect(each, "gained"),
        mean=mean,
        fewer_bar=_bar(each, "fewer"),
        more_bar=_bar(each, "more"),
    )


def _class_label(each: ShieldedClass, dimension: Dimension) -> str:
    labels = [dimension.classes[code].in_language(language_now()) for code in each.codes]
    return " + ".join(labels)


def _effect(each: ShieldedClass, name: str) -> Cell:
    if name in each.hidden:
        return HIDDEN
    interval = each.shift.intervals.get(name)
    return Cell(
        text=wording.number(getattr(each.shift, name), language_now()),
        interval=words.between(interval, "count") if getattr(each.shift, name) else "",
    )


def _bar(each: ShieldedClass, name: str) -> int | None:
    if name in each.hidden:
        return None
    number: int = getattr(each.shift, name)
    return round(BAR * number / each.shift.cases) if each.shift.cases else 0


def _summary(shielded: Sequence[ShieldedClass], dimension: Dimension) -> str:
    """Name the class in which the largest share gets fewer hours, and likewise more."""
    found = {
        name: max(
            (each for each in shielded if name not in each.hidden and getattr(each.shift, name)),
            key=lambda each: getattr(each.shift, name) / each.shift.cases,
            default=None,
        )
        for name in ("fewer", "more")
    }
    texts: Mapping[str, str] = {
        "fewer": _("Naar verhouding krijgt “%(name)s” het vaakst minder uren (%(share)s)."),
        "more": _("Naar verhouding krijgt “%(name)s” het vaakst meer uren (%(share)s)."),
    }
    told = " ".join(
        texts[name] % {"name": _class_label(each, dimension), "share": _share(each.shift, name)}
        for name, each in found.items()
        if each is not None
    )
    unchanged = _("%(label)s: wat hier getoond mag worden, verandert in geen enkele groep.")
    return told or unchanged % {"label": dimension.label.in_language(language_now())}


def _share(shift: Shift, name: str) -> str:
    return wording.percentage(100 * round(100 * getattr(shift, name) / shift.cases), language_now())
