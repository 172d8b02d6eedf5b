"""CSV and Excel of every table: each page that shows one offers both, and the file opens with the rows of the page."""

import csv
import re
from html import unescape
from io import StringIO

from tests.journeys.inventory import Visit
from tests.shares import share_of
from tests.workbooks import tables_of

TABLE = re.compile(r"<table\b")
OWN = {"export=csv", "export=xlsx"}
OFFERED = re.compile(r"[?&;](export=(?:csv|xlsx)|table_file=\d+\.(?:csv|xlsx))")
# Pages whose table is no table of figures or words, and why.
REPORT = "a report, whose workbook has every table; as CSV they are in Feeds, Tables of reports"
EXCEPTIONS = {
    "reports:report": REPORT,
    "reports:edition": REPORT,
    "reports:audience": REPORT,
    "audits:allocation": "a form: each row asks who audits and who moderates; the month’s list has the same as a file",
    "audits:reassign": "the same form for what somebody holds, who has left or is away",
}


def offered_by(html: str) -> set[str]:
    return set(OFFERED.findall(unescape(html)))


def test_every_table_of_every_page_is_offered_as_csv_and_excel(visitors, every_visit: list[Visit]):
    wrong, taken = [], []
    for visit in every_visit:
        answer = visitors(visit.email).get(visit.address)
        if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", "") or visit.name in EXCEPTIONS:
            continue
        html = answer.content.decode()
        tables, offered = len(TABLE.findall(html)), offered_by(html)
        wanted = {f"table_file={number}.{ending}" for number in range(1, tables + 1) for ending in ("csv", "xlsx")}
        if not (offered >= OWN or offered >= wanted):
            wrong.append(f"{visit.name} {visit.address}: {tables} tables, offers {sorted(offered)}")
        taken += [(visit, each) for each in sorted(offered - OWN)]
    assert wrong == []

    for visit, asked in share_of(taken, 30, about="tables as files"):
        assert_opens(visitors(visit.email).get(f"{visit.address}{'&' if '?' in visit.address else '?'}{asked}"), visit, asked)


def assert_opens(answer, visit: Visit, asked: str) -> None:
    assert answer.status_code == 200, (visit, asked)
    assert answer.headers["Content-Disposition"].startswith("attachment"), (visit, asked)
    if asked.endswith("csv"):
        header, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
        assert header, (visit, asked)
        assert rows, (visit, asked)
    else:
        assert tables_of(answer.content), (visit, asked)
