import re
from itertools import pairwise
from pathlib import Path

import pytest

from foundation.charts import GRADE_COLOURS, GRADE_STYLES, DistributionRow, distribution_chart, render_svg
from foundation.govuk.tag_styles import GRADES

GRADES_OF_PRACTICE = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement to be good", "I": "Inadequate"}

STYLE_SHEET = Path("static/build/app.css")

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIMULATIONS = {
    "full colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "greyscale": ((0.2126, 0.7152, 0.0722),) * 3,
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(channels):
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one, other):
    lighter, darker = sorted([luminance(linear(one)), luminance(linear(other))], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("grade", GRADE_STYLES)
def test_the_letters_on_a_grade_can_be_read(grade):
    look = GRADE_STYLES[grade]

    assert contrast(look.fill, look.text) >= 7


def built(name):
    """The value of a custom property in the style sheet of the pages, as it is built."""
    return re.search(rf"{name}:\s*([^;}}]+)", STYLE_SHEET.read_text())[1].strip()


def drawn():
    rows = [DistributionRow("June 2023", dict.fromkeys(GRADES_OF_PRACTICE, 5))]
    return distribution_chart(rows, GRADES_OF_PRACTICE, "Overall judgement")


def test_a_grade_has_one_colour_in_the_tags_of_pages_and_in_charts():
    scale = drawn()["layer"][0]["encoding"]["color"]["scale"]

    tags = {grade: built(f"--grade-{GRADES[grade].name}-ground") for grade in GRADES_OF_PRACTICE}
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == tags
    assert [built(f"--grade-{GRADES[grade].name}-text") for grade in GRADES_OF_PRACTICE] == [
        GRADE_STYLES[grade].text for grade in GRADES_OF_PRACTICE
    ]


def test_a_chart_is_set_in_the_font_of_the_pages_and_carries_it():
    page = re.search(r'\.govuk-body[^{}]*\{[^}]*font-family:"([^"]+)"', STYLE_SHEET.read_text())[1]

    assert drawn()["config"]["font"].partition(",")[0] == page
    assert render_svg(drawn(), with_font=True).count(f'@font-face{{font-family:"{page}"') == 2


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_each_grade_is_clearly_darker_than_the_one_above_it_for_every_eye(simulation):
    seen = [
        luminance([max(0, sum(m * c for m, c in zip(row, linear(colour), strict=True))) for row in SIMULATIONS[simulation]])
        for colour in GRADE_COLOURS.values()
    ]

    assert all((lighter + 0.05) / (darker + 0.05) > 1.25 for lighter, darker in pairwise(seen))


def test_every_grade_goes_by_its_letters():
    assert list(GRADE_STYLES) == ["NA", "O", "G", "RI", "I"]
