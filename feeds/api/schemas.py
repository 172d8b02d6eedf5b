"""What the interface is asked and what it answers, as its OpenAPI document says."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from feeds.datasets import FeedTable
from feeds.enums import ColumnKind

MONTH = r"^(19|20)\d\d-(0[1-9]|1[0-2])$"
LARGEST_PAGE = 5000
TYPES: dict[ColumnKind, Any] = {
    ColumnKind.MONTH: datetime.date,
    ColumnKind.DAY: datetime.date,
    ColumnKind.TEXT: str,
    ColumnKind.INTEGER: int,
    ColumnKind.DECIMAL: float,
    ColumnKind.YES_NO: bool,
}


class AskedQuery(Schema):
    """What an address takes, by its own names or those of its fields."""

    model_config = ConfigDict(populate_by_name=True)


class ProblemSchema(Schema):
    type: str
    title: str
    status: int
    detail: str
    errors: list[Any] = []


class TableEntry(Schema):
    name: str
    title: str
    about: str
    json_address: str
    csv_address: str
    parquet_address: str


class IndexSchema(Schema):
    audience: str
    expires_on: datetime.date
    tables: list[TableEntry]


_MONTHS = {
    "first": (Annotated[str | None, Field(alias="from", pattern=MONTH, description="The first month, such as 2023-06.")], None),
    "last": (Annotated[str | None, Field(alias="to", pattern=MONTH, description="The last month, included.")], None),
}
_OTHERS: dict[str, Any] = {
    "stage": (
        Annotated[
            Literal["pre", "post"] | None, Field(description="Grades before (pre) or after (post) moderation; as pages show, if left out.")
        ],
        None,
    ),
    "report": (Annotated[str | None, Field(pattern=r"^[0-9a-z-]{7,20}$", description="One report by its code.")], None),
    "of": (Annotated[Literal["ours", "all"], Field(description="With “all” also figures that others published.")], "ours"),
}
_PAGES = {
    "page": (Annotated[int, Field(ge=1, le=1_000_000, description="Which page, from 1.")], 1),
    "size": (Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="Rows of a page.")], 1000),
}

_PLACE: dict[str, Any] = {
    "count": (Annotated[int, Field(description="Rows of all pages.")], ...),
    "page": (int, ...),
    "pages": (int, ...),
    "next": (Annotated[str | None, Field(description="The address of the next page.")], None),
    "previous": (Annotated[str | None, Field(description="The address of the page before.")], None),
}


def query_of(table: FeedTable, *, paged: bool) -> type[Schema]:
    fields: dict[str, Any] = dict(_MONTHS) if table.has_months else {}
    fields |= {name: _OTHERS[name] for name in table.asks}
    return create_model(_class_name(table, "PageQuery" if paged else "Query"), __base__=AskedQuery, **fields | (_PAGES if paged else {}))


def answer_of(table: FeedTable) -> type[Schema]:
    columns: dict[str, Any] = {
        column.name: (Annotated[TYPES[column.kind] | None, Field(description=_described(column.says, column.unit))], None)
        for column in table.columns
    }
    row = create_model(_class_name(table, "Row"), __base__=Schema, **columns)
    return create_model(
        _class_name(table, "Page"),
        __base__=Schema,
        table=(str, ...),
        audience=(str, ...),
        **_PLACE,
        rows=(list[row], ...),  # type: ignore[valid-type]  # made a line above
    )


def plain_json(value: Any) -> Any:
    """As the schema of its column says."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _described(says: str, unit: str) -> str:
    return f"{says} Unit: {unit}." if unit else says


def _class_name(table: FeedTable, of: str) -> str:
    return "".join(part.capitalize() for part in table.name.split("-")) + of
