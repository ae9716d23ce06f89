"""Finds the texts of the interface that can be translated, in templates and in Python."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# What a call of each of Django's functions means: where its texts stand among the arguments.
_MODULE = "django.utils.translation"
_TEXTS_OF_CALL = {
    "gettext": ("text",),
    "gettext_lazy": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "ngettext_lazy": ("text", "plural"),
    "pgettext": ("context", "text"),
    "pgettext_lazy": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
    "npgettext_lazy": ("context", "text", "plural"),
}
_CALL = re.compile(r"\b(_|n?p?gettext)\(")
_LITERAL = re.compile(r"""\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?""", re.S)
_SOURCES = ("platform", "tenants", "policy_profiles", "dashboards", "api")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """One Dutch text in the source, with the app whose catalogue must hold its translation."""

    app: Path
    file: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Context and text: what tells one entry of a catalogue from another."""
        return self.context, self.text


class TextNotPlain(ValueError):
    """A translation function was given something other than a plain string."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(
            f"{file}:{line}: give the translation function a plain string; put values in with "
            "`%` or `.format` afterwards, or the text cannot be found and translated."
        )


def app_folders(root: Path) -> list[Path]:
    """Return the folders of the apps under the repository `root`, in a fixed order."""
    inside = [folder for folder in (root / "platform").iterdir() if folder.is_dir()]
    apps = [*inside, *(root / name for name in _SOURCES[1:])]
    return sorted(app for app in apps if (app / "__init__.py").is_file())


def found_texts(root: Path) -> list[FoundText]:
    """Return every translatable text under `root`, by app and file.

    Raises:
        TextNotPlain: a call holds no plain string.
    """
    return [text for app in app_folders(root) for text in _texts_of_app(app, root)]


def _texts_of_app(app: Path, root: Path) -> Iterator[FoundText]:
    for path in sorted(app.rglob("*")):
        name = str(path.relative_to(root))
        if path.suffix == ".py" and "migrations" not in path.parts:
            texts = _in_python(path.read_text(encoding="utf-8"), name)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            texts = _in_template(path.read_text(encoding="utf-8"), name)
        else:
            continue
        for parts in texts:
            yield FoundText(app=app, file=name, **parts)


def _in_python(source: str, file: str) -> Iterator[dict[str, str]]:
    if _MODULE not in source:
        return
    tree = ast.parse(source, file)
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            parts = _TEXTS_OF_CALL[names[node.func.id]]
            yield dict(zip(parts, _strings(node, len(parts), file), strict=True))


def _imported_names(tree: ast.Module) -> dict[str, str]:
    """Return the local names of Django's translation functions, such as `_`."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == _MODULE
        for alias in node.names
        if alias.name in _TEXTS_OF_CALL
    }


def _strings(call: ast.Call, count: int, file: str) -> list[str]:
    arguments = call.args[:count]
    values = [
        a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)
    ]
    if len(values) != count:
        raise TextNotPlain(file, call.lineno)
    return values


def _in_template(source: str, file: str) -> Iterator[dict[str, str]]:
    code = templatize(source, origin=file)
    for call in _CALL.finditer(code):
        name = "gettext" if call[1] == "_" else call[1]
        parts = _TEXTS_OF_CALL[name]
        yield dict(zip(parts, _literals(code, call.end(), len(parts)), strict=True))


def _literals(code: str, start: int, count: int) -> Sequence[str]:
    """Return `count` string literals that follow each other from `start`."""
    values: list[str] = []
    while len(values) < count and (literal := _LITERAL.match(code, start)):
        values.append(ast.literal_eval(literal[1]))
        start = literal.end()
    return values
