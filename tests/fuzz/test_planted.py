"""Whatever people wrote: no page runs it and no file computes it. One sentence that would do both stands in every text of the demo."""

import contextlib
import csv
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.db import Error, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Left

from tests.guard.test_every_text import AMONG_COLLEAGUES, IN_THE_AUDIT, LOOKED_AT, texts
from tests.journeys.inventory import Visit
from tests.shares import share_of

pytestmark = pytest.mark.once

# A formula in a spreadsheet; the end of an attribute and of a box; a script. Short enough for the name of a person.
PLANTED = "=1+1\"'></textarea><script src=//evil.example></script>"
RUNS = re.compile(rb"<script src=//evil", re.IGNORECASE)
FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.,]+%?$)")
NAMES = {("accounts.Person", "name"), ("accounts.Person", "job_title"), ("accounts.Team", "name"), ("accounts.Service", "name")}
NAMES |= {("council.Council", "name"), ("audits.Domain", "name"), ("audits.Question", "text"), ("performance.Place", "name")}


def written() -> Iterator[tuple[str, str]]:
    """Fields that people write in."""
    for label, name in sorted(texts()):
        if any(name in said.get(label, ()) for said in (LOOKED_AT, IN_THE_AUDIT, AMONG_COLLEAGUES)) or (label, name) in NAMES:
            yield label, name


def plant() -> int:
    """In how many fields. As somebody at the database could have stored it, before what was typed."""
    planted = 0
    for label, name in written():
        model = apps.get_model(label)
        field = model._meta.get_field(name)
        room = (getattr(field, "max_length", None) or 10_000) - len(PLANTED)
        if room < 1 or not isinstance(field, models.CharField | models.TextField):
            continue
        # A published tool, and what is sealed, is changed by nobody.
        with contextlib.suppress(Error), transaction.atomic():
            model._base_manager.exclude(**{name: ""}).update(**{name: Concat(Value(PLANTED), Left(name, room))})
            planted += 1
    return planted


def formulas_in(name: str, content: bytes) -> list[str]:
    if ".xlsx" in name:
        sheets = zipfile.ZipFile(BytesIO(content))
        return [part for part in sheets.namelist() if part.startswith("xl/worksheets/") and re.search(rb"<f[ >]", sheets.read(part))]
    rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell[:60] for row in rows for cell in row if FORMULA.match(cell)]


def test_what_was_planted_in_every_text_neither_runs_nor_computes(visitors, every_visit: list[Visit]):
    assert plant() > 60
    wrong, seen, files = [], 0, 0
    for visit in share_of(every_visit, 45, about="planted"):
        answer = visitors(visit.email).get(visit.address)
        if answer.status_code >= 500:
            wrong.append(f"{visit.address}: {answer.status_code}")
            continue
        page = answer.getvalue()
        seen += b"evil.example" in page
        wrong += [f"{visit.address}: {found.decode()}" for found in RUNS.findall(page)]
        for form in ("csv", "xlsx") if b"export=" in page else ():
            file = visitors(visit.email).get(f"{visit.address}?export={form}")
            if named := file.headers.get("Content-Disposition"):
                files += 1
                wrong += [f"{visit.address}?export={form}: {found}" for found in formulas_in(named, file.getvalue())]

    assert not wrong, "\n".join(wrong)
    assert (seen > 20, files > 0) == (True, True), (seen, files)


def test_what_runs_or_computes_is_recognised():
    assert RUNS.findall(f"<p>{PLANTED}</p>".encode()) != []
    assert RUNS.findall(b"&lt;script src=//evil.example&gt;") == []
    assert formulas_in("a.csv", b'"=1+1",-3,-2.5%,"- not","@x",plain') == ["=1+1", "- not", "@x"]
