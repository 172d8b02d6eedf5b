"""What a figure is held to, as it is drawn."""

import re

import pytest

from foundation.charts import LevelLine, StepLine, TrendPoint, alt_text, render_svg, trend_chart, trend_picture
from foundation.charts.comparator_lines import LINE_STYLES

MONTHS = ["Feb 2022", "Mar 2022", "Apr 2022", "May 2022"]
GREY = "#484949"


def chart(*comparators, periods=MONTHS):
    points = [TrendPoint(period, 60 + number) for number, period in enumerate(periods)]
    return trend_chart(points, title="Referrals", series_label="Ours", comparators=comparators)


def path_of(spec) -> list[tuple[str, float, float]]:
    """The comparator's line: each move (M) or line (L) to a place."""
    path = re.search(rf'<path d="([^"]*)" stroke="{GREY}" stroke-width="2" stroke-dasharray', render_svg(spec))[1]
    return [(kind, float(x), float(y)) for kind, x, y in re.findall(r"([ML])(-?[\d.]+),(-?[\d.]+)", path)]


def rules_of(spec) -> list[tuple[float, float]]:
    """The level pieces of comparators: where each begins and how far it goes."""
    dashed = rf'<line transform="translate\(([\d.]+),[\d.]+\)" x2="(-?[\d.]+)" y2="0" stroke="{GREY}" stroke-width="2" stroke-dasharray'
    return [(float(start), float(length)) for start, length in re.findall(dashed, render_svg(spec))]


def test_steps_hold_each_value_until_the_next():
    line = path_of(chart(StepLine("England", [TrendPoint("Feb 2022", 50), TrendPoint("Apr 2022", 70)], steps=True)))

    # Across or straight up or down, never on a slope; once.
    turns = [(before, after) for before, after in zip(line, line[1:], strict=False)]
    assert all(before[1] == after[1] or before[2] == after[2] for before, after in turns)
    [rise] = [after for before, after in turns if before[2] != after[2]]
    assert rise[1] == pytest.approx(2.5 / 4 * 440)


def test_what_held_before_the_first_period_begins_at_the_edge():
    spec = chart(StepLine("England", [TrendPoint("Apr 2022", 70)], steps=True, before=50))

    assert path_of(spec)[0][1] == pytest.approx(0.5 / 4 * 440)
    assert rules_of(spec)[:2] == [(55, -55), (385, 55)]
    assert alt_text(spec).endswith("England: 50 at first, 70 from Apr 2022.")


def test_a_step_may_end():
    spec = chart(StepLine("Target to Mar 2022", [TrendPoint("Feb 2022", 50), TrendPoint("Apr 2022", None)], steps=True))

    assert path_of(spec)[-1][1] == pytest.approx(1.5 / 4 * 440)
    assert alt_text(spec).endswith("Target to Mar 2022: 50 from Feb 2022, none from Apr 2022.")


def test_years_are_joined_by_lines_that_break_at_a_gap():
    line = path_of(
        chart(StepLine("England", [TrendPoint(period, value) for period, value in zip(MONTHS, [50, 55, None, 70], strict=True)]))
    )

    assert [kind for kind, *_ in line].count("M") == 2
    assert line[1][2] < line[0][2]


def test_a_line_tells_its_ends_as_our_own_does():
    spec = chart(StepLine("England 2022 (n = 10)", [TrendPoint(period, 50 + number) for number, period in enumerate(MONTHS)]))

    assert alt_text(spec).endswith("England 2022 (n = 10): 50 in Feb 2022, 53 in May 2022.")


def test_a_value_that_never_changes_is_one_level():
    held = StepLine("England", [TrendPoint("Apr 2022", 50)], steps=True, before=50)

    assert rules_of(chart(held)) == rules_of(chart(LevelLine("England", 50)))
    assert rules_of(chart(held))[0] == (440, -440)


def test_each_look_has_its_own_dashes_and_its_own_shape():
    dashes, shapes = zip(*((tuple(dashes), shape) for dashes, shape in LINE_STYLES.values()), strict=True)

    assert len(set(dashes)) == len(set(shapes)) == len(LINE_STYLES)


def test_the_scale_reaches_every_value_of_a_comparator():
    line = path_of(chart(StepLine("England", [TrendPoint("Feb 2022", 10), TrendPoint("May 2022", 400)], steps=True)))

    assert all(0 <= y <= 260 for _, _, y in line)


def test_the_name_at_the_end_has_the_last_value():
    spec = chart(StepLine("England 2022", [TrendPoint("Feb 2022", 50), TrendPoint("Apr 2022", 70)], steps=True))

    assert "England 2022 70" in render_svg(spec)


def test_a_comparator_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no figure to draw"):
        StepLine("England", [TrendPoint("Feb 2022", None)])


def place_of(text: str, spec) -> tuple[float, float]:
    """How far to the right and down a text stands."""
    drawn = re.search(rf"translate\(([\d.]+),(-?[\d.]+)\)[^>]*>(?:<tspan[^>]*>)?{re.escape(text)}<", render_svg(spec))
    return float(drawn[1]), float(drawn[2])


def test_on_a_narrow_screen_the_names_stand_below_in_the_order_of_their_ends():
    points = [TrendPoint(period, 60 + number) for number, period in enumerate(MONTHS)]
    held = [LevelLine("England", 50), LevelLine("North West", 70)]
    picture = trend_picture(points, title="Referrals", series_label="Ours", comparators=held)

    names = ("North West 70", "Ours 63", "England 50")
    below = [place_of(name, picture.narrow) for name in names]
    assert [across for across, _ in below] == [40, 40, 40]
    assert 260 < below[0][1] < below[1][1] < below[2][1]
    assert all(across > 440 for across, _ in (place_of(name, picture.wide) for name in names))
    assert alt_text(picture.narrow) == alt_text(picture.wide)


def test_a_title_that_asks_is_not_ended_twice():
    assert alt_text(trend_chart([TrendPoint("May 2022", 1)], title="Noise?", series_label="Ours")) == "Noise? Ours: 1 in May 2022."


def test_a_long_title_does_not_widen_the_picture():
    """A wider picture is shown smaller, and its words with it."""
    widths = []
    for title in ("Short", "Children with a previous referral within 12 months of their latest referral (rolling 12 months)"):
        spec = trend_chart([TrendPoint("May 2022", 1)], title=title, series_label="Ours as named at the end")
        widths.append(float(re.search(r'<svg [^>]*width="([\d.]+)"', render_svg(spec))[1]))

    assert widths[0] == widths[1]
