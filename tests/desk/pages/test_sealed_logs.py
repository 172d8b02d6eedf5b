"""The page that says how far the logs are sealed."""

import pytest

from foundation.activity.models import Entry, Segment
from foundation.activity.sealing import seal_logs
from foundation.activity.trail import record

URL = "/settings/logs/"


def text_of(visitor) -> str:
    return " ".join(visitor.get(URL).content.decode().split())


@pytest.fixture
def sealed(lead, tmp_path, settings) -> Segment:
    settings.TRAIL_ANCHOR = tmp_path / "anchor.jsonl"
    record(actor=lead.person, verb="view.deleted", target=lead.person, name="Mine")
    seal_logs()
    return Segment.objects.filter(log="trail").latest("number")


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_it_shows_the_head_and_whether_it_is_outside(request, who, sealed):
    text = text_of(request.getfixturevalue(who))

    assert sealed.sha256 in text
    assert "No: see the server’s log" not in text
    assert f"{Entry.objects.count()}" in text


def test_it_says_where_the_file_outside_does_not_hold_the_head(lead, sealed, settings):
    settings.TRAIL_ANCHOR.unlink()

    assert "No: see the server’s log" in text_of(lead)


def test_it_says_where_no_file_is_set(lead, settings):
    settings.TRAIL_ANCHOR = None

    assert "No file is set" in text_of(lead)


@pytest.mark.parametrize("who", ["auditor", "director", "board_member", "outsider"])
def test_nobody_else_opens_it(request, who):
    assert request.getfixturevalue(who).get(URL).status_code == 403


def test_the_lead_comes_to_it_from_governance_and_back(lead, officer):
    assert f'href="{URL}"' in lead.get("/governance/").text
    assert 'href="/governance/">Information governance</a>' in text_of(lead)
    assert URL not in officer.get("/governance/").text
