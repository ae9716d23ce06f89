"""What may happen in one place only: reading environment and language, switching tenant."""

import ast
import re
from functools import cache
from pathlib import Path

from config import environment

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for room in ("platform", "tenants", "policy_profiles", "dashboards", "api")
    for path in (ROOT / room).rglob("*.py")
)
READER = ROOT / "platform" / "config" / "environment.py"
SETTINGS_PAGE = ROOT / "docs" / "reference" / "settings.md"
SWITCHES = {
    "tenants/context.py",
    "tenants/middleware.py",
    "tenants/roles.py",
    "tenants/database/base.py",
}
LANGUAGE = ROOT / "platform" / "accounts" / "language.py"
READS_LANGUAGE = re.compile(r"\bget_language\b")
READS_ENVIRONMENT = re.compile(
    r"\bos\.environ\b|\bos\.getenv\b|from os import .*\b(environ|getenv)\b"
)
SWITCHES_TENANT = re.compile(
    r"\bset_(tenant|schema)\w*\(|\b(tenant|schema)_context\b|\bSET (LOCAL |SESSION )?ROLE\b"
    r"|\bSET (LOCAL |SESSION )?search_path\b|\bSET SESSION AUTHORIZATION\b"
)
#: A word without which a file holds none of the three.
TELLING = re.compile(
    r"environ|getenv|get_language|set_tenant|set_schema|tenant_context|schema_context"
    r"|ROLE|search_path|AUTHORIZATION"
)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _code(path: Path) -> str:
    """Give a file without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        holds_docstring = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, holds_docstring) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


def _found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{_named(path)}: {match.group()}"
        for path in paths
        if TELLING.search(path.read_text(encoding="utf-8"))  # to take every file apart takes long
        for match in pattern.finditer(_code(path))
    ]


def test_only_environment_reads_the_environment() -> None:
    """Every other file gets its values from there, checked and documented."""
    elsewhere = [path for path in SOURCES if path != READER]
    assert _found(READS_ENVIRONMENT, elsewhere) == []


def test_every_variable_that_is_read_is_known() -> None:
    """The list of variables is the list of those that are read."""
    tree = ast.parse(READER.read_text(encoding="utf-8"))
    read = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and str(call.args[0].value).isupper()
    }
    assert read == set(environment.VARIABLES)


def test_every_variable_is_documented_and_nothing_else_is() -> None:
    """The reference page tells what can be set, completely."""
    documented = re.findall(r"^\| `([A-Z_]+)`", SETTINGS_PAGE.read_text(encoding="utf-8"), re.M)
    assert sorted(documented) == sorted(environment.VARIABLES)


def test_the_language_of_the_reader_is_asked_in_one_place() -> None:
    """Elsewhere each had its own answer to what is neither Dutch nor English."""
    elsewhere = [path for path in SOURCES if path != LANGUAGE]
    assert _found(READS_LANGUAGE, elsewhere) == []


def test_only_the_tenant_room_switches_tenant() -> None:
    """A switch anywhere else would be one that nobody looks at when isolation is reviewed."""
    elsewhere = [path for path in SOURCES if _named(path) not in SWITCHES]
    assert _found(SWITCHES_TENANT, elsewhere) == []
