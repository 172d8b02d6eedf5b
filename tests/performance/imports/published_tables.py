"""Tables in the layouts in which the Department and LAIT publish theirs, and what became of them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from performance.models import Import, Value
from tests.performance.imports.test_import_kpis import written

EES = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,"
SEFTON = "2024,Reporting year,Local authority,E92000001,England,E12000002,North West,343,E08000014,Sefton,"
ST_HELENS = "2024,Reporting year,Local authority,E92000001,England,E12000002,North West,342,E08000013,St. Helens,"
ENGLAND = "2024,Reporting year,National,E92000001,England,,,,,,"
LAIT = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"


def ees(tmp_path, columns: str, *rows: str, name: str = "plans_2020_to_2024.csv"):
    return written(tmp_path, (EES + columns + "\n" + "\n".join(rows)).encode(), name)


def lait(tmp_path, *rows: str):
    return written(tmp_path, (LAIT + "\n".join(rows)).encode(), "bds_long.csv")


def notes_of(file, *options: str) -> str:
    said = StringIO()
    call_command("import_kpis", str(file), *options, stdout=StringIO(), stderr=said)
    return said.getvalue()


def refusal(file, *options: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_kpis", str(file), *options, stdout=StringIO(), stderr=StringIO())
    assert refused.value.returncode == 1
    assert not Import.objects.exists()
    return str(refused.value)


def stored(place: str = "Sefton") -> dict[tuple[str, str], str]:
    """What is stored of a place, by code and month."""
    return {
        (each.indicator.code, f"{each.month:%Y-%m}"): each.missing_mark or f"{each.value.normalize():f}"
        for each in Value.objects.filter(place__name=place).select_related("indicator")
    }


# Months across
