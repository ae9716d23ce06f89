"""The card about refusals: where, by criterion of the own rules."""

from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.comparison import ProtectedComparison
from benchmarking.definitions import indicators
from benchmarking.disclosure import Protected
from dashboards import words
from dashboards.card import Card, Record
from dashboards.figures import BarRow, Figure, Mark, paired_bars
from dashboards.hours_cards import why_hidden
from dashboards.theme import Theme, reference_colour
from rulebook.explanation import criterion_label

#: With more reasons than this that stand equal, a title gives their number.
MOST_NAMED = 2


def refusal_card(comparison: ProtectedComparison) -> Card:
    """Return the share refused, and per criterion, of both sides; the most frequent first.

    Criteria of which nothing is shown for either side stand in the table and not in the figure.
    """
    own, other = comparison.tenant, comparison.reference
    lines = [(_("Afgewezen, alle redenen samen"), own.refused, other.refused)]
    lines += sorted(
        (
            (criterion_label(code, language_now()), share, other.criteria[code])
            for code, share in own.criteria.items()
        ),
        key=lambda line: (-(line[1].value or 0), -(line[2].value or 0)),
    )
    drawn = [line for line in lines if line[1].value is not None or line[2].value is not None]
    names = (own.name, words.label_of_reference(comparison.against))

    def draw(theme: Theme) -> Figure:
        return paired_bars(
            [BarRow(label=label, own=_mark(a), reference=_mark(b)) for label, a, b in drawn],
            names=(own.name, words.short_name_of_reference(comparison.against)),
            unit=" %",
            colour=reference_colour(theme, comparison.against),
            theme=theme,
            language=language_now(),
        )

    defined = indicators()
    return Card(
        key="afwijzingen",
        section=_("Waar"),
        title=_title(comparison, drawn),
        summary=_summary(comparison, len(lines) - len(drawn)),
        caption=_("Afwijzingen, als deel van alle besluiten"),
        corner=_("Criterium dat niet is gehaald"),
        records=tuple(
            Record(row=label, column=name, figure=figure, unit="percent")
            for label, a, b in lines
            for name, figure in zip(names, (a, b), strict=True)
        ),
        indicators=(defined["refusals"], defined["refusals_by_criterion"]),
        draw=draw if drawn else None,
        cases=tuple(zip(names, (own.decided, other.decided), strict=True)),
    )


def _title(comparison: ProtectedComparison, drawn: list[tuple[str, Protected, Protected]]) -> str:
    own = comparison.tenant
    if own.refused.value is None:
        return _("Afwijzingen van %(own)s") % {"own": own.name}
    names: dict[str, object] = {"own": own.name, "share": words.percent(own.refused.value)}
    causes = _most_frequent(drawn[1:])
    if not causes:
        return _("%(own)s wijst %(share)s af") % names
    if len(causes) > MOST_NAMED:
        names["count"] = len(causes)
        return (
            _("%(own)s wijst %(share)s af; de %(count)s grootste redenen komen even vaak voor")
            % names
        )
    names["cause"] = causes[0]
    if len(causes) > 1:
        names["cause"] = _("%(first)s en %(second)s") % {"first": causes[0], "second": causes[1]}
    return _("%(own)s wijst %(share)s af, het vaakst om: %(cause)s") % names


def _most_frequent(lines: list[tuple[str, Protected, Protected]]) -> list[str]:
    """Return the criteria that share the highest figure as it is printed, for within a sentence.

    What lies below the rounding is not looked at: a title may tell no more than the table.
    """
    shown = {label: share.value for label, share, _reference in lines if share.value}
    highest = max(shown.values(), default=0)
    return [label[:1].lower() + label[1:] for label, share in shown.items() if share == highest]


def _summary(comparison: ProtectedComparison, left_out: int) -> str:
    own, other = comparison.tenant, comparison.reference
    if own.refused.value is None:
        return why_hidden(own.name, own.refused, comparison.selection)
    text = _("Van alle besluiten van %(own)s is %(share)s een afwijzing; bij %(other)s %(b)s.") % {
        "own": own.name,
        "share": words.percent(own.refused.value),
        "other": words.name_of_reference(comparison.against),
        "b": words.figure(
            Protected(value=other.refused.value, reason=other.refused.reason), "percent"
        ),
    }
    if left_out:
        text += " " + _("Criteria met te weinig gevallen staan alleen in de tabel.")
    return text


def _mark(figure: Protected) -> Mark:
    return Mark(
        value=figure.value,
        low=figure.low,
        high=figure.high,
        words=words.hidden(figure) if figure.value is None else words.percent(figure.value),
    )
