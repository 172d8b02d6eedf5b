"""A table's quoted neighbours against what the published figures of the same year average to."""

import datetime
from io import BytesIO

import pytest
from django.core.cache import cache

from performance.enums import Series, Unit
from performance.imports.services import import_figures, undo_import
from performance.models import Comparator, Import, Indicator, NeighbourModel, Place, PublishedPlace
from performance.pages.disagreements import disagreements_of
from performance.queries import FigureReader
from performance.services import choose_published_place
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.imports.test_long_files import NEIGHBOURS, lait
from tests.performance.pages.reading import scorecard_rows, text_of

pytestmark = pytest.mark.django_db
JULY = datetime.date(2023, 7, 1)
HEADER = "area,status,indicator,unit,previous_period,previous,current_period,current,statistical_neighbour_2021_22\n"


@pytest.fixture
def published(tmp_path):
    """Two neighbours with 88.0 and 90.4 in 2022: 89.2 on average."""
    rows = [f"Continue_Assess_Comp,2022,{code},{name},North West,,{value}" for code, name, value in COUNCILS]
    run(lait(tmp_path, *rows))
    model = "\n".join(f"2021-04,343,Sefton,{rank},{code},Close" for rank, (code, *_) in enumerate(COUNCILS[1:], start=1))
    run(written(tmp_path, (NEIGHBOURS + model).encode(), "neighbours.csv"))
    chosen = {"council": Place.objects.get(code="343"), "neighbour_model": NeighbourModel.objects.get()}
    PublishedPlace.objects.update_or_create(pk=1, defaults=chosen)


COUNCILS = [("343", "Sefton", "79.2"), ("344", "Wirral", "88.0"), ("340", "Knowsley", "90.4")]


@pytest.fixture
def ours(published) -> Indicator:
    return Indicator.objects.exclude(published_as=None).get(series="scorecard")


def quoted(analyst, ours: Indicator, value: str) -> list[str]:
    line = f"{ours.area},,{ours.label},percent,2023-06,78,2023-07,79,{value}"
    import_figures(actor=analyst.person, file=BytesIO((HEADER + line).encode()), name="july.csv")
    return [each.sentence for each in disagreements_of(JULY, FigureReader())]


def test_our_indicator_is_compared_with_the_published_one_of_its_measure(ours):
    assert ours.published_as.code == "Continue_Assess_Comp"


def test_the_same_figure_is_no_disagreement(analyst, ours):
    assert quoted(analyst, ours, "89.2") == []


def test_another_figure_for_the_same_year_is_flagged(analyst, ours):
    [sentence] = quoted(analyst, ours, "87.5")

    assert sentence.endswith(
        "for 2021/22 is quoted as 87.5, but the mean of 2 neighbours is 89.2 by the published figures, model 2021-04, 16 months old."
    )


def test_both_stand_side_by_side_with_the_file_of_the_quoted_one(analyst, ours):
    quoted(analyst, ours, "87.5")
    page = text_of(analyst.get("/performance/disagreements/").content.decode())

    for words in (
        "87.5, 2021/22: july.csv , row 2",
        "mean of the 2 neighbours that have a figure, model 2021-04",
        "Apart: 89.2 − 87.5 = 1.7",
    ):
        assert words in page


def test_undoing_the_published_file_ends_the_comparison(analyst, ours):
    # The chosen model stands in the way of undoing the file that brought it.
    choose_published_place(actor=analyst.person, council=None, neighbour_model=None)
    for batch in Import.objects.order_by("-pk"):
        undo_import(actor=analyst.person, source=batch)

    ours.refresh_from_db()
    assert ours.published_as is None


def shown(analyst, ours: Indicator) -> str:
    return next(cells[3] for name, cells in scorecard_rows(analyst, "?month=2023-07").items() if name.startswith(ours.label))


def test_a_table_that_quotes_none_shows_the_published_average_with_model_year_and_age(analyst, ours):
    quoted(analyst, ours, "")

    assert shown(analyst, ours) == "89.20 published 2022, mean of 2, 16 months old"
    assert "the published mean of our neighbours by model 2021-04" in analyst.get("/performance/?month=2023-07").text
    file = analyst.get("/performance/?month=2023-07&export=csv").content.decode("utf-8-sig")
    assert "89.20, published 2022, mean of 2, 16 months old, model 2021-04" in file


def test_a_quoted_figure_stands_alone(analyst, ours):
    quoted(analyst, ours, "87.5")

    assert shown(analyst, ours) == "87.5"


def test_a_year_that_had_not_ended_is_no_comparator_of_the_month(analyst, ours, tmp_path):
    run(lait(tmp_path, *(f"Continue_Assess_Comp,2024,{code},{name},North West,,95" for code, name, _ in COUNCILS)))
    quoted(analyst, ours, "")

    assert "89.2" in shown(analyst, ours)


def test_the_tables_say_how_old_their_comparators_are(analyst, ours, half_years):
    quoted(analyst, ours, "87.5")

    assert "are for 2021/22 (16 months old)." in analyst.get("/performance/?month=2023-07").text
    assert "are for 2021/22 (16 months old) in July 2023." in analyst.get("/performance/half-years/").text


def test_a_heading_names_no_year_that_not_all_below_it_speak_of(analyst, half_years):
    """Figures of two years, or of one that nobody knows, are never mixed unlabelled."""
    assert "Statistical neighbours 2021/22" in analyst.get("/performance/half-years/").text

    older, unknown, *_ = Comparator.objects.filter(indicator__series=Series.HALF_YEARS).order_by("pk")
    Comparator.objects.filter(pk=older.pk).update(year="2020/21")
    Comparator.objects.filter(pk=unknown.pk).update(year="")

    page = analyst.get("/performance/half-years/").text
    assert "Statistical neighbours 2021/22" not in page
    said = text_of(page)
    assert "are for 2020/21 (28 months old), 2021/22 (16 months old) and a year that is not given" in said
    assert said.count("The statistical neighbours’ figure is for 2020/21.") == 1
    assert said.count("The statistical neighbours’ figure is for a year that the file does not give.") == 1
    assert "statistical_neighbour_2021_22" not in analyst.get("/performance/half-years/?export=csv").text


def test_a_figure_that_a_later_file_does_not_quote_again_says_since_when(analyst, scorecard):
    assert "nor how old they are. Colour" in text_of(analyst.get("/performance/?month=2023-07").text)

    referrals = Comparator.objects.filter(indicator__label="Referral starts in last 12 months", indicator__unit=Unit.RATE).get()
    line = f"{referrals.indicator.area},,{referrals.indicator.label},{referrals.indicator.unit},2023-07,703.9,2023-08,700,"
    import_figures(actor=analyst.person, file=BytesIO((HEADER + line).encode()), name="august.csv")

    page = text_of(analyst.get("/performance/?month=2023-08").text)
    assert "nor how old they are. They were last quoted in July 2023." in page
    assert "The statistical neighbours’ figure was last quoted" not in page

    Comparator.objects.exclude(pk=referrals.pk).update(month=datetime.date(2023, 8, 1))
    # Written past the services, which would have said so in the trail.
    cache.clear()
    assert text_of(analyst.get("/performance/?month=2023-08").text).count("figure was last quoted in July 2023.") == 1


def test_linking_leaves_counts_alone(analyst, tmp_path):
    """Re-referrals are a share, and so comparable; 300 referrals of a small council say nothing of ours."""
    run(lait(tmp_path, "ReReferral,2022,343,Sefton,North West,,20.1", "CPP_Total_NumRef,2022,343,Sefton,North West,,300"))
    Indicator.objects.update(published_as=None)

    for _ in range(2):
        analyst.post("/performance/indicators/link/")

    linked = set(Indicator.objects.exclude(published_as=None).values_list("published_as__code", flat=True))
    assert linked == {"ReReferral"}
