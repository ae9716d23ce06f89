"""Keys of what can be compared: read as written, in two languages, and nothing else."""

from datetime import date

import pytest

from policy_profiles.differences.candidate_key import CandidateKind, NotAKey, read_key

UUID = "0190f3c1-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("text", "kind", "name", "on"),
    [
        ("nu", CandidateKind.NOW, "", None),
        ("now@2025-01-31", CandidateKind.NOW, "", date(2025, 1, 31)),
        ("uwv-baseline", CandidateKind.SHIPPED, "uwv-baseline", None),
        ("g4-2015@2015-03-01", CandidateKind.SHIPPED, "g4-2015", date(2015, 3, 1)),
        (f"versie:{UUID}", CandidateKind.VERSION, UUID, None),
        (f"draft:{UUID}@2026-01-01", CandidateKind.DRAFT, UUID, date(2026, 1, 1)),
        ("uitvoerder:den_haag", CandidateKind.PUBLISHED, "den_haag", None),
        ("tenant:den-haag", CandidateKind.PUBLISHED, "den_haag", None),
    ],
)
def test_a_key_is_read(text, kind, name, on):
    key = read_key(text)
    assert (key.kind, key.name, key.on) == (kind, name, on)
    assert read_key(key.at(date(2026, 6, 1))).on == date(2026, 6, 1)
    assert read_key(key.without_day).name == name


@pytest.mark.parametrize(
    "hostile",
    [
        "", "@", "nu@", "nu@gisteren", "nu@2026-02-30", "nu@2026-1-1", "nu@2026-01-01@2026-01-02",
        "versie:", "versie:1", f"versie:{UUID}'--", f"VERSIE:{UUID}", "concept:../../etc/passwd",
        "uitvoerder:public;drop", "uitvoerder:", "uitvoerder:A", "uitvoerder:a\n", "onbekend:x",
        ":nu", "nu:nu", "<script>", "x" * 5000, "\x00", "uwv-baseline\x00", "nu ", "UWV", "é",
        "\uff4e\uff55", "nu@\u0662\u0660\u0662\u0666-01-01",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_one_sentence(hostile):
    with pytest.raises(NotAKey) as refused:
        read_key(hostile)
    assert len(str(refused.value)) < 300
