"""A release is of somebody: where no organisation takes part there is nothing to make."""

from benchmarking import queries
from tenants.queries import launched_tenants


class NobodyTakesPart(Exception):
    """No organisation that is open has agreed to take part, so a release would tell nothing."""

    def __init__(self) -> None:
        super().__init__(
            "No organisation takes part in the benchmark, so there is nothing to release. Have an "
            "administrator of an organisation agree to it under Beheer. Nothing was added."
        )


def check_somebody_takes_part() -> None:
    """Refuse a release of nobody.

    Raises:
        NobodyTakesPart: no organisation that is open and not left out takes part.
    """
    said, left_out = queries.agreements(), queries.left_out()
    open_ones = {row.schema_name for row in launched_tenants()}
    if not open_ones.intersection(said).difference(left_out):
        raise NobodyTakesPart
