"""A page asks no more of the database with many audits than with few, and a long list is shown page by page."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.enums import FindingKind
from audits.models import Audit, Finding, FindingCode, FindingTheme
from audits.moderation.queries.replies import replies_to
from audits.reaudits.pages import work_for_lead
from audits.reaudits.queries import asking, counted_asking_by
from foundation.accounts.models import Person
from foundation.govuk.paging import ROWS_OF_A_PAGE
from tests.month_grades import JULY, JUNE, OVERALL, add_month, alter, count_all_again

MANY = ROWS_OF_A_PAGE + 8
PERIOD = "from=2023-06&to=2023-07"
# The benchmarks open every page at 50,000 audits; these are those that ask most, each of another kind.
AT_MOST_25 = [
    *("/", "/cycles/2023-06/", "/audits/?month=2023-06&sort=-number", "/re-audits/", "/findings/"),
    *(f"/insight/{page}?{PERIOD}" for page in ("", "agreement/", "facts/", "health/")),
]


def inadequate(count: int, month: datetime.date = JUNE) -> None:
    grades = {OVERALL: " ".join(["I"] * count)}
    alter(add_month(month, grades, grades), finished_on=datetime.date(2023, 7, 31))


def asked_by(lead, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert lead.get(address).status_code == 200
    return len(asked)


@pytest.mark.once
def test_pages_ask_no_more_of_many_audits_than_of_few(lead):
    """Costs two seconds: ten pages are opened."""
    inadequate(6, JULY)
    inadequate(MANY)
    pages = [*AT_MOST_25, f"/insight/themes/{coded_theme().pk}/?{PERIOD}"]
    lead.get("/re-audits/")
    few = {address: asked_by(lead, address) for address in pages}
    inadequate(MANY)
    coded_theme()

    assert {address: few[address] for address in pages if asked_by(lead, address) > few[address]} == {}
    assert {address: few[address] for address in pages if few[address] > 25} == {}


def coded_theme() -> FindingTheme:
    """To which a finding of every other audit is coded."""
    theme, _ = FindingTheme.objects.get_or_create(name="Direct work")
    findings = Finding.objects.bulk_create(
        Finding(audit=audit, kind=FindingKind.AREA, text="The child was not seen alone by the worker") for audit in Audit.objects.all()[::2]
    )
    FindingCode.objects.bulk_create(FindingCode(finding=finding, theme=theme, coded_by=Person.objects.system()) for finding in findings)
    count_all_again()
    return theme


def rows_of(lead, address: str) -> int:
    return lead.get(address).content.count(b'data-label="Team"')


def test_re_audits_and_a_months_audits_are_shown_fifty_at_a_time(lead):
    inadequate(MANY)

    assert [rows_of(lead, f"/re-audits/?page={page}") for page in (1, 2)] == [ROWS_OF_A_PAGE, MANY - ROWS_OF_A_PAGE]
    assert [rows_of(lead, f"/cycles/2023-06/?page={page}") for page in (1, 2)] == [ROWS_OF_A_PAGE, MANY - ROWS_OF_A_PAGE]


@pytest.mark.parametrize(("finished", "day"), [("2023-11-29", "2024-02-29"), ("2023-11-30", "2024-02-29"), ("2023-12-01", "2024-03-01")])
def test_a_re_audit_is_due_by_its_day_and_not_the_day_before(db, finished, day):
    grades = {OVERALL: "I"}
    alter(add_month(JUNE, grades, grades), finished_on=datetime.date.fromisoformat(finished))
    due = datetime.date.fromisoformat(day)

    assert (counted_asking_by(due, 3).count(), counted_asking_by(due - datetime.timedelta(days=1), 3).count()) == (1, 0)


def test_the_lead_reads_how_many_re_audits_are_due_and_since_when(db):
    inadequate(3)

    assert [(item.what, item.due) for item in work_for_lead(datetime.date(2023, 12, 1))] == [
        ("Plan 3 re-audits", datetime.date(2023, 10, 31))
    ]
    assert asking().count() == 3


def test_audits_without_a_reply_are_counted_without_reading_them(db):
    inadequate(4)

    assert replies_to([asking()[0].cycle_id]).silent == 4
