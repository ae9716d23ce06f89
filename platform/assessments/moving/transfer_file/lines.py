"""A text of somebody as one line of a transfer file, which its reader refuses unless printable."""


def line_of(text: str) -> str:
    """Give a text with single blanks, and without signs that nobody sees.

    Pasted from a document there are often blanks that do not break, soft hyphens, and joiners
    between signs.
    """
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(seen.split())
