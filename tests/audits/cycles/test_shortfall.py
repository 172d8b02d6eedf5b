"""A reason for a shortfall that counts the month's audits wrongly is marked on the month's page and where it is written, for the lead."""

import pytest

from audits.models import Cycle
from tests.reading import text_of

SAID = "“Eight of fourteen” is not what the figures show: June 2023, audits submitted: submitted 1, missing 13."


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [("Eight of fourteen so far: leave.", True), ("One of fourteen so far: leave.", False), ("Two auditors are ill.", False)],
)
def test_it_is_marked_for_those_who_write_it(lead, director, submitted_audit, reason, wrong):
    Cycle.objects.update(shortfall_reason=reason)
    page, form = lead.get("/cycles/2023-06/"), lead.get("/cycles/2023-06/change/")

    assert [SAID in text_of(each) for each in (page, form)] == [wrong, wrong]
    assert SAID not in text_of(director.get("/cycles/2023-06/"))
