"""Going back to the tables of an earlier release, refused in words where that would lose rows."""

from typing import Any

from django.db import migrations


class RowsOfThisRelease(Exception):
    """Rows stand in a table that an earlier release cannot keep."""

    def __init__(self, what: str, count: int) -> None:
        super().__init__(
            f"{count} {what}. The release before this one has no place for that: going back would "
            "lose it, and this step was not taken. Stay with this release, or restore a backup of "
            "before the update."
        )


def refused_while_any(
    model: str, what: str, *, app: str = "assessments", **lookups: object
) -> migrations.RunPython:
    """Make an operation that does nothing forwards, and backwards stops where rows would be lost.

    Put it last in a migration: going back begins there.

    Args:
        model: the name of the model.
        what: what the rows are, as it is told after their number.
        app: the app of the model; this one where none is given.
        lookups: which rows these are; all of them without.
    """

    def refuse(apps: Any, schema_editor: object) -> None:  # noqa: ANN401, ARG001 - as Django calls it
        count = apps.get_model(app, model).objects.filter(**lookups).count()
        if count:
            raise RowsOfThisRelease(what, count)

    return migrations.RunPython(migrations.RunPython.noop, refuse)
