"""Our columns of a file of coaches, and what their lists hold."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import override

from assessments.intake_files.targets import Target
from coaches.codes import PROOFS_OF_COACH, RECOGNITIONS, CoachLevel, ProofKind, Specialism
from rulebook.case_format.cells import BadCell, folded
from rulebook.text import LANGUAGES, Text
from tenants.register import region_names

COACH: Final = "coach"
LEVEL: Final = "coach_grade"
SPECIALISMS: Final = "specialisms"
REGIONS: Final = "regions"
SINCE: Final = "works_since"
TRAINING: Final = "training"
TRAINING_FROM: Final = "training_from"
TRAINING_UNTIL: Final = "training_until"
ORGANISATION: Final = "organisation"
KVK: Final = "kvk_number"
RECOGNITION: Final = "recognition"
RECOGNITION_FROM: Final = "recognition_from"
RECOGNITION_UNTIL: Final = "recognition_until"

_COACH = Text("De jobcoach", "The coach")
_ORGANISATION = Text("De organisatie", "The organisation")
_SEPARATORS: Final = re.compile(r"[,;|/]")
_KVK: Final = re.compile(r"(?!00000000)[0-9]{8}")


@cache
def coach_targets() -> Mapping[str, Target]:
    """Give every column of a file of coaches by its name."""
    every = (
        _target(COACH, "text", _COACH, "Jobcoach", "Coach", is_required=True),
        _target(LEVEL, "code", _COACH, "Niveau", "Level", _labels(CoachLevel)),
        _target(SPECIALISMS, "text", _COACH, "Specialismen", "Specialisms"),
        _target(REGIONS, "text", _COACH, "Arbeidsmarktregio's", "Labour-market regions"),
        _target(SINCE, "date", _COACH, "Jobcoach sinds", "Coach since"),
        _target(TRAINING, "code", _COACH, "Opleiding", "Training", _kinds(PROOFS_OF_COACH)),
        _target(TRAINING_FROM, "date", _COACH, "Opleiding geldig vanaf", "Training valid from"),
        _target(TRAINING_UNTIL, "date", _COACH, "Opleiding geldig tot en met", "Training until"),
        _target(ORGANISATION, "text", _ORGANISATION, "Organisatie", "Organisation"),
        _target(KVK, "text", _ORGANISATION, "KvK-nummer", "KvK number"),
        _target(RECOGNITION, "code", _ORGANISATION, "Erkenning", "Recognition",
                _kinds(RECOGNITIONS)),
        _target(RECOGNITION_FROM, "date", _ORGANISATION, "Erkend vanaf", "Recognised from"),
        _target(RECOGNITION_UNTIL, "date", _ORGANISATION, "Erkend tot en met",
                "Recognised until"),
    )  # fmt: skip
    return MappingProxyType({each.name: each for each in every})


def specialisms_in(text: str) -> list[str]:
    """Give the specialisms that a cell lists.

    Raises:
        BadCell: one of them is not one of ours.
    """
    words = {
        folded(word): code
        for code, label in _labels(Specialism).items()
        for word in (code, label.nl, label.en)
    }
    return _listed(text, words, _SPECIALISM)


def regions_in(text: str) -> list[str]:
    """Give the labour-market regions that a cell lists, by code or name.

    Raises:
        BadCell: one of them does not exist.
    """
    words = {folded(word): code for code, name in region_names().items() for word in (code, name)}
    return _listed(text, words, _REGION)


def kvk_in(text: str) -> str:
    """Give a number of the Chamber of Commerce without signs.

    Raises:
        BadCell: it is no such number.
    """
    number = re.sub(r"[\s.-]", "", text)
    if not _KVK.fullmatch(number):
        raise BadCell(_NO_KVK)
    return number


def _listed(text: str, words: Mapping[str, str], reason: Text) -> list[str]:
    found = []
    for part in filter(None, (folded(each) for each in _SEPARATORS.split(text))):
        if part not in words:
            raise BadCell(reason)
        found.append(words[part])
    return sorted(set(found))


def _target(
    name: str, kind: str, group: Text, nl: str, en: str, codes: Mapping[str, Text] | None = None,
    *, is_required: bool = False,
) -> Target:  # fmt: skip
    return Target(
        name=name, label=Text(nl, en), group=group, kind=kind,
        codes=codes or MappingProxyType({}), is_required=is_required,
    )  # fmt: skip


def _kinds(kinds: tuple[ProofKind, ...]) -> Mapping[str, Text]:
    labels = _labels(ProofKind)
    return MappingProxyType({kind.value: labels[kind.value] for kind in kinds})


def _labels(codes: type[TextChoices]) -> Mapping[str, Text]:
    texts: dict[str, list[str]] = {code: [] for code in codes.values}
    for language in LANGUAGES:
        with override(language):
            for code, label in codes.choices:
                texts[code].append(str(label))
    return MappingProxyType({code: Text(*both) for code, both in texts.items()})


_SPECIALISM: Final = Text(
    "Een van deze specialismen kent het register niet. Gebruik de namen van het register, met "
    "komma's ertussen.",
    "The register does not know one of these specialisms. Use the names of the register, with "
    "commas between them.",
)
_REGION: Final = Text(
    "Een van deze regio's bestaat niet. Gebruik de naam of de code, zoals AM18.",
    "One of these regions does not exist. Use the name or the code, such as AM18.",
)
_NO_KVK: Final = Text(
    "Een KvK-nummer heeft acht cijfers, zoals 12345678.",
    "A KvK number has eight digits, such as 12345678.",
)
