"""Of whom figures of a release can be asked: organisations, and several of them together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from benchmarking.released_indicators.values import Whom, WhomKind
from benchmarking.snapshots import AGAINST_LABELS, Against, ChoiceUnknown, members_of
from rulebook.text import Text
from tenants.queries import TenantRow
from tenants.register import region_names

#: From so many decisions on that a release shows, in all its years: the largest first.
SIZES: Final = (("large", 1000), ("middle", 200), ("small", 0))
_SIZE_LABELS: Final[Mapping[str, Text]] = {
    "large": Text(
        "Grote uitvoerders (1000 besluiten of meer)",
        "Large organisations (1,000 decisions or more)",
    ),
    "middle": Text(
        "Middelgrote uitvoerders (200 tot 1000 besluiten)",
        "Medium-sized organisations (200 to 1,000 decisions)",
    ),
    "small": Text(
        "Kleine uitvoerders (minder dan 200 besluiten)",
        "Small organisations (fewer than 200 decisions)",
    ),
}
_SEVERAL: Final = (Against.UWV, Against.G4, Against.ALL)
_CHOICE: Final = f"{WhomKind.CHOICE}:"
#: So many names of a choice stand in its label.
_MOST_NAMED: Final = 4


def everyone_asked(
    rows: Sequence[TenantRow], decided: Mapping[str, int], regions: Mapping[str, str]
) -> tuple[Whom, ...]:
    """Return all of whom figures can be asked: organisations by name, then groups.

    Args:
        rows: the organisations that are open.
        decided: by schema name the decisions that the release shows of it; nought where hidden.
        regions: the labour-market region of each municipality of which it is known.
    """
    return (*organisations(rows), *_fixed(rows), *_regions(rows, regions), *_sizes(rows, decided))


def organisations(rows: Sequence[TenantRow]) -> tuple[Whom, ...]:
    """Return every organisation by itself."""
    return tuple(
        Whom(
            code=organisation_code(row.schema_name),
            kind=WhomKind.ORGANISATION,
            label=Text(row.name, row.name),
            members=(row.schema_name,),
        )
        for row in rows
    )


def organisation_code(schema_name: str) -> str:
    """Return the code of one organisation."""
    return f"{WhomKind.ORGANISATION}:{schema_name}"


def chosen(code: str, known: Mapping[str, Whom], rows: Sequence[TenantRow]) -> Whom:
    """Return who is meant by a code; `choice:a+b` are organisations of one's own choice.

    Raises:
        ChoiceUnknown: nobody is.
    """
    if code in known:
        return known[code]
    there = {row.schema_name for row in rows}
    members = tuple(sorted(set(code.removeprefix(_CHOICE).split("+"))))
    if not code.startswith(_CHOICE) or not there.issuperset(members):
        raise ChoiceUnknown("whom", code, sorted(known))
    return Whom(
        code=_CHOICE + "+".join(members),
        kind=WhomKind.CHOICE,
        label=_label_of_choice([row.name for row in rows if row.schema_name in members]),
        members=members,
    )


def _label_of_choice(names: Sequence[str]) -> Text:
    """Name who is in a choice; of more than fit in a caption, how many."""
    if len(names) > _MOST_NAMED:
        of = len(names)
        return Text(f"Eigen keuze van {of} uitvoerders", f"Own choice of {of} organisations")
    told = ", ".join(names)
    return Text(f"Eigen keuze: {told}", f"Own choice: {told}")


def _fixed(rows: Sequence[TenantRow]) -> Iterator[Whom]:
    for against in _SEVERAL:
        places = members_of(rows, against)
        if places:
            yield Whom(
                code=against.value,
                kind=WhomKind(against.value),
                label=AGAINST_LABELS[against],
                members=tuple(rows[place].schema_name for place in places),
            )


def _regions(rows: Sequence[TenantRow], regions: Mapping[str, str]) -> Iterator[Whom]:
    names = region_names()
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for region in {regions[one] for one in row.municipality_codes if one in regions}:
            found[region].append(row.schema_name)
    for region, members in sorted(found.items()):
        name = names.get(region, region)
        yield Whom(
            code=f"{WhomKind.REGION}:{region}",
            kind=WhomKind.REGION,
            label=Text(f"Arbeidsmarktregio {name}", f"Labour-market region {name}"),
            members=tuple(members),
        )


def _sizes(rows: Sequence[TenantRow], decided: Mapping[str, int]) -> Iterator[Whom]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        cases = decided.get(row.schema_name, 0)
        found[next(name for name, least in SIZES if cases >= least)].append(row.schema_name)
    for name, members in found.items():
        yield Whom(
            code=f"{WhomKind.SIZE}:{name}",
            kind=WhomKind.SIZE,
            label=_SIZE_LABELS[name],
            members=tuple(members),
        )
