"""Every shipped profile as if an organisation had published it."""

from collections.abc import Callable
from datetime import date

import pytest

from policy_profiles.register.queries import PublishedRow
from rulebook.profiles import BASELINE, load_shipped

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="session")
def published() -> Callable[..., PublishedRow]:
    """Give a shipped profile as a published row: published("utrecht")."""

    def row(name: str, on: date = TODAY) -> PublishedRow:
        profile = load_shipped(name, on)
        return PublishedRow(
            code=name,
            title=profile.title,
            tenant_name="" if name == BASELINE else f"Gemeente {profile.title.nl}",
            schema_name="" if name == BASELINE else name.replace("-", "_"),
            is_fictitious=profile.is_fictitious,
            valid_from=date(2015, 1, 1),
            profile=profile,
            content_hash=profile.content_hash,
        )

    return row
