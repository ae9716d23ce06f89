"""What the documents say is there."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]+)[^)]*\)")
PATH = re.compile(
    r"`((?:platform|tenants|policy_profiles|dashboards|api|tests|docs|deploy|requirements)/[\w./-]*)`"
)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_link_and_path_in_the_documents_leads_somewhere() -> None:
    """A reader who follows a pointer finds what it points to."""
    lost = [
        f"{_named(document)}: {target}"
        for document in DOCUMENTS
        for pattern, base in ((LINK, document.parent), (PATH, ROOT))
        for target in pattern.findall(document.read_text(encoding="utf-8"))
        if not (base / target).exists()
    ]
    assert lost == []


def test_the_index_names_every_page_of_the_documentation() -> None:
    """A page that docs/README.md leaves out is found by those who know of it only."""
    index = ROOT / "docs" / "README.md"
    linked = {
        (index.parent / target).resolve()
        for target in LINK.findall(index.read_text(encoding="utf-8"))
    }
    assert sorted(map(_named, {*ROOT.glob("docs/**/*.md")} - linked - {index})) == []


def test_every_make_target_that_a_document_names_exists() -> None:
    """The commands at the top of the README are those of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.M))
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"(?:`|^)(?:PORT=\d+ )?make ([a-z]+)", document.read_text(), re.M)
    }
    assert {"demo", "test"} <= named <= targets


def test_ci_runs_make_test() -> None:
    """There is one definition of what has to pass."""
    assert (ROOT / ".ci" / "run").read_text().strip().endswith("exec make test")


def test_every_dependency_has_its_reason() -> None:
    """A package without a line in the decision is one that nobody decided on."""
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text(encoding="utf-8")
    table = " ".join(re.findall(r"^\| (.*?) \|", reasons, re.M))
    explained = set(re.findall(r"[a-z][a-z0-9-]+", table))
    asked = {
        re.match(r"[a-z0-9-]+", line).group()  # type: ignore[union-attr]
        for name in ("base", "dev", "installer")
        for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
        if line and line[0].isalpha()
    }
    abbreviated = {"drf-spectacular-sidecar"}
    assert asked - abbreviated - explained == set()


def test_the_licence_is_whole_and_the_same_everywhere() -> None:
    """EUPL-1.2, all fifteen articles and the list of compatible licences."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+)\.", text, re.M) == [str(number) for number in range(1, 16)]
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert "## Appendix" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert project["license"] == public["legal"]["license"] == "EUPL-1.2"
    assert project["version"] == public["softwareVersion"]


def test_publiccode_has_what_its_standard_requires() -> None:
    """Catalogues of public software refuse a file that lacks one of these."""
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    required = {
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert required <= set(public)
    for text in public["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
