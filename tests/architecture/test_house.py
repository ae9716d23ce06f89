"""The house stands as docs/decisions/0001 says: rooms, names, sizes and what leads where."""

import ast
import importlib.machinery
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "platform"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 40  # lines, without the docstring
DEEPEST_NESTING = 3
NESTING = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match)
HOLDS_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)


def _packages(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/__init__.py")}


SHARED = _packages(PLATFORM)
AT_THE_ROOT = _packages(ROOT) - {"tests", "benchmarks"}
ROOMS = [PLATFORM / name for name in sorted(SHARED)] + [ROOT / name for name in sorted(AT_THE_ROOT)]
SOURCES = sorted(
    path for room in ROOMS for path in room.rglob("*.py") if "migrations" not in path.parts
)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("where", [ROOT, PLATFORM, PLATFORM / "console"], ids=_named)
def test_platform_stays_the_standard_librarys(where: Path) -> None:
    """Python imports its own module `platform`, from whatever folder it is started."""
    answer = subprocess.run(
        [sys.executable, "-c", "import platform; print(platform.__file__, platform.system())"],
        cwd=where, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert answer.stdout.startswith(sysconfig.get_path("stdlib"))


def test_the_folder_platform_is_no_package() -> None:
    """An `__init__.py` there would break Python, Django and gunicorn at once."""
    assert not (PLATFORM / "__init__.py").exists()
    found = importlib.machinery.PathFinder.find_spec("platform", [str(ROOT), *sys.path])
    assert found is not None
    assert found.origin is not None


def test_no_room_takes_a_name_of_the_standard_library() -> None:
    """One of the two would hide the other, depending on the order of the path."""
    names = {path.stem for path in PLATFORM.iterdir() if path.suffix in {"", ".py"}}
    assert names & sys.stdlib_module_names == set()
    assert AT_THE_ROOT & sys.stdlib_module_names == set()


def test_the_wheel_holds_every_room() -> None:
    """A new room at the root has to be added to `only-include`, or it is left out silently."""
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert set(included) == {"platform"} | AT_THE_ROOT


def test_every_room_has_its_place_in_the_import_order() -> None:
    """A room without a place could import anything."""
    contract = PROJECT["tool"]["importlinter"]
    layers = contract["contracts"][0]["layers"]
    placed = {name.strip() for layer in layers for name in layer.replace("|", ":").split(":")}
    assert set(contract["root_packages"]) == SHARED | AT_THE_ROOT
    assert placed == SHARED | AT_THE_ROOT


def test_imports_run_down_only() -> None:
    """The contract of pyproject.toml holds, and the rulebook knows no framework."""
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stdout


def test_files_fit_in_the_head() -> None:
    """A longer file is a room that wants a wall."""
    lengths = {_named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length >= LONGEST_FILE} == {}


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    last = function.end_lineno or function.lineno
    return last - body[0].lineno + 1 if body else 0


def _depth(node: ast.AST) -> int:
    below = [
        _depth(child) - _is_elif(node, child)
        for child in ast.iter_child_nodes(node)
        if isinstance(child, HOLDS_STATEMENTS)  # no expression does
        and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    return max(below, default=0) + isinstance(node, NESTING)


def _is_elif(parent: ast.AST, child: ast.AST) -> bool:
    """Python holds `elif` as an `if` inside `else`; people read them side by side."""
    is_both = isinstance(parent, ast.If) and isinstance(child, ast.If)
    return is_both and parent.orelse == [child] and parent.col_offset == child.col_offset


def test_functions_are_short_and_shallow() -> None:
    """Every function can be read without scrolling and without keeping a stack in mind."""
    functions = [(path, function) for path in SOURCES for function in _functions(path)]
    too_long = [f"{_named(p)}: {f.name}" for p, f in functions if _length(f) > LONGEST_FUNCTION]
    too_deep = [f"{_named(p)}: {f.name}" for p, f in functions if _depth(f) > DEEPEST_NESTING]
    assert (too_long, too_deep) == ([], [])


def test_no_module_is_called_by_what_it_is_not() -> None:
    """`utils` and its kin say nothing of what is inside, and gather everything."""
    empty_names = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    assert {_named(path) for path in SOURCES if path.stem in empty_names} == set()
