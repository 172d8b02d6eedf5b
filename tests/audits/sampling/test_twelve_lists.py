"""Twelve lists as twelve councils keep them: the same five records, read right or asked about, whatever else is in the file."""

import csv
import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from audits.sampling.queries.said import said_of_lists
from audits.sampling.queries.sampling import list_of, sheet_of
from audits.sampling.reading.matching import Matching
from audits.sampling.reading.protecting import protected
from audits.sampling.reading.questions import asked_of
from audits.sampling.reading.records import read_records
from audits.sampling.services.lists import answer_list, bring_list
from foundation.accounts.models import Team
from foundation.matching.pages import reasons_to_ask
from foundation.matching.stored import WAITING_SHEET, sheet_as_json
from foundation.sheets import read_rows
from tests.people import add_person
from tests.shares import examples

# Case ID, team, worker, plan type, age: what every one of the lists says, each in its own words.
TRUTH = [
    ("K-101", "Elm Team", "Will Okafor", "child_protection", "10-15"),
    ("K-102", "Ash Team", "Siân O'Neill", "cared_for", "5-9"),
    ("K-103", "Elm Team", "Will Okafor", "child_in_need", "0-4"),
    ("K-104", "Ash Team", "Zainab Ali", "care_experienced", "18-25"),
    ("K-105", "Elm Team", "Will Okafor", "assessment", "16-17"),
]
WORKERS = [row[2] for row in TRUTH]
TEAMS = [row[1] for row in TRUTH]
AGES = [12, 7, 3, 21, 17]
BANDS = [row[4] for row in TRUTH]


def surname_first(name: str) -> str:
    forename, surname = name.split()
    return f"{surname}, {forename}"


def born(age: int) -> datetime.date:
    return datetime.date(datetime.date.today().year - age, 1, 1)


def as_csv(rows: list[list], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_book(rows: list[list], change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "Cases"
    change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def with_other_sheets(book: Workbook) -> None:
    """A cover that is seen, a look-up that is hidden, and a row that somebody filtered away."""
    cover = book.create_sheet("About", 0)
    cover.append(["Cases open on the last day of the month"])
    hidden = book.create_sheet("Lookups")
    hidden.append(["LCS ID", "Name"])
    hidden.append(["K-999", "x"])
    hidden.sheet_state = "hidden"
    book["Cases"].row_dimensions[3].hidden = True


@dataclass
class CouncilList:
    """Headings for case, team, worker, plan and age; the five values of each; what stands above and below; what is asked and answered."""

    headings: list[str]
    workers: list[str] = field(default_factory=lambda: list(WORKERS))
    plans: list[str] = field(default_factory=lambda: ["Child protection", "Cared for", "Child in need", "Care experienced", "Assessment"])
    ages: list = field(default_factory=lambda: list(AGES))
    teams: list[str] = field(default_factory=lambda: list(TEAMS))
    above: list[list] = field(default_factory=list)
    below: list[list] = field(default_factory=list)
    name: str = "list.csv"
    make: Callable[[list[list]], bytes] = as_csv
    more: dict[str, list] = field(default_factory=dict)
    # Sentences that the page says of its questions, and the answers: of headings, and of words by subject.
    asks: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    says: list[str] = field(default_factory=list)
    aside: int = 0

    def content(self) -> bytes:
        cases = [row[0] for row in TRUTH]
        own = [cases, self.teams, self.workers, self.plans, self.ages]
        rows = [[*values, *(column[at] for column in self.more.values())] for at, values in enumerate(zip(*own, strict=True))]
        header = [*self.headings, *self.more]
        return self.make([*self.above, header, *rows, *self.below])


WORD = "One word of the list is not known here. Say what it means: the answer is kept for the next list."
LISTS = {
    "liquidlogic": CouncilList(
        ["LCS ID", "Team Name", "Allocated SW", "Current Plan", "Age (yrs)"],
        workers=[surname_first(name) for name in WORKERS],
        plans=["CP", "Looked After", "CIN", "Care leaver", "C&F Assessment"],
        above=[["Children’s Services – case list extract"], ["Run 30/08/2023 by BI team"], []],
        below=[["Total: 5"]],
        make=lambda rows: as_csv(rows, "cp1252"),
        says=["The file is Windows-1252 text.", "“LCS ID” as the case ID", "“Allocated SW” as the worker"],
        aside=1,
    ),
    "mosaic": CouncilList(
        ["Mosaic number", "Allocated team", "Key worker", "Plan (current)", "Date of birth"],
        workers=[name.upper() for name in WORKERS],
        plans=["Child Protection Plan", "LAC", "Child in Need (CIN)", "Care Leavers", "Single assessment"],
        ages=[born(age) for age in AGES],
        name="mosaic.xlsx",
        make=as_book,
        says=["Of the dates in “Date of birth” the age band alone was kept."],
    ),
    "eclipse": CouncilList(
        ["Child ref", "TEAM", "Named worker", "Status", "DOB"],
        workers=[f"Ms {name}" for name in WORKERS],
        plans=["CP plan", "CLA", "CiN Plan", "Leaving Care", "Under assessment"],
        ages=[born(age).strftime("%d/%m/%Y") for age in AGES],
        make=lambda rows: as_csv(rows, delimiter=";"),
    ),
    "two sheets, a hidden one and a hidden row": CouncilList(
        ["Person ID", "Team", "Worker (current)", "Plan type", "Age band"],
        plans=["CPP", "CiC", "Section 17", "LC", "CFA"],
        ages=["10-15", "5 to 9", "Under 5", "18 to 25", "16 or 17"],
        name="cases.xlsx",
        make=lambda rows: as_book(rows, with_other_sheets),
        says=[
            "The sheet “Cases” was read; the sheet “About” was not.",
            "The sheet “Lookups” is hidden and was not read.",
            "Row 3 is hidden in the workbook",
        ],
    ),
    "totals, blank rows and headings once more": CouncilList(
        ["Client ID", "Responsible team", "Social worker", "Type of plan", "Age in years"],
        ages=["12 yrs", "7 years 3 months", "3y 2m", "21", "17.5"],
        below=[
            [],
            ["Client ID", "Responsible team", "Social worker", "Type of plan", "Age in years"],
            ["Grand total", "", "", "", "5"],
            ["Page 1 of 1"],
        ],
        aside=3,
    ),
    "e-mail addresses for workers": CouncilList(
        ["Case", "Team", "Worker", "Plan", "Age"],
        workers=["will@example.org", "SIAN@example.org", "Will Okafor <will@example.org>", "zainab@example.org ", "will@example.org"],
    ),
    "names without a comma, and councillors": CouncilList(
        ["Pseudonym", "Team", "Case-worker name", "Plan", "Age"],
        workers=["OKAFOR Will", "Dr Siân O’Neill", "Okafor, Mr Will", "Cllr Zainab Ali (she/her)", "Will Okafor [SW]"],
    ),
    "its own words for plans": CouncilList(
        ["Case ID", "Team", "Worker", "Plan", "Age"],
        plans=["Step up", "Cared for", "Step down", "Care leaver 18+", "Front door"],
        asks=["3 words of the list are not known here. Say what they mean: the answer is kept for the next list."],
        words={"plan-types": {"Step up": "child_protection", "Step down": "child_in_need", "Front door": "assessment"}},
        says=["“Step up” as Child protection"],
    ),
    "a team that is not known": CouncilList(
        ["Case ID", "Team", "Worker", "Plan", "Age"],
        teams=["Elm", "Ash Team", "ELM TEAM ", "Ash Team", "Elm"],
        asks=[WORD],
        words={"teams": {"Elm": "Elm Team"}},
        says=["Teams were read as you said before: “Elm” as Elm Team."],
    ),
    "two columns that may be the case ID": CouncilList(
        ["System ID", "Team", "Worker", "Plan", "Age"],
        more={"Referral ID": ["R1", "R2", "R3", "R4", "R5"]},
        asks=["“System ID” and “Referral ID” may each hold “Case ID”. Choose one."],
        columns={"System ID": "case", "Referral ID": ""},
    ),
    "headings that say nothing": CouncilList(
        ["Case ID", "Locality", "Who has it", "Route", "Age"],
        asks=["No column was recognised as “Allocated worker”, “Team” or “Plan type”. If one of the columns holds it, choose it."],
        columns={"Locality": "team", "Who has it": "worker", "Route": "plan type"},
    ),
    "what names a child": CouncilList(
        ["LL_ID", "Current Team Name", "Lead Practitioner", "Case status", "Age at 31/08"],
        more={"Child’s name": ["Kit Marlow", "Ana Reed", "Bo Finch", "Cy Dale", "Di Nash"], "NHS number": ["9434765919"] * 5},
        says=["The column “Child’s name” was not kept: no child can be recognised here."],
    ),
}


def test_they_are_twelve():
    assert len(LISTS) == 12


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_read_right_or_asked_about(name, lead, cycle, elm_team, ash_team, worker):
    for person in ("Siân O'Neill", "Zainab Ali"):
        add_person(person, team=ash_team)
    lead.person.__class__.objects.filter(name="Siân O'Neill").update(email="sian@example.org")
    council = LISTS[name]
    sample = bring_list(actor=lead.person, cycle=cycle, name=council.name, content=council.content())

    asked = asked_of(sheet_of(sample), list_of(sample), said_of_lists(), Matching())
    labels = {"case": "Case ID"}
    assert (reasons_to_ask(asked.match, asked.words, labels), sample.is_asked) == (council.asks, bool(council.asks))
    if council.asks:
        teams = {word: str(Team.objects.get(name=means).pk) for word, means in council.words.get("teams", {}).items()}
        words = council.words | ({"teams": teams} if teams else {})
        sample = answer_list(actor=lead.person, sample=sample, columns=council.columns, words=words)
    listed = list_of(sample)

    assert not sample.is_asked
    assert [facts(each) for each in listed.records] == TRUTH
    assert (listed.refused, len(listed.passed_over)) == ([], council.aside)
    said = " ".join(listed.notes)
    assert [words for words in council.says if words not in said] == []
    assert not any(kept in str(sample.sheet) + str(sample.listed) for kept in ("Marlow", "9434765919", *map(str, map(born, AGES))))


def facts(record) -> tuple:
    found = Matching().audit_fields(record)
    return (record.case, found["team"].name, found["allocated_worker"].name, found["plan_type"], found["age_band"])


def test_what_was_said_of_one_list_is_known_for_the_next(lead, cycle, elm_team, ash_team, worker):
    council = LISTS["headings that say nothing"]
    first = bring_list(actor=lead.person, cycle=cycle, name=council.name, content=council.content())
    answer_list(actor=lead.person, sample=first, columns=council.columns, words={})

    assert not bring_list(actor=lead.person, cycle=cycle, name="next.csv", content=council.content()).is_asked


HEADING = st.sampled_from(
    [
        "LCS ID",
        "Case",
        "Referral ID",
        "Team",
        "Allocated SW",
        "Plan",
        "Age",
        "DOB",
        "Child name",
        "Restricted",
        "Opened",
        "Odd",
        "Row in your file",
    ]
)
CELL = st.sampled_from(
    [
        "",
        " ",
        "-",
        "K-1",
        "k–1",
        "K-2",
        "Total",
        "Total: 3",
        "Grand total 5",
        "yes",
        "maybe",
        "Kit Marlow",
        "15",
        "03/02/2015",
        "Run 30/08/2023",
    ]
    + ["CP", "Okafor, Will", "LCS ID", "Team", "#REF!", "9434765919", "12/2023", "Page 1 of 2"]
)


# Teams and workers of the list are looked up among the stored ones.
@pytest.mark.django_db
@settings(max_examples=examples(300), deadline=None)
@given(st.lists(HEADING, min_size=2, max_size=6, unique=True), st.lists(st.lists(CELL, min_size=6, max_size=6), min_size=1, max_size=10))
def test_no_row_is_ever_dropped_without_being_said(headings, cells):
    """Of whatever columns and cells, read at once or after it has waited: a row is a record, refused, or passed over, with why."""
    width = len(headings)
    rows = [headings, *(row[:width] for row in cells), ["Z-9"] * width]
    sheet = read_rows(BytesIO(as_csv(rows)), "list.csv")
    kept = WAITING_SHEET.read(sheet_as_json(protected(sheet, datetime.date(2023, 8, 31))))
    found = read_records(kept)

    assert [row.number for row in kept.rows] == [row.number for row in sheet.rows]
    if found.rejected and not found.records:
        assert all(each.reason for each in found.rejected), "nothing was read, and why is said"
        return
    said = {each.row for each in [*found.refused, *found.passed_over]}
    assert {each.row for each in found.records} | said == {row.number for row in sheet.rows}
    assert not {each.row for each in found.records} & said
    assert all(each.reason for each in [*found.refused, *found.passed_over])
