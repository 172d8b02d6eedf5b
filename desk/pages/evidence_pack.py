"""The evidence pack of a period as one zip: what the command prints, and tables of what was done for security."""

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO

from desk.queries.evidence import SecurityPeriod, accesses_in, checks_in, done_in, removals_in, sealed_in
from foundation.activity.enums import AccessKind, Log
from foundation.activity.verbs import sentence_of
from foundation.council.downloads import council_workbook
from foundation.documents import AnyRow, Column, Table, write_csv, write_xlsx
from foundation.documents.formats import uk_date, uk_datetime

from .evidence import evidence_pack

OnFile = Callable[[int, int, str], None]
_ALL = "No cell is empty."
_EARLIEST = (1980, 1, 1, 0, 0, 0)
# What the page says is in it; the how-to says the same.
HOLDS = (
    "Evidence of security as it is today: last checks, requirements of OWASP ASVS that are not met, packages and licences",
    "Each time that the trail and the reading log were verified in the period, and what came of it",
    "What was sealed on each day, with the SHA-256 of the newest segment",
    "How often people read or took case content, signed in or failed to, and were denied: counts alone",
    "How often each kind of thing was done: counts by what the trail calls it",
    "What retention removed: kind of record, days and the SHA-256 of the certificate",
    "A list of the files with the SHA-256 of each",
)


def evidence_tables(period: SecurityPeriod) -> list[Table]:
    return [_checks(period), _sealed(period), _accesses(period), _done(period), _removals(period)]


def _checks(period: SecurityPeriod) -> Table:
    columns = [Column("Verified", names_row=True), *(Column(name, numeric=True) for name in ("Rows", "Segments", "Places not as sealed"))]
    rows: list[AnyRow] = [
        [uk_datetime(each.moment), each.entries, each.segments, each.broken, "Yes" if each.against_outside else "No"]
        for each in checks_in(period)
    ]
    return Table("Checks of the logs", [*columns, Column("Compared with the heads outside")], rows, blanks=_ALL)


def _sealed(period: SecurityPeriod) -> Table:
    columns = [
        Column("Log", names_row=True),
        Column("Day"),
        *(Column(name, numeric=True) for name in ("Segments", "Rows", "Newest segment")),
    ]
    rows: list[AnyRow] = [
        [str(Log(each.log).label), each.day, each.segments, each.rows, each.last, each.head] for each in sealed_in(period)
    ]
    return Table("Sealed by day", [*columns, Column("SHA-256 of the newest segment")], rows, blanks=_ALL)


def _accesses(period: SecurityPeriod) -> Table:
    rows: list[AnyRow] = [[str(AccessKind(act).label), times] for act, times in accesses_in(period).items()]
    return Table("Reading and signing in", [Column("What", names_row=True), Column("Times", numeric=True)], rows, blanks=_ALL)


def _done(period: SecurityPeriod) -> Table:
    columns = [Column("What the trail calls it", names_row=True), Column("In words"), Column("Times", numeric=True)]
    return Table("What was done", columns, [[verb, sentence_of(verb), times] for verb, times in done_in(period).items()], blanks=_ALL)


def _removals(period: SecurityPeriod) -> Table:
    columns = [
        Column("Removal", names_row=True),
        Column("Kind of record"),
        Column("Everything up to"),
        Column("Removed"),
        Column("SHA-256"),
    ]
    rows: list[AnyRow] = [[str(each), each.get_kind_display(), each.up_to, each.done_on, each.sha256] for each in removals_in(period)]
    return Table("Removals", columns, rows, blanks=_ALL)


def evidence_zip(period: SecurityPeriod, on_file: OnFile = lambda done, total, name: None) -> bytes:
    tables = evidence_tables(period)
    title = f"Evidence of security, {uk_date(period.first)} to {uk_date(period.last)}"
    files: list[tuple[str, Callable[[], bytes]]] = [
        ("evidence.md", lambda: evidence_pack().encode()),
        ("evidence.xlsx", lambda: write_xlsx(council_workbook(tables, title))),
        *((f"{table.caption.lower().replace(' ', '-')}.csv", lambda table=table: write_csv(table)) for table in tables),
    ]
    content, hashes = BytesIO(), []
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number, (name, made) in enumerate(files):
            on_file(number, len(files), name)
            written = made()
            hashes.append(f"{hashlib.sha256(written).hexdigest()}  {name}\n")
            _write(bundle, name, written)
        _write(bundle, "SHA256SUMS", "".join(hashes).encode())
    return content.getvalue()


def _write(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    bundle.writestr(entry, content)
