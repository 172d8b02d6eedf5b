"""The page of what two sources say differently."""

import csv
from io import BytesIO, StringIO

import pytest

from performance.imports.services import import_figures
from performance.models import Import, Indicator
from tests.performance.files import scorecard_file
from tests.performance.pages.reading import text_of

pytestmark = pytest.mark.django_db
URL = "/performance/disagreements/"
SECTION_47 = "Section 47 enquiries, the 12 months to July 2023"


def downloaded(visitor) -> list[dict]:
    return list(csv.DictReader(StringIO(visitor.get(URL, {"export": "csv"}).content.decode("utf-8-sig"))))


def test_both_figures_of_section_47_enquiries_stand_together_with_their_files_and_the_sum(analyst, both_tables):
    first, second = [row for row in downloaded(analyst) if row["What"] == SECTION_47]

    assert (first["Source"], first["Says"], first["Sum"]) == ("Half-year comparison", "1644", "941 + 703")
    assert first["Figures"] == "941, August 2022 to January 2023; 703, February to July 2023"
    assert first["Files and rows"] == "chat-half-years.csv, row 7; chat-half-years.csv, row 7"
    assert (second["Source"], second["Says"], second["Files and rows"]) == ("Scorecard", "1808", "scorecard-2023-07.csv, row 9")
    assert {first["Apart"], second["Apart"]} == {"1,808 − 1,644 = 164"}


def test_two_quoted_neighbours_stand_together_with_their_years(analyst, both_tables):
    first, second = [row for row in downloaded(analyst) if row["What"].startswith("Child protection plans, rate per 10,000")]

    assert (first["Says"], first["Figures"]) == ("50", "50, 2021/22")
    assert (second["Says"], second["Figures"], second["Apart"]) == ("63.5", "63.5, year not given", "63.5 − 50 = 13.5")


def test_the_page_says_the_same_as_the_file(board_member, both_tables, released):
    page = text_of(board_member.get(URL).content.decode())

    for words in (SECTION_47, "1,644", "941 + 703", "1,808", "1,808 − 1,644 = 164", "chat-half-years.csv"):
        assert words in page


def test_flags_and_the_list_of_them_lead_to_it(analyst, both_tables):
    enquiries = Indicator.objects.get(slug="section-47-enquiries-number")
    address = f"{URL}?month=2023-07"

    for page in ("/performance/", "/performance/half-years/"):
        html = analyst.get(page).content.decode()
        assert f'href="{address}"' in html
        assert f'href="{address}#year-section-47-enquiries-number"' in html
    # Twice, for the page may be kept.
    for _ in range(2):
        assert f'href="{address}#year-section-47-enquiries-number"' in analyst.get(enquiries.get_absolute_url()).content.decode()
    assert 'id="year-section-47-enquiries-number"' in analyst.get(address).content.decode()


def test_where_nothing_disagrees_it_says_so(analyst, scorecard):
    assert "No two sources disagree on July 2023." in text_of(analyst.get(URL).content.decode())


def test_before_the_first_import_it_can_be_opened(analyst):
    assert analyst.get(URL).status_code == 200


def test_a_corrected_file_ends_a_disagreement(analyst, both_tables):
    row = "Demand,,Children subject to section 47 enquiries in last 12 months,number,2023-06,1882,2023-07,1644,"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="corrected.csv")

    assert SECTION_47 not in analyst.get(URL).content.decode()


def test_only_importers_are_sent_to_imports(analyst, board_member, both_tables, released):
    link = Import.objects.first().get_absolute_url()

    assert link in analyst.get(URL).content.decode()
    assert link not in board_member.get(URL).content.decode()


def test_more_disagreements_take_no_more_queries(analyst, both_tables, django_assert_num_queries, django_assert_max_num_queries):
    # A restated figure is looked up when it is shown: one before, as the row below is one as well.
    restated = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,704.5,579.3"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(restated)), name="restated.csv")
    analyst.get(URL)
    with django_assert_max_num_queries(40) as several:
        analyst.get(URL)
    count = len(several)
    row = "Demand,2,Child protection plans currently open,rate per 10000 children,2023-06,61.6,2023-07,80.9,63.5"
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(row)), name="more.csv")

    assert "figure-child-protection-plans-rate" in analyst.get(URL).content.decode()
    with django_assert_num_queries(count):
        analyst.get(URL)
