"""Where a value stands on every page that lists values, so that pages can lead to each other."""


def anchor_of(parameter: str) -> str:
    """Give the place of a parameter on a page: its identifier in letters, digits and hyphens."""
    return parameter.replace(".", "-").replace("_", "-")
