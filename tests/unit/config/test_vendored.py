"""What others made is kept unchanged, with its licence and its origin."""

import hashlib
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parents[3] / "platform" / "config" / "static" / "vendor"
FOLDERS = sorted(folder for folder in VENDOR.iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_vendored_file_is_as_it_was_taken(folder: Path) -> None:
    """Each file that pages load has its checksum written down, and matches it."""
    lines = (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    written = {name: digest for digest, name in (line.split() for line in lines)}
    served = [p for p in folder.iterdir() if p.suffix in {".css", ".js", ".woff2"}]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in served}
    assert found
    assert found == written


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_every_vendored_folder_has_licence_and_origin(folder: Path) -> None:
    assert list(folder.glob("LICENSE*"))
    assert (folder / "ORIGIN.md").is_file()
