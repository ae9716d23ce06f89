"""A release is of somebody: where no organisation takes part there is nothing to make."""

from benchmarking.releases.who import Who


class NobodyTakesPart(Exception):
    """No organisation that is open has agreed to take part, so a release would tell nothing."""

    def __init__(self) -> None:
        super().__init__(
            "No organisation takes part in the benchmark, so there is nothing to release. Have an "
            "administrator of an organisation agree to it under Beheer. Nothing was added."
        )


def check_somebody_takes_part(who: Who) -> None:
    """Refuse a release of nobody.

    Raises:
        NobodyTakesPart: nobody counts.
    """
    if not who.counted:
        raise NobodyTakesPart
