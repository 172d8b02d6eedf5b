"""Every figure of the pages of grades leads to the audits behind it: the list of audits has as many as the figure says."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from audits.enums import AuditState, ChosenBy, Part, PlanType
from audits.models import Allocation, Audit, ModerationChoice
from audits.overview.filters import AuditFilter
from audits.services.counting import count_again
from foundation.accounts.models import Team
from tests.insight.pages.test_grades import URL, words
from tests.month_grades import OUTCOMES, OVERALL, RELATIONSHIP, add_month, alter, month_of

PAGES = [URL, *(f"{URL}{page}/" for page in ("over-time", "by-month", "services", "moderation", "completion"))]
PERIOD = {"from": "2023-04", "to": "2023-07"}
LINK = re.compile(r'href="(/audits/\?[^"]+)">([\d,]+)')


@pytest.fixture
def history(june, july, elm_team, lead):
    """April of three, one of them released; no May; June with one opened again and six of Elm Team; July before moderation."""
    april = add_month(month_of("2023-04"), {OVERALL: "G RI I", RELATIONSHIP: "NA G RI"}, {OVERALL: "RI RI I", RELATIONSHIP: "NA O RI"})
    alter(april[2:], state=AuditState.RELEASED)
    alter(june[:6], team=elm_team, plan_type=PlanType.CARED_FOR)
    alter(june[6:8], team=Team.objects.create(name="Oak Team"))
    alter(june[13:], state=AuditState.IN_PROGRESS, return_reason="New evidence.")
    ModerationChoice.objects.create(audit=june[0], chosen_by=ChosenBy.RANDOM)
    ModerationChoice.objects.create(audit=june[1], chosen_by=ChosenBy.GRADE)
    Allocation.objects.bulk_create(
        Allocation(
            audit=each, part=Part.AUDITOR, after=lead.person, made_by=lead.person, made_on=datetime.date(2023, 6, 1), source="manual"
        )
        for each in june[:5]
    )
    count_again([audit.pk for audit in june])


def links(visitor, address: str, **asked) -> list[tuple[str, int]]:
    page = visitor.get(address, PERIOD | asked).content.decode().replace("&amp;", "&")
    return [(href, int(number)) for href, number in LINK.findall(page)]


def listed(visitor, href: str) -> int:
    """By the list's own filter, over what its page begins from."""
    query = QueryDict(href.partition("?")[2])
    audits = Audit.objects.visible_to(visitor.person).with_overall(visitor.person).with_waiting().with_last_version()
    filtered = AuditFilter(query, queryset=audits, request=SimpleNamespace(user=visitor.person))
    assert filtered.form.is_valid(), filtered.form.errors
    return filtered.qs.count()


@pytest.mark.both
@pytest.mark.parametrize("address", PAGES)
def test_each_figure_counts_the_audits_of_its_list(lead, history, address):
    found = links(lead, address)

    assert found
    assert [(href, number, listed(lead, href)) for href, number in found if listed(lead, href) != number] == []


@pytest.mark.parametrize("address", PAGES[:5])
def test_so_does_each_figure_of_a_part(lead, history, elm_team, address):
    asked = {"service": elm_team.service.pk, "plan_type": "cared_for"}
    found = links(lead, address, **asked)

    assert found
    assert [(href, number) for href, number in found if listed(lead, href) != number] == []


def test_the_list_shows_them_with_what_it_is_narrowed_by(lead, history):
    (href,) = {href for href, number in links(lead, f"{URL}moderation/") if "moved=up" in href and "domain=Relationship" in href}
    page = lead.get(href)

    assert page.context["table"].paginator.count == 1
    assert "Remove filter What moderation changed: Raised" in words(page)
    assert f"Remove filter Domain: {RELATIONSHIP}" in words(page)


def test_a_filter_that_no_figure_asks_for_is_not_on_the_list(lead, history):
    assert "What moderation changed" not in words(lead.get("/audits/"))


@pytest.mark.parametrize("who", ["board_member", "analyst", "observer"])
def test_who_opens_no_audits_has_no_links(request, history, who):
    visitor = request.getfixturevalue(who)

    assert [links(visitor, address) for address in PAGES] == [[]] * len(PAGES)


def test_what_is_graded_in_a_domain_is_not_told_of_an_audit_that_is_yet_to_be_graded_blind(moderator, lead, july):
    alter(july, moderator=moderator.person)
    grades = [f"/audits/?month=2023-07&domain={OUTCOMES}&grade=I&by=pre", "/audits/?month=2023-07&overall=I&by=pre"]

    assert [listed(moderator, href) for href in grades] == [0, 0]
    assert [listed(lead, href) for href in grades] == [1, 2]
