"""Whatever people, teams and months are called, a file is a file with a name that a browser can take, and it opens."""

import contextlib
import csv
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Left
from django.http.request import parse_header_parameters

from foundation.council.downloads import as_file, file_name
from tests.journeys.inventory import Visit
from tests.shares import share_of
from tests.workbooks import tables_of

HOSTILE = 'É"\r\nSet-Cookie: a=b; \\/:*?<>|\u202e😀\t%00;'
NAMES = {"name", "label", "theme", "cohort", "file_name", "current_name"}
FILES = {"audits:letter": "?format=pdf", "audits:feedback": "?format=docx", "audits:record-page": "?format=pdf"}


def give_hostile_names() -> None:
    """As an older version, or somebody at the database, could have stored them; each stays one of its own."""
    for model in apps.get_models():
        for field in model._meta.fields:
            cut = (getattr(field, "max_length", None) or 0) - len(HOSTILE) - 1
            # The name of a file that waits says by its ending how it is read.
            if model.__name__.endswith("Upload"):
                continue
            if field.name in NAMES and cut > 0 and not field.choices and model.__module__.startswith(ROOMS):
                # A published tool is not changed by anybody: PostgreSQL says so as an error of the program, SQLite as one of integrity.
                with contextlib.suppress(IntegrityError, ProgrammingError), transaction.atomic():
                    model._default_manager.update(**{field.name: Concat(Left(field.name, cut), Value(HOSTILE))})


ROOMS = ("foundation.accounts", "foundation.council", "audits", "performance", "actions", "observations", "inspections")


def test_every_download_has_a_name_and_opens(visitors, every_visit: list[Visit]):
    give_hostile_names()
    wanted = [
        (visit, query)
        for visit in every_visit
        for query in ("?export=csv", "?export=xlsx", FILES.get(visit.name, ""))
        if query or visit.name == "reports:download"
    ]
    wrong = []
    for visit, query in share_of(wanted, 30, about="downloads"):
        answer = visitors(visit.email).get(visit.address + query)
        if answer.status_code >= 500:
            wrong.append(f"{visit.address}{query}: {answer.status_code}")
        elif named := answer.headers.get("Content-Disposition"):
            wrong += [f"{visit.address}{query}: {why}" for why in faults_of(named, answer.getvalue())]
    assert not wrong, "\n".join(wrong)


def faults_of(named: str, content: bytes) -> list[str]:
    kind, options = parse_header_parameters(named)
    name = options.get("filename", "")
    found = [] if kind == "attachment" and re.fullmatch(r"[^\x00-\x1f\x7f\\/:*?\"<>|]+\.\w{2,5}", name) else [f"the header is {named!r}"]
    try:
        if name.endswith((".xlsx", ".docx", ".pptx")):
            found += ["damaged"] if zipfile.ZipFile(BytesIO(content)).testzip() else []
            found += sorted(set(said_as_text(content))) if name.endswith(".xlsx") else []
        elif name.endswith(".csv"):
            list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (zipfile.BadZipFile, csv.Error, UnicodeDecodeError) as problem:
        found.append(str(problem))
    return found


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
NUMBER = re.compile(r"[+\-−–]?[\d,]+(\.\d+)?\s?(%|points?)?|[+\-−–]?\.\d+")
DATE = re.compile(rf"\d{{4}}-\d\d(-\d\d)?([T ]\d\d:\d\d.*)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|(\d{{1,2}} )?({MONTHS}|{SHORT}) \d{{2,4}}")


# What is text there for a reason: a name of a period, whose last day is the next column; what a council wrote and is to correct itself.
TEXT_BY_RIGHT = {("Figures", "period"), ("Rows to correct", "")}


def is_text_by_right(sheet: str, heading: str) -> bool:
    return any(sheet.startswith(title) and heading.startswith(column) for title, column in TEXT_BY_RIGHT)


def said_as_text(content: bytes) -> Iterator[str]:
    """Numbers, months and dates that a spreadsheet could not add, sort or draw."""
    for name, (header, *rows) in tables_of(content).items():
        for row in rows:
            for heading, cell in zip(header, row, strict=True):
                if is_text_by_right(name, heading):
                    continue
                if isinstance(cell, str) and (NUMBER.fullmatch(cell.strip()) or DATE.fullmatch(cell.strip())):
                    yield f"{name}, {heading}: {cell!r} is text"


@pytest.mark.once
@pytest.mark.parametrize("name", [HOSTILE + ".csv", "..csv", "\r\n.csv", "x" * 500 + ".csv", ".csv", "Zoë’s team.csv", "\ud800.csv"])
def test_a_name_of_a_file_is_one_line_that_every_system_takes(name):
    answer = as_file(b"a\r\n", "text/csv", name)

    assert faults_of(answer["Content-Disposition"], b"a\r\n") == []
    assert len(file_name(name)) < 130


@pytest.mark.once
def test_accents_stay_in_the_name():
    _, options = parse_header_parameters(as_file(b"", "text/csv", "Zoë’s team.csv")["Content-Disposition"])

    assert options["filename"] == "Zoë’s team.csv"
