"""`/settings/council/`: name, logo, colour and words."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.council.models import Council
from tests.accounts.trail import trail_of

URL = "/settings/council/"
# One red dot.
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")


def typed(**changes) -> dict:
    words = {"cared_for_word": "looked after", "requires_improvement_word": "Requires improvement"}
    return {"name": "Marram Borough Council", "colour": "#5a2a6e", **words, **changes}


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_administrator_sets_name_colour_and_words(administrator):
    administrator.post(URL, typed())

    council = Council.current()
    assert (council.name, council.cared_for_word, council.requires_improvement_word) == (
        "Marram Borough Council",
        "looked after",
        "Requires improvement",
    )
    assert "#5a2a6e" in administrator.get("/council/look.css").content.decode()
    assert trail_of(council) == ["changed the council’s settings"]


def test_the_logo_is_shown_and_can_be_taken_away(administrator):
    administrator.post(URL, typed(logo=upload(PNG)))
    assert administrator.get("/council/logo").content == PNG
    assert administrator.get("/council/logo")["Content-Type"] == "image/png"

    administrator.post(URL, typed(remove_logo="on"))
    assert administrator.get("/council/logo").status_code == 404


def test_the_logo_stays_when_other_settings_change(administrator):
    administrator.post(URL, typed(logo=upload(PNG)))
    administrator.post(URL, typed(name="Marram Council"))

    assert administrator.get("/council/logo").content == PNG


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg onload='alert(1)'></svg>", "The logo must be a PNG or JPEG picture"),
        (PNG[:-6], "The logo must be a PNG or JPEG picture"),
        (PNG + b"<script>", "The logo must be a PNG or JPEG picture"),
        (b"\xff\xd8\xff" + bytes(300_000) + b"\xff\xd9", "smaller than 200 KB"),
    ],
    ids=["text", "cut off", "something behind it", "too large"],
)
def test_a_file_that_is_no_small_picture_is_refused(administrator, content, says):
    page = administrator.post(URL, typed(logo=upload(content))).content.decode()

    assert says in page
    assert 'href="#id_logo"' in page
    assert not Council.current().logo


# #767676 is the lightest grey that WCAG counts as readable on white (4.54:1); #777777 is not (4.48:1).
@pytest.mark.parametrize(("colour", "stored"), [("#767676", True), ("#777777", False), ("#fff", False), ("red", False)])
def test_the_colour_must_carry_white_words(administrator, colour, stored):
    administrator.post(URL, typed(colour=colour))

    assert (Council.current().colour == colour) is stored


def test_only_administrators(lead, outsider):
    assert [who.get(URL).status_code for who in (lead, outsider)] == [403, 403]
    assert lead.post(URL, typed()).status_code == 403
