"""Reading a UWV baseline that a platform administrator brings as a bundle."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from policy_profiles.bundles.bundle import BadBundle, Bundle, read_bundle
from policy_profiles.bundles.problems import BundleProblem
from policy_profiles.mapping import states_of
from policy_profiles.register.baselines import Baselines, baselines
from rulebook.layer import Layer
from rulebook.parameter import PARAMETERS
from rulebook.profile import Profile, ValueMissing, resolve
from rulebook.profiles import BASELINE, layers_below, shipped_layers
from rulebook.text import Text

#: What a version of the baseline may be called: its label stands in addresses and on every page.
_LABEL: Final = re.compile(r"[^\W_][\w .-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineUpload:
    """A baseline that was read and can be put forward: the law and the baseline itself."""

    bundle: Bundle

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The law, and the baseline on it."""
        return self.bundle.profile.layers

    def profile(self, *, on: date) -> Profile:
        """Resolve it as it would hold on a day."""
        return resolve(self.layers, on=on)

    @property
    def label(self) -> str:
        """Which version it is."""
        return self.layers[-1].version


def read_baseline(content: bytes, *, agreements: Sequence[Layer] | None = None) -> BaselineUpload:
    """Read a bundle that is to become the UWV baseline.

    Args:
        content: the file.
        agreements: the regional layers that have to lie on it; without them those that ship.

    Raises:
        BadBundle: with everything that is the matter, by place, in both languages.
    """
    bundle = read_bundle(content)
    regions = shipped_agreements() if agreements is None else agreements
    problems = list(_problems(bundle.profile.layers, baselines(), regions))
    if problems:
        raise BadBundle(problems)
    return BaselineUpload(bundle=bundle)


def shipped_agreements() -> tuple[Layer, ...]:
    """Give the regional agreements that ship, each of which lies on the baseline."""
    return tuple(layer for layer in shipped_layers().values() if layer.kind == "region")


def is_taken(label: str, known: Baselines) -> bool:
    """Whether a baseline was published under this version, also one that was withdrawn."""
    return any(one.label == label for one in known.every)


def _problems(
    layers: tuple[Layer, ...], known: Baselines, agreements: Sequence[Layer]
) -> Iterator[BundleProblem]:
    own = layers[-1]
    if own.kind != "baseline" or own.name != BASELINE:
        yield _problem(
            "layer.layer",
            f"Dit is niet de UWV-basis. Een basis heeft layer: baseline en name: {BASELINE}.",
            f"This is not the UWV baseline. A baseline has layer: baseline and name: {BASELINE}.",
        )
    yield from _misnamed(own.version, known)
    if own.is_fictitious:
        yield _problem(
            "layer.fictitious",
            "De UWV-basis geldt voor iedereen en kan niet verzonnen zijn.",
            "The UWV baseline holds for everyone and cannot be invented.",
        )
    if own.kind == "baseline":
        yield from _left_out(layers)
        yield from _unfit(layers, agreements)
    for name, dated in own.values.items():
        if any(value.certainty == "fictitious" for value in dated):
            yield _problem(
                name,
                "Deze waarde is verzonnen. Noem de bron en hoe zeker de waarde is.",
                "This value is invented. Name its source and how sure the value is.",
            )


def _misnamed(version: str, known: Baselines) -> Iterator[BundleProblem]:
    if version != version.strip():
        yield _problem(
            "layer.version",
            "Haal de spaties voor en na de naam van de versie weg.",
            "Take the spaces before and after the name of the version away.",
        )
    elif not _LABEL.fullmatch(version):
        yield _problem(
            "layer.version",
            "Gebruik in de naam van de versie alleen letters, cijfers, spaties, punten en "
            "streepjes, en begin met een letter of cijfer.",
            "Use only letters, digits, spaces, full stops, hyphens and underscores in the name of "
            "the version, and begin with a letter or digit.",
        )
    if is_taken(version.strip(), known):
        yield _problem(
            "layer.version",
            "Er is al een basis met deze versie. Geef een nieuwe versie een eigen naam.",
            "There is a baseline of this version already. Give a new version a name of its own.",
        )


def _left_out(layers: tuple[Layer, ...]) -> Iterator[BundleProblem]:
    """What the baseline that ships states and this one does not.

    A stored chain gets what it does not name from the baseline that ships, because it may be older
    than the parameter: what is left out would hold as it shipped, and nobody would have said so.
    """
    said = {name for layer in layers for name in layer.values}
    shipped = {name for layer in layers_below(BASELINE) for name in layer.values}
    for name in (name for name in PARAMETERS if name in shipped - said):
        yield _problem(
            name,
            f"De waarde “{PARAMETERS[name].label.nl}” ontbreekt. De meegeleverde basis noemt haar. "
            "Noem haar ook hier, ook als zij niet verandert.",
            f"The value “{PARAMETERS[name].label.en}” is missing. The baseline that ships states "
            "it. State it here as well, also where it does not change.",
        )


def _unfit(layers: tuple[Layer, ...], agreements: Sequence[Layer]) -> Iterator[BundleProblem]:
    """What regional agreements need and this baseline no longer says."""
    for agreement in agreements:
        try:
            states_of((*layers, agreement))
        except ValueMissing as missing:
            for parameter in missing.parameters:
                yield _problem(
                    parameter,
                    f"De afspraak {agreement.title.nl} vult een deel hiervan in. Noem de rest.",
                    f"The agreement {agreement.title.en} sets a part of this. State the rest.",
                )


def _problem(where: str, nl: str, en: str) -> BundleProblem:
    return BundleProblem(where=where, text=Text(nl, en))
