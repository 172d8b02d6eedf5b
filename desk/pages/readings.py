"""What the pages of unusual readings, of failed sign-ins and of denied requests show."""

from collections.abc import Iterable

from django.urls import reverse

from desk.enums import LOOKED_AT, OPEN
from desk.permissions import can_look_at_readings
from desk.queries.unusual import UnusualDay
from foundation.accounts.models import Person
from foundation.activity.models import Access
from foundation.documents import AnyRow, Cell, Column, Table
from foundation.documents.formats import uk_date, uk_datetime

NOT_ALLOWED, NOT_THEIRS = "Not allowed to do or see it", "Not theirs, or not there"


def narrowed(days: Iterable[UnusualDay], kind: str, state: str) -> list[UnusualDay]:
    found = [each for each in days if not kind or each.kind == kind]
    if state in (OPEN, LOOKED_AT):
        found = [each for each in found if (each.look is not None) == (state == LOOKED_AT)]
    return found


def unusual_table(days: Iterable[UnusualDay], lead: Person) -> Table:
    """By day and name, never by how many: it is no rank of people."""
    columns = [
        Column("Day", names_row=True, nowrap=True),
        Column("Who"),
        Column("What is unusual"),
        Column("Records", numeric=True),
        Column("Looked at"),
        Column("What to do", unseen=True),
    ]
    rows: list[AnyRow] = [
        [
            Cell(uk_date(each.day)),
            str(each.reader),
            Cell(str(each.kind.label), notes=(f"{each.usual:g} on their usual day",) if each.usual is not None else ()),
            each.count,
            _looked(each),
            Cell("Look", href=_url(each), unseen=f"at the readings of {each.reader} on {uk_date(each.day)}", acts=True)
            if can_look_at_readings(lead, each.reader)
            else "Another QA lead looks at yours",
        ]
        for each in days
    ]
    nothing = "No unusual reading in this time. Choose a longer one, or clear the filters."
    return Table("Unusual readings", columns, rows, empty=nothing, paged=True)


def _looked(each: UnusualDay) -> Cell | str:
    look = each.look
    return Cell(look.words, notes=(f"{look.looked_by}, {uk_date(look.looked_on)}",)) if look else "Not yet"


def _url(each: UnusualDay) -> str:
    return reverse("desk:look-at-readings", args=[each.reader.pk, each.day.isoformat(), each.kind.value])


def readings_table(readings: Iterable[Access]) -> Table:
    columns = [Column("When", names_row=True, nowrap=True), Column("What was opened"), Column("Of"), Column("From")]
    rows: list[AnyRow] = [[Cell(uk_datetime(each.moment)), each.what, _of(each), each.origin or "–"] for each in readings]
    nothing = "None that you may see: of audits that you moderate none is shown."
    return Table("Readings of that day", columns, rows, empty=nothing, paged=True)


def _of(access: Access) -> str:
    return f"{access.target_type.name} {access.target_id}".capitalize() if access.target_type else "–"


def sign_ins_table(tries: Iterable[Access]) -> Table:
    columns = [Column("When", names_row=True, nowrap=True), Column("Account"), Column("From"), Column("Request", more=True)]
    rows: list[AnyRow] = [
        [Cell(uk_datetime(each.moment)), str(each.actor or "No such account"), each.origin or "–", each.request or "–"] for each in tries
    ]
    return Table("Failed sign-ins", columns, rows, empty="Nobody failed to sign in.", paged=True)


def denied_table(denied: Iterable[Access]) -> Table:
    columns = [
        Column("When", names_row=True, nowrap=True),
        Column("Who"),
        Column("What was asked for"),
        Column("Answer"),
        Column("From"),
        Column("Request", more=True),
    ]
    rows: list[AnyRow] = [
        [
            Cell(uk_datetime(each.moment)),
            str(each.actor),
            f"{each.what} {each.target_id}".strip() + (", sent" if each.facts.get("sent") else ""),
            NOT_ALLOWED if each.facts.get("status") == 403 else NOT_THEIRS,
            each.origin or "–",
            each.request or "–",
        ]
        for each in denied
    ]
    return Table("Denied requests", columns, rows, empty="Nobody asked for what is not theirs.", paged=True)
