"""Comparators and targets over time, on an indicator's chart and in the table and the export that tell the same."""

import csv
import datetime
import re
from io import BytesIO, StringIO

import pytest

from performance.imports.services import import_figures
from performance.models import Comparator, Indicator, NeighbourModel, Place, PublishedPlace, Target
from tests.performance.files import scorecard_file
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.imports.test_long_files import NEIGHBOURS, lait
from tests.performance.pages.reading import facts_on, rows_of, text_of
from tests.performance.pages.test_indicator import long_table

pytestmark = pytest.mark.django_db
URL = "/performance/indicators/referrals-rate/"
RATE = "CPP_Total_Rateper10,000"


@pytest.fixture
def published(tmp_path):
    """Ours and two neighbours, one of which has no figure in 2021; the region and England; the years to March 2020 to 2024."""
    figures = {
        2020: (500, 510, 520, 530, 540),
        2021: (501, 511, None, 531, 541),
        2022: (502, 512, 522, 532, 542),
        2023: (503, 513, 523, 533, 543),
        2024: (504, 514, 524, 534, 544),
    }
    places = ("343,Ours,North", "344,One,North", "345,Two,North", "981,North,NA", "970,England,NA")
    lines = [
        f'"{RATE}",{year},{place},{"c" if value is None else ""},{"" if value is None else value}'
        for year, values in figures.items()
        for place, value in zip(places, values, strict=True)
    ]
    run(lait(tmp_path, *lines))
    run(written(tmp_path, (NEIGHBOURS + "2021-04,343,Ours,1,344,Close\n2021-04,343,Ours,2,345,Close").encode()))
    Indicator.objects.filter(slug="referrals-rate").update(published_as=Indicator.objects.get(code=RATE))
    chosen = {"council": Place.objects.get(code="343"), "neighbour_model": NeighbourModel.objects.get()}
    PublishedPlace.objects.update_or_create(pk=1, defaults=chosen)


@pytest.fixture
def two_years(tmp_path, analyst):
    """Our own figures of August 2021 to July 2023."""
    long_table(tmp_path, "referrals-rate", [800.0 - month for month in range(24)], "rate per 10000 children")


def alt_of(page: str) -> str:
    return re.search(r'<img src="[^"]*chart.svg[^"]*" alt="([^"]*)"', page)[1].replace("\xa0", " ")


def compared(page: str) -> list[list[str]]:
    """The rows of the table under the chart, its first column too."""
    table = page.partition("What our figures are compared with")[2].partition("</table>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]]
    return [[text_of(cell) for cell in row] for row in cells]


def exported(visitor, url: str = URL) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(visitor.get(url, {"export": "csv"}).content.decode("utf-8-sig"))))


def test_each_published_year_holds_from_the_month_in_which_it_ends(analyst, published, two_years):
    alt = alt_of(analyst.get(URL).text)

    # 2021 has one neighbour's figure; 2020 is over before the chart begins, and 2024 ends after it.
    assert "Published neighbours 2023 (mean of 2): 511 at first, 517 from Mar 2022, 518 from Mar 2023." in alt
    assert "North 2023: 531 at first, 532 from Mar 2022, 533 from Mar 2023." in alt
    assert "England 2023: 541 at first, 542 from Mar 2022, 543 from Mar 2023." in alt


def test_the_table_under_the_chart_has_the_same_with_model_year_and_age(analyst, published, two_years):
    rows = compared(analyst.get(URL).text)

    assert rows[:3] == [
        ["Published neighbours", "March 2023", "518.0", "2023", "4 months old", "2021-04, mean of 2"],
        ["Published neighbours", "March 2022", "517.0", "2022", "16 months old", "2021-04, mean of 2"],
        ["Published neighbours", "March 2021", "511.0", "2021", "28 months old", "2021-04, mean of 1"],
    ]
    assert [row[:4] for row in rows[3:]] == [
        [name, f"March {year}", f"{first + year - 2020}", str(year)]
        for name, first in (("North", 530), ("England", 540))
        for year in (2023, 2022, 2021)
    ]


def test_the_export_has_for_each_month_what_is_drawn_in_it(analyst, published, two_years):
    by_month = {row["Period"]: row for row in exported(analyst)}

    assert [by_month[month]["Published neighbours, mean"] for month in ("2021-08", "2022-02", "2022-03", "2023-07")] == [
        "511", "511", "517", "518",
    ]  # fmt: skip
    assert (by_month["2022-02"]["England"], by_month["2022-02"]["England: year"]) == ("541", "2021")


def test_what_the_table_quotes_changes_with_the_month_that_quotes_it(analyst, two_years):
    for month, before, quoted in (("2022-05", "2022-04", 570), ("2022-11", "2022-10", 570), ("2023-03", "2023-02", 579.3)):
        row = f"Demand,3,Referral starts in last 12 months,rate per 10000 children,{before},780,{month},779,{quoted}"
        import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name=f"{month}.csv")
    page = analyst.get(URL).text

    assert "Statistical neighbours: 570 from May 2022, 579.3 from Mar 2023." in alt_of(page)
    assert compared(page) == [
        ["Statistical neighbours", "March 2023", "579.3", "not given", "not known", ""],
        ["Statistical neighbours", "May 2022", "570.0", "not given", "not known", ""],
    ]


def test_one_quoted_figure_is_a_level_line(analyst, spring):
    assert "Statistical neighbours: 579.3." in alt_of(analyst.get(URL).text)


def test_a_target_that_changed_is_drawn_as_it_was(analyst, two_years):
    indicator = Indicator.objects.get(slug="referrals-rate")
    for value, first, last in ((700, "2020-04-01", None), (650, "2022-04-01", "2022-12-01"), (600, "2023-09-01", None)):
        Target.objects.create(indicator=indicator, value=value, first_month=first, last_month=last)
    page = analyst.get(URL).text

    # The first has no end: it holds again when the second is over. The third is still to come.
    assert "Target: 700 at first, 650 from Apr 2022, 700 from Jan 2023." in alt_of(page)
    assert [row[1:3] for row in compared(page)] == [["January 2023", "700"], ["April 2022", "650"], ["April 2020", "700"]]
    assert {row["Target"] for row in exported(analyst) if row["Period"].startswith("2022")} == {"700", "650"}


def test_a_target_that_ended_says_until_when(analyst, two_years):
    indicator = Indicator.objects.get(slug="referrals-rate")
    Target.objects.create(indicator=indicator, value=650, first_month="2022-04-01", last_month="2022-12-01")

    assert "Target to Dec 2022: 650 from Apr 2022, none from Jan 2023." in alt_of(analyst.get(URL).text)


def test_a_half_year_is_held_to_the_last_year_that_ended_in_it(analyst, published, half_years):
    Indicator.objects.filter(slug="half-year-referrals-rate").update(published_as=Indicator.objects.get(code=RATE))

    alt = alt_of(analyst.get("/performance/indicators/half-year-referrals-rate/").text)

    assert "Statistical neighbours 2021/22: 579." in alt
    assert "England 2023: 542 at first, 543 from Six months to Jul 2023." in alt


def test_a_published_indicators_page_shows_our_council_there(analyst, published):
    page = analyst.get(f"/performance/indicators/{Indicator.objects.get(code=RATE).slug}/").text

    assert "504 in Ours, year to March 2024" in text_of(page)
    assert (
        "Ours: 500 in 2020, 504 in 2024. Neighbours 2024 (mean of 2): 515 in 2020, 519 in 2024. North 2024: 530 in 2020, 534 in 2024."
        in alt_of(page)
    )
    assert "No figure" not in page


def test_a_year_is_as_old_as_it_is_in_the_month_of_our_latest_figure(analyst, published, two_years):
    rows = rows_of(analyst.get(URL).text.partition("published figures; months old in July 2023")[2])

    assert "2022 year to March 2022, 16 months old" in rows
    assert "2024 year to March 2024, later than July 2023" in rows


def test_other_councils_draws_every_year_of_everybody(analyst, published):
    page = analyst.get("/performance/comparators/", {"council": "343", "model": "2021-04"}).text

    assert "Neighbours 2024 (mean of 2): 515 in 2020, 519 in 2024." in alt_of(page)
    assert "England 2024: 540 in 2020, 544 in 2024." in alt_of(page)
    assert len([name for name in rows_of(page) if name.startswith("20")]) == 5


def test_a_measure_that_ends_in_two_months_of_a_year_names_the_month(analyst, published):
    indicator, council = Indicator.objects.get(code=RATE), Place.objects.get(code="343")
    march = indicator.values.get(place=council, month="2024-03-01")
    indicator.values.create(place=council, month=datetime.date(2024, 9, 1), value=505, source=march.source, row=99)

    page = analyst.get("/performance/comparators/", {"council": "343"})
    assert page.status_code == 200
    assert "Ours: 500 in Mar 2020, 505 in Sep 2024." in alt_of(page.text)


def test_counts_of_region_and_england_are_not_drawn(analyst, published, two_years):
    """They would leave no height for our own; a share or a rate of the same council is drawn as ever."""
    indicator = Indicator.objects.get(code=RATE)
    for value in indicator.values.filter(place__kind="country"):
        value.value *= 1000
        value.save()
    Indicator.objects.filter(pk=indicator.pk).update(unit="number")

    page = analyst.get("/performance/comparators/", {"council": "343"}).text

    assert "Neighbours 2024" in alt_of(page)
    assert "England" not in alt_of(page)
    assert "compare rates or shares" in page
    assert "England" not in alt_of(analyst.get(URL).text)
    # The table has them all the same.
    assert any("544,000" in cells for cells in rows_of(page).values())


def test_where_the_table_quotes_none_the_published_average_is_what_it_is_held_to(analyst, published, two_years, tmp_path):
    """Our rate falls by 1 a month to 777; the two neighbours of 2023 average (513 + 523) ÷ 2 = 518, which is 259 months away."""
    long_table(tmp_path, "referrals-number", [4200.0], "number")
    facts = facts_on(analyst, "referrals-rate")

    pace = facts["Months to reach the statistical neighbours’ 518.00 (published 2023, mean of 2) at the pace since April 2023"]
    assert pace.startswith("More than 10 years (777.0 − 518.00) ÷ ((780.0 − 777.0) ÷ 3)")
    # (518 − 777) ÷ 777, and 4,200 × 518 ÷ 777.
    assert facts["Difference to the statistical neighbours’ 518.00 (published 2023, mean of 2)"].startswith("−33.3% from 777.0")
    assert facts["At the statistical neighbours’ rate of 518 (published 2023, mean of 2)"].startswith("2,800, 1,400 fewer")


@pytest.mark.parametrize(
    ("year", "held_to", "source"),
    [
        ("", "518.00 (published 2023, mean of 2)", "The scorecard quotes 579.3 and does not say of which year."),
        ("2021/22", "579.3", "The statistical neighbours’ 579.3: scorecard, 2021/22."),
    ],
)
def test_a_figure_is_held_to_neighbours_of_a_known_year(analyst, published, spring, year, held_to, source):
    """What the table quotes goes first, unless nobody knows of which year it is and what is published has one."""
    Comparator.objects.update(year=year)
    facts = facts_on(analyst, "referrals-rate")

    apart = facts[f"Difference to the statistical neighbours’ {held_to}"]
    assert source in apart
    assert [title for title in facts if title.startswith("Months to reach")] == [
        f"Months to reach the statistical neighbours’ {held_to} at the pace since April 2023"
    ]


@pytest.mark.parametrize(
    ("periods", "drawn"),
    [
        (("2019-06", "2020-06", "2022-06"), ["Jun 2019", "Jun 2020", "Jun 2021", "Jun 2022"]),
        (("2022-03", "2022-06", "2022-12"), ["Mar 2022", "Jun 2022", "Sep 2022", "Dec 2022"]),
        (("2022-03", "2022-04", "2022-06"), ["Mar 2022", "Apr 2022", "May 2022", "Jun 2022"]),
    ],
)
def test_figures_beside_the_tables_are_drawn_at_their_own_step(analyst, tmp_path, periods, drawn):
    """Children by the year, a count by the quarter: a period without a figure stays as a gap."""
    lines = [f"Children aged 0 to 17,{period},54000" for period in periods]
    run(written(tmp_path, "\n".join(["indicator,period,value", *lines]).encode()))
    picture = analyst.get("/performance/indicators/children-aged-0-to-17/chart.svg").text

    assert [each for each in re.findall(r"<text [^>]*>([A-Z][a-z]{2} \d{4})</text>", picture)] == drawn
