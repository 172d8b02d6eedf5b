"""Long files of figures: shapes, marks, every bad row, restatement, undoing."""

import datetime
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from foundation.activity.models import Entry
from performance.imports.services import undo_import
from performance.models import Import, Indicator, Neighbour, Place, Restatement, Value
from tests.performance.imports.test_import_kpis import run, taken, written

pytestmark = pytest.mark.django_db

LAIT = "measure_code,year,la_code,area,region,non_numeric_marker,value\n"
NEIGHBOURS = "model,la_code,la_name,rank,neighbour_la_code,closeness\n"
EES = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,"


def lait(tmp_path, *lines: str):
    return written(tmp_path, (LAIT + "\n".join(lines)).encode(), "lait.csv")


def value_of(code: str, place: str, month: str) -> Value:
    return Value.objects.get(indicator__code=code, place__name=place, month=f"{month}-01")


def undo(batch: int) -> dict:
    out = StringIO()
    call_command("undo_import", str(batch), stdout=out)
    return json.loads(out.getvalue())


def test_a_published_file_brings_its_councils_and_its_indicators(tmp_path):
    assert run(lait(tmp_path, "LAC,2022,343.0,Sefton,North West,,90.1", "LAC,2022,970.0,England,NA,,70")) == (taken(2, 2), 0)

    sefton = Place.objects.get(name="Sefton")
    assert (sefton.code, sefton.region.name, sefton.kind) == ("343", "North West", "council")
    assert Indicator.objects.get(code="LAC").unit == "rate per 10000 children"
    assert value_of("LAC", "Sefton", "2022-03").value == Decimal("90.1")


def test_the_workforce_is_counted_in_september(tmp_path):
    run(lait(tmp_path, "Work_Force_Vac_Rate,2022,343,Sefton,North West,,20.5"))

    assert Value.objects.get().month == datetime.date(2022, 9, 1)


def test_a_mark_is_a_missing_figure_and_no_bad_row(tmp_path):
    assert run(lait(tmp_path, "LAC,2022,343,Sefton,North West,c,")) == (taken(1, 1), 0)
    assert (Value.objects.get().value, Value.objects.get().missing_mark) == (None, "c")


def test_every_bad_row_is_named_and_nothing_is_stored(tmp_path):
    counts, code = run(
        lait(tmp_path, "LAC,22,343,Sefton,North West,,90", "LAC,2022,Sefton,Sefton,North West,,90", "LAC,2022,343,Sefton,,,many")
    )

    assert code == 2
    assert [(bad["row"], bad["column"], bad["value"]) for bad in counts["rejected"]] == [
        (2, "year", "22"),
        (3, "la_code", "Sefton"),
        (4, "value", "many"),
    ]
    assert not Value.objects.exists()


def test_the_valid_rows_are_stored_by_choice(tmp_path):
    counts, code = run(lait(tmp_path, "LAC,22,343,Sefton,North West,,90", "LAC,2022,343,Sefton,North West,,90"), "--accept-valid")

    assert (counts["stored"], code, Value.objects.count()) == (1, 2, 1)


def test_a_later_file_restates_and_keeps_what_was(tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1", "LAC,2021,343,Sefton,North West,,80"))

    assert run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,91", "LAC,2021,343,Sefton,North West,,80")) == (taken(2, 0, 1, 1), 0)
    kept = Restatement.objects.get()
    assert (kept.was, kept.was_row, value_of("LAC", "Sefton", "2022-03").value) == (Decimal("90.1"), 2, Decimal(91))


def test_every_figure_knows_its_file_and_row(tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1", "LAC,2021,343,Sefton,North West,,80"))

    value = value_of("LAC", "Sefton", "2021-03")
    assert (value.source.file_name, value.row, value.source.imported_by.is_system) == ("lait.csv", 3, True)


def test_neighbours_may_be_none(tmp_path):
    file = written(
        tmp_path, (NEIGHBOURS + "2021-04,343,Sefton,1,344,Close\n2021-04,942,Cumberland,1,-,-\n2021-04,344,Wirral,1,343,Close").encode()
    )

    assert run(file) == (taken(3, 2), 0)
    assert Neighbour.objects.get(council__code="343").neighbour.name == "Wirral"


def test_a_tidy_file_gives_a_figure_for_every_measure_and_breakdown(tmp_path):
    rows = [
        "2024,Reporting year,Local authority,E92000001,England,E12000002,North West,343,E08000014,Sefton,Girls,12,3.5",
        "2024,Reporting year,Local authority,E92000001,England,E12000002,North West,343,E08000014,Sefton,Boys,c,x",
        "2024,Reporting year,Regional,E92000001,England,E12000002,North West,,,,Girls,120,3.1",
    ]
    file = written(tmp_path, (EES + "sex,starts,starts_rate\n" + "\n".join(rows)).encode(), "starts_2020_to_2024.csv")

    assert run(file) == (taken(3, 6), 0)
    girls = Indicator.objects.get(code="starts_rate / Girls")
    assert (girls.source, girls.breakdown, girls.unit) == ("starts", "Girls", "rate per 10000 children")
    assert value_of("starts / Boys", "Sefton", "2024-03").missing_mark == "c"


def test_our_own_long_table_names_an_indicator_we_have(tmp_path):
    file = written(tmp_path, b"indicator,unit,period,value\nVacancy rate,%,2023-07,18.2\nVacancy rate,%,2023-06,17")

    assert run(file) == (taken(2, 2), 0)
    assert Value.objects.ours().get(indicator__slug="vacancy-rate-percent", month="2023-07-01").value == Decimal("18.2")


def test_a_long_table_may_speak_of_a_team(tmp_path, elm_team):
    file = written(tmp_path, b"indicator,team,period,value\nVacancy rate,Elm Team,2023-07,18.2")
    file.write_bytes(file.read_bytes().replace(b"Elm Team", elm_team.name.encode()))

    assert run(file) == (taken(1, 1), 0)
    assert Value.objects.get().place.team == elm_team
    assert not Value.objects.ours().exists()


def test_a_long_table_with_an_unknown_name_is_refused(tmp_path):
    counts, code = run(
        written(tmp_path, b"indicator,period,value\nVacancies,2023-07,18.2\nVacancy rate,2203-01,1\nVacancy rate,2023-07,118")
    )

    assert (code, [bad["column"] for bad in counts["rejected"]]) == (2, ["indicator", "period", "value"])


def test_undoing_leaves_what_was_before(tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1"))
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,91", "LAC,2023,343,Sefton,North West,,95"))
    second = Import.objects.latest("pk")

    assert undo(second.pk) == {"batch": second.pk, "removed": 1, "restored": 1}
    value = Value.objects.get()
    assert (value.value, value.source.pk, value.row) == (Decimal("90.1"), second.pk - 1, 2)
    assert Entry.objects.of(second).get(verb="indicator.import_undone").facts["removed"] == 1


def test_undoing_the_first_batch_takes_what_it_brought(tmp_path):
    before = (Place.objects.count(), Indicator.objects.count())
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1"))

    undo(Import.objects.get().pk)

    assert (Place.objects.count(), Indicator.objects.count(), Value.objects.count()) == (*before, 0)


def test_a_batch_on_which_a_later_one_rests_is_not_undone(tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1"))
    first = Import.objects.get()
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,91"))

    with pytest.raises(CommandError, match="Undo that one first"):
        undo(first.pk)
    assert Value.objects.get().value == Decimal(91)


def test_a_batch_is_undone_once(tmp_path):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1"))
    undo(Import.objects.get().pk)

    with pytest.raises(CommandError, match="undone already"):
        undo(Import.objects.get().pk)


def test_only_those_who_import_undo(tmp_path, board_member):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1"))

    with pytest.raises(PermissionDenied):
        undo_import(actor=board_member.person, source=Import.objects.get())


def test_an_undone_file_can_be_taken_again(tmp_path):
    file = lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1")
    run(file)
    undo(Import.objects.get().pk)

    assert run(file) == (taken(1, 1), 0)
