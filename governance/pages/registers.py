"""What the pages of the register of subject access show."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.clock import today
from foundation.council.working_days import due_in_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import number, uk_date
from governance.calculations import stopped_days
from governance.models import DataComplaint, Rekeying, SubjectExport, SubjectRequest
from governance.permissions import can_export

STOPPED = "The clock is stopped"


def due_cell(request: SubjectRequest, on: datetime.date) -> Cell:
    if not request.is_open:
        return Cell(request.answered_on, notes=["Answered"])
    due = request.due
    return Cell(due, notes=[due_in_words(due, on)]) if due else Cell(STOPPED)


def requests_table(requests: Iterable[SubjectRequest], on: datetime.date) -> Table:
    columns = [
        Column("Request", names_row=True),
        Column("About"),
        Column("Received", nowrap=True),
        Column("Answer by", nowrap=True),
        Column("State"),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.reference, href=each.get_absolute_url()),
            each.subject,
            each.received_on,
            due_cell(each, on),
            Cell(state_of(each, on), CellKind.STATE, colour=colour_of(each, on)),
        ]
        for each in requests
    ]
    empty = "No request is in the register yet. Enter each on the day it comes."
    return Table("Requests for a copy of what is held", columns, rows, empty=empty, paged=True)


def state_of(request: SubjectRequest, on: datetime.date) -> str:
    if not request.is_open:
        return str(request.get_outcome_display())
    if request.clock_is_stopped:
        return "Waits for the person"
    return "Late" if request.due and request.due < on else "Open"


def colour_of(request: SubjectRequest, on: datetime.date) -> str:
    return {"Late": "red", "Open": "blue", "Waits for the person": "yellow"}.get(state_of(request, on), "green")


def complaints_table(complaints: Iterable[DataComplaint], on: datetime.date) -> Table:
    columns = [
        Column("Complaint", names_row=True),
        Column("About", more=True),
        Column("Received", nowrap=True),
        Column("Acknowledge by", nowrap=True),
        Column("What came of it"),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.reference, href=each.get_absolute_url()),
            str(each.request) if each.request else "Something else",
            each.received_on,
            acknowledged_cell(each, on),
            each.get_outcome_display() or "Open",
        ]
        for each in complaints
    ]
    empty = "No complaint is in the register. Enter each on the day it comes: it is acknowledged within 30 days."
    return Table("Complaints about how data were handled", columns, rows, empty=empty, paged=True)


def acknowledged_cell(complaint: DataComplaint, on: datetime.date) -> Cell:
    if complaint.acknowledged_on:
        return Cell(complaint.acknowledged_on, notes=["Acknowledged"])
    due = complaint.acknowledgement_due
    return Cell(due, notes=[due_in_words(due, on)])


def request_summary(request: SubjectRequest, on: datetime.date) -> list[dict[str, Any]]:
    stopped = stopped_days(request.dates)
    start = request.identity_received_on or request.received_on
    rows = [
        ("About", request.subject),
        ("Asked by", request.get_requested_by_display()),
        ("What is sought", request.sought),
        ("Received", uk_date(request.received_on)),
        ("Proof of identity", _asked(request.identity_asked_on, request.identity_received_on, "Not asked for")),
        ("Clarification", _clarification(request)),
        ("Clock", _clock(request, start, stopped)),
        ("Answer by", f"{uk_date(request.due)}, {due_in_words(request.due, on)}" if request.due and request.is_open else None),
        ("Extended", f"By two months; told on {uk_date(request.extended_on)}. {request.extended_because}" if request.extended_on else "No"),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _asked(asked: datetime.date | None, received: datetime.date | None, otherwise: str) -> str:
    if asked is None:
        return otherwise
    return f"Asked for on {uk_date(asked)}, " + (f"received on {uk_date(received)}" if received else "not received yet")


def _clarification(request: SubjectRequest) -> str:
    said = _asked(request.clarification_asked_on, request.clarification_received_on, "Not asked for")
    if request.clarification_asked_on is None:
        return said
    stops = "it stops the clock" if request.dates.clarification_asked else "it does not stop the clock"
    return f"{said}. About: {request.get_clarification_about_display().lower()}; {stops}"


def _clock(request: SubjectRequest, start: datetime.date, stopped: int) -> str:
    if request.is_open and request.clock_is_stopped:
        return f"{STOPPED} until the person answers"
    paused = f"; stopped for {number(stopped)} day{'' if stopped == 1 else 's'}" if stopped else ""
    return f"Runs from {uk_date(start)}{paused}"


def search_summary(request: SubjectRequest) -> list[dict[str, Any]]:
    rows = [
        ("Systems searched", request.systems_searched),
        ("What was looked for", request.fields_searched),
        ("Why it is reasonable and proportionate", request.why_proportionate),
    ]
    return [{"key": key, "value": value or "Not written yet"} for key, value in rows]


def answer_summary(request: SubjectRequest) -> list[dict[str, Any]]:
    if request.is_open:
        return []
    rows = [
        ("Answered", uk_date(request.answered_on)),
        ("Outcome", request.get_outcome_display()),
        ("What was answered", request.outcome_words),
        ("Told of their rights", uk_date(request.told_of_rights_on) if request.told_of_rights_on else "No: it was withdrawn"),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def exports_table(request: SubjectRequest) -> Table:
    columns = [
        Column("Made for", names_row=True),
        Column("On", nowrap=True),
        Column("Tables searched", numeric=True),
        Column("Rows found", numeric=True),
        Column("SHA-256", more=True),
        Column("File", nowrap=True),
    ]
    rows: list[AnyRow] = [
        [str(each.made_by), each.made_on, each.tables, each.rows, Cell(each.sha256[:16] + "…"), _file_cell(each)]
        for each in request.exports.select_related("made_by", "job__file")
    ]
    return Table("Files with everything", columns, rows, empty="Nobody has had everything made a file yet.")


def _file_cell(export: SubjectExport) -> Cell:
    file = getattr(export.job, "file", None)
    if file is None or file.kept_until < today():
        return Cell("No longer kept")
    address = reverse("governance:everything-file", args=[export.request_id, export.pk])
    return Cell("Download", href=address, notes=[f"Until {uk_date(file.kept_until)}"], unseen=f"the file of {uk_date(export.made_on)}")


def withheld_table(request: SubjectRequest) -> Table:
    columns = [Column("Withheld", names_row=True), Column("Why"), Column("Noted by", more=True)]
    rows: list[AnyRow] = [
        [each.what, each.why, Cell(str(each.noted_by), notes=[uk_date(each.noted_on)])]
        for each in request.withheld.select_related("noted_by")
    ]
    return Table("What is withheld", columns, rows, empty="Nothing is noted as withheld.")


def request_links(request: SubjectRequest, person: Person) -> list[dict[str, str]]:
    """What can be done with it now."""
    if not request.is_open:
        return []
    links = [
        ("Note a date", "request-dates"),
        ("Write the search record", "request-search"),
        ("Note what is withheld", "withhold"),
        ("Note the answer", "answer-request"),
        ("Correct the entry", "change-request"),
    ]
    return [{"text": text, "href": reverse(f"governance:{name}", args=[request.pk])} for text, name in links]


def may_take(request: SubjectRequest, person: Person) -> bool:
    return can_export(person) and bool(request.case_id or request.worker_id)


def next_step(request: SubjectRequest, on: datetime.date) -> str:
    """What to do now, as one sentence."""
    if not request.is_open:
        return ""
    if request.clock_is_stopped:
        return "Wait for the person’s answer, and note the day on which it comes."
    if not (request.case_id or request.worker_id):
        return "Find out whom it is about, and correct the entry."
    if not request.exports.exists():
        return "Have everything made a file, and look through it for what belongs to somebody else."
    if not request.systems_searched:
        return "Write the search record, and note what is withheld."
    return "Send the answer, with the person’s rights in it, and note it here."


def complaint_summary(complaint: DataComplaint, on: datetime.date) -> list[dict[str, Any]]:
    due = complaint.acknowledgement_due
    acknowledged = uk_date(complaint.acknowledged_on) if complaint.acknowledged_on else f"By {uk_date(due)}, {due_in_words(due, on)}"
    rows = [
        ("About", str(complaint.request) if complaint.request else "Something else"),
        ("What it is about", complaint.words),
        ("Received", uk_date(complaint.received_on)),
        ("Acknowledged", acknowledged),
        ("Answered", uk_date(complaint.closed_on) if complaint.closed_on else "Not yet"),
        ("Outcome", complaint.get_outcome_display()),
        ("What was answered", complaint.outcome_words),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def history_of(row: SubjectRequest | DataComplaint) -> list[dict[str, Any]]:
    return timeline(Entry.objects.of(row))


def register_tables(requests: Iterable[SubjectRequest], complaints: Iterable[DataComplaint]) -> list[Table]:
    """The whole register as a file: every row of every table of it."""
    fields = (
        *("reference", "about", "case_id", "worker", "requested_by", "sought", "received_on", "identity_asked_on", "identity_received_on"),
        *("clarification_about", "clarification_asked_on", "clarification_received_on", "extended_on", "extended_because"),
        *("systems_searched", "fields_searched", "why_proportionate", "answered_on", "outcome", "outcome_words", "told_of_rights_on"),
        *("entered_by", "entered_on"),
    )
    found = list(requests)
    about = "An empty cell means that it has not happened, or does not apply."
    withheld = [
        [each.request.reference, each.what, each.why, str(each.noted_by), each.noted_on] for row in found for each in _withheld(row)
    ]
    exported = [
        [row.reference, str(each.made_by), each.made_on, each.tables, each.rows, each.sha256] for row in found for each in _exports(row)
    ]
    return [
        Table(
            "Requests",
            [*(Column(_heading(SubjectRequest, name), names_row=name == "reference") for name in fields), Column("Answer by")],
            [[*(_plain(row, name) for name in fields), row.due] for row in found],
            blanks=about,
        ),
        _plain_table("Withheld", ("Request", "What", "Why", "Noted by", "Noted on"), withheld, about),
        _plain_table("Files with everything", ("Request", "Made for", "On", "Tables searched", "Rows found", "SHA-256"), exported, about),
        _complaints_in_file(complaints, about),
    ]


def _complaints_in_file(complaints: Iterable[DataComplaint], about: str) -> Table:
    headings = (
        "Complaint",
        "Request",
        "Received",
        "What it is about",
        "Acknowledge by",
        "Acknowledged",
        "Answered",
        "Outcome",
        "What was answered",
    )
    rows = [
        [
            *(row.reference, row.request.reference if row.request else None, row.received_on, row.words, row.acknowledgement_due),
            *(row.acknowledged_on, row.closed_on, row.get_outcome_display() or None, row.outcome_words or None),
        ]
        for row in complaints
    ]
    return _plain_table("Complaints", headings, rows, about)


def _withheld(row: SubjectRequest) -> Iterable[Any]:
    return row.withheld.select_related("noted_by", "request")


def _exports(row: SubjectRequest) -> Iterable[Any]:
    return row.exports.select_related("made_by")


def _plain_table(caption: str, headings: Iterable[str], rows: list[Any], blanks: str) -> Table:
    return Table(caption, [Column(heading, names_row=not place) for place, heading in enumerate(headings)], rows, blanks=blanks)


def _heading(model: Any, name: str) -> str:
    words = str(model._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def _plain(row: SubjectRequest, name: str) -> Any:
    field: Any = row._meta.get_field(name)
    value = getattr(row, name)
    if field.is_relation:
        return str(value) if value else None
    return (getattr(row, f"get_{name}_display")() if field.choices else value) or None


def rekeyings_table(rekeyings: Iterable[Rekeying]) -> Table:
    columns = [
        Column("Replaced on", names_row=True, nowrap=True),
        Column("By"),
        Column("Why"),
        Column("Case IDs", numeric=True),
        Column("Rows changed", numeric=True),
        Column("Entries of the trail that still name an old one", numeric=True),
    ]
    rows: list[AnyRow] = [[each.done_on, str(each.done_by), each.reason, each.case_ids, each.rows, each.in_trail] for each in rekeyings]
    return Table("Case IDs that were replaced", columns, rows, empty="No case ID has been replaced yet.", paged=True)
