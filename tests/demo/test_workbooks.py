"""Every workbook that the product writes, by the checklist: found by asking the addresses for one, so that none can be forgotten."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import resolve

from foundation.accounts.enums import Role
from foundation.council.downloads import ODS, XLSX
from tests.architecture.source import ROOT, modules
from tests.fuzz.conftest import email_of
from tests.journeys.inventory import pages, signed_in
from tests.shares import WHOLE
from tests.workbook_checks import DEVIATIONS, deviations_in, faults_of

pytestmark = pytest.mark.once  # what a workbook looks like does not depend on the database

# What a module of views calls to answer with a workbook. `make test-long` asks every address, whatever its module calls.
DOORS = re.compile(r"\b(download|sheets_as_file|council_workbook|list_page)\(")
HOW_TO = ROOT / "docs/how-to/use/take-the-figures-elsewhere.md"
FEWEST, FEWEST_PUBLISHED = 40, 12


def may_write_a_workbook(address: str) -> bool:
    view = inspect.unwrap(resolve(address).func)
    return WHOLE or bool(DOORS.search(Path(inspect.getfile(view)).read_text()))


def workbooks() -> Iterator[tuple[str, bytes]]:
    """The name of each address that answers with a workbook, and the workbook."""
    usual = [signed_in(email_of(role)) for role in (Role.QA_LEAD, Role.ANALYST, Role.ADMINISTRATOR)]
    for name, address, person in pages():
        if not may_write_a_workbook(address):
            continue
        for visitor in [signed_in(person.email)] if person else usual:
            answer = visitor.get(address, {"export": "xlsx"})
            if answer.headers.get("Content-Type") == XLSX:
                yield name, answer.getvalue()
            if answer.status_code == 200:
                break


def test_every_workbook_follows_the_checklist(demo, db):
    found = dict(workbooks())
    faults = {name: wrong for name, content in found.items() if (wrong := faults_of(content))}

    assert faults == {}
    assert len(found) >= FEWEST
    assert {deviation for content in found.values() for deviation in deviations_in(content)} <= DEVIATIONS


def test_the_how_to_names_every_deviation_and_no_other():
    section = HOW_TO.read_text().partition("## What is done otherwise")[2].partition("\n## ")[0]

    assert set(re.findall(r"^\* \*\*(.+?)\*\*", section, re.MULTILINE)) == DEVIATIONS


def test_one_module_writes_excel_files():
    writers = [str(module) for module in modules() if re.search(r"^(from|import) (xlsxwriter|openpyxl)", (ROOT / module).read_text(), re.M)]

    assert writers == ["foundation/documents/excel.py", "foundation/documents/excel_charts.py"]


def test_what_board_members_can_take_as_excel_they_can_take_as_open_document(as_person):
    board_member = as_person("Patricia Holt")
    published = [address for name, address, _ in pages() if name.startswith(("insight:", "performance:")) and may_write_a_workbook(address)]
    words = {address: answer.content.decode() for address in published if (answer := board_member.get(address)).status_code == 200}
    offered = [address for address, text in words.items() if "export=xlsx" in text]

    assert len(offered) >= FEWEST_PUBLISHED
    assert [address for address in offered if "export=ods" not in words[address]] == []
    answer = board_member.get(offered[0], {"export": "ods"})
    assert (answer["Content-Type"], answer.content[:2]) == (ODS, b"PK")
