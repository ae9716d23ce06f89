"""The English interface is complete: every Dutch text has one translation, compiled."""

from collections import defaultdict
from pathlib import Path

import polib

from console import messages, messages_found

ROOT = Path(__file__).resolve().parents[2]
APPS = messages_found.app_folders(ROOT)


def test_texts_are_found_in_templates_and_in_python() -> None:
    """The tests below would pass on an empty list."""
    files = {text.file for text in messages_found.found_texts(ROOT)}
    assert "platform/config/templates/base.html" in files
    assert "platform/config/places.py" in files


def test_every_text_has_its_english() -> None:
    """Not translated, doubtful, no longer used, or not compiled: each is named with its fix."""
    assert [str(problem) for problem in messages.problems(ROOT)] == []


def test_one_dutch_text_has_one_english_text() -> None:
    """Django merges the catalogues of all apps, so two translations would depend on their order."""
    english: dict[tuple[str, str], set[str]] = defaultdict(set)
    for app in APPS:
        path = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
        for entry in polib.pofile(str(path)) if path.exists() else []:
            if entry.msgstr and not entry.obsolete:
                english[(entry.msgctxt or "", entry.msgid)].add(entry.msgstr)
    assert {key: texts for key, texts in english.items() if len(texts) > 1} == {}
