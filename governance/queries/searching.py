"""Everything that is held on a case ID or on a worker, in every table, and the record of the search."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from foundation.accounts.models import Person
from foundation.names import case_ids_written, case_key, people_named, words_of
from governance.enums import FieldWay

from .closure import Rows, targeting, together, with_parts
from .data_map import SUBJECTS, MappedTable, Model, data_map

_TEXT = (FieldWay.WORDS, FieldWay.CELLS)


@dataclass(frozen=True)
class SearchedTable:
    """One line of the search record: a table, which of its fields were looked at, and how many rows were found."""

    table: MappedTable
    rows: int


@dataclass(frozen=True)
class FoundRows:
    """What was found, by table, and the record of where it was sought."""

    rows: Rows
    searched: list[SearchedTable]

    @property
    def count(self) -> int:
        return sum(len(keys) for keys in self.rows.values())


def everything_on_case(case_id: str) -> FoundRows:
    """Rows under the case ID however it is written, all that hangs on them, and rows whose words name it."""
    about = with_parts(rows_with_case(case_id))
    named = _found_in_words(lambda text: bool(case_ids_written(text, [case_id])), piece_of_case(case_id))
    return _as_found(together(about, targeting(about), named))


def everything_on_worker(person: Person) -> FoundRows:
    """Rows that name the person's account, all that hangs on work of theirs, and rows whose words name them."""
    own = with_parts(_rows_about_work_of(person))
    words = words_of(person.name)
    named = _found_in_words(lambda text: bool(people_named([text], [person.name])), words[-1] if words else "")
    account: Rows = {Person: {person.pk}}
    return _as_found(together(account, _rows_naming(person), own, targeting(together(account, own)), named))


def rows_with_case(case_id: str) -> Rows:
    """Rows of tables that hold case IDs, where it is this one."""
    key, found = case_key(case_id), Rows()
    for table in data_map():
        for name in table.having(FieldWay.CASE_ID):
            values = table.model._base_manager.exclude(**{name: ""}).order_by().values_list("pk", name)
            if name == "case_key":
                values = values.filter(case_key=key)
            same = {pk for pk, value in values if (value if name == "case_key" else case_key(value)) == key}
            if same:
                found.setdefault(table.model, set()).update(same)
    return found


def _rows_naming(person: Person) -> Rows:
    found = Rows()
    for table in data_map():
        names = table.having(FieldWay.PERSON)
        if names:
            asked = reduce(or_, (Q(**{name: person.pk}) for name in names))
            found[table.model] = set(table.model._base_manager.filter(asked).order_by().values_list("pk", flat=True))
    return {model: keys for model, keys in found.items() if keys}


def _rows_about_work_of(person: Person) -> Rows:
    tables = {table.label: table.model for table in data_map()}
    return {
        tables[label]: set(tables[label]._base_manager.filter(**{name: person.pk}).order_by().values_list("pk", flat=True))
        for label, name in SUBJECTS.items()
    }


def piece_of_case(case_id: str) -> str:
    """What every way of writing it has: its longest run of digits, or of letters where it has none."""
    runs = re.findall(r"\d+", case_id) or re.findall(r"[^\W\d_]+", case_id)
    return max(runs, key=len, default="")


def _found_in_words(names_it: Callable[[str], bool], piece: str) -> Rows:
    """Rows of which some words name it. `piece` narrows the rows that are read; `names_it` decides."""
    found = Rows()
    if not piece:
        return found
    for table in data_map():
        names = table.having(*_TEXT)
        if not names:
            continue
        keys = {pk for pk, *texts in _candidates(table, names, piece) if any(names_it(str(text)) for text in texts if text)}
        if keys:
            found[table.model] = keys
    return found


def _candidates(table: MappedTable, names: list[str], piece: str) -> Iterable[tuple]:
    as_text = {f"text_{place}": Cast(name, TextField()) for place, name in enumerate(names)}
    rows = table.model._base_manager.annotate(**as_text).order_by()
    if piece.isdigit():
        rows = rows.filter(reduce(or_, (Q(**{f"{each}__contains": piece}) for each in as_text)))
    else:
        rows = rows.filter(reduce(or_, (Q(**{f"{each}__finds": piece}) for each in as_text)))
    return rows.values_list("pk", *as_text).iterator()


def _as_found(rows: Rows) -> FoundRows:
    return FoundRows(rows, [SearchedTable(table, len(rows.get(table.model, ()))) for table in data_map()])


def models_in_order(found: FoundRows) -> Iterator[tuple[MappedTable, set]]:
    """Tables in which something was found."""
    for searched in found.searched:
        if searched.rows:
            yield searched.table, found.rows[searched.table.model]


__all__ = ["FoundRows", "Model", "SearchedTable", "everything_on_case", "everything_on_worker", "models_in_order", "rows_with_case"]
