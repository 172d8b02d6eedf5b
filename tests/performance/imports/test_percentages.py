"""A percentage is what its cell shows."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from performance.imports.services import check_figures, import_figures
from performance.models import Value
from tests.performance.files import HEADER

pytestmark = pytest.mark.django_db
LONG = ["indicator", "period", "value"]


def book(header: list, *rows: list) -> bytes:
    """Fractions below 1 that are given as texts with a sign stand as Excel keeps them: 0.268, shown as 26.8%."""
    made = Workbook()
    made.active.append(header)
    for row in rows:
        made.active.append([float(cell[:-1]) / 100 if isinstance(cell, str) and cell.endswith("%") else cell for cell in row])
        for cell, given in zip(made.active[made.active.max_row], row, strict=True):
            cell.number_format = "0.0%" if isinstance(given, str) and given.endswith("%") else cell.number_format
    output = BytesIO()
    made.save(output)
    return output.getvalue()


def stored() -> dict[tuple[str, str], Decimal]:
    return {(each.indicator.slug, f"{each.month:%Y-%m}"): each.value for each in Value.objects.ours()}


@pytest.mark.parametrize("shares", [["66.5%"], ["66.5%", "67.2%"], ["66.5%", "67.2%", "0.4%", "0.8%"]])
def test_few_or_many_are_read_by_their_format(analyst, shares):
    rows = [["re-referrals-percent", f"2023-0{month}", share] for month, share in enumerate(shares, start=1)]

    import_figures(actor=analyst.person, file=BytesIO(book(LONG, *rows)), name="rates.xlsx")

    assert list(stored().values()) == [Decimal(share[:-1]) for share in shares]


def test_formatted_and_typed_percentages_stand_side_by_side(analyst):
    rows = [
        ["Effectiveness", 2, "Children with a previous referral within 12 months of their latest referral (rolling 12 months)"]
        + ["percent", "2023-06", "26.5%", "2023-07", "26.8%", None],
        ["Management", 2, "Vacancy rate", "percent", "2023-06", 31.5, "2023-07", 30.2, None],
        ["Management", 2, "Agency rate", "percent", "2023-06", "41.2%", "2023-07", "40%", None],
    ]
    import_figures(actor=analyst.person, file=BytesIO(book(HEADER.split(","), *rows)), name="july.xlsx")

    assert {slug: value for (slug, month), value in stored().items() if month == "2023-07"} == {
        "re-referrals-percent": Decimal("26.8"),
        "vacancy-rate-percent": Decimal("30.2"),
        "agency-rate-percent": Decimal("40"),
    }


def test_one_outlier_changes_nothing_for_the_others_and_is_refused(analyst):
    rows = [
        ["Management", 2, "Vacancy rate", "percent", "2023-06", "31.5%", "2023-07", "30.2%", None],
        ["Management", 2, "Agency rate", "percent", "2023-06", "41.2%", "2023-07", "584%", None],
    ]
    given = {"actor": analyst.person, "file": BytesIO(book(HEADER.split(","), *rows)), "name": "july.xlsx"}

    refused = import_figures(**given, accept_valid=True).refusals

    assert [(each.value, each.reason) for each in refused] == [
        ("584%", "A percentage cannot be over 100. Where 5.84% is meant, type it with its sign.")
    ]
    assert stored()["vacancy-rate-percent", "2023-07"] == Decimal("30.2")


@pytest.mark.parametrize("name", ["rates.xlsx", "rates.csv"])
def test_a_plain_number_below_1_is_pointed_out_in_every_table(analyst, name):
    content = book(LONG, ["re-referrals-percent", "2023-05", 26.5], ["re-referrals-percent", "2023-06", 0.268])

    notes = check_figures(actor=analyst.person, file=BytesIO(content), name=name).reading.notes

    assert "A percentage below 1 was read as it stands (0.268%) in row 3. Type 27 where 27% is meant, not 0.27." in notes
