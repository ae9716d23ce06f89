"""One indicator of an organisation as every face gives it: with its name, and how it came about."""

import hashlib
import json
from dataclasses import dataclass

from benchmarking.cells import Selection
from benchmarking.comparison import METHOD_VERSION, OfRelease
from benchmarking.definitions import Indicator
from benchmarking.disclosure.rules import DisclosureRules
from benchmarking.measures.explained import HowComputed
from benchmarking.measures.figures import IndicatorFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedIndicator:
    """One indicator under one choice: an organisation, and whom it is compared with if anyone."""

    indicator: Indicator
    against: str | None
    selection: Selection
    rules: DisclosureRules
    tenant: IndicatorFigure
    reference: IndicatorFigure | None
    release: OfRelease | None = None

    @property
    def snapshot_id(self) -> str:
        """The name of this answer: the same content under the same choices has the same one."""
        content = json.dumps(self._content(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def how(self) -> HowComputed:
        """How the organisation's figure was computed, and which call gives it again."""
        beside = self.reference
        return HowComputed(
            indicator=self.indicator,
            method_version=METHOD_VERSION,
            snapshot_id=self.snapshot_id,
            tenant=self.tenant.code,
            against=self.against,
            selection=self.selection,
            counted=self.tenant.cases,
            of_all=self.tenant.rows,
            organisations=beside.members if beside else 0,
            organisations_hidden=beside.members - beside.members_counted if beside else 0,
        )

    def as_data(self) -> dict[str, object]:
        """Return the indicator for JSON, with its id first and how it was computed last."""
        return {
            "snapshot_id": self.snapshot_id, **self._content(), "how_computed": self.how.as_data(),
        }  # fmt: skip

    def _content(self) -> dict[str, object]:
        return {
            "method_version": METHOD_VERSION,
            "indicator": self.indicator.name,
            "unit": self.indicator.unit,
            "release": self.release and self.release.number,
            "facts_as_of": self.release and self.release.facts_as_of.isoformat(),
            "parameters": {
                "tenant": self.tenant.code,
                "against": self.against,
                "period": self.selection.year,
                "target_group": self.selection.target_group,
                "contract": self.selection.contract_class,
            },
            "disclosure": {
                "threshold": self.rules.threshold,
                "rounding_base": self.rules.rounding_base,
                "minimum_n": self.indicator.minimum_n,
            },
            "tenant": self.tenant.as_data(),
            "reference": self.reference and self.reference.as_data(),
        }
