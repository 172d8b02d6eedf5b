import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from foundation.charts import DistributionRow, LevelLine, TrendPoint, alt_text, distribution_chart, render_png, render_svg, trend_chart
from foundation.charts.distributions import MIDDLE, NARROW, WIDE

GRADES = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement to be good", "I": "Inadequate", "NA": "Not applicable"}
JUNE = DistributionRow("Overall judgement", {"G": 2, "RI": 10, "I": 2})
REFERRALS = [TrendPoint("April 2023", 769.2), TrendPoint("May 2023", 746.2), TrendPoint("June 2023", 728.9), TrendPoint("July 2023", 703.9)]


def distribution(*rows, grades=GRADES, **options):
    return distribution_chart(rows or (JUNE,), grades, "June 2023, after moderation", **options)


def trend(points=REFERRALS, **options):
    return trend_chart(points, title="Referrals", series_label="Referrals", **options)


def texts(spec):
    """Every piece of text drawn, from the top of the file down."""
    root = ElementTree.fromstring(render_svg(spec))
    return ["".join(element.itertext()) for element in root.iter("{http://www.w3.org/2000/svg}text")]


def texts_of_ends(spec):
    """The first line of every name that takes two, and each that takes one."""
    return re.findall(r"<text[^>]*>(?:<tspan[^>]*>)?([^<]+)<", render_svg(spec))


def height_of(text, spec):
    """How far down the picture a text stands."""
    drawn = re.search(rf"translate\([\d.]+,(-?[\d.]+)\)[^>]*>(?:<tspan[^>]*>)?{re.escape(text)}<", render_svg(spec))
    return float(drawn[1])


def left_of(text, spec):
    """How far from the value axis a text begins."""
    return float(re.search(rf"translate\(([\d.]+),[\d.-]+\)[^>]*>(?:<tspan[^>]*>)?{re.escape(text)}<", render_svg(spec))[1])


def pieces_of_the_line(spec):
    return re.search(r'<path d="([^"]*)" stroke="#1d70b8" stroke-width="3"', render_svg(spec))[1].count("M")


def test_a_bar_says_its_n_and_each_segment_its_letters_and_count():
    drawn = texts(distribution())

    assert "Overall judgement (n = 14)" in drawn
    assert [text for text in drawn if re.fullmatch(r"[A-Z]+ \d+", text)] == ["G 2", "RI 10", "I 2"]


def test_the_key_names_every_grade_and_its_letters():
    drawn = texts(distribution())

    assert [text for text in drawn if text.endswith(")") and "n =" not in text] == [
        "Outstanding (O)", "Good (G)", "Requires improvement to be good (RI)", "Inadequate (I)",
    ]  # fmt: skip


def test_segments_are_as_wide_as_their_share():
    widths = [float(width) for width in re.findall(r'<path d="M[\d.]+,[\d.]+h([\d.]+)v[^>]*stroke="#0b0c0c"', render_svg(distribution()))]

    assert [width / sum(widths) * 14 for width in widths] == pytest.approx([2, 10, 2])


def test_not_applicable_leaves_the_bar_and_is_said():
    spec = distribution(DistributionRow("Assessment", {"G": 3, "NA": 2}))

    assert "Assessment (n = 3, 2 not applicable)" in texts(spec)
    assert "NA 2" not in texts(spec)


def test_a_row_without_grades_says_so():
    assert "Assessment (none graded)" in texts(distribution(DistributionRow("Assessment", {})))


def test_two_rows_may_have_one_label():
    assert texts(distribution(JUNE, JUNE)).count("Overall judgement (n = 14)") == 2


def test_a_segment_too_narrow_for_letters_shows_nothing_that_spills():
    drawn = texts(distribution(DistributionRow("All", {"G": 1, "I": 199})))

    assert [text for text in drawn if re.fullmatch(r"([A-Z]+ )?\d+", text)] == ["I 199"]


def test_the_description_tells_the_whole_distribution():
    assert alt_text(distribution()) == (
        "June 2023, after moderation. Overall judgement: Good 2, Requires improvement to be good 10, Inadequate 2 of 14."
    )


def bars(spec):
    """Each segment's opacity and dashes."""
    return re.findall(r'<path d="M[\d.]+,[\d.]+h[\d.]+v[^>]*?fill-opacity="([\d.]+)"[^>]*?stroke-dasharray="([^"]*)"', render_svg(spec))


def test_grades_that_may_still_change_look_different():
    settled, provisional = JUNE, DistributionRow("July", {"G": 2, "I": 1}, provisional=True)

    assert len(set(bars(distribution(settled)))) == len(set(bars(distribution(provisional)))) == 1
    assert not set(bars(distribution(settled))) & set(bars(distribution(provisional)))


@pytest.mark.parametrize("width", [WIDE, MIDDLE, NARROW])
def test_the_key_widens_the_chart_on_no_screen(width):
    assert float(re.search(r'width="([\d.]+)"', render_svg(distribution(width=width)))[1]) < width + 40


def test_a_grade_that_the_chart_does_not_know_is_refused():
    with pytest.raises(ValueError, match="no colour for the grade “S”"):
        distribution(grades={"S": "Splendid"})
    with pytest.raises(ValueError, match="counts the grade “G”"):
        distribution(grades={"I": "Inadequate"})


def test_a_trend_is_labelled_at_its_ends_without_a_key():
    drawn = texts(trend(unit="Rate per 10,000 children", comparators=[LevelLine("SN 2021–22", 579.3)]))

    assert {"769.2", "Referrals 703.9", "SN 2021–22 579.3", "April 2023"} <= set(drawn)
    assert any(text.startswith("Rate per 10,000 children") for text in drawn)


@pytest.mark.parametrize("label", ["Ours", "Against a year before", "Lower limit −140.25"])
def test_the_last_figure_has_room_in_the_widest_of_fonts(label):
    """A letter of DejaVu Sans, in bold and of 13 pixels, takes 9 pixels on average; browsers fall back on it where no other is."""
    spec = trend_chart(REFERRALS, title="Referrals", series_label=label)
    (line, *_) = [line for line in texts_of_ends(spec) if label.split()[0] in line]
    width, margin = (float(re.search(pattern, render_svg(spec))[1]) for pattern in (r' width="(\d+)"', r"translate\((\d+),\d+\)"))

    assert width - margin - left_of(line, spec) >= 9 * len(line)


@pytest.mark.parametrize(
    ("values", "from_zero", "is_cut"), [([703.9, 769.2], False, True), ([703.9, 769.2], True, False), ([-29, 12], False, False)]
)
@pytest.mark.parametrize("narrow", [False, True])
def test_an_axis_that_is_cut_off_says_so(values, from_zero, is_cut, narrow):
    spec = trend([TrendPoint(f"Month {at}", value) for at, value in enumerate(values)], unit="Number", from_zero=from_zero, narrow=narrow)

    assert any("The scale does not start at 0" in text for text in texts(spec)) is is_cut


def line_and_figure(spec, says):
    """The points of our line in pixels, and the left edge and middle of its first figure."""
    svg = render_svg(spec)
    path = re.search(r'<path d="([^"]*)" stroke="#1d70b8" stroke-width="3"', svg)[1]
    line = [tuple(float(each) for each in pair.split(",")) for pair in re.findall(r"-?[\d.]+,-?[\d.]+", path)]
    left, top = re.search(rf"translate\((-?[\d.]+),(-?[\d.]+)\)[^>]*>(?:<tspan[^>]*>)?{re.escape(says)}<", svg).groups()
    return line, float(left), float(top) - 4


@pytest.mark.parametrize(
    "values", [[-29, -32, 41, 8], [-29, 41, -60, 8], [41, -29, 60, 8], [5, 5, 5, 5, 5], [-29, -28, -27, -26], [0, 40, 0, 40, 0, 40, 0]]
)
@pytest.mark.parametrize("narrow", [False, True])
def test_the_first_figure_lies_on_no_part_of_the_line(values, narrow):
    spec = trend([TrendPoint(f"Month {at}", value) for at, value in enumerate(values)], narrow=narrow)
    says = str(values[0]).replace("-", "−")
    line, left, middle = line_and_figure(spec, says)

    for (x0, y0), (x1, y1) in pairwise(line):
        for x in range(int(max(x0, left)), int(min(x1, left + 8 * len(says)))):
            assert abs(y0 + (y1 - y0) * (x - x0) / (x1 - x0) - middle) > 6


@pytest.mark.parametrize("second", [842.0, 830.0])
def test_the_first_figure_of_a_long_series_keeps_clear_of_the_axis(second):
    points = [TrendPoint(f"Month {number}", value) for number, value in enumerate([835.1, second, *range(840, 863)])]

    assert 0 < left_of("835.1", trend(points)) < 10


@pytest.mark.parametrize(("beside", "is_above"), [([], True), ([73.1], False), ([73.1, 71.9], False), ([71.9], True)])
def test_the_first_figure_stands_where_nothing_it_is_held_to_lies(beside, is_above):
    """The line falls from 72.4, so that there is room above it, unless a level lies right there: then farther below than any."""
    points = [TrendPoint(period, value) for period, value in zip(("April", "May", "June"), (72.4, 70, 64), strict=True)]
    spec = trend(points, comparators=[LevelLine(f"Level {value}", value) for value in beside])
    # The scale has 0.12 of the figures' span above and below.
    low, high = min(64, *beside, 64), max(72.4, *beside, 72.4)
    room = (high - low) * 0.12
    point = (high + room - 72.4) / (high - low + 2 * room) * 260

    assert (height_of("72.4", spec) < point) is is_above


def test_labels_of_close_levels_are_pushed_apart():
    spec = trend([TrendPoint("June 2023", 90), TrendPoint("July 2023", 89)], comparators=[LevelLine("SN A", 89), LevelLine("SN B", 89.01)])
    heights = sorted(height_of(text, spec) for text in ("Referrals 89", "SN A 89", "SN B 89.01"))

    assert heights[1] - heights[0] >= 16
    assert heights[2] - heights[1] >= 16


def test_a_missing_month_breaks_the_line():
    whole, broken = trend(), trend([REFERRALS[0], REFERRALS[1], TrendPoint("June 2023", None), REFERRALS[3]])

    assert [pieces_of_the_line(spec) for spec in (whole, broken)] == [1, 2]


def test_the_description_tells_where_a_trend_began_and_ended():
    assert alt_text(trend(comparators=[LevelLine("SN 2021–22", 579.3)])) == (
        "Referrals. Referrals: 769.2 in April 2023, 703.9 in July 2023. SN 2021–22: 579.3."
    )


@pytest.mark.parametrize("points", [[], [TrendPoint("June 2023", None)]])
def test_a_trend_of_nothing_is_refused(points):
    with pytest.raises(ValueError, match="no figure to draw"):
        trend(points)


def test_a_period_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="once"):
        trend([TrendPoint("June 2023", 1), TrendPoint("June 2023", 2)])


@pytest.mark.parametrize("spec", [distribution(), trend(), {**trend(), "config": {"text": {"cursor": "help", "blend": "multiply"}}}])
def test_a_pages_policy_finds_no_style_and_no_script_in_the_svg(spec):
    root = ElementTree.fromstring(render_svg(spec))

    assert not [element for element in root.iter() if "style" in element.attrib or element.tag.endswith(("}style", "}script"))]


def test_the_svg_is_an_image_with_a_name():
    root = ElementTree.fromstring(render_svg(distribution(DistributionRow('Said "good" & <better>', {"G": 1}))))

    assert root.get("role") == "img"
    assert 'Said "good" & <better>: Good 1 of 1.' in root.get("aria-label")


def test_png_grows_with_its_scale_and_is_rendered_once():
    small, large = render_png(distribution(), scale=1), render_png(distribution(), scale=2)
    width = [int.from_bytes(image[16:20], "big") for image in (small, large)]

    assert small.startswith(b"\x89PNG\r\n\x1a\n")
    assert width[1] == pytest.approx(2 * width[0], abs=2)
    assert render_png(distribution(), scale=1) is small


def test_a_chart_fetches_nothing():
    with pytest.raises(ValueError, match="(?i)not allowed|external|url"):
        render_svg({**trend(), "layer": [{"data": {"url": "http://127.0.0.1:9/x.json"}, "mark": "point"}]})


def test_a_first_figure_that_lines_cross_wherever_it_stands_has_white_around_it():
    steep = [
        TrendPoint(f"{at}", value) for at, value in enumerate([33.3, 75, 21.4, 33, 28, 35, 25, 12, 33, 40, 12, 25, 36, 25, 62, 37, 60, 71])
    ]
    drawn = [layer["mark"] for layer in trend(steep, narrow=True)["layer"] if layer["mark"]["type"] == "text" and "says" in str(layer)]

    assert [mark.get("stroke") for mark in drawn[:2]] == ["#ffffff", None]
    assert "#ffffff" not in str(trend()["layer"])
