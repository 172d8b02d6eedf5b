"""Which months the Board reads: /reports/months/. Nothing of any other month reaches one of its members."""

import datetime
import re
from io import BytesIO

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook

from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.activity.models import Entry
from foundation.notices.models import Notice
from performance.imports.services import import_figures
from performance.models import Commentary, Indicator, MonthRelease
from performance.querysets import ReleasedManager
from performance.services import ask_for_comment, note_missing, publish_comments, take_back_month, write_comment
from reports.services import approve_report, release_to_board
from tests.journeys.addresses import addresses
from tests.month_grades import JULY, JUNE
from tests.performance.files import HALF_YEARS, SCORECARD, scorecard_file
from tests.replay import replayed
from tests.reports.pages.reading import words
from tests.shares import share_of

AUGUST = datetime.date(2023, 8, 1)
URL = "/reports/months/2023-08/"
# Figures of August that stand nowhere else.
ROWS = (
    "Demand,3,Referral starts in last 12 months,number,2023-07,3808,2023-08,31337,",
    "Demand,3,Referral starts in last 12 months,rate per 10000 children,2023-07,703.9,2023-08,31415.9,27182.8",
)
MARKS = re.compile(r"31,?337|31,?415|27,?18[23]|Said of August|Why August|August 2023|Aug 2023|Feb 23 - Aug 23|2023-08")


@pytest.fixture
@replayed
def figures(analyst) -> None:
    """The reference figures, which the Board reads, and August's, which it does not."""
    for file in (SCORECARD, HALF_YEARS):
        import_figures(actor=analyst.person, file=file, name=file.name)
    release_to_board(actor=analyst.person, month=JULY)
    import_figures(actor=analyst.person, file=_file(*ROWS), name="august.csv")
    half = "indicator,unit,Sep 22 - Feb 23,Mar - Aug 23,statistical_neighbour_2021_22\r\nReferrals,rate per 10000 children,604,31415,"
    import_figures(actor=analyst.person, file=BytesIO(half.encode()), name="half.csv")
    said = write_comment(actor=analyst.person, indicator=_referrals(), month=AUGUST, status=3, comment="Said of August.", action="")
    publish_comments(actor=analyst.person, commentaries=[said])
    other = Indicator.objects.get(slug="case-supervision-percent")
    note_missing(actor=analyst.person, indicator=other, month=AUGUST, why="Why August", from_whom="IT", due=datetime.date(2199, 1, 1))


def _file(*rows: str) -> BytesIO:
    return BytesIO(scorecard_file(*rows))


def _referrals() -> Indicator:
    return Indicator.objects.get(slug="referrals-rate")


def pages_of_figures() -> list[str]:
    """Every address of performance and Results, with every indicator that August has."""
    found = []
    for name, parameters in addresses():
        if name.split(":")[0] in ("performance", "insight"):
            for given in [[]] if not parameters else [["referrals-rate"], ["referrals-number"], ["overall"], ["post"], ["2023-08"], ["1"]]:
                try:
                    found.append(reverse(name, args=given))
                except NoReverseMatch:
                    continue
    return found


def test_nothing_of_a_month_reaches_the_board_before_it_is_released(board_member, analyst, figures):
    as_pages = pages_of_figures()
    files = [f"{each}{query}" for each in as_pages for query in ("?export=csv", "?export=xlsx", "?narrow")]
    pages = as_pages + share_of(files, at_most=80)
    leaks = {page: found for page in pages if (found := MARKS.findall(_text(board_member.get(page))))}
    seen_by_staff = [page for page in as_pages if MARKS.search(_text(analyst.get(page)))]
    seen_by_staff += [f"{page}?export=csv" for page in seen_by_staff if MARKS.search(_text(analyst.get(f"{page}?export=csv")))]

    assert leaks == {}
    assert len(seen_by_staff) > 12


def _text(response) -> str:
    if response.status_code != 200:
        return ""
    if response["Content-Type"].endswith("sheet"):
        book = load_workbook(BytesIO(response.getvalue()))
        return " ".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return response.getvalue().decode()


@pytest.mark.parametrize("address", ["/performance/?month=2023-08", "/performance/half-years/?month=2023-08"])
def test_its_own_address_is_not_found(board_member, director, figures, address):
    assert (board_member.get(address).status_code, director.get(address).status_code) == (404, 200)


def test_once_released_the_board_reads_it_and_is_told_once(board_member, analyst, figures):
    analyst.post(URL, {"release": ""})
    analyst.post(URL, {"take-back": ""})
    analyst.post(URL, {"release": ""})

    assert "31,337" in board_member.get("/performance/").content.decode()
    told = Notice.objects.filter(person=board_member.person, key="month-released:2023-08")
    assert [each.subject for each in told] == ["The figures of August 2023 can be read"]
    assert list(Entry.objects.filter(verb__startswith="month.").order_by("pk").values_list("verb", flat=True))[-3:] == [
        "month.released",
        "month.taken_back",
        "month.released",
    ]


def test_taken_back_the_board_reads_the_month_before_again(board_member, analyst, figures):
    analyst.post(URL, {"release": ""})
    first = _text(board_member.get("/performance/indicators/referrals-rate/"))
    analyst.post(URL, {"take-back": ""})

    assert "31,415.9" in first
    assert not MARKS.search(_text(board_member.get("/performance/")))
    assert not MARKS.search(_text(board_member.get("/performance/indicators/referrals-rate/")))


def test_an_earlier_month_that_comes_later_waits_too(board_member, analyst, figures):
    row = "Demand,3,Referral starts in last 12 months,number,2022-02,27271,2022-03,27272,"
    import_figures(actor=analyst.person, file=_file(row), name="late.csv")
    before = _text(board_member.get("/performance/indicators/referrals-number/?export=csv"))
    release_to_board(actor=analyst.person, month=datetime.date(2022, 3, 1))

    assert "2727" not in before
    assert "27272" in _text(board_member.get("/performance/indicators/referrals-number/?export=csv"))


def test_a_second_role_outside_the_staff_shows_no_more(board_member, figures):
    PersonRole.objects.create(person=board_member.person, role=Role.OBSERVER)

    assert not MARKS.search(_text(board_member.get("/performance/")))


def test_grades_of_a_month_wait_too(board_member, analyst, june, july):
    release_to_board(actor=analyst.person, month=JUNE)
    pages = ["/insight/grades/", "/insight/grades/?export=csv", "/insight/grades/?first=2023-07&last=2023-07", "/insight/agreement/"]
    before = [_text(board_member.get(page)) for page in pages]
    release_to_board(actor=analyst.person, month=JULY)

    assert not any(re.search(r"July 2023|2023-07,", each) for each in before)
    assert "July 2023" in _text(board_member.get("/insight/grades/"))


def test_before_any_month_is_released_the_pages_say_so(board_member, analyst, figures, june):
    for month in (JUNE, JULY):
        take_back_month(actor=analyst.person, month=month)
    MonthRelease.objects.all().delete()

    assert "No month has been released to the Board yet" in words(board_member.get("/performance/"))
    assert "No month with audits has been released to the Board yet" in words(board_member.get("/insight/grades/"))


def test_an_approved_report_releases_what_it_shows(director, board_member, analyst, written_report):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    before = words(board_member.get("/performance/"))
    approve_report(actor=director.person, report=written_report)

    assert "No month has been released" in before
    assert "July 2023" in words(board_member.get("/performance/"))


def test_readiness_names_what_is_missing_to_those_who_release(analyst, lead, head_of_service, figures):
    ask_for_comment(actor=lead.person, indicator=_referrals(), month=JUNE, person=head_of_service.person, due=datetime.date(2199, 1, 1))

    assert "Comment on Referrals" in words(lead.get("/reports/months/2023-06/"))
    assert "The Board does not read August 2023 yet. The latest month that it reads is July 2023." in words(analyst.get(URL))
    assert "The Board does not read this month yet." in words(analyst.get("/performance/?month=2023-08"))


@pytest.mark.parametrize("who", ["board_member", "director", "head_of_service", "outsider"])
def test_nobody_else_releases(request, figures, who):
    visitor = request.getfixturevalue(who)

    assert {visitor.get(URL).status_code, visitor.post(URL, {"release": ""}).status_code} == {403}
    assert not MonthRelease.objects.filter(month=AUGUST).exists()


def test_a_month_with_nothing_in_it_has_no_page(analyst, figures):
    assert analyst.get("/reports/months/2024-01/").status_code == 404
    assert analyst.post("/reports/months/2024-01/", {"release": ""}).status_code == 404


def test_a_board_member_who_was_asked_still_writes(lead, board_member, figures):
    ask_for_comment(actor=lead.person, indicator=_referrals(), month=AUGUST, person=board_member.person, due=datetime.date(2199, 1, 1))
    address = "/performance/indicators/referrals-rate/2023-08/comment/"
    board_member.post(address, {"comment": "Mine.", "action": "", "seen": ""})

    assert Commentary.objects.get(indicator=_referrals(), month=AUGUST).comment == "Mine."


def test_every_row_of_a_month_of_ours_waits_by_its_manager():
    """A model of figures that comes later must say whether the Board waits for it."""
    of_a_month = {
        model
        for model in apps.get_app_config("performance").get_models()
        if any(field.name == "month" for field in model._meta.fields) and model is not MonthRelease
    }

    assert {model for model in of_a_month if isinstance(model._default_manager, ReleasedManager)} == of_a_month
