"""How a figure was computed: what it counts, over how many cases, and which call gives it again."""

from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarking.cells import Selection
from benchmarking.definitions import Indicator
from benchmarking.disclosure import Protected


@dataclass(frozen=True, slots=True, kw_only=True)
class HowComputed:
    """The answer to "how was this computed" for one figure on screen.

    Attributes:
        counted: the cases of the denominator.
        of_all: everything of that kind in the selection: the rest does not fit the denominator,
            or what it needs is not known.
        organisations: of how many the figure beside it is made.
        organisations_hidden: how many of those have too few cases to be counted in it.
    """

    indicator: Indicator
    method_version: str
    snapshot_id: str
    tenant: str
    against: str | None
    selection: Selection
    counted: Protected
    of_all: Protected
    organisations: int
    organisations_hidden: int

    @property
    def api_call(self) -> str:
        """The address in the interface that gives this figure."""
        chosen = {
            "tenant": self.tenant,
            "against": self.against,
            "period": self.selection.year,
            "targetGroup": self.selection.target_group,
            "contract": self.selection.contract_class,
        }
        query = urlencode({name: value for name, value in chosen.items() if value is not None})
        return f"/api/v1/indicators/{self.indicator.name}/figures?{query}"

    def as_data(self) -> dict[str, object]:
        """Return the explanation for JSON, in both languages."""
        one = self.indicator
        texts = ("label", "definition", "numerator", "denominator", "window", "source")
        return {
            "code": one.code,
            **{name: {"nl": getattr(one, name).nl, "en": getattr(one, name).en} for name in texts},
            "method": one.method,
            "method_version": self.method_version,
            "minimum_n": one.minimum_n,
            "cases_counted": self.counted.as_data(),
            "cases_of_all": self.of_all.as_data(),
            "organisations": self.organisations,
            "organisations_hidden": self.organisations_hidden,
            "snapshot_id": self.snapshot_id,
            "api_call": self.api_call,
        }
