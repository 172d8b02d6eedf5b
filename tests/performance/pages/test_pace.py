"""How far the neighbours are and how long it would take: one answer, its range where one holds, and nothing needed of a neutral figure."""

import datetime
import math
import re
from itertools import accumulate
from statistics import stdev

import pytest
from scipy import stats
from scipy.optimize import brentq

from performance.models import Comparator, Import, Indicator
from tests.performance.pages.reading import facts_on, text_of
from tests.performance.pages.test_indicator import long_table

MONTHS_TO = "Months to reach the statistical neighbours’ "
# Steps of a share in points, one a month; the last three fall.
UNEVEN = [-0.5, 1.2, -0.8, 0.3, -1.1, 0.9, -0.2, 0.6, -1.3, 1.0, -1.0, -1.5, -0.8]
ALIKE = [0.1, 0.4, 0.9, 1.3, 1.2, 0.8, 0.2, -0.4, -0.9, -1.3, -1.2, -1.0, -0.8]


def quoted(slug: str, value: float, year: str = "2021/22") -> None:
    Comparator.objects.create(
        indicator=Indicator.objects.get(slug=slug), kind="sn", month=datetime.date(2023, 7, 1), value=value, year=year,
        source=Import.objects.latest("pk"), row=1,
    )  # fmt: skip


def held_to(analyst, tmp_path, slug: str, figures: list[float], neighbours: float) -> dict[str, str]:
    long_table(tmp_path, slug, figures, Indicator.objects.get(slug=slug).unit)
    quoted(slug, neighbours)
    return facts_on(analyst, slug)


def walked(steps: list[float], start: float = 30) -> list[float]:
    return [round(value, 4) for value in accumulate(steps, initial=start)]


def test_uneven_steps_have_a_range_that_holds(analyst, tmp_path):
    facts = held_to(analyst, tmp_path, "re-referrals-percent", walked(UNEVEN), 21)

    (title,) = [each for each in facts if each.startswith(MONTHS_TO)]
    # 26.8 to 21 at the 3.3 of the last three months; its scatter that of the ten steps before. A month too early has less than 5% for it.
    scatter, gap, pace = stdev(UNEVEN[:-3]), 5.8, 1.1
    earliest = brentq(lambda at: stats.t.sf(abs(pace * at - gap) / scatter / math.sqrt(at + at**2 / 3), 9) - 0.025, 0.1, gap / pace)
    assert facts[title].startswith("5.3 months")
    assert f"it would first be there between {earliest:.1f} months and never from now (95% range)." in facts[title]


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        (UNEVEN[-4:], "No range is given: it needs 12 months in a row, and there are 5."),
        (ALIKE, "No range is given: each step resembles the one before (autocorrelation 0."),
    ],
)
def test_where_no_range_would_hold_there_is_none(analyst, tmp_path, steps, why):
    facts = held_to(analyst, tmp_path, "re-referrals-percent", walked(steps), 21)

    (found,) = [answer for title, answer in facts.items() if title.startswith(MONTHS_TO)]
    assert why in found
    assert "95% range" not in found


@pytest.mark.parametrize(
    ("steps", "neighbours", "months"),
    [
        ([0, 0, -0.0001, -0.0001, -0.0001], 21, "More than 10 years"),
        ([-5, -5, -5, -5], 9.9, "Less than 0.1 months"),
        ([*UNEVEN[:-3], -0.01, -0.02, -0.01], 10, "More than 10 years"),
    ],
)
def test_a_straight_line_is_not_drawn_beyond_ten_years_nor_to_nothing(analyst, tmp_path, steps, neighbours, months):
    facts = held_to(analyst, tmp_path, "re-referrals-percent", walked(steps), neighbours)

    (found,) = [answer for title, answer in facts.items() if title.startswith(MONTHS_TO)]
    assert found.startswith(months)
    assert not [number for number in re.findall(r"([\d,.]+) months", found) if float(number.replace(",", "")) > 120]


def test_a_page_tells_one_number_of_months(analyst, tmp_path):
    held_to(analyst, tmp_path, "re-referrals-percent", walked(UNEVEN), 21)

    page = text_of(analyst.get("/performance/indicators/re-referrals-percent/").text)
    assert page.count("Months to reach") == 1
    assert "Where it is heading" not in page


@pytest.mark.parametrize(
    ("slug", "last", "neighbours", "needed", "apart"),
    [
        ("re-referrals-percent", 20.0, 21, False, False),
        ("re-referrals-percent", 21.04, 21, False, False),
        ("re-referrals-percent", 23.0, 21, True, False),
        ("child-protection-visits-in-20-working-days-percent", 95.0, 90, False, False),
        ("child-protection-visits-in-20-working-days-percent", 85.0, 90, True, False),
        ("child-protection-plans-rate", 59.9, 63.5, False, True),
        ("child-protection-plans-rate", 66.0, 63.5, False, True),
        ("referrals-rate", 703.9, 579.3, False, True),
    ],
)
def test_only_what_has_a_better_side_and_is_not_there_needs_anything(analyst, tmp_path, slug, last, neighbours, needed, apart):
    facts = held_to(analyst, tmp_path, slug, [last + 3, last + 2, last + 1, last], neighbours)

    assert any(title.startswith("Needed to reach") for title in facts) is needed
    assert any(title.startswith("Difference to the statistical neighbours") for title in facts) is apart
    assert "needed" not in " ".join([*facts.values(), *facts]).lower() or needed


def test_a_neutral_figure_that_moves_away_is_not_held_to_anything(analyst, tmp_path):
    facts = held_to(analyst, tmp_path, "child-protection-plans-rate", [63, 62, 61, 59.9], 63.5)

    assert [title for title in facts if title.startswith(MONTHS_TO)] == []
