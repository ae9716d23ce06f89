"""The English catalogues: adds what is new in the source, compiles, and says what is missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from console.messages_found import FoundText, app_folders, found_texts

_CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
# No dates and no names: a catalogue changes only when a text does.
_METADATA = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
_VALUES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueProblem:
    """One thing that keeps the English interface from being complete, and how to mend it."""

    catalogue: Path
    text: str
    fix: str

    def __str__(self) -> str:
        return f"{self.catalogue}: “{self.text}”: {self.fix}"


def update_catalogues(root: Path, *, only: str = "") -> list[Path]:
    """Add missing texts to the catalogue of their app, retire unused ones, compile.

    Returns the catalogues written; `only` names one app. A text that is no longer used keeps its
    translation as an obsolete entry, for when it comes back.
    """
    found = found_texts(root)
    written = []
    for app in app_folders(root):
        path = app / _CATALOGUE
        texts = [text for text in found if text.app == app]
        if (texts or path.exists()) and only in {"", app.name}:
            catalogue = _open(path)
            _merge(catalogue, texts)
            _write(catalogue, path)
            written.append(path)
    return written


def problems(root: Path) -> list[CatalogueProblem]:
    """Return all that is missing, doubtful or not compiled, over all catalogues."""
    found = found_texts(root)
    listed = []
    for app in app_folders(root):
        path = app / _CATALOGUE
        texts = [text for text in found if text.app == app]
        if texts or path.exists():
            listed += _problems_of(path.relative_to(root), _open(path), texts, path)
    return listed


def _open(path: Path) -> polib.POFile:
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
    catalogue.metadata = dict(_METADATA)
    catalogue.metadata_is_fuzzy = False
    catalogue.wrapwidth = 100
    return catalogue


def _merge(catalogue: polib.POFile, texts: Iterable[FoundText]) -> None:
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
    files: dict[tuple[str, str], set[str]] = {}
    for text in texts:
        files.setdefault(text.key, set()).add(text.file)
        entry = entries.get(text.key)
        if entry is None:
            entry = entries[text.key] = _new_entry(text)
        entry.obsolete = False
        if text.plural and entry.msgid_plural != text.plural:
            entry.msgid_plural = text.plural
            entry.msgstr_plural = entry.msgstr_plural or {0: entry.msgstr, 1: ""}
            entry.msgstr = ""
    for key, entry in entries.items():
        entry.obsolete = key not in files
        entry.occurrences = [(file, "") for file in sorted(files.get(key, ()))]
    catalogue.clear()
    kept = [entry for entry in entries.values() if not entry.obsolete or _has_words(entry)]
    catalogue.extend(sorted(kept, key=lambda entry: (entry.msgctxt or "", entry.msgid)))


def _has_words(entry: polib.POEntry) -> bool:
    """Say whether anything is lost without this entry; polib says no of every obsolete one."""
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _new_entry(text: FoundText) -> polib.POEntry:
    plural = {0: "", 1: ""} if text.plural else {}
    return polib.POEntry(
        msgctxt=text.context or None,
        msgid=text.text,
        msgid_plural=text.plural,
        msgstr_plural=plural,
    )


def _write(catalogue: polib.POFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    path.with_suffix(".mo").write_bytes(catalogue.to_binary())


def _problems_of(
    name: Path, catalogue: polib.POFile, texts: list[FoundText], path: Path
) -> list[CatalogueProblem]:
    entries = {(e.msgctxt or "", e.msgid): e for e in catalogue if not e.obsolete}
    listed = [
        CatalogueProblem(catalogue=name, text=text.text, fix=fix)
        for text in {text.key: text for text in texts}.values()
        if (fix := _fix_of(entries.get(text.key), text))
    ]
    used = {text.key for text in texts}
    listed += [
        CatalogueProblem(catalogue=name, text=key[1], fix="not used any more: run `make messages`")
        for key in entries
        if key not in used
    ]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        fix = "the compiled catalogue differs: run `make messages`"
        listed.append(CatalogueProblem(catalogue=name, text=compiled.name, fix=fix))
    return listed


def _fix_of(entry: polib.POEntry | None, text: FoundText) -> str:
    """Return what must be done for one text, or nothing."""
    if entry is None:
        return f"used in {text.file} and not in the catalogue: run `make messages`, then translate"
    if entry.fuzzy:
        return "marked as doubtful: check the translation and take the mark away"
    if not entry.translated():
        return f"used in {text.file} and not translated: write the English text"
    sources = [entry.msgid, entry.msgid_plural or entry.msgid]
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    allowed = {frozenset(_VALUES.findall(source)) for source in sources}
    if any(frozenset(_VALUES.findall(translation)) not in allowed for translation in translations):
        return "the values to fill in differ: use the same names in both languages"
    return ""
