"""The comparison of two half-years."""

from io import BytesIO

import pytest

from performance.imports.services import import_figures
from performance.models import Indicator
from performance.services import write_comment
from tests.performance.conftest import JULY
from tests.performance.pages.reading import facts_on, half_year_rows, text_of
from tests.replay import replayed

URL = "/performance/half-years/"


def test_both_windows_and_the_neighbours_year_are_named(analyst, half_years):
    page = analyst.get(URL).content.decode()

    for heading in ["August 2022 to January 2023", "February to July 2023", "Statistical neighbours 2021/22"]:
        assert f">{heading}</th>" in page


def test_a_rate_changes_in_per_cent_and_a_percentage_in_points(board_member, half_years, released):
    rows = half_year_rows(board_member)

    assert rows["Assessments Rate per 10,000 children"][3] == "Down 6.4% lower"
    assert rows["Assessments completed within 45 working days %"][3] == "Down, worse 18 percentage points lower"
    assert rows["Re-referrals %"][3] == "No change"


def test_a_change_does_not_contradict_the_rounded_figures_beside_it(analyst):
    """25.6 and 25.3 are printed as 26 and 25, which would be a whole point."""
    file = b"indicator,unit,Aug 22 - Jan 23,Feb - Jul 23,statistical_neighbour_2021_22\nRe-referrals,percent,25.6,25.3,21"
    import_figures(actor=analyst.person, file=BytesIO(file), name="half-years.csv")

    row, facts = half_year_rows(analyst)["Re-referrals %"], facts_on(analyst, "half-year-re-referrals-percent")
    assert row[:2] + row[3:4] == ["26", "25", "Down, better 0.3 percentage points lower (25.6 to 25.3 before rounding)"]
    assert facts["Change since August 2022 to January 2023"].startswith("−0.3 percentage points (−1% relative) 25.3% − 25.6%")


def test_what_is_recorded_badly_says_so(analyst, half_years):
    assert any("Cared for children missing" in name and "not recorded reliably" in name for name in half_year_rows(analyst))


def test_the_download_can_be_imported_again(analyst, half_years):
    content = analyst.get(f"{URL}?export=csv").content

    again = import_figures(actor=analyst.person, file=BytesIO(content), name="half-years.csv")

    assert (len(again.unchanged), again.changes_anything, again.refusals) == (52, False, [])


@pytest.fixture
@replayed
def a_year_before(analyst, half_years):
    file = b"""indicator,unit,Aug 21 - Jan 22,Feb 22 - Jul 22,statistical_neighbour_2020_21
Assessments completed within 45 working days,percent,60,66,85
Section 47 enquiries in period,number,800,820,NA
Initial child protection conferences resulting from section 47,number,200,205,NA"""
    import_figures(actor=analyst.person, file=BytesIO(file), name="2022.csv")


def test_any_two_windows_may_be_compared(analyst, a_year_before):
    rows = half_year_rows(analyst, "?first=2022-07&month=2023-07")

    assert rows["Assessments completed within 45 working days %"][:4] == ["66", "56", "89", "Down, worse 10 percentage points lower"]
    share = next(cells for name, cells in rows.items() if "as a share of section 47 enquiries" in name)
    # 205 ÷ 820 and 171 ÷ 703.
    assert share[:2] == ["25.0", "24.3"]


def test_without_a_choice_the_window_right_before_is_compared(analyst, a_year_before):
    assert half_year_rows(analyst)["Assessments completed within 45 working days %"][:2] == ["74", "56"]
    assert "August 2022 to January 2023 against February to July 2023" in analyst.get(URL).content.decode()


@pytest.mark.parametrize("first", ["2020-07", "soon"])
def test_a_window_without_figures_is_not_found(analyst, half_years, first):
    assert analyst.get(f"{URL}?first={first}").status_code == 404


def test_the_file_holds_the_windows_that_are_shown(analyst, a_year_before):
    file = analyst.get(f"{URL}?first=2022-07&month=2023-07&export=csv").content.decode("utf-8-sig")

    assert file.startswith("indicator,unit,Feb 22 - Jul 22,Feb 23 - Jul 23,")


def test_every_row_names_the_period_that_it_speaks_of(analyst, half_years):
    page = text_of(analyst.get(URL).content.decode()).replace(" ,", ",")

    assert "six months, annualised; six months; at a date" in page
    assert "Assessments Rate per 10,000 children, six months, annualised" in page


@pytest.fixture
def conferences(half_years) -> Indicator:
    return Indicator.objects.get(slug="half-year-initial-conferences-from-section-47-enquiries-number")


@pytest.mark.parametrize("typed", ["193 (20.5%), then 171 (25%)", "171, 25% of enquiries"])
def test_a_typed_rate_that_is_not_the_sum_is_flagged(analyst, conferences, typed):
    write_comment(actor=analyst.person, indicator=conferences, month=JULY, status=None, comment=typed, action="")

    flagged = [name for name in half_year_rows(analyst) if "Check: The comment says" in name]
    assert flagged == [f"{conferences.label} Number Check: The comment says 171 (25%), but 171 ÷ 703 is 24.3%."]


@pytest.mark.parametrize("typed", ["193 (20.5%), then 171 (24.3%)", "171, 24% of enquiries", "40 (25%) of 160 visits"])
def test_a_typed_rate_that_is_the_sum_is_not(analyst, conferences, typed):
    write_comment(actor=analyst.person, indicator=conferences, month=JULY, status=None, comment=typed, action="")

    assert not any("The comment says" in name for name in half_year_rows(analyst))


def test_before_the_first_import_it_says_so(director):
    assert "A performance analyst imports them each month." in director.get(URL).content.decode()
