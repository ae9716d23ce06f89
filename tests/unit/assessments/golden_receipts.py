"""Golden receipts: what the engine of a version answers, on rules and facts that are kept with it.

Nothing here is read from what ships, so a new value of a policy or a new vignette changes no byte.
When an answer is meant to change, count `ENGINE_VERSION` on and write those of the new engine by
`python -m tests.unit.assessments.golden_receipts`, with DJANGO_SETTINGS_MODULE as in the tests.
Those of earlier engines stay: they are the receipts that municipalities have.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("golden")
OWN = ("hour-caps", "weekly-hours", "strict-cap")
BASELINE = "uwv-baseline"
#: Granted with and without an obligation, refused, and not known for want of facts.
WHOLE = 6
#: Of decisions that came in together.
SHORT = "meetlat-receipt/2"
_DAY = date(2026, 1, 1)


def folder_of(engine: str) -> Path:
    """Where the golden receipts of an engine stand."""
    return FOLDER / f"engine-{engine}"


def read(folder: Path, name: str) -> Any:
    """Read one file of them."""
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def hashes(facts: Mapping[str, Any], rules: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Work every client through every profile: by profile and client the SHA-256 of the finding."""
    from assessments.case_facts import facts_from_data
    from assessments.pinned_rules import profile_of, sha256
    from rulebook.canonical import canonical
    from rulebook.finding import find

    return {
        name: {
            client: sha256(canonical(find(facts_from_data(known), profile_of(text)).as_data()))
            for client, known in facts.items()
        }
        for name, text in rules.items()
    }


def receipts(
    facts: Mapping[str, Any], rules: Mapping[str, str], *, format_: str = "meetlat-receipt/1"
) -> Iterator[str]:
    """Write receipts: clients in turn, each under the next profile of one's own."""
    from assessments.pinned_rules import profile_of, sha256
    from assessments.receipts import made_again

    profiles = {name: profile_of(text) for name, text in rules.items()}
    for number, known in enumerate(list(facts.values())[:WHOLE]):
        own = OWN[number % len(OWN)]
        sealed = {
            "case": {"id": "golden", "number": f"2026-{number:05d}", "synthetic": True},
            "decision": {"outcome": "grant", "motivation": "naïef — ‘voorbeeld’"},
            "facts": known,
            "format": format_,
            "rules": {
                side: {"name": name, "pinned": sha256(rules[name])}
                for side, name in (("own", own), ("baseline", BASELINE))
            },
        }
        yield made_again(sealed=sealed, own=profiles[own], baseline=profiles[BASELINE])[0]


def write() -> None:
    """Write those of the engine as it is, from what ships today."""
    from assessments.case_facts import facts_as_data
    from assessments.pinned_rules import text_of
    from rulebook.engine import ENGINE_VERSION
    from rulebook.profiles import load_shipped
    from rulebook.vignettes import VIGNETTES

    folder = folder_of(ENGINE_VERSION)
    folder.mkdir(parents=True)
    rules = {name: text_of(load_shipped(name, _DAY)) for name in (BASELINE, *OWN)}
    facts = {one.id: facts_as_data(one.facts) for one in VIGNETTES}
    files = {
        "rules": rules,
        "facts": facts,
        "findings": hashes(facts, rules),
        "receipts": list(receipts(facts, rules)),
        "short_receipts": list(receipts(facts, rules, format_=SHORT)),
    }
    for name, content in files.items():
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    import django

    django.setup()
    write()
