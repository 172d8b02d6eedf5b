"""Which figures have control limits, what is a signal then, and where limits start again: on an indicator's page."""

import random

import pytest

from foundation.activity.models import Entry
from foundation.statistics.control import control_limits
from performance.enums import Basis, Polarity, Series, Unit
from performance.models import DatedEvent, Indicator
from performance.services.indicators import save_indicator
from tests.performance.imports.test_import_kpis import run, written
from tests.performance.pages.reading import rows_of, text_of
from tests.performance.pages.test_indicator import long_table
from tests.replay import replayed

NHS = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
STEP = [50, 52, 49, 51, 50, 48, 52, 50, 51, 49, 50, 51, 70, 71, 69, 72, 70, 68, 71, 70, 69, 70, 71, 70]


def noise(count: int, level: float, scatter: float) -> list[float]:
    dice = random.Random(count)
    return [round(dice.gauss(level, scatter), 1) for _ in range(count)]


def rolling(months: list[float]) -> list[float]:
    return [round(sum(months[at - 11 : at + 1]) / 12, 1) for at in range(11, len(months))]


@pytest.fixture
@replayed
def monthly(analyst):
    save_indicator(
        actor=analyst.person, indicator=None, measure="Visits", label="Visits", unit=Unit.NUMBER, basis=Basis.MONTH, breakdown="",
        polarity=Polarity.NEUTRAL, series=Series.OTHER, decimals=0,
    )  # fmt: skip
    return Indicator.objects.get(label="Visits")


def page_of(analyst, slug: str) -> str:
    return analyst.get(f"/performance/indicators/{slug}/").text


def signals(page: str) -> dict[str, str]:
    """By month, what it fires."""
    table = page.partition("Every month of this chart")[2].partition("</table>")[0]
    return {month: cells[1] for month, cells in rows_of(table).items() if cells[1]}


def test_the_limits_that_the_nhs_prints_stand_on_the_page(analyst, monthly, tmp_path):
    long_table(tmp_path, "Visits", NHS)

    page = text_of(page_of(analyst, monthly.slug))

    assert "February 2022 to July 2023: mean 2.17, limits −0.49 and 4.83, fixed on the first 12 months." in page
    assert "All 18 months would give: mean 1.94, limits −0.72 and 4.60." in page
    assert "June 2022, 10: Outside the limits (above)" in page


@pytest.mark.parametrize("figures", [[88.6] * 12, [2.3] * 13, [0] * 14])
def test_equal_figures_are_no_signal_and_their_limits_are_the_mean(analyst, tmp_path, figures):
    slug = "child-protection-visits-in-20-working-days-percent"
    long_table(tmp_path, slug, figures, "percent")

    page = page_of(analyst, slug)

    mean = f"{figures[0]:.1f}"
    assert f"mean {mean}, limits {mean} and {mean}, fixed on the first 12 months." in page
    assert "No month is a signal" in page
    assert signals(page) == {}


def test_a_share_at_a_date_that_falls_is_a_signal(analyst, scorecard, tmp_path):
    """Decided by its own figures: those of May and before do not resemble each other, and July's 63.4 is far below them all."""
    long_table(tmp_path, "case-supervision-percent", [72.4, 73.2, 72.9, 73.4, 72.6, 73.0] * 3 + [72.4, 73.2, 72.9, 73.4], "percent", last=5)

    page = page_of(analyst, "case-supervision-percent")

    assert "no more than chance allows (autocorrelation" in page
    assert signals(page) == {"July 2023": "Outside the limits (below)"}
    assert "July 2023 is a signal, a concern: outside the limits (below)." in text_of(page)


@pytest.mark.parametrize(
    ("slug", "figures", "why"),
    [
        ("assessments-in-45-working-days-percent", rolling(noise(35, 70, 6)), "A rolling year shares eleven months with the one before it"),
        ("children-in-need-plans-number", [700 + month * 3 for month in range(24)], "Limits would be far too narrow"),
    ],
)
def test_figures_that_resemble_the_ones_before_have_no_limits(analyst, tmp_path, slug, figures, why):
    long_table(tmp_path, slug, figures, Indicator.objects.get(slug=slug).unit)

    page = page_of(analyst, slug)

    assert "each figure resembles the one before it (autocorrelation 0." in page
    assert why in page
    assert analyst.get(f"/performance/indicators/{slug}/control.svg").status_code == 404


def test_a_series_that_comes_and_goes_with_the_seasons_has_no_limits(analyst, tmp_path):
    """Three months of each year stand 80 higher: nearly every month would lie outside limits of so smooth a level."""
    dice = random.Random(1)
    long_table(
        tmp_path, "children-in-need-plans-number", [500 + 80 * (month % 12 in (5, 6, 7)) + dice.randint(-5, 5) for month in range(36)]
    )

    page = page_of(analyst, "children-in-need-plans-number")

    assert "There are no control limits: each figure resembles the one before it" in page
    assert signals(page) == {}


def test_a_month_of_the_year_that_is_far_outside_again_may_be_the_time_of_year(analyst, monthly, tmp_path):
    figures = [float(round(each)) for each in noise(36, 500, 8)]
    figures[12] = figures[24] = 620
    long_table(tmp_path, "Visits", figures)

    assert "August is outside the limits in more than one year, which may be the time of year." in text_of(page_of(analyst, monthly.slug))


@pytest.mark.parametrize("seed", range(6))
def test_so_few_rolling_years_cannot_show_that_limits_hold(analyst, tmp_path, seed):
    """Among these are some whose autocorrelation would pass by chance."""
    dice = random.Random(seed)
    long_table(tmp_path, "assessments-in-45-working-days-percent", rolling([round(dice.gauss(70, 6), 1) for _ in range(23)]), "percent")

    page = page_of(analyst, "assessments-in-45-working-days-percent")

    assert "There are no control limits yet: 12 of the 24 months that rolling years need." in page
    assert signals(page) == {}


def test_limits_begin_anew_where_somebody_says_that_the_level_moved(analyst, lead, monthly, tmp_path):
    long_table(tmp_path, "Visits", STEP)
    assert len(signals(page_of(analyst, monthly.slug))) >= 12

    analyst.post(
        "/performance/events/",
        {
            "day": "2022-08-15",
            "words": "Counted by a new rule",
            "indicator": monthly.pk,
            "restarts_limits": "on",
            "reason": "It counts more.",
        },
    )

    page = page_of(analyst, monthly.slug)
    assert signals(page) == {}
    said = text_of(page)
    assert "August 2021 to July 2022: mean 50.25, limits" in said
    assert "August 2022 to July 2023 (from then on: Counted by a new rule): mean 70.08, limits" in said
    assert "Control limits start again here." in said
    assert "Upper limit:" in page
    assert "from Aug 2022" in page
    assert Entry.objects.filter(verb="indicator.event_added").get().facts["restarts_limits"] is True
    assert analyst.get(f"/performance/indicators/{monthly.slug}/control.svg").status_code == 200

    analyst.post(f"/performance/events/{DatedEvent.objects.get().pk}/take-back/", {"reason": "It counts as before after all."})
    assert len(signals(page_of(analyst, monthly.slug))) >= 12


def test_limits_of_differences_from_a_year_before_begin_anew_twice(analyst, tmp_path):
    """A level that moved shows in twelve differences; after a year both months lie behind the event, and the fall back is no signal."""
    dice = random.Random(5)
    months = [round(dice.gauss(100, 4)) for _ in range(24)] + [round(dice.gauss(140, 4)) for _ in range(24)]
    long_table(tmp_path, "referrals-number", [sum(months[at - 11 : at + 1]) for at in range(11, 48)])
    assert len(signals(page_of(analyst, "referrals-number"))) > 10

    analyst.post(
        "/performance/events/",
        {"day": "2021-08-15", "words": "One front door", "indicator": "", "restarts_limits": "on", "reason": "It counts more."},
    )

    page = page_of(analyst, "referrals-number")
    assert signals(page) == {}
    said = text_of(page)
    assert "August 2021 to July 2022 (from then on: One front door): mean" in said
    assert "August 2022 to July 2023 (a year after: One front door): mean" in said


@pytest.mark.parametrize(
    ("slug", "figures", "said"),
    [
        ("case-supervision-percent", [min(100.0, each) for each in noise(25, 98.4, 1)], "No figure can lie above 100%"),
        ("case-supervision-percent", noise(24, 60, 3), ""),
        ("children-in-need-plans-number", [0, 2, 1, 3, 0, 2, 1, 0, 2, 1, 3, 1, 0, 2], "No figure can lie below 0"),
    ],
)
def test_a_limit_that_no_figure_can_pass_says_so(analyst, tmp_path, slug, figures, said):
    long_table(tmp_path, slug, figures, Indicator.objects.get(slug=slug).unit)

    page = text_of(page_of(analyst, slug))

    assert "so that limits hold" in page
    assert ("No figure can lie" in page) == bool(said)
    assert said in page


def test_an_earlier_outlier_does_not_hide_a_later_one(analyst, tmp_path):
    """July's 135 fewer than a year before, after months that differed by 20 or so and one that was out by 900."""
    steps = [20, -20, 15, -25, 10, -15, 25, 900, -10, 20, -15, 10, -20, 15, -10, -135]
    long_table(tmp_path, "referrals-number", [4000 + sum(steps[:count]) for count in range(len(steps) + 1)])

    fired = signals(page_of(analyst, "referrals-number"))

    assert fired["July 2023"] == "Outside the limits (below)"
    assert control_limits([float(step) for step in steps], screen=False).lower < -135


def test_an_event_alone_moves_no_limits(analyst, monthly, tmp_path):
    long_table(tmp_path, "Visits", STEP)
    before = signals(page_of(analyst, monthly.slug))

    analyst.post("/performance/events/", {"day": "2022-08-15", "words": "Inspection", "indicator": ""})

    assert signals(page_of(analyst, monthly.slug)) == before


def test_until_twelve_months_after_a_restart_limits_are_on_trial(analyst, monthly, tmp_path):
    long_table(tmp_path, "Visits", STEP[:19])
    analyst.post(
        "/performance/events/",
        {"day": "2023-01-02", "words": "New rule", "indicator": "", "restarts_limits": "on", "reason": "It counts more."},
    )

    page = text_of(page_of(analyst, monthly.slug))

    assert "January to July 2023 (from then on: New rule): trial limits from 7 months, mean 70.14, limits" in page
    assert "They are revised with each month until there are 12, and no month is a signal before that." in page
    assert "January to December 2022: mean 50.25" in page


def test_nobody_else_lets_limits_begin_anew(outsider, monthly):
    answer = outsider.post(
        "/performance/events/", {"day": "2023-03-02", "words": "New rule", "restarts_limits": "on", "reason": "It counts more."}
    )

    assert (answer.status_code, DatedEvent.objects.count()) == (403, 0)


def test_figures_by_the_quarter_have_no_limits(analyst, tmp_path):
    lines = [f"Children aged 0 to 17,{2019 + at // 4}-{3 + at % 4 * 3:02},{54000 + at % 3}" for at in range(16)]
    run(written(tmp_path, "\n".join(["indicator,period,value", *lines]).encode()))

    assert "There are no control limits: they need monthly figures." in page_of(analyst, "children-aged-0-to-17")
