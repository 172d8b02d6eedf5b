"""An indicator's page is kept until something is written: every door that changes it shows at once what it changed."""

import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.accounts.services import save_person
from performance.imports.services import import_figures
from performance.imports.services.undo import undo_import
from performance.models import Commentary, Import, Indicator, Target
from performance.services.commentary import publish_comments, set_owner, write_comment
from performance.services.events import add_event
from performance.services.indicators import remove_target, save_indicator, set_target
from tests.performance.files import scorecard_file
from tests.performance.pages.reading import rows_of

URL = "/performance/indicators/referrals-rate/"
JULY = datetime.date(2023, 7, 1)
RESTATED = "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-06,728.9,2023-07,704.5,579.3"


@pytest.fixture
def referrals(scorecard) -> Indicator:
    return Indicator.objects.get(slug="referrals-rate")


@pytest.fixture
def page(outsider):
    """What somebody reads who has read it just before."""

    def page() -> str:
        return outsider.get(URL).content.decode()

    page()
    return page


def test_a_page_read_again_asks_only_who_reads_it_and_whether_their_own_parts_have_figures(outsider, referrals, page):
    with CaptureQueriesContext(connection) as asked:
        page()

    [of_their_parts] = [query["sql"] for query in asked if "performance_" in query["sql"]]
    assert of_their_parts.startswith("SELECT 1")
    assert f'"manager_id" = {outsider.person.pk}' in of_their_parts


def test_to_whoever_reads_no_parts_it_says_nothing_of_them_and_asks_nothing(board_member, referrals, released):
    board_member.get(URL)
    with CaptureQueriesContext(connection) as asked:
        board_member.get(URL)

    assert not [query["sql"] for query in asked if "performance_" in query["sql"]]


def test_a_part_by_source_is_seen(analyst, referrals, page):
    assert "by service, team or source" not in page()
    save_indicator(
        actor=analyst.person, indicator=None, measure=str(referrals.measure), label="Referrals from schools", unit=referrals.unit,
        basis=referrals.basis, breakdown="From schools", polarity=referrals.polarity, series=referrals.series, area=referrals.area,
        decimals=1,
    )  # fmt: skip

    assert "by service, team or source" in page()


def test_a_file_that_restates_it_is_seen_and_so_is_its_undoing(analyst, referrals, page):
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(RESTATED)), name="again.csv")
    assert rows_of(page())["July 2023"][0] == "704.5"

    undo_import(actor=analyst.person, source=Import.objects.latest("pk"))
    assert rows_of(page())["July 2023"][0] == "703.9"


def test_a_comment_is_seen_once_it_is_published(analyst, referrals, page):
    write_comment(actor=analyst.person, indicator=referrals, month=JULY, comment="Fewer police referrals.", action="", status=None)
    assert "Fewer police referrals." not in page()

    publish_comments(actor=analyst.person, commentaries=Commentary.objects.filter(indicator=referrals))
    assert rows_of(page())["July 2023"][4] == "Fewer police referrals."


def test_an_event_is_seen(analyst, referrals, page):
    add_event(actor=analyst.person, day=JULY, words="Inspection")

    assert "Inspection" in page()


def test_a_target_is_seen_and_so_is_its_end(analyst, referrals, page):
    set_target(actor=analyst.person, indicator=referrals, value=600, first_month=JULY)
    assert "Target: 600" in page()

    remove_target(actor=analyst.person, target=Target.objects.get())
    assert "Target: 600" not in page()


def test_a_caution_is_seen(analyst, referrals, page):
    save_indicator(actor=analyst.person, indicator=referrals, measure=str(referrals.measure), quality_note="Two weeks are missing.")

    assert "Two weeks are missing." in page()


def test_an_owner_is_seen_and_so_is_a_new_name(analyst, administrator, head_of_service, referrals, page):
    owner = head_of_service.person
    set_owner(actor=analyst.person, indicator=referrals, owner=owner)
    assert str(owner) in page()

    save_person(actor=administrator.person, person=owner, email=owner.email, name="Rosalind Okafor", team=owner.team)
    assert "Rosalind Okafor" in page()


def test_its_pictures_change_with_it(outsider, analyst, referrals, page):
    before = outsider.get(f"{URL}chart.svg").content
    import_figures(actor=analyst.person, file=BytesIO(scorecard_file(RESTATED)), name="again.csv")

    assert b"703.9" in before
    assert b"704.5" in outsider.get(f"{URL}chart.svg").content
