"""Lists of records as case systems give them: read by their words, matched or asked about; nothing is dropped unsaid."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.enums import AgeBand, PlanType
from audits.models import Audit, Sample
from audits.sampling.queries.sampling import list_of
from audits.sampling.reading.records import read_records
from audits.sampling.reading.words import age_band_of, plan_type_of
from audits.sampling.stored import PASSED_OVER
from audits.sheets.subjects import WORKER_WORDS
from foundation.accounts.models import Person, Team
from foundation.matching.queries import answers_to
from foundation.sheets import read_rows
from tests.audits.sampling.lists import answered
from tests.people import add_person
from tests.shares import examples
from tests.tables import table_on
from tests.workbooks import cell_under, opened, saved, table_in

# Teams and workers of a list are looked up among the stored ones.
pytestmark = pytest.mark.django_db
UNTIDY = """Children's Services – case list extract,,,,,,,
Run 30/08/2023 by BI team,,,,,,,

LCS ID ,Team Name,Allocated SW,Current Plan,M/F,Age (yrs),Ethnic origin,Plan start date
LCS1,ELM TEAM ,"Okafor, Will",Looked After,M,15,Mixed,21/03/2023
LCS2,Elm Team,Will Okafor,CLA,F,8,,18/03/2023
LCS3,Ash Team,"O’Neill, Siân",Cared for,M,14,Asian,06/06/2023
LCS4,Fostering,Agency Worker 3,Child Protection Plan,F,17,Mixed,01/03/2023
LCS2,Ash Team,Will Okafor,CIN,M,5,Mixed,21/06/2023
LCS5,Ash Team,Will Okafor,Child in Need (CIN),M,,Mixed,21/06/2023
,Elm Team,Will Okafor,CP,M,10,White British,23/06/2023
LCS6,Elm Team,Will Okafor,Pre-proceedings,M,unborn,,23/06/2023
LCS ID,Team Name,Allocated SW,Current Plan,M/F,Age (yrs),Ethnic origin,Plan start date
Report printed by Performance on 30/08/2023,,,,,,,
Total: 8,,,,,,,
"""


def read(text, name="list.csv"):
    return read_records(read_rows(BytesIO(text if isinstance(text, bytes) else text.encode()), name))


def test_headings_are_read_by_their_words_and_each_reading_is_said():
    found = read(UNTIDY.encode("cp1252"))

    assert found.columns == {
        "case": "LCS ID",
        "team": "Team Name",
        "worker": "Allocated SW",
        "plan type": "Current Plan",
        "age band": "Age (yrs)",
        "ethnicity group": "Ethnic origin",
        "m f": "M/F",
        "plan start date": "Plan start date",
    }
    said = " ".join(found.notes)
    assert all(f"“{heading}” as " in said for heading in ("LCS ID", "Allocated SW", "Current Plan", "Age (yrs)", "Ethnic origin"))
    assert "“CLA” and “Looked After” as Cared for" in said
    assert "1 record has no age from 0 to 25 years, so no age band." in said


def test_bad_rows_are_refused_for_themselves_and_lines_about_the_list_are_no_children():
    found = read(UNTIDY)

    assert [each.case for each in found.records] == ["LCS1", "LCS2", "LCS3", "LCS4", "LCS5", "LCS6"]
    assert [(each.row, each.reason[:26]) for each in found.refused] == [
        (9, "Row 6 holds the same recor"),
        (11, "Enter the case ID: it says"),
    ]
    assert [(each.row, each.value, each.reason) for each in found.passed_over] == [
        (13, "LCS ID", "These are the headings once more, not a record."),
        (14, "Report printed by Performance on 30/08/2023", "This is a line about the list, not a record."),
        (15, "Total: 8", "This is a total, not a record."),
    ]


def test_what_an_export_prints_about_itself_is_no_child():
    found = read(
        "Run on,30/08/2023,,\nStatus,Open,,\n\nCase Ref,Team,Plan,Worker\nX1,Elm,CP,Will Okafor\nCase A,,,\n"
        "Applied filters:,,,\nStatus is Open,,,\n"
    )

    assert [each.case for each in found.records] == ["X1", "Case A"]
    assert [each.row for each in found.passed_over] == [7, 8]
    assert "The title rows above the headings in row 4 were skipped." in found.notes


def test_plans_and_ages_in_several_words_make_one_stratum():
    found = read(UNTIDY)

    assert found.stratum_columns()["plan type"] == 4
    assert [each.get("plan type") for each in found.records] == ["Cared for"] * 3 + ["Child protection", "Child in need", "Pre-proceedings"]
    assert [each.get("age band") for each in found.records] == ["10 to 15", "5 to 9", "10 to 15", "16 or 17", "", ""]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        *((heading, "case") for heading in ("LCS ID", "Mosaic ID", "Liquidlogic No.", "Child ID", "Person Ref", "Case number", "P number")),
        *((heading, "case") for heading in ("Unique Identifier", "ID", "Client ID ", "Case Reference", "LL_ID", "System ID", "Pseudonym")),
        *(
            (heading, "worker")
            for heading in ("Allocated SW", "Allocated social worker", "Lead Practitioner", "Personal Adviser", "Keyworker")
        ),
        *((heading, "worker") for heading in ("Worker (current)", "Case-worker name", "Allocated to", "Lead professional")),
        *((heading, "past workers") for heading in ("Previous SW", "Former social workers", "Last worker")),
        *((heading, "team") for heading in ("Allocated team", "Team", "Current Team Name", "Responsible team")),
        *((heading, "plan type") for heading in ("Current Plan", "Plan Type", "Case status", "Type of plan", "Plan (current)")),
        *((heading, "age band") for heading in ("Age", "Age (yrs)", "Age in years", "Age at 31/08", "Age group")),
        *((heading, "family") for heading in ("Family ID", "Sibling group", "Household ref")),
    ],
)
def test_a_heading_says_what_its_column_holds(heading, column):
    others = {"case": "Team", "team": "Case"}.get(column, "Case")
    found = read(f'"{heading}",{others},Sex\nA-1,x,F\nA-2,y,M\n')

    assert found.columns.get(column) == heading.strip()


@pytest.mark.parametrize(
    "heading",
    ["Worker start date", "Team manager", "Plan start date", "Review due (plan)", "Number of visits", "Age at referral", "SW visits"],
)
def test_a_heading_that_only_sounds_alike_is_kept_as_it_is(heading):
    found = read(f"case,{heading}\nA-1,1\nA-2,2\n")

    assert list(found.columns.values()) == ["case", heading]


def test_where_two_columns_may_hold_the_case_id_it_is_asked_which():
    found = read("Person ID,Referral ID,Team\n1,2,Elm\n3,4,Elm\n")

    assert [each.reason for each in found.rejected] == [
        "Any of “Person ID”, “Referral ID” may hold the case ID. Call the one that does “case”, and try again."
    ]


def test_more_than_one_worker_column_keeps_all_of_them_from_the_record():
    found = read("Child ID,Allocated SW,Allocated PA,Previous worker\nA-1,Jo Bright,Kim Wells,\nA-2,Jo Bright,,Lee Marsh\n")

    assert [each.get("past workers") for each in found.records] == ["Kim Wells", "Lee Marsh"]
    assert "“Allocated PA” as past workers" in found.notes[0]


PLANS = {
    PlanType.ASSESSMENT: ["Assessment", "C&F Assessment", "Single assessment", "Child and Family Assessment"],
    PlanType.CHILD_IN_NEED: ["CIN", "Child in need", "CiN Plan", "Child in Need (CIN)", "Children in Need", "Section 17"],
    PlanType.CHILD_PROTECTION: ["CP", "CPP", "Child Protection Plan", "child protection (CP)", "CP plan", "Subject to CPP"],
    PlanType.CARED_FOR: ["CLA", "LAC", "Looked After", "Looked-after child", "Cared for", "Child looked after", "In care", "CLA - LAC"],
    PlanType.CARE_EXPERIENCED: ["Care leaver", "Care Leavers", "Pathway Plan", "Care experienced", "Leaving Care", "Care leaver 18+"],
    None: ["", "Pre-proceedings", "CIN/CP", "LAC and CP", "Closed", "Early help", "Not a child in need"],
}


@pytest.mark.parametrize(("words", "plan"), [(words, plan) for plan, several in PLANS.items() for words in several])
def test_a_plan_is_ours_only_where_its_words_are_clear(words, plan):
    assert plan_type_of(words) == plan


AGES = {
    AgeBand.UNDER_FIVE: ["0", "4", "4.9", "3y 11m", "7 months", "<1", "Under 5", "0-4", 2, 2.0],
    AgeBand.FIVE_TO_NINE: ["5", "9 yrs", "5 to 9", "9 years 11 months"],
    AgeBand.TEN_TO_FIFTEEN: ["10", "15 years", "aged 12", "10-15"],
    AgeBand.SIXTEEN_SEVENTEEN: ["16", "17.5", "16 or 17"],
    AgeBand.ADULT: ["18", "25", "18 to 25"],
    None: ["", "26", "unborn", "2009", "01/03/2015", "-1", "adult"],
}


@pytest.mark.parametrize(("words", "band"), [(words, band) for band, several in AGES.items() for words in several])
def test_an_age_has_its_band(words, band):
    assert age_band_of(words) == band


@pytest.mark.parametrize(
    "case", ["Kit Marlow", "Marlow, Kit", "MARLOW, KIT", "Siân O’Neill", "Zoë Núñez-Smith", "12/03/2015", "9434765919"]
)
def test_what_may_name_a_child_is_neither_shown_nor_kept(case):
    found = read(f'case,team\n"{case}",Elm\nA-2,Elm\n')

    (refused,) = found.refused
    assert (refused.value, refused.reason[:17]) == ("not shown", "This looks like a")
    assert case not in str(found.as_json())


def test_an_age_beside_the_age_band_is_not_kept():
    found = read("case,age band,Age (yrs)\nA-1,10-15,14\nA-2,0-4,3\n")

    assert list(found.columns) == ["case", "age band"]
    assert found.notes == ["The column “Age (yrs)” was not kept: “age band” says enough of a child’s age."]


CELL = st.sampled_from(
    ["", " ", "A-1", "a-1", "A–1", "B-2", "Total", "Total: 3", "Grand total", "yes", "no", "maybe", "Kit Marlow", "15", "Run 30/08/2023"]
)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12))
def test_every_row_is_a_record_or_refused_or_passed_over_and_which_is_said(rows):
    text = "Child ID,Restricted,Team\n" + "".join(f"{','.join(row)}\n" for row in rows) + "Z-9,no,Elm\n"
    sheet = read_rows(BytesIO(text.encode()), "list.csv")
    found = read_records(sheet)

    taken = len(found.records) + found.refused_rows + len(found.passed_over)
    assert (found.rejected, taken) == ([], len(sheet.rows))
    assert {each.row for each in found.refused}.isdisjoint(each.row for each in found.passed_over)
    assert all(each.reason for each in [*found.refused, *found.passed_over])


URL = "/cycles/2023-06/sample/"
CHOICE = {"stratum_columns": ["plan type"], "size": "6", "minimum": "0", "seed": "7"}
CHOICE |= {"audited_since_month": "6", "audited_since_year": "2022", "open_weeks": "12"}


@pytest.fixture
def brought(lead, cycle, elm_team, ash_team, worker) -> str:
    add_person("Siân O'Neill", team=ash_team)
    page = lead.post(URL, {"file": SimpleUploadedFile("list.csv", UNTIDY.encode("cp1252"))}).url
    return answered(lead, page, **{"Pre-proceedings": "none"})


def test_the_page_says_what_is_not_taken_and_who_and_what_is_not_known(lead, brought):
    said = lead.get(brought).content.decode()

    assert "Row 6 holds the same record, with another “Team Name”, “Current Plan”, “M/F”, “Age (yrs)”" in said
    assert "Enter the case ID" in said
    assert "Row 15, “Total: 8”: This is a total, not a record." in said
    assert "1 of 6 records has no worker who is known here. The portal cannot see a conflict of interest" in said
    assert "“Agency Worker 3” is not a name here, or not of one person alone: row 8." in said
    assert "Not one of our plan types, so left blank in the audit: Pre-proceedings (1 row)." in said
    assert "Teams that are added with the first record of theirs: Fostering (1 row)." in said


def test_the_draw_goes_into_the_month_without_the_bad_rows_only_when_that_is_ticked(lead, brought, worker):
    lead.post(brought, CHOICE)
    page = lead.get(brought)
    given = {"fingerprint": page.context["applying"].initial["fingerprint"]}
    refused = lead.post(brought, given)

    assert refused.context["applying"].errors["without_refused"][0].startswith("2 rows of the list cannot be taken. Tick the box")
    assert not Audit.objects.exists()

    applied = lead.post(brought, given | {"without_refused": "on"}, follow=True).content.decode()
    by_case = {audit.case_id: audit for audit in Audit.objects.select_related("team", "allocated_worker")}
    assert sorted(by_case) == ["LCS1", "LCS2", "LCS3", "LCS4", "LCS5", "LCS6"]
    assert [by_case[case].allocated_worker for case in ("LCS1", "LCS3", "LCS4")] == [
        worker.person,
        Person.objects.get(name="Siân O'Neill"),
        None,
    ]
    assert [by_case[case].plan_type for case in ("LCS1", "LCS2", "LCS4", "LCS6")] == ["cared_for", "cared_for", "child_protection", ""]
    assert set(Team.objects.values_list("name", flat=True)) == {"Elm Team", "Ash Team", "Fostering"}
    assert "Enter the case ID" in applied
    assert "Total: 8" in applied
    assert len(PASSED_OVER.read(Sample.objects.get().passed_over)) == 5


def test_a_list_of_which_no_row_can_be_taken_is_refused_whole(lead, cycle):
    answer = lead.post(URL, {"file": SimpleUploadedFile("list.csv", b"Child ID,Team\n,Elm\nTotal: 1,\n")})

    assert [(each["Row"], each["What is wrong"]) for each in table_on(answer, "Refused")][1:] == [("3", "This is a total, not a record.")]
    assert not Sample.objects.exists()


def corrected(lead, page: str, case: str = "") -> SimpleUploadedFile:
    """The workbook of rows that cannot be taken, with another case ID in the first of them."""
    book = opened(lead.get(f"{page}correct/", {"export": "xlsx"}).content)
    if case:
        cell_under(book.active, "LCS ID").value = case
    return SimpleUploadedFile("corrected.xlsx", saved(book))


def test_the_workbook_says_of_each_row_what_is_wrong_and_corrected_rows_join_the_list(lead, brought):
    rows = [row[:4] for row in table_in(lead.get(f"{brought}correct/", {"export": "xlsx"}).content)]
    assert rows[0] == ("Row in your file", "What is wrong, and what to do", "LCS ID", "Team Name")
    assert [(row[0], row[1].partition(":")[0], row[2], row[3]) for row in rows[1:]] == [
        (9, "LCS ID", "LCS2", "Ash Team"),
        (11, "LCS ID", None, "Elm Team"),
    ]

    done = lead.post(f"{brought}correct/", {"corrections": corrected(lead, brought, case="LCS8")}, follow=True)

    assert "2 rows were put in again." in done.text
    listed = list_of(Sample.objects.get())
    assert [each.case for each in listed.records] == ["LCS1", "LCS2", "LCS3", "LCS4", "LCS8", "LCS5", "LCS6"]
    assert [each.row for each in listed.refused] == [11]


def test_a_file_that_corrects_nothing_is_refused_by_the_field(lead, brought):
    again = lead.post(f"{brought}correct/", {"corrections": SimpleUploadedFile("x.csv", b"LCS ID,Team\nLCS9,Elm\n")})

    assert again.context["form"].errors["corrections"] == [
        "No row of this file is one that could not be taken. Use the workbook from this page, with its row numbers."
    ]


def test_who_works_with_a_child_is_chosen_with_the_draw_and_a_name_is_kept_for_the_next_list(lead, brought, outsider):
    lead.post(brought, CHOICE)
    page = lead.get(brought)
    form = page.context["applying"]
    assert [each.label for each in form.workers.values()] == ["Who is “Agency Worker 3”?"]
    given = {"fingerprint": form.initial["fingerprint"], "without_refused": "on", "worker-0": str(outsider.person.pk)}
    lead.post(brought, given)

    assert Audit.objects.get(case_id="LCS4").allocated_worker == outsider.person
    assert answers_to(WORKER_WORDS)["people"] == {"agency worker 3": str(outsider.person.pk)}


def test_only_the_lead_of_the_month_answers_and_corrects(lead, brought, auditor, director, outsider):
    for visitor in (auditor, director, outsider):
        assert {visitor.get(f"{brought}{page}/").status_code for page in ("list", "correct")} == {403}
        assert {visitor.post(f"{brought}{page}/").status_code for page in ("list", "correct")} == {403}
