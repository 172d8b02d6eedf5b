"""The tables that programs read: each one value with typed columns, whatever form it is taken in.

Figures come from the queries of the pages, as a wider audience is shown them. A table knows no program and no file.
"""

from collections.abc import Mapping

from .indicators import FACTS, INDICATORS
from .reading import asked_months, read_rows
from .reports import REPORTS
from .results import RESULTS
from .table import AskedOfTable, FeedColumn, FeedTable, PlainRow, PlainValue

TABLES: Mapping[str, FeedTable] = {table.name: table for table in (*RESULTS, *FACTS, *INDICATORS, *REPORTS)}

__all__ = ["TABLES", "AskedOfTable", "FeedColumn", "FeedTable", "PlainRow", "PlainValue", "asked_months", "read_rows"]
