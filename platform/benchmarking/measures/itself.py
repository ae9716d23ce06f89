"""An indicator as an organisation sees its own: of no other, and nothing of another in it."""

from dataclasses import replace
from datetime import date

from benchmarking.definitions import Indicator
from benchmarking.measures.counting import measured_cells
from benchmarking.measures.days import day_counts
from benchmarking.measures.figures import Counted, IndicatorFigure, figure_of
from benchmarking.measures.tables import measured_tables
from benchmarking.shown import Frame, Group


def figure_of_itself(asked: Indicator, frame: Frame, group: Group, on: date) -> IndicatorFigure:
    """Return the figure of one organisation by its own tables alone, whatever others have."""
    own = replace(frame, axes=replace(frame.axes, members=(group.code,)))
    cells = measured_cells(asked, on=on, tenant_schema=group.code)
    tables = measured_tables(
        cells,
        fact=asked.measure.fact,
        axes=own.axes,
        groups=(),
        rounding=own.rounding,
        parts_make_the_whole=asked.method == "mix",
    )
    days = (
        day_counts(asked, tenant_schemas=[group.code], selection=own.selection, on=on)
        if asked.measure.days
        else ()
    )
    counted = Counted(indicator=asked, tables=tables, cells=cells, days=days, frame=own)
    return figure_of(replace(group, members=(0,)), counted)
