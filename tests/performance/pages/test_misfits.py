"""A service is held against the sum, or the spread, of its teams, and the council against its services."""

import pytest

from foundation.accounts.models import Service, Team
from performance.models import Indicator
from tests.performance.pages.reading import rows_of, text_of
from tests.performance.pages.test_breakdown import imported
from tests.replay import replayed

SHARE, COUNT = "case-supervision-percent", "child-protection-plans-number"


@pytest.fixture
@replayed
def harbour(db, service_manager) -> Service:
    service = Service.objects.create(name="Harbour Service", manager=service_manager.person)
    for name in ("Harbour West", "Harbour East", "Harbour North"):
        Team.objects.create(name=name, service=service)
    return service


def given(tmp_path, slug: str, service: str, *teams: str, council: str = "") -> None:
    names = ("Harbour West", "Harbour East", "Harbour North")
    lines = [f"{slug},2023-07,Harbour Service,,{service}"]
    lines += [f"{slug},2023-07,,{name},{value}" for name, value in zip(names, teams, strict=False)]
    imported(tmp_path, *lines, *([f"{slug},2023-07,,,{council}"] if council else []))


def said_of(visitor, slug: str) -> str:
    rows = rows_of(visitor.get(f"/performance/indicators/{slug}/parts/").text.replace("</th>", "</th></tr><tr>"))
    return next(name for name in rows if name.startswith("Harbour Service"))


@pytest.mark.parametrize(
    ("slug", "service", "teams", "said"),
    [
        (SHARE, "62.1", ("63.8", "64.7", "64.1"), "62.1 lies below all of its teams (63.8 to 64.7)"),
        (SHARE, "70", ("63.8", "64.7", "64.1"), "70.0 lies above all of its teams (63.8 to 64.7)"),
        (SHARE, "64.0", ("63.8", "64.7", "64.1"), ""),
        # Each of them is rounded.
        (SHARE, "63.7", ("63.8", "64.7", "64.1"), ""),
        # A team without its figure, or one team alone, may account for it.
        (SHARE, "62.1", ("63.8", "NA", "64.1"), ""),
        (SHARE, "62.1", ("63.8",), ""),
        (COUNT, "52", ("20", "15", "10"), "Its teams sum to 45, not to 52."),
        (COUNT, "45", ("20", "15", "10"), ""),
        (COUNT, "45", ("20", "NA", "10"), ""),
        (COUNT, "25", ("20", "NA", "10"), "Its teams sum to 30, not to 25."),
    ],
)
def test_a_service_that_cannot_be_its_teams_says_so(analyst, harbour, tmp_path, slug, service, teams, said):
    given(tmp_path, slug, service, *teams)

    flag = said_of(analyst, slug)
    assert (said in flag) if said else ("Check:" not in flag)


def test_whoever_reads_every_part_is_told_on_the_indicators_page_and_nobody_else(analyst, lead, outsider, board_member, harbour, tmp_path):
    given(tmp_path, SHARE, "62.1", "63.8", "64.7", "64.1", council="64")

    told = {
        visitor: "62.1 lies below" in visitor.get(f"/performance/indicators/{SHARE}/").text
        for visitor in (analyst, lead, outsider, board_member)
    }
    assert list(told.values()) == [True, True, False, False]


def test_the_services_own_page_says_so_to_its_manager(service_manager, harbour, tmp_path):
    given(tmp_path, SHARE, "62.1", "63.8", "64.7", "64.1")

    page = text_of(service_manager.get(f"/performance/indicators/{SHARE}/parts/{harbour.place.pk}/").text)
    assert "Check: July 2023: 62.1 lies below all of its teams" in page


def test_the_council_is_held_against_its_services(analyst, tmp_path):
    for name in ("One Service", "Two Service"):
        Service.objects.create(name=name)
    imported(tmp_path, f"{COUNT},2023-07,One Service,,20", f"{COUNT},2023-07,Two Service,,15", f"{COUNT},2023-07,,,40")

    assert "Its services sum to 35, not to 40." in analyst.get(f"/performance/indicators/{COUNT}/parts/").text


def test_the_file_says_so_too(analyst, harbour, tmp_path):
    given(tmp_path, SHARE, "62.1", "63.8", "64.7", "64.1")

    assert "62.1 lies below" in analyst.get(f"/performance/indicators/{SHARE}/parts/?export=csv").content.decode()


def test_averages_do_not_add_up(analyst, harbour, tmp_path):
    Indicator.objects.filter(slug=COUNT).update(label="Median days from start to review")
    given(tmp_path, COUNT, "30", "20", "45", "30")

    assert "Check:" not in said_of(analyst, COUNT)
