"""The editions of the inspection framework beside each other."""

from collections.abc import Iterable

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Table
from inspections.models import InspectionFramework


def frameworks_table(frameworks: Iterable[InspectionFramework]) -> Table:
    columns = [
        *(Column("Edition", names_row=True), Column("From"), Column("Judgements, in their order")),
        *(Column("Overall grade"), Column("What decides which inspection follows", more=True)),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.name, href=reverse("inspections:change-framework", args=[each.pk])),
            each.first_day,
            _lines([judgement.name for judgement in each.judgements.all()]),
            "Given" if each.has_overall else "Not given",
            str(each.get_followed_by_display()),
        ]
        for each in frameworks
    ]
    return Table("Editions", columns, rows, empty="No edition is known. Add one before you record an inspection.")


def _lines(names: list[str]) -> Cell:
    return Cell(names[0], notes=names[1:]) if names else Cell(None)
