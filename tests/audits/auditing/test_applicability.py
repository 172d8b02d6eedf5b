"""Which parts of the tool apply to an audit is read once for a page, and once by the service that judges it under its lock."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from audits.enums import Grade

# The tables of the domains and the checklist of a tool, and of the questions of a month.
PARTS = {"audits_domain": "tool_id", "audits_checklistitem": "tool_id", "audits_themequestion": "cycle_id"}


def reads(answer: Callable[[], HttpResponse], status: int = 200) -> list[int]:
    """How often the domains, the checklist and the month's questions were read for an answer."""
    with CaptureQueriesContext(connection) as asked:
        assert answer().status_code == status
    statements = [query["sql"] for query in asked.captured_queries]
    return [
        sum(each.startswith(f'SELECT "{table}"."id"') and f'"{table}"."{key}" = ' in each for each in statements)
        for table, key in PARTS.items()
    ]


def url(audit, page: str) -> str:
    return f"/audits/{audit.number}/{page}/"


def domain_url(audit) -> str:
    return url(audit, f"form/domain-{audit.tool.domains.first().pk}")


def test_the_form_of_a_domain_reads_it_once(auditor, begun_audit):
    page = domain_url(begun_audit)

    assert reads(lambda: auditor.get(page)) == [1, 1, 1]
    assert reads(lambda: auditor.post(page, {"grade": "G", "reason": "Seen."}), 302) == [1, 1, 1]


def test_voices_and_checklist_are_read_once_for_the_page_and_once_for_the_save(auditor, begun_audit):
    page = url(begun_audit, "form/voices")

    assert reads(lambda: auditor.get(page)) == [1, 1, 1]
    assert reads(lambda: auditor.post(page, {"child_outcome": "obtained", "child_words": "I feel heard."}), 302) == [1, 2, 2]


def test_the_check_page_reads_it_once_and_its_rule_once(auditor, started_audit):
    assert reads(lambda: auditor.get(url(started_audit, "check"))) == [2, 1, 1]


def test_submitting_reads_it_once(auditor, started_audit):
    assert reads(lambda: auditor.post(url(started_audit, "check")), 302) == [1, 0, 0]


def test_the_page_of_an_audit_that_is_being_written_reads_it_once(auditor, started_audit):
    assert reads(lambda: auditor.get(started_audit.get_absolute_url())) == [1, 1, 1]


def test_moderating_reads_it_once_for_the_page_and_once_for_the_save(moderator, submitted_audit):
    page = url(submitted_audit, "moderate")
    places = [*(str(domain.pk) for domain in submitted_audit.tool.domains.all()), "overall"]
    grades = {f"grade-{place}": Grade.GOOD for place in places}

    assert reads(lambda: moderator.get(page))[0] == 1
    assert reads(lambda: moderator.post(page, grades), 302)[0] == 2
