"""What a draft lacks is gathered in one list, each with the address at which it is put right."""

import datetime

import pytest
from django.core.cache import cache

from audits.models import Cycle
from foundation.council.clock import frozen_clock
from performance.imports.services import import_figures
from performance.models import Commentary, Indicator, Value
from reports.models import Report
from reports.services import ask_for_reviews, comment_on_section, save_findings, write_section
from tests.month_grades import JULY
from tests.performance.files import SCORECARD

REPORT = "/reports/2023-06-to-2023-07/"


@pytest.fixture
def named(report, june, worker) -> str:
    """A worker of the audits; the report must not name them."""
    type(june[0]).objects.filter(pk=june[0].pk).update(allocated_worker=worker.person)
    return worker.person.name


def links(visitor, status: str = "") -> dict[str, str]:
    return {lack.text: lack.href for lack in visitor.get(REPORT).context["lacks"] if not status or lack.status == status}


def of_name(visitor) -> str:
    return next(href for text, href in links(visitor, "To fix").items() if text.startswith("The text names Will Okafor"))


def test_a_name_in_a_section_leads_to_the_section(lead, report, named):
    write_section(actor=lead.person, report=report, key="pace", text=f"{named} did well.", kept="They agreed")

    assert of_name(lead) == f"{REPORT}sections/pace/"


def test_a_name_in_a_finding_leads_to_the_findings(lead, report, named):
    save_findings(actor=lead.person, report=report, findings=[("strength", f"{named} did well.", "record")], kept="They agreed")

    assert of_name(lead) == f"{REPORT}findings/"


def test_a_name_in_a_months_plan_leads_to_the_plan(lead, report, named):
    Cycle.objects.filter(month=JULY).update(theme=f"Work of {named}")

    assert of_name(lead) == "/cycles/2023-07/change/"


def test_a_name_in_a_published_comment_leads_to_the_comment(lead, analyst, report, named):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    indicator = Indicator.objects.get(slug="referrals-rate")
    words = f"{named} did well."
    Commentary.objects.update_or_create(indicator=indicator, month=JULY, defaults={"published_comment": words, "published_action": ""})

    assert of_name(lead) == "/performance/indicators/referrals-rate/2023-07/comment/"


def test_a_figure_that_is_missing_without_a_reason_leads_to_giving_one(lead, analyst, report):
    import_figures(actor=analyst.person, file=SCORECARD, name=SCORECARD.name)
    before = links(lead)
    Value.objects.filter(indicator__slug="referrals-rate", month=JULY).delete()
    cache.clear()

    (new,) = links(lead).keys() - before.keys()
    assert new.endswith("July 2023: no figure")
    assert links(lead)[new] == "/performance/indicators/referrals-rate/2023-07/missing/"


def test_open_comments_and_reviews_that_have_not_come_lead_to_where_they_are_answered(lead, director, head_of_service, report):
    with frozen_clock(datetime.date(2023, 8, 21)):
        people = [director.person, head_of_service.person]
        ask_for_reviews(actor=lead.person, report=report, people=people[:1], due=datetime.date(2023, 8, 25))
        ask_for_reviews(actor=lead.person, report=report, people=people[1:], due=datetime.date(2023, 9, 4))
        for key in ("pace", "pace", "missing"):
            comment_on_section(actor=director.person, report=report, key=key, text="Say more.")
    with frozen_clock(datetime.date(2023, 8, 29)):
        assert links(lead, "To answer") == {
            "2 open comments on Pace of practice improvement": f"{REPORT}#comments-pace",
            "1 open comment on Missing children": f"{REPORT}#comments-missing",
        }
        assert links(lead, "Late") == {"Review of Dilys Kaur": f"{REPORT}reviewers/"}
        assert links(lead, "Waiting") == {"Review of Helen Frost": f"{REPORT}reviewers/"}
        assert links(director, "Late") == {"Review of Dilys Kaur": ""}
        assert links(director, "To answer")["1 open comment on Missing children"] == f"{REPORT}#comments-missing"


def test_a_month_that_is_not_moderated_leads_to_the_month(lead, report):
    assert list(links(lead, "Not moderated").values()) == ["/cycles/2023-07/"]
    assert Report.objects.count() == 1
