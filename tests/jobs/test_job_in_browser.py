"""The page of a job in a real browser: it goes on by itself, and by hand without script."""

import pytest
from playwright.sync_api import expect

from foundation.jobs.registry import job_handler
from foundation.jobs.services import enqueue, run_job
from tests.browser import assert_accessible, sign_in

pytestmark = pytest.mark.browser


@job_handler("tests.nothing")
def nothing(job):
    return {"message": "Nothing had to be done."}


def test_the_page_says_by_itself_that_the_job_is_done(page, live, analyst):
    asked = enqueue(kind="tests.nothing", actor=analyst.person)
    sign_in(page, live, analyst)
    page.goto(live + asked.get_absolute_url())
    assert_accessible(page)

    run_job(pk=asked.pk)

    page.get_by_text("Nothing had to be done.").wait_for(timeout=5000)
    assert_accessible(page)


def test_without_script_one_looks_again(plain_page, live, analyst):
    asked = enqueue(kind="tests.nothing", actor=analyst.person)
    sign_in(plain_page, live, analyst)
    plain_page.goto(live + asked.get_absolute_url())
    run_job(pk=asked.pk)

    plain_page.get_by_role("link", name="Check again").click()

    expect(plain_page.get_by_text("Nothing had to be done.")).to_be_visible()
