"""The comparison of two half-years."""

from io import BytesIO

from performance.services import import_figures
from tests.performance.pages.reading import half_year_rows

URL = "/performance/half-years/"


def test_both_windows_and_the_neighbours_year_are_named(analyst, half_years):
    page = analyst.get(URL).content.decode()

    for heading in ["August 2022 to January 2023", "February to July 2023", "Statistical neighbours 2021/22"]:
        assert f">{heading}</th>" in page


def test_a_rate_changes_in_per_cent_and_a_percentage_in_points(board_member, half_years):
    rows = half_year_rows(board_member)

    assert rows["Assessments Rate per 10,000 children"][3] == "Down 6.4% lower"
    assert rows["Assessments completed within 45 working days %"][3] == "Down, worse 18 percentage points lower"
    assert rows["Re-referrals %"][3] == "No change"


def test_what_is_recorded_badly_says_so(analyst, half_years):
    assert any("Cared for children missing" in name and "not recorded reliably" in name for name in half_year_rows(analyst))


def test_the_download_can_be_imported_again(analyst, half_years):
    content = analyst.get(f"{URL}?export=csv").content

    again = import_figures(actor=analyst.person, file=BytesIO(content), name="half-years.csv")

    assert (len(again.unchanged), again.changes_anything, again.refusals) == (52, False, [])


def test_before_the_first_import_it_says_so(board_member):
    assert "A performance analyst imports them each month." in board_member.get(URL).content.decode()
