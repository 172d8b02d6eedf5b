"""What an indicator's page says of its target and of its latest month, by the limits of its control chart."""

import csv
from io import StringIO

import pytest

from performance.enums import Basis, Polarity, Series, Unit
from performance.models import Indicator, Target
from performance.services.indicators import save_indicator
from tests.performance.pages.reading import rows_of, text_of
from tests.performance.pages.test_indicator import long_table
from tests.performance.pages.test_signals import page_of

LEVEL = [50, 52, 49, 51, 50, 48, 52, 50, 51, 49, 50, 51, 50, 49]


def indicator_of(analyst, polarity: str, denominator: Indicator | None = None, label: str = "Visits in time", unit: str = Unit.PERCENT):
    return save_indicator(
        actor=analyst.person, indicator=None, measure=label, label=label, unit=unit, basis=Basis.MONTH, breakdown="",
        polarity=polarity, series=Series.OTHER, decimals=1, denominator=denominator,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("polarity", "target", "words", "sentence"),
    [
        (Polarity.HIGHER, 40, "Will meet the target every month", "The target of 40 is no higher than the lower limit, 45.17"),
        (Polarity.HIGHER, 60, "Will miss the target every month", "The target of 60 is above the upper limit, 55.33"),
        (Polarity.HIGHER, 51.5, "May meet or miss the target by chance", "The target of 51.5 lies between the limits, 45.17 and 55.33"),
        (Polarity.LOWER, 60, "Will meet the target every month", "The target of 60 is no lower than the upper limit, 55.33"),
        (Polarity.LOWER, 40, "Will miss the target every month", "The target of 40 is below the lower limit, 45.17"),
    ],
)
def test_assurance_is_told_in_words_and_by_a_symbol(analyst, tmp_path, polarity, target, words, sentence):
    indicator = indicator_of(analyst, polarity)
    Target.objects.create(indicator=indicator, value=target, first_month="2022-01-01")
    long_table(tmp_path, indicator.slug, LEVEL, "percent")

    page = page_of(analyst, indicator.slug)

    assert words in text_of(page)
    assert sentence in text_of(page)
    assert 'role="img" aria-label="Assurance:"' in page


def test_a_target_that_every_month_equals_is_met(analyst, tmp_path):
    indicator = indicator_of(analyst, Polarity.HIGHER)
    Target.objects.create(indicator=indicator, value=50, first_month="2022-01-01")
    long_table(tmp_path, indicator.slug, [50] * 12, "percent")

    assert "Will meet the target every month" in text_of(page_of(analyst, indicator.slug))


def test_the_target_that_holds_now_counts(analyst, tmp_path):
    indicator = indicator_of(analyst, Polarity.HIGHER)
    Target.objects.create(indicator=indicator, value=40, first_month="2022-01-01")
    Target.objects.create(indicator=indicator, value=60, first_month="2023-07-01")
    long_table(tmp_path, indicator.slug, LEVEL, "percent")

    assert "Will miss the target every month" in text_of(page_of(analyst, indicator.slug))


def test_where_neither_way_is_better_there_is_no_assurance_and_no_verdict(analyst, tmp_path):
    indicator = indicator_of(analyst, Polarity.NEUTRAL)
    Target.objects.create(indicator=indicator, value=40, first_month="2022-01-01")
    long_table(tmp_path, indicator.slug, [*LEVEL, 70], "percent")

    page = text_of(page_of(analyst, indicator.slug))

    assert "no improvement, no concern and no assurance against a target" in page
    assert "July 2023 is a signal; neither way is better by itself: outside the limits (above)." in page
    assert "Will meet" not in page


@pytest.mark.parametrize(
    ("polarity", "last", "verdict", "shape"),
    [
        (Polarity.HIGHER, 70, "an improvement", "a large circle is an improvement"),
        (Polarity.HIGHER, 30, "a concern", "a square is a concern"),
        (Polarity.LOWER, 70, "a concern", "a square is a concern"),
        (Polarity.LOWER, 30, "an improvement", "a large circle is an improvement"),
    ],
)
def test_a_signal_is_an_improvement_or_a_concern_by_the_way_that_is_better(analyst, tmp_path, polarity, last, verdict, shape):
    indicator = indicator_of(analyst, polarity)
    long_table(tmp_path, indicator.slug, [*LEVEL, last], "percent")

    page = page_of(analyst, indicator.slug)

    assert f"July 2023 is a signal, {verdict}: outside the limits" in text_of(page)
    assert shape in text_of(page)
    assert f"{verdict.split()[1].capitalize()}: Jul 2023." in page


def test_a_falling_trend_on_the_better_side_is_a_concern(analyst, tmp_path):
    """What a trend means goes by its way, and not by the side of the mean that it is on."""
    indicator = indicator_of(analyst, Polarity.HIGHER)
    long_table(
        tmp_path, indicator.slug, [46, 53, 47, 54, 48, 53, 46, 54, 47, 52, 48, 51, 53.9, 53.5, 53.1, 52.7, 52.3, 51.9, 51.5], "percent"
    )

    page = text_of(page_of(analyst, indicator.slug))

    assert "July 2023 is a signal, a concern: one of seven in a row that all rise or all fall (falling)." in page


def test_on_trial_nothing_is_told_of_target_or_month(analyst, tmp_path):
    indicator = indicator_of(analyst, Polarity.HIGHER)
    Target.objects.create(indicator=indicator, value=40, first_month="2022-01-01")
    long_table(tmp_path, indicator.slug, LEVEL[:8], "percent")

    page = text_of(page_of(analyst, indicator.slug))

    assert "trial limits from 8 months, mean 50.25" in page
    assert "Whether the target will be met is said once the limits are fixed on twelve months." in page
    assert "July 2023 is" not in page


# Shares of small numbers


@pytest.fixture
def of_few(analyst, tmp_path):
    """A share of 25 children a month, four or six of them; in the last month but one of none."""
    children = indicator_of(analyst, Polarity.NEUTRAL, label="Children with a visit due", unit=Unit.NUMBER)
    share = indicator_of(analyst, Polarity.HIGHER, children)
    long_table(tmp_path, children.slug, [25] * 12 + [0, 100])
    long_table(tmp_path, share.slug, [16, 24] * 6 + [0, 40], "percent")
    return share


def test_a_share_of_few_has_limits_by_what_each_month_is_of(analyst, of_few):
    page = page_of(analyst, of_few.slug)

    rows = rows_of(page.partition("Every month of this chart")[2].partition("</table>")[0])
    assert rows["July 2023"] == ["40", "Outside the limits (above)", "improvement", "100", "8.0", "20.0", "32.0", "fixed"]
    assert rows["June 2023"] == ["–", "", "", "0", "", "20.0", "", "fixed"]
    assert rows["May 2023"] == ["24", "", "", "25", "0.0", "20.0", "44.0", "fixed"]
    assert "fewer than 100, here 25. A month of which the number is not known, or is 0, is a gap." in text_of(page)
    assert "limits 8.0 and 32.0 in July 2023, of 100" in text_of(page)


def test_its_limits_are_in_the_export(analyst, of_few):
    file = analyst.get(f"/performance/indicators/{of_few.slug}/?export=csv").content.decode("utf-8-sig")

    latest = next(csv.DictReader(StringIO(file)))
    assert [latest[name] for name in ("Out of", "Lower limit", "Mean", "Upper limit", "Limits")] == ["100", "8", "20", "32", "fixed"]


def test_a_share_of_many_has_limits_from_month_to_month(analyst, tmp_path):
    children = indicator_of(analyst, Polarity.NEUTRAL, label="Children with a visit due", unit=Unit.NUMBER)
    share = indicator_of(analyst, Polarity.HIGHER, children)
    long_table(tmp_path, children.slug, [250] * 12)
    long_table(tmp_path, share.slug, [16, 24] * 6, "percent")

    page = text_of(page_of(analyst, share.slug))

    assert "Each month’s figure, with limits from month to month." in page
    assert "Out of" not in page
