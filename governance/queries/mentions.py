"""Where words that people wrote name a child's record, outside of the record itself."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from audits.calculations.mentions import names_record
from audits.models import Audit
from foundation.names import case_key
from governance.enums import FieldWay

from .closure import Rows, rows_in, with_parts
from .data_map import MappedTable, data_map
from .searching import piece_of_case, rows_with_case

# What a program notes, keeps or sends, and the registers, whose keepers read them by a rule of their own.
_NOT_LOOKED_AT = ("foundation.", "governance.", "feeds.", "packs.", "desk.", "insight.")
# Lists that wait, which only QA leads read, and closed to each of them for whom a record of it is.
_LISTS = {"audits.Sample", "audits.AllocationFile", "audits.AuditUpload"}


def rows_naming(case_id: str) -> Iterator[models.Model]:
    """Rows whose words name the record or one of its audits; neither the record's own nor what hangs on them, which is closed with them."""
    audits = list(Audit.objects.filter(case_key=case_key(case_id)).order_by().values_list("pk", flat=True))
    pieces = [piece for piece in (piece_of_case(case_id), *map(str, audits)) if piece]
    own = with_parts(rows_with_case(case_id)) if pieces else Rows()
    for table in data_map():
        if names := _texts_of(table):
            keys = {
                pk for pk, *texts in _candidates(table, names, pieces) if names_record("\n".join(filter(None, texts)), [case_id], audits)
            }
            yield from rows_in(table.model, keys - own.get(table.model, set()))


def _texts_of(table: MappedTable) -> list[str]:
    model = table.model
    if model.__module__.startswith(_NOT_LOOKED_AT) or table.label in _LISTS or table.having(FieldWay.TARGET):
        return []
    return table.having(FieldWay.WORDS, FieldWay.CELLS)


def _candidates(table: MappedTable, names: list[str], pieces: list[str]) -> Iterable[tuple]:
    as_text = {f"text_{place}": Cast(name, TextField()) for place, name in enumerate(names)}
    wanted = (Q(**{f"{text}__{'contains' if piece.isdigit() else 'finds'}": piece}) for text in as_text for piece in pieces)
    rows = table.model._base_manager.annotate(**as_text).order_by()
    return rows.filter(reduce(or_, wanted)).values_list("pk", *as_text).iterator() if pieces else []
