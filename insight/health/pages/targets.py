"""The targets that are set, on the page that sets them."""

from collections.abc import Iterable

from foundation.documents import AnyRow, Cell, Column, Fragment, Table
from insight.health.calculations import BY_TOPIC
from insight.health.queries.measures import dated
from insight.models import HealthTarget

# Where a measure stands on the page.
PLACES = {str(measure.value): place for place, measure in enumerate(measure for measures in BY_TOPIC.values() for measure in measures)}


def targets_table(targets: Iterable[HealthTarget]) -> Table:
    columns = [
        *(Column("Measure", names_row=True), Column("Target"), Column("From"), Column("By")),
        *(Column("Set by", more=True), Column("Remove", unseen=True)),
    ]
    rows: list[AnyRow] = [
        [
            str(each.get_measure_display()),
            Cell(each.percentage, text=f"{dated(each).is_reached_by} {each.percentage}%"),
            each.from_when,
            each.by_when,
            Cell(str(each.set_by)),
            Cell(fragment=Fragment("insight/health/_remove_target.html", {"target": each})),
        ]
        for each in sorted(targets, key=lambda each: (PLACES[each.measure], each.from_when))
    ]
    return Table("Targets so far", columns, rows, empty="No target is set yet.")
