"""OpenFisca's answers to the cases in a folder, as many times as each line of input says.

Runs in the environment of OpenFisca: `python -m benchmarks.openfisca_answers FOLDER`. Reads
`facts.npz` and `codes.json`, keeps the first answers in `answers.npz`, and prints how many seconds
the quickest of so many calculations took: the system is built and the facts are in memory before.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.openfisca_rules import ASKED, CASE, PARAMETERS, VARIABLES, variable

Column = NDArray[Any]
Tree = dict[str, Any]
_PERIOD = "2025-01"


def _inputs(facts: Mapping[str, Column], codes: dict[str, list[str]]) -> list[type[Variable]]:
    found = []
    for name, column in facts.items():
        if name in codes:
            possible = Enum(name, [(code, code) for code in codes[name]])
            found.append(variable(name, value_type=Enum, possible_values=possible,
                                   default_value=next(iter(possible))))  # fmt: skip
        else:
            kind = {"b": bool, "f": float}.get(column.dtype.kind, int)
            found.append(variable(name, value_type=kind))
    return found


def _system(facts: Mapping[str, Column], codes: dict[str, list[str]]) -> TaxBenefitSystem:
    system = TaxBenefitSystem([CASE])
    system.add_variables(*_inputs(facts, codes), *VARIABLES)
    system.parameters = ParameterNode("", data=_dated(PARAMETERS))
    return system


def _dated(tree: Tree) -> Tree:
    """The tree of parameters, each with the day from which it holds."""
    return {
        name: _dated(below)
        if isinstance(below, dict)
        else {"values": {"2012-01-01": {"value": below}}}
        for name, below in tree.items()
    }


class _Cases:
    """The cases in memory, to be worked through in a new simulation each time."""

    def __init__(self, folder: Path) -> None:
        facts = dict(np.load(folder / "facts.npz"))
        self._system = _system(facts, json.loads((folder / "codes.json").read_text()))
        self._facts = {name: self._as_input(name, column) for name, column in facts.items()}
        self._n = len(next(iter(self._facts.values())))

    def _as_input(self, name: str, column: Column) -> Column:
        variable = self._system.get_variable(name)
        if variable.value_type is not Enum:
            return column
        return EnumArray(column.astype(variable.dtype), variable.possible_values)

    def answers(self) -> tuple[float, dict[str, Any]]:
        """How many seconds the calculation took, and what came out."""
        simulation = SimulationBuilder.build_default_simulation(self._system, self._n)
        for name, column in self._facts.items():
            simulation.set_input(name, _PERIOD, column)
        start = time.perf_counter()
        for name in ASKED:
            simulation.calculate(name, _PERIOD)
        took = time.perf_counter() - start
        found = {name: simulation.get_array(name, _PERIOD) for name in (*ASKED, "exact_minutes")}
        return took, found


def main() -> None:
    """Answer as many times as each line says."""
    folder = Path(sys.argv[1])
    cases = _Cases(folder)
    _took, found = cases.answers()
    np.savez(folder / "answers.npz", **found)
    for line in sys.stdin:
        print(min(cases.answers()[0] for _ in range(int(line))), flush=True)


if __name__ == "__main__":
    main()
