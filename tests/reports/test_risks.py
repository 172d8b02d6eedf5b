"""What the Board's report says of children who may have been at risk: counts and times, no case, nobody's name."""

import pytest

from audits.models import Audit
from tests.audits.risks.flags import WORRY, acknowledged, closed, raised
from tests.month_grades import JUNE
from tests.reports.pages.reading import words


@pytest.fixture
def audit(june) -> Audit:
    return Audit.objects.filter(cycle__month=JUNE).first()


def test_it_counts_the_flags_and_says_how_long_the_response_took(lead, director, report, audit):
    closed(acknowledged(raised(audit, by=lead.person), director.person, 25), director.person, 90)
    acknowledged(raised(audit, by=lead.person, minutes=100), director.person, 145)

    answer = lead.get(report.get_absolute_url())
    page, report_itself = words(answer), " ".join(answer.context["document"].words())

    assert (
        "2 flags that a child may be at risk now. 2 of 2 acknowledged, after a median of 35 minutes. "
        "1 of 2 closed, after 1 hour 30 minutes." in page
    )
    assert WORRY not in page
    # The report's writer reads beside it that the director can approve it.
    assert "Who can approve it: Dilys Kaur" in page
    assert "flags" in report_itself
    assert "Dilys Kaur" not in report_itself


def test_without_a_flag_it_says_nothing(lead, report):
    assert "may be at risk" not in words(lead.get(report.get_absolute_url()))
