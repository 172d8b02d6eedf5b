"""Statistical neighbours as their workbooks and tables keep them: across, by number or by name, in whatever order files come."""

import json
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from performance.models import Import, Neighbour, NeighbourModel, Place, Value
from tests.performance.imports.published_tables import SEFTON, ees, lait, notes_of, refusal
from tests.performance.imports.test_import_kpis import run, taken, written
from tests.published import NEIGHBOURS_2021, needs_published_data

pytestmark = pytest.mark.django_db

HEADINGS = ["LA num", "LA Name", "LA number", "GOInd", "GOReg", "SN1", "SNP", "SN2", "SNP", "SN3", "SNP"]
COUNCILS = [
    [343, "Sefton", 343, 5, "North West", 344, "Very Close", 342, "Close", 202, "Not Close"],
    [942, "Cumberland", 942, 5, "North West", "-", "-", "-", "-", "-", "-"],
    [202, "Camden", 202, 3, "London (Inner)", "343", "Close", "344", "Close", "342", "Close"],
]


def workbook(tmp_path, name: str, *above, councils=COUNCILS):
    made = Workbook()
    for row in [*above, HEADINGS, *councils, [], ["", "Old SNs:"], [], [835, "Dorset", 835, 7, "South West", 343, "", 344, "", 342, ""]]:
        made.active.append(row)
    kept = BytesIO()
    made.save(kept)
    return written(tmp_path, kept.getvalue(), name)


LETTERS = (["A", "B", "C", "D", "E", 3, 4, 5, 6, 7, 8], list(range(1, 12)))


@pytest.mark.parametrize("above", [(), LETTERS, (["Statistical neighbours"], *LETTERS)], ids=["none", "letters", "a title too"])
def test_neighbours_across_are_read_as_the_department_keeps_them(tmp_path, above):
    file = workbook(tmp_path, "sn_april_2021.xlsx", *above)

    assert run(file) == (taken(5, 9), 0)
    sefton = Neighbour.objects.filter(council__code="343", model__name="2021-04").order_by("rank")
    assert [(each.neighbour.code, each.rank, each.closeness) for each in sefton] == [
        ("344", 1, "Very Close"), ("342", 2, "Close"), ("202", 3, "Not Close"),
    ]  # fmt: skip
    assert Place.objects.get(code="202").region.name == "Inner London"
    said = notes_of(file)
    assert "by the model 2021-04" in said
    assert "3 neighbours are left blank or given as “-”, so none is stored for them: Cumberland." in said
    assert "A row with one word alone was passed over" in said


@pytest.mark.parametrize(
    "header",
    [
        "old_la_code,la_name,region_ind,region_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P",
        "LA Code,Authority,x,Region,Neighbour 1,Neighbour 1 closeness,Neighbour 2,Neighbour 2 closeness,Neighbour 3,Neighbour 3 closeness",
        "la_number,council,x,region,Statistical neighbour 1,y,Statistical neighbour 2,z,Statistical neighbour 3,q",
    ],
)
def test_neighbours_across_may_be_called_otherwise(tmp_path, header):
    row = "343,Sefton,5,North West,342,Close ,351,Close ,392,Close "

    assert run(written(tmp_path, f"{header}\r\n{row}\r\n".encode(), "sn_model_2025_wide.csv")) == (taken(1, 3), 0)
    assert set(Neighbour.objects.values_list("neighbour__code", flat=True)) == {"342", "351", "392"}
    assert NeighbourModel.objects.get().name == "2025-05"


def test_neighbours_across_may_be_named(tmp_path):
    content = "Local authority,Neighbour 1,Neighbour 2,Neighbour 3\nSefton,Wirral,St Helens,Bristol\nWirral,Sefton,Halton,Bristol\n"

    assert run(written(tmp_path, content.encode(), "neighbours May 2025.csv")) == (taken(2, 6), 0)
    run(lait(tmp_path, "LAC,Rate,2022,Sefton,90,343,North West", "LAC,Rate,2022,St. Helens,90,342,North West",
             'LAC,Rate,2022,"Bristol, City of",90,801,South West'))  # fmt: skip

    found = Place.objects.filter(kind="council", code__in=["343", "342", "801"])
    assert {(each.name, each.code, each.region.name) for each in found} == {
        ("Sefton", "343", "North West"), ("St Helens", "342", "North West"), ("Bristol", "801", "South West"),
    }  # fmt: skip


def test_neighbours_may_stand_in_one_cell(tmp_path):
    content = 'urn,la_code,stat_neighbours,local_authority_ons_name\n80,343,"344, 342; 202",Sefton\n81,344,"343, 342",Wirral\n'
    file = written(tmp_path, content.encode(), "lookup.csv")

    assert run(file, "--model", "2021-04") == (taken(2, 5), 0)
    assert "numbered in the order given" in notes_of(file, "--model", "2021-04")
    assert [each.neighbour.code for each in Neighbour.objects.filter(council__code="343").order_by("rank")] == ["344", "342", "202"]


def test_the_model_is_asked_for_where_the_file_does_not_say_it(tmp_path):
    file = workbook(tmp_path, "neighbours.xlsx")

    assert "--model" in refusal(file)
    assert run(file, "--model", "2025-05") == (taken(5, 9), 0)
    assert NeighbourModel.objects.get().name == "2025-05"


@pytest.mark.parametrize(("second", "says"), [(344, "is neighbour 1 already"), (343, "its own neighbour"), ("Wirral?", "council’s number")])
def test_a_neighbour_that_cannot_be_one_is_refused(tmp_path, second, says):
    row = [343, "Sefton", 343, 5, "North West", 344, "", second, "", 202, ""]
    counts, code = run(workbook(tmp_path, "sn_april_2021.xlsx", councils=[row]))

    if second == "Wirral?":
        assert code == 0  # a name: no matter whose
        return
    assert (code, says in counts["rejected"][0]["reason"], counts["rejected"][0]["row"]) == (2, True, 2)


def test_a_neighbour_who_keeps_another_rank_is_refused_not_a_fault(tmp_path):
    long = "model,la_code,la_name,rank,neighbour_la_code,closeness\n"
    run(written(tmp_path, (long + "2021-04,343,Sefton,1,344,\n2021-04,343,Sefton,2,342,").encode(), "one.csv"))

    counts, code = run(written(tmp_path, (long + "2021-04,343,Sefton,1,342,").encode(), "two.csv"))

    assert (code, "is neighbour 2 by what is stored" in counts["rejected"][0]["reason"]) == (2, True)


@needs_published_data
def test_the_departments_workbook_of_neighbours_is_read():
    assert run(NEIGHBOURS_2021)[0]["stored"] == 1560
    assert not Place.objects.filter(kind="council", code__in=["343", "344"], region=None).exists()


# The order of imports


def test_the_order_of_imports_does_not_matter(tmp_path):
    long = "model,la_code,la_name,rank,neighbour_la_code,closeness\n2021-04,343,Sefton,1,344,\n2021-04,202,Camden,1,343,\n"
    run(written(tmp_path, long.encode(), "neighbours.csv"))
    run(ees(tmp_path, "starts", f"{SEFTON}5", SEFTON.replace("North West,343,E08000014,Sefton", "London,202,E09000007,Camden") + "6"))

    run(lait(tmp_path, "LAC,Rate,2022,Sefton,90,343,North West", "LAC,Rate,2022,Wirral,90,344,North West",
             "LAC,Rate,2022,Camden,60,202,Inner London"))  # fmt: skip

    councils = {each.code: (each.name, each.region.name) for each in Place.objects.filter(kind="council")}
    assert councils == {"343": ("Sefton", "North West"), "344": ("Wirral", "North West"), "202": ("Camden", "Inner London")}


def test_undoing_the_file_that_filled_in_a_region_leaves_the_council_in_it(tmp_path):
    run(written(tmp_path, b"model,la_code,la_name,rank,neighbour_la_code\n2021-04,343,Sefton,1,344\n", "neighbours.csv"))
    run(lait(tmp_path, "LAC,Rate,2022,Sefton,90,343,North West", "LAC,Rate,2022,North West,95,981,NA"))

    call_command("undo_import", str(Import.objects.latest("pk").pk), stdout=StringIO())

    assert Place.objects.get(code="343").region.name == "North West"
    assert not Value.objects.exists()


def test_the_counts_of_a_file_are_json(tmp_path):
    out = StringIO()
    call_command("import_kpis", str(workbook(tmp_path, "sn_may_2025.xlsx")), stdout=out, stderr=StringIO())

    assert set(json.loads(out.getvalue())) == {"read", "stored", "restated", "unchanged", "rejected", "created"}


@pytest.mark.parametrize(
    "header",
    [
        *("LA,Nearest 1,Nearest 2,Nearest 3", "Authority,1st,2nd,3rd", "Council,NN1,NN2,NN3"),
        "Local authority,Statistical neighbour rank 1,Statistical neighbour rank 2,Statistical neighbour rank 3",
    ],
)
def test_other_headings_of_neighbours_across(tmp_path, header):
    file = written(tmp_path, f"{header}\nSefton,Wirral,St Helens,Wigan".encode(), "model.csv")

    assert run(file, "--model", "2026-03") == (taken(1, 3), 0)
    assert [each.neighbour.name for each in Neighbour.objects.order_by("rank")] == ["Wirral", "St Helens", "Wigan"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("LA number,LA name,Rank,SN LA number,SN name,Closeness", "343,Sefton,1,344,Wirral,Very close"),
        ("Local authority,Statistical neighbour,Rank,Notes", "Sefton,Wirral,1,x"),
    ],
)
def test_a_row_for_each_neighbour_under_other_headings(tmp_path, header, row):
    file = written(tmp_path, f"{header}\n{row}".encode(), "model.csv")

    assert run(file, "--model", "2026-03") == (taken(1, 1), 0)
    [found] = Neighbour.objects.all()
    assert (str(found.council), str(found.neighbour), found.rank, found.model.name) == ("Sefton", "Wirral", 1, "2026-03")
    assert ("The column “Notes” was not used." in notes_of(file, "--model", "2026-03")) == ("Notes" in header)


def test_a_national_code_is_no_council_s_name(tmp_path):
    file = written(tmp_path, b"LA code,LA name,SN1,SN2,SN3\nE08000014,Sefton,E08000015,E08000013,E08000010", "model.csv")

    counts, code = run(file, "--model", "2026-03")

    assert (code, [bad["column"] for bad in counts["rejected"]], Place.objects.filter(name__startswith="E0").count()) == (2, ["SN1"], 0)
