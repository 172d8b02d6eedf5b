"""The reference of the interface: from the tables, so that it cannot differ from what is answered."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from feeds.datasets import TABLES, FeedTable
from feeds.enums import FeedScope
from feeds.services.tokens import PER_MINUTE
from foundation.documents import AnyRow, Cell, Column, Table

ASKS = {
    "stage": "stage: pre (grades as first submitted) or post (after moderation). As the pages show them, if left out.",
    "report": "report: the code of one report, such as 2023-06-to-2023-07.",
    "of": "of: all adds the figures that others published.",
}
MONTHS = "from and to: months, such as 2023-06; every month if left out."


def reference_of(request: HttpRequest) -> dict[str, Any]:
    return {
        "root": request.build_absolute_uri(reverse("feeds:api", args=["openapi.json"])).removesuffix("openapi.json"),
        "per_minute": PER_MINUTE,
        "tables": [_described(table) for table in TABLES.values()],
    }


def _described(table: FeedTable) -> dict[str, Any]:
    asks = [*([MONTHS] if table.has_months else []), *(ASKS[name] for name in table.asks)]
    return {
        "name": table.name,
        "title": table.title,
        "about": table.about,
        "scope": str(FeedScope(table.scope).label),
        "asks": asks,
        "columns": columns_table(table),
    }


def columns_table(table: FeedTable) -> Table:
    columns = [Column("Column", names_row=True), Column("Holds"), Column("Unit"), Column("What it is")]
    rows: list[AnyRow] = [[Cell(each.name), str(each.kind.label), each.unit or "–", each.says] for each in table.columns]
    return Table(f"Columns of {table.title}", columns, rows)
