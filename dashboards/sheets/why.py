"""Where a difference in hours comes from: the four-way split of all, and of every group in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.language import language_now
from benchmarking.cells import Selection
from benchmarking.codes import CONTRACT_CLASSES, TARGET_GROUPS
from benchmarking.comparison import ProtectedComparison, ProtectedSplit
from benchmarking.definitions import indicators
from benchmarking.disclosure import HiddenReason, Protected
from benchmarking.snapshots import protected_splits
from dashboards import words
from dashboards.card import Card, Record
from dashboards.cards import registration
from dashboards.choice import ChoiceForm
from dashboards.figures import Figure, Step
from dashboards.for_programs import CONTRACT, PERIOD, TARGET_GROUP, call_of_comparison
from dashboards.hours_cards import is_clear, split_card, split_parts
from dashboards.nothing_yet import told_that_nothing_is_out
from dashboards.one_choice import alone
from dashboards.part_figures import PartRow, part_bars
from dashboards.sheet import Sheet
from dashboards.sheets.comparison import sides
from dashboards.snapshot_name import name_of
from dashboards.theme import Theme, reference_colour

SLUG = "waardoor"
#: What a program fills in for each group, by the field of the page.
_OF_API = {"doelgroep": TARGET_GROUP, "contract": CONTRACT, "periode": PERIOD}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A part of the cases: its name, where it is shown alone, and its split."""

    label: str
    address: str
    complete: Protected
    split: ProtectedSplit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Division:
    """One way in which cases are divided: by which field, and what each value is called."""

    field: str
    key: str
    caption: str
    corner: str
    labels: Mapping[str, str]

    def selection(self, value: str, whole: Selection) -> Selection:
        """Return the cases of one value among those of a selection."""
        return Selection(
            year=int(value) if self.field == "periode" else whole.year,
            target_group=value if self.field == "doelgroep" else whole.target_group,
            contract_class=value if self.field == "contract" else whole.contract_class,
        )


def sheet(form: ChoiceForm) -> Sheet:
    """Return the split of a valid choice, and of each group inside it."""
    open_ones = [one for one in _divisions(form) if not form.cleaned_data[one.field]]
    asked = [(one, value) for one in open_ones for value in one.labels]
    with told_that_nothing_is_out():
        first = form.comparison()
    found = protected_splits(
        tenant=form.cleaned_data["uitvoerder"],
        against=form.cleaned_data["met"],
        selections=[one.selection(value, first.selection) for one, value in asked],
    )
    groups: dict[str, list[_Group]] = {one.field: [] for one in open_ones}
    for (division, value), told in zip(asked, found, strict=True):
        address = f"{reverse('dashboards:charts', kwargs={'page': SLUG})}?"
        groups[division.field].append(
            _Group(
                label=division.labels[value],
                address=address + _query(form, division.field, value, told.split),
                complete=told.complete,
                split=told.split,
            )
        )
    return Sheet(
        cards=(split_card(first), *(_card(one, groups[one.field], first) for one in open_ones)),
        filters=form.in_short(),
        api=call_of_comparison(first),
        code=first.tenant.code,
        snapshot_id=name_of([first.snapshot_id, *(one.content for one in found)]),
        rules=first.rules,
        release=first.release,
        holds_synthetic=first.holds_synthetic,
        sides=sides(first),
        registration=registration(first),
    )


def _query(form: ChoiceForm, field: str, value: str, split: ProtectedSplit) -> str:
    """Return the query of a group; alone where it is not told together with what was chosen."""
    if split.difference.reason is HiddenReason.NOT_TOGETHER:
        return alone(form, field, value)
    return form.address(**{field: value})


def _divisions(form: ChoiceForm) -> tuple[_Division, ...]:
    offered = form.choices
    return (
        _Division(
            field="doelgroep",
            key="per-doelgroep",
            caption=_("Het verschil in vier delen, per doelgroep"),
            corner=_("Doelgroep"),
            labels={code: words.said(TARGET_GROUPS[code]) for code in offered.target_groups},
        ),
        _Division(
            field="contract",
            key="per-contract",
            caption=_("Het verschil in vier delen, per contract"),
            corner=_("Contract"),
            labels={code: words.said(CONTRACT_CLASSES[code]) for code in offered.contract_classes},
        ),
        _Division(
            field="periode",
            key="per-jaar",
            caption=_("Het verschil in vier delen, per jaar"),
            corner=_("Jaar"),
            labels={str(year): str(year) for year in offered.years},
        ),
    )


def _card(division: _Division, groups: list[_Group], whole: ProtectedComparison) -> Card:
    shown = [one for one in groups if not one.split.is_hidden]
    return Card(
        key=division.key,
        section=_("In de tijd") if division.field == "periode" else _("Waar"),
        title=_title(division, shown),
        summary=_summary(groups, shown),
        caption=division.caption,
        corner=division.corner,
        records=tuple(record for one in groups for record in _records(one, whole)),
        indicators=(indicators()["four_way_split"],),
        draw=(lambda theme: _figure(groups, whole.against, theme)) if shown else None,
        cases=tuple((one.label, one.complete) for one in groups),
        api=call_of_comparison(whole, each=_OF_API[division.field]),
        links={one.label: one.address for one in groups},
    )


def _title(division: _Division, shown: list[_Group]) -> str:
    clear = [one for one in shown if is_clear(one.split.difference)]
    if not shown:
        return division.caption
    if not clear:
        return _("In geen van deze groepen is het verschil in uren duidelijk")
    farthest = max(clear, key=lambda one: abs(one.split.difference.value or 0))
    return _("Het verschil is het grootst bij: %(group)s (%(hours)s)") % {
        "group": farthest.label[:1].lower() + farthest.label[1:],
        "hours": words.signed_hours(farthest.split.difference.value or 0),
    }


def _summary(groups: list[_Group], shown: list[_Group]) -> str:
    if any(one.split.difference.reason is HiddenReason.NOT_TOGETHER for one in groups):
        return _(
            "Uren worden niet voor twee keuzes tegelijk uitgebracht. In de tabel leidt elke groep "
            "naar het verschil van die groep alleen."
        )
    if not shown:
        return _("In geen enkele groep zijn er van beide kanten genoeg gevallen.")
    text = _("Van elke groep staat hier waaruit het verschil bestaat: de delen tellen precies op.")
    hidden = len(groups) - len(shown)
    if hidden:
        text += " " + _("Van %(hidden)s van de %(all)s groepen zijn er te weinig gevallen.") % {
            "hidden": hidden,
            "all": len(groups),
        }
    return text


def _records(group: _Group, whole: ProtectedComparison) -> list[Record]:
    split = group.split
    told = split_parts(split, own=whole.tenant.name, against=whole.against)
    parts = [(label, figure) for label, _why, figure, _own in told]
    return [
        Record(row=group.label, column=label, figure=figure, unit="difference")
        for label, figure in (*parts, (_("Verschil samen"), split.difference))
    ]


def _figure(groups: list[_Group], against: str, theme: Theme) -> Figure:
    return part_bars(
        [_row(one, against) for one in groups],
        unit=_(" u"),
        colour=reference_colour(theme, against),
        theme=theme,
        language=language_now(),
    )


def _row(group: _Group, against: str) -> PartRow:
    difference = group.split.difference
    if difference.value is None:
        return PartRow(label=group.label, words=words.hidden(difference), parts=())
    split, other = group.split, words.short_name_of_reference(against)
    parts = (
        (other, split.reference_practice, False),
        (_("Mensen, banen"), split.case_mix, False),
        (_("Eigen beleid"), split.policy, True),
        (_("Uitvoering"), split.practice, True),
    )
    return PartRow(
        label=group.label,
        words=words.signed_hours(difference.value),
        parts=tuple(_step(label, figure, is_own=is_own) for label, figure, is_own in parts),
    )


def _step(label: str, figure: Protected, *, is_own: bool) -> Step:
    return Step(
        label=label,
        words=words.signed_hours(figure.value or 0),
        value=(figure.value or 0) / 60,
        low=None if figure.low is None else figure.low / 60,
        high=None if figure.high is None else figure.high / 60,
        is_own=is_own,
    )
