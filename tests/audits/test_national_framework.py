"""The National Framework by its editions: outcomes 2 and 3 have changed places, and each tool speaks as on the day it was published."""

import datetime
import re
from pathlib import Path

import pytest
import time_machine

from audits.calculations.framework import EDITIONS, framework_choices, framework_name
from audits.enums import Framework
from audits.models import Domain, Tool

ROOT = Path(__file__).parents[2]
SAFE = "Children and young people are safe in and outside of their homes"
FAMILY = "Children and young people are supported by their family network"


@pytest.mark.parametrize(
    ("part", "day", "name"),
    [
        (Framework.SAFE, "2023-06-30", f"Outcome 3: {SAFE} (outcome 2 since 2 March 2026)"),
        (Framework.SAFE, "2026-03-01", f"Outcome 3: {SAFE} (outcome 2 since 2 March 2026)"),
        (Framework.SAFE, "2026-03-02", f"Outcome 2: {SAFE} (outcome 3 until 2 March 2026)"),
        (Framework.NETWORK, "2024-01-01", f"Outcome 2: {FAMILY} (outcome 3 since 2 March 2026)"),
        (Framework.NETWORK, "2026-11-29", f"Outcome 3: {FAMILY} (outcome 2 until 2 March 2026)"),
        (Framework.HOMES, "2026-11-29", "Outcome 4: Children in care and care leavers have stable, loving homes"),
        ("", "2026-11-29", ""),
    ],
)
def test_a_part_is_called_as_on_its_day(part, day, name):
    assert framework_name(part, datetime.date.fromisoformat(day)) == name


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: f"{edition.first_day:%Y}")
def test_every_edition_names_every_part_once_and_numbers_its_outcomes(edition):
    names = [name for _, name in framework_choices(edition.first_day)]

    assert {value for value, _ in framework_choices(edition.first_day)} == set(Framework.values)
    assert [name[:9] for name in names if name.startswith("Outcome")] == [f"Outcome {number}" for number in (1, 2, 3, 4)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("published", "called"),
    [
        ("2024-01-10", f"Outcome 3: {SAFE} (outcome 2 since 2 March 2026)"),
        ("2026-04-01", f"Outcome 2: {SAFE} (outcome 3 until 2 March 2026)"),
    ],
)
def test_a_published_tool_speaks_as_on_its_day(lead, published, called):
    tool = Tool.objects.create(name="Audit", version=7, published_on=datetime.date.fromisoformat(published))
    Domain.objects.create(tool=tool, position=1, name="Safety", framework=Framework.SAFE)

    assert called in lead.get(tool.get_absolute_url()).text


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "second", "third"), [("2025-06-01", FAMILY, SAFE), ("2026-06-01", SAFE, FAMILY)])
def test_a_draft_is_offered_the_numbers_of_today(lead, day, second, third):
    draft = Tool.objects.create(name="Audit", version=7)

    with time_machine.travel(day):
        page = lead.get(f"{draft.get_absolute_url()}domains/new/").text

    assert page.index(f"Outcome 2: {second}") < page.index(f"Outcome 3: {third}") < page.index("Outcome 4")
    assert f"Outcome 3: {second}" not in page


def test_no_other_place_numbers_an_outcome():
    """A number written into a page or a module would stay when the editions change."""
    ours = [
        path for path in ROOT.rglob("*") if path.suffix in {".py", ".html"} and not {"node_modules", ".venv", "tests"} & set(path.parts)
    ]
    numbered = {
        path.relative_to(ROOT).as_posix()
        for path in ours
        if re.search(r"\boutcome [1-4]\b", path.read_text(errors="ignore"), re.IGNORECASE)
    }

    assert numbered == {"audits/calculations/framework.py"}
