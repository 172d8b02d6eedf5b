"""Everything on a case ID or a worker as one zip: a workbook, each table as CSV, files of evidence, and the record of the search."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import Q

from actions.models import EvidenceFile
from audits.enums import ShownBy
from audits.models import Audit
from audits.moderation.services.revelations import reveal_list
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.downloads import council_workbook, file_name
from foundation.documents import AnyRow, Column, Table, write_csv, write_xlsx
from foundation.documents.tables import CellValue, plain_rows
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue, keep_file
from foundation.names import case_key
from governance.enums import SubjectKind
from governance.models import SubjectExport, SubjectRequest
from governance.permissions import can_export
from governance.queries.closure import rows_in
from governance.queries.data_map import NO_WORDS, MappedTable
from governance.queries.searching import FoundRows, everything_on_case, everything_on_worker, models_in_order

TAKE = "governance.take_everything"
# Called with how many tables are written, of how many, and the next one.
OnTable = Callable[[int, int, str], None]
MAY_EXPORT = "The information governance officer takes everything as a file."
STILL_BLIND = "You have an audit to grade blind that is a part of this, and the file has its grades. Moderate it first, or ask a colleague."
# A cell of a workbook holds no more; the CSV has all of it.
LONGEST_CELL = 32_000
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class ExportFile(NamedTuple):
    name: str
    content: bytes
    tables: int
    rows: int
    sha256: str


@transaction.atomic
def ask_for_everything(*, actor: Person, request: SubjectRequest) -> Job:
    """Have everything that a request is about made a file, in the background; the job that makes it already, where it was asked for."""
    require(can_export, actor, why=MAY_EXPORT)
    request = locked(SubjectRequest.objects.for_page(), pk=request.pk)
    _require_subject(request)
    _require_graded(actor, request.case_id, request.worker)
    asked = {"request": request.pk}
    waiting = Job.objects.filter(kind=TAKE, asked_by=actor, state__in=[JobState.QUEUED, JobState.RUNNING])
    if under_way := next((job for job in waiting if job.arguments == asked), None):
        return under_way
    record(actor=actor, verb="subject_request.export_asked", target=request)
    return enqueue(kind=TAKE, actor=actor, **asked)


@transaction.atomic
def keep_everything(*, actor: Person, request: SubjectRequest, job: Job, made: ExportFile) -> SubjectExport:
    """The file for the days in which it can be taken; that it was made, for whom and its SHA-256 for as long as the register is kept."""
    require(can_export, actor, why=MAY_EXPORT)
    keep_file(job=job, name=made.name, content=made.content)
    export = SubjectExport.objects.create(
        request=request, made_by=actor, made_on=today(), job=job, tables=made.tables, rows=made.rows, sha256=made.sha256
    )
    facts = {"tables": made.tables, "rows": made.rows, "sha256": made.sha256}
    record(actor=actor, verb="subject_request.exported", target=request, **facts)
    return export


def make_everything(*, actor: Person, request: SubjectRequest, on_table: OnTable) -> ExportFile:
    _require_subject(request)
    return everything_as_file(actor=actor, case_id=request.case_id, worker=request.worker, on_table=on_table)


def _require_subject(request: SubjectRequest) -> None:
    if request.about == SubjectKind.UNKNOWN:
        raise ValidationError("Say first whom the request is about: a case ID or a member of staff.")


def _require_graded(actor: Person, case_id: str, worker: Person | None) -> None:
    """The file has the auditors’ grades, and what the trail says of them: not for a moderator who has yet to grade blind."""
    about = Q(allocated_worker=worker) | Q(auditor=worker) if worker else Q(case_key=case_key(case_id))
    if Audit.objects.grades_hidden_from(actor).filter(about).exists():
        raise ValidationError(STILL_BLIND)


def everything_as_file(
    *, actor: Person, case_id: str = "", worker: Person | None = None, on_table: OnTable = lambda done, total, name: None
) -> ExportFile:
    require(can_export, actor, why=MAY_EXPORT)
    _require_graded(actor, case_id, worker)
    found = everything_on_worker(worker) if worker else everything_on_case(case_id)
    reveal_list(person=actor, audits=map(int, found.rows.get(Audit, ())), how=ShownBy.FILE)
    about = str(worker) if worker else case_id
    people = dict(Person.objects.order_by().values_list("pk", "name"))
    tables = [search_record(found), *(_as_table(table, keys, people) for table, keys in models_in_order(found))]
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bundle:
        _write(bundle, "everything.xlsx", write_xlsx(council_workbook([_short(table) for table in tables], f"Everything held on {about}")))
        for number, table in enumerate(tables):
            on_table(number, len(tables), table.caption)
            name = table.caption.lower().replace(": ", "-").replace(" ", "-")
            _write(bundle, f"tables/{number:02}-{name}.csv", write_csv(table))
        for name, read in _files(found):
            _write(bundle, name, read())
    whole = content.getvalue()
    return ExportFile(
        file_name(f"everything-on-{about.lower()}.zip"), whole, len(found.searched), found.count, hashlib.sha256(whole).hexdigest()
    )


def search_record(found: FoundRows) -> Table:
    """Every table of the portal, which of its fields were looked at and how, and how many rows were found."""
    columns = [Column("Table", names_row=True), Column("Fields that were looked at"), Column("Rows found", numeric=True)]
    rows: list[AnyRow] = [[each.table.name, fields_in_words(each.table), each.rows] for each in found.searched]
    return Table("Search record", columns, rows, blanks="An empty cell means that the table has no field that could hold it.")


def fields_in_words(table: MappedTable) -> str:
    """“Case ID holds a case ID; reason is searched …”."""
    names = {field.name: str(field.verbose_name) for field in table.model._meta.concrete_fields}
    return "; ".join(f"{names[field.name]} {field.way.label}" for field in table.fields)


def _as_table(table: MappedTable, keys: set, people: dict[int, str]) -> Table:
    fields = list(table.model._meta.concrete_fields)
    rows: list[AnyRow] = [[_value(row, field, people) for field in fields] for row in rows_in(table.model, keys)]
    columns = [
        Column(str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:], names_row=not place) for place, field in enumerate(fields)
    ]
    return Table(_caption(table), columns, rows, blanks="An empty cell means that nothing is stored there.")


def _caption(table: MappedTable) -> str:
    return table.name[:1].upper() + table.name[1:]


def _value(row: models.Model, field: Any, people: dict[int, str]) -> CellValue:
    value = getattr(row, field.attname)
    if value in (None, ""):
        return None
    if f"{row._meta.label}.{field.name}" in NO_WORDS:
        return "Not given: it opens something, or nobody can read it"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _in_words(field, value, people)


def _in_words(field: Any, value: Any, people: dict[int, str]) -> CellValue:
    if field.is_relation and field.related_model is Person:
        return people.get(value, str(value))
    if isinstance(field, models.BinaryField):
        return f"A file of {len(value)} bytes"
    if isinstance(field, models.JSONField):
        return json.dumps(value, ensure_ascii=False) if value else None
    return value if isinstance(value, (str, int, float)) or hasattr(value, "isoformat") else str(value)


def _short(table: Table) -> Table:
    """With cells that a workbook takes."""
    return replace(table, rows=[[_shortened(cell) for cell in row] for row in plain_rows(table)])


def _shortened(cell: CellValue) -> CellValue:
    if isinstance(cell, str) and len(cell) > LONGEST_CELL:
        return f"{cell[:LONGEST_CELL]} … (all of it is in the CSV)"
    return cell


def _files(found: FoundRows) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for file in rows_in(EvidenceFile, found.rows.get(EvidenceFile, set())):
        assert isinstance(file, EvidenceFile)
        yield f"files/{file.pk}-{PurePath(file_name(file.name)).name}", partial(_content_of, file.name_in_store)


def _content_of(name: str) -> bytes:
    with storages["evidence"].open(name) as file:
        return bytes(file.read())


def _write(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    bundle.writestr(entry, content)
