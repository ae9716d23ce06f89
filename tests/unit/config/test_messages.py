"""The catalogues of texts: what is new is added, what is missing is named, nothing is lost."""

from pathlib import Path

import polib
import pytest

from console import messages
from console.messages_found import TextNotPlain, found_texts

VIEW = """
from django.utils.translation import gettext as _, ngettext

def words(n):
    return _("Besluit vastleggen"), ngettext("%(n)s casus", "%(n)s casussen", n)
"""
PAGE = """{% load i18n %}
{% translate "Loonwaarde 40 %" %} {% button _("Terug") %} {{ x|default:_("leeg") }}
{% blocktranslate with name=a %}Dag {{ name }}{% endblocktranslate %}
{% translate "Stand" context "op de meetlat" %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository with one app of one view and one page."""
    app = tmp_path / "platform" / "balie"
    (app / "templates").mkdir(parents=True)
    for package in (app, *(tmp_path / name for name in ("tenants", "api"))):
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
    (app / "views.py").write_text(VIEW, encoding="utf-8")
    (app / "templates" / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def catalogue(root: Path) -> polib.POFile:
    """Open the English catalogue of the app."""
    path = root / "platform" / "balie" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path))


def translate(root: Path, *, but: str = "") -> None:
    """Give every text an English one, save one."""
    opened = catalogue(root)
    for entry in opened:
        if entry.msgid == but:
            continue
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid.replace("Dag", "Good day")
    opened.save()
    messages.update_catalogues(root)


def test_texts_are_found_in_python_and_in_every_kind_of_template_tag(root: Path) -> None:
    assert {text.key for text in found_texts(root)} == {
        ("", "Besluit vastleggen"),
        ("", "%(n)s casus"),
        ("", "Loonwaarde 40 %%"),
        ("", "Terug"),
        ("", "leeg"),
        ("", "Dag %(name)s"),
        ("op de meetlat", "Stand"),
    }


def test_a_text_with_a_value_inside_is_refused_with_its_place(root: Path) -> None:
    path = root / "platform" / "balie" / "views.py"
    path.write_text(VIEW + '\n\ndef more(n):\n    return _(f"{n} uur")\n', encoding="utf-8")
    with pytest.raises(TextNotPlain, match=r"platform/balie/views\.py:\d+"):
        found_texts(root)


def test_what_is_not_translated_is_named_with_file_and_fix(root: Path) -> None:
    messages.update_catalogues(root)
    translate(root, but="Terug")
    (problem,) = messages.problems(root)
    assert "“Terug”" in str(problem)
    assert "platform/balie/templates/page.html" in str(problem)


def test_a_complete_catalogue_has_no_problems_and_stays_the_same(root: Path) -> None:
    messages.update_catalogues(root)
    translate(root)
    assert messages.problems(root) == []
    before = {p: p.read_bytes() for p in root.rglob("django.*")}
    messages.update_catalogues(root)
    assert {p: p.read_bytes() for p in root.rglob("django.*")} == before


def test_a_translation_that_loses_a_value_is_named(root: Path) -> None:
    messages.update_catalogues(root)
    translate(root)
    opened = catalogue(root)
    opened.find("Dag %(name)s").msgstr = "Good day"
    opened.save()
    messages.update_catalogues(root)
    assert ["same names" in str(problem) for problem in messages.problems(root)] == [True]


def test_an_edit_that_was_not_compiled_is_named(root: Path) -> None:
    messages.update_catalogues(root)
    translate(root)
    opened = catalogue(root)
    opened.find("Terug").msgstr = "Return"
    opened.save()
    assert ["compiled" in str(problem) for problem in messages.problems(root)] == [True]


def test_a_text_that_left_and_came_back_has_its_translation_still(root: Path) -> None:
    messages.update_catalogues(root)
    translate(root)
    page = root / "platform" / "balie" / "templates" / "page.html"
    page.write_text(PAGE.replace('{% button _("Terug") %}', ""), encoding="utf-8")
    messages.update_catalogues(root)
    assert messages.problems(root) == []
    page.write_text(PAGE, encoding="utf-8")
    messages.update_catalogues(root)
    assert messages.problems(root) == []
