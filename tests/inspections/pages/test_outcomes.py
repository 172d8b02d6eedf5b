"""Ofsted's published outcomes: brought as they are published, looked at, stored; ours beside our neighbours'."""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.documents import Workbook, plain_table, write_ods
from inspections.models import OutcomesUpload, PublishedOutcome
from inspections.pages.outcomes import check_figures
from inspections.services.outcomes import check_outcomes, keep_outcomes, store_outcomes
from performance.models import Import, Neighbour, NeighbourModel, Place, PublishedPlace
from tests.replay import replayed

THE = ("The impact of leaders on social work practice with children and families",)
OTHERS = (
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)
HEADER = (
    "Local authority name",
    "Ofsted region",
    "Web link",
    "Inspection date",
    "Publication date",
    "Overall effectiveness",
    *THE,
    *OTHERS,
)
LINK = "https://reports.ofsted.gov.uk/provider/44/80461"
GOOD, RI = "Good", "Requires improvement to be good"
ROWS = [
    ("Rockpool, City of", "North West", LINK, "16/06/2023", "31/07/2023", RI, GOOD, RI, GOOD, RI),
    ("Sandbank", "North West", LINK, "13/06/2022", "08/08/2022", GOOD, GOOD, GOOD, GOOD, "Not judged"),
    ("Driftwood & Dune", "North West", LINK, "27/04/2026", "19/06/2026", "", "Outstanding", GOOD, GOOD, GOOD),
    ("Nowhere", "North West", LINK, "13/06/2022", "08/08/2022", GOOD, GOOD, GOOD, GOOD, GOOD),
    ("Saltmarsh", "North West", LINK, "13/06/2022", "08/08/2022", "Splendid", GOOD, GOOD, GOOD, GOOD),
]
ADDRESS = "/inspections/outcomes/bring/"


def ods(rows=ROWS, header=HEADER) -> bytes:
    """As published: the table comes after a cover and notes."""
    notes = plain_table("Notes", ("Note", "Text"), [(1, "Grades as at 31 March.")])
    tables = [notes, plain_table("LA level at 31 Mar 2026", header, rows, blanks="Not given.")]
    return write_ods(Workbook("Local authority inspection outcomes", "Ofsted", tables, [], False))


def as_csv(rows=ROWS, header=HEADER) -> bytes:
    """The same, which is read in a tenth of the time."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


@pytest.fixture
@replayed
def councils(lead) -> dict[str, Place]:
    names = ("Rockpool", "Sandbank", "Driftwood and Dune", "Saltmarsh")
    return {name: Place.objects.create(kind="council", code=str(300 + place), name=name) for place, name in enumerate(names)}


def bring(visitor, content: bytes, name: str = "outcomes.ods"):
    return visitor.post(ADDRESS, {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_shown_before_it_is_stored(analyst, councils):
    assert bring(analyst, ods()).url == "/inspections/outcomes/check/"
    page = analyst.get("/inspections/outcomes/check/")

    assert [each["number"] for each in page.context["figures"]] == [5, 3, 0, 0, 2]
    assert [row[1:3] + row[3:] for row in page.context["tables"][1].rows] == [
        [
            "Nowhere",
            datetime.date(2022, 6, 13),
            "No council of this name is known here. It comes with published figures or a list of neighbours.",
        ],
        ["Saltmarsh", None, "“Splendid” is not one of Ofsted’s four grades."],
    ]
    assert not PublishedOutcome.objects.exists()

    analyst.post("/inspections/outcomes/check/")

    found = {str(each.council): ([grade.grade for grade in each.grades.all()], each.overall) for each in PublishedOutcome.objects.all()}
    assert found == {
        "Rockpool": (["G", "RI", "G", "RI"], "RI"),
        "Sandbank": (["G", "G", "G"], "G"),
        "Driftwood and Dune": (["O", "G", "G", "G"], ""),
    }
    assert not OutcomesUpload.objects.exists()


def test_the_same_file_again_changes_nothing_and_a_corrected_one_what_it_says(analyst, councils):
    for rows, numbers in ((ROWS, [5, 3, 0, 0, 2]), (ROWS, [5, 0, 0, 3, 2]), ([(*ROWS[0][:6], RI, *ROWS[0][7:])], [1, 0, 1, 0, 0])):
        upload = keep_outcomes(actor=analyst.person, name="outcomes.csv", content=as_csv(rows))
        assert [each["number"] for each in check_figures(check_outcomes(upload))] == numbers
        store_outcomes(actor=analyst.person, upload=upload)

    assert PublishedOutcome.objects.get(council=councils["Rockpool"]).grades.first().grade == "RI"


def test_ours_is_shown_beside_our_neighbours(analyst, board_member, councils):
    bring(analyst, as_csv(), "outcomes.csv")
    analyst.post("/inspections/outcomes/check/")
    model = NeighbourModel.objects.create(name="2025-05")
    source = Import.objects.create(shape="neighbours", file_name="n.csv", file_hash="1", imported_by=analyst.person)
    for rank, name in enumerate(("Driftwood and Dune", "Saltmarsh"), start=1):
        Neighbour.objects.create(model=model, council=councils["Rockpool"], neighbour=councils[name], rank=rank, source=source, row=rank)
    PublishedPlace.objects.create(pk=1, council=councils["Rockpool"], neighbour_model=model)
    table = board_member.get("/inspections/outcomes/").context["outcomes"]

    assert [(row[0].value, [cell.value for cell in row[2:]]) for row in table.rows] == [
        ("Rockpool", [GOOD, RI, GOOD, RI, RI]),
        ("Driftwood and Dune", ["Outstanding", GOOD, GOOD, GOOD, None]),
    ]
    assert table.notes[-1] == "Nothing is stored of Saltmarsh."


def test_an_older_edition_judged_care_and_care_leavers_as_one(analyst, councils):
    header = (*HEADER[:-2], "The experiences and progress of children in care and care leavers")
    bring(analyst, as_csv([(*ROWS[1][:-2], RI)], header), "outcomes.csv")
    analyst.post("/inspections/outcomes/check/")

    assert [cell.value for cell in analyst.get("/inspections/outcomes/").context["outcomes"].rows[0][2:]] == [GOOD, GOOD, RI, RI, GOOD]


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "outcomes.ods"), (b"a,b\n1,2\n", "o.csv"), (as_csv(header=("A", *HEADER[1:])), "o.csv")]
)
def test_another_file_is_refused_with_a_sentence(analyst, content, name):
    page = bring(analyst, content, name)

    assert page.status_code == 200
    assert len(page.context["form"].errors["file"]) == 1


def test_others_bring_none(board_member, service_manager, outsider):
    assert [visitor.get(ADDRESS).status_code for visitor in (board_member, service_manager, outsider)] == [403, 403, 403]
    assert outsider.get("/inspections/outcomes/").status_code == 403
