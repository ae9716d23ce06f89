"""A question across organisations: one policy of the catalogue, one group, one year."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarking.across.catalogue import Policy
from rulebook.profile import Profile
from rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every organisation.

    Attributes:
        base: the address of a policy in the catalogue, with its day.
        title: what the policy was called.
        group: code of a group of organisations.
        year: the calendar year of the decisions.
        published: the policy itself, the same for everybody.
    """

    base: str
    title: Text
    group: str
    year: int
    published: Profile

    @classmethod
    def of(cls, policy: Policy, *, group: str, year: int) -> "Question":
        """Ask for a policy of the catalogue."""
        return cls(
            base=policy.address,
            title=policy.title,
            group=group,
            year=year,
            published=policy.profile,
        )

    @property
    def data(self) -> dict[str, Any]:
        """The policy that is asked as plain JSON, with its values' hash: without group and year."""
        return {"base": self.base, "content": self.published.content_hash}

    @property
    def hash(self) -> str:
        """SHA-256 of the policy that is asked: an address whose values changed is another one."""
        text = json.dumps(self.data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def year_of_decisions(year: int) -> tuple[date, date]:
    """Give the first day of a year, and the first one after it."""
    return date(year, 1, 1), date(year + 1, 1, 1)
