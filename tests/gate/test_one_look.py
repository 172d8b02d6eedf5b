"""Whatever a page answers instead of what was asked, it looks the same and leads on."""

import pytest
from django.conf import settings
from lxml import html

ERRORS = sorted(path.name for path in (settings.BASE_DIR / "templates").glob("[45]*.html"))


@pytest.fixture
def answers(auditor) -> dict[int, bytes]:
    """One answer of each kind that a visitor can bring about."""
    asked = {
        400: auditor.get("/audits/?state=%00"),
        403: auditor.get("/audits/several/"),
        404: auditor.get("/nowhere/"),
        405: auditor.get("/views/save/"),
        413: auditor.post("/search/", {"q": "x" * 20_000_000}),
    }
    assert {status: answer.status_code for status, answer in asked.items()} == {status: status for status in asked}
    return {status: answer.content for status, answer in asked.items()}


def test_every_refusal_has_one_look_and_a_way_on(answers):
    for status, content in answers.items():
        page = html.fromstring(content)
        assert len(page.xpath("//header[@class='qa-header']")) == 1, status
        assert len(page.xpath("//main//h1[@class='govuk-heading-l']")) == 1, status
        assert page.xpath("//main//a[@href='/']/text()") == ["Go to My work"], status
        assert page.xpath("//footer[@class='qa-footer']"), status


@pytest.mark.parametrize("name", ERRORS)
def test_every_page_of_an_error_is_made_of_one_layout(name):
    source = (settings.BASE_DIR / "templates" / name).read_text()

    assert source.startswith('{% extends "layouts/bare.html" %}')
    assert "block heading" in source
