"""No list shows five hundred rows on one page: each has pages, and the last row is on one of them."""

import datetime
import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from lxml import html

from actions.models import Action
from audits.enums import AuditState
from audits.models import Audit, CalibrationRound, Exemption, Interest
from foundation.accounts.models import Person, Service, Team
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access
from foundation.council.months import add_months
from observations.models import Observation
from performance.enums import Basis, Layout, Series, Shape, Unit
from performance.models import Import, Indicator, Mapping, Measure
from reports.models import Report
from tests.observation_kinds import VISIT
from tests.people import Visitor

MANY, MOST = 500, 50
DAY = datetime.date(2023, 7, 3)
# How many rows each list of a page has, whatever holds them: a table, or a list that is no menu.
ROWS = "//main//tbody | //main//ul[contains(@class, 'qa-work')] | //main//ol | //main//dl"


@pytest.fixture
def crowded(allocated_audit, lead, analyst, worker, elm_team) -> Audit:
    """A council that has five hundred of everything that a page lists."""
    cycle, person, several = allocated_audit.cycle, lead.person, range(MANY)
    facts = {"cycle": cycle, "tool": allocated_audit.tool, "team": elm_team, "auditor": allocated_audit.auditor}
    Audit.objects.bulk_create(Audit(case_id=f"Z-{at}", case_key=f"z-{at}", state=AuditState.ALLOCATED, **facts) for at in several)
    due = {"due": DAY, "first_due": DAY, "raised_on": DAY, "raised_by": person, "owner": person}
    Action.objects.bulk_create(Action(what=f"Do {at}", why="x", **due) for at in several)
    seen = {"cycle": cycle, "month": cycle.month, "kind_id": VISIT, "observer": worker.person, "team": elm_team}
    Observation.objects.bulk_create(Observation(**seen) for _ in several)
    Person.objects.bulk_create(Person(name=f"Person {at}", email=f"p{at}@example.org", password="!") for at in several)
    Service.objects.bulk_create(Service(name=f"Service {at}") for at in several)
    Team.objects.bulk_create(Team(name=f"Team {at}") for at in several)
    Interest.objects.bulk_create(
        Interest(person=person, case_id=f"Z-{at}", case_key=f"z-{at}", words="x", declared_by=person, declared_on=DAY) for at in several
    )
    Exemption.objects.bulk_create(
        Exemption(cycle=cycle, team=team, audits=1, reason="x", asked_by=person, asked_on=DAY) for team in Team.objects.all()
    )
    CalibrationRound.objects.bulk_create(
        CalibrationRound(title=f"Round {at}", tool=allocated_audit.tool, case_id=f"Z-{at}", due=DAY, planned_by=person) for at in several
    )
    kind = {"measure": Measure.objects.create(name="Many"), "unit": Unit.NUMBER, "basis": Basis.values[0], "series": Series.values[0]}
    Indicator.objects.bulk_create(Indicator(slug=f"many-{at}", label=f"Many {at}", breakdown=f"{at}", **kind) for at in several)
    brought = {"shape": Shape.values[0], "imported_by": analyst.person}
    Import.objects.bulk_create(Import(file_name=f"{at}.csv", file_hash=f"{at:064}", **brought) for at in several)
    saved = {"layout": Layout.values[0], "saved_by": analyst.person}
    Mapping.objects.bulk_create(Mapping(name=f"Mapping {at}", **saved) for at in several)
    months = [add_months(datetime.date(2000, 1, 1), at) for at in range(280)]
    Report.objects.bulk_create(Report(first_month=month, last_month=month, opened_by=person) for month in months)
    read = {"actor": person, "address": "audits:audit", "act": AccessKind.values[0], "target_id": str(allocated_audit.pk)}
    read |= {"target_type": ContentType.objects.get_for_model(Audit), "day": DAY, "at": timezone.now()}
    Access.objects.bulk_create(Access(key=uuid.uuid4(), **read) for _ in several)
    return allocated_audit


def longest(visitor: Visitor, address: str) -> tuple[int, str]:
    page = html.fromstring(visitor.get(address).content)
    return max(((len(each), each.get("class") or each.tag) for each in page.xpath(ROWS)), default=(0, ""))


LISTS = {
    "lead": """desk:my-work audits:cycles audits:list actions:list observations:list reports:list reports:months audits:interests
        audits:my-interests audits:re-audits audits:calibration audits:tools notices:mail accounts:powers""",
    "administrator": "accounts:people accounts:teams",
    "analyst": "performance:indicators performance:batches performance:mappings",
}


def test_no_list_shows_five_hundred_rows_on_one_page(crowded, lead, analyst, administrator):
    month = crowded.cycle.get_absolute_url()
    walks: dict[Visitor, list[str]] = {
        lead: [month, f"{month}exemptions/", "/actions/?view=all&group=owner", f"{crowded.get_absolute_url()}read-by/"],
        administrator: [],
        analyst: [],
    }
    for visitor, names in zip(walks, LISTS.values(), strict=True):
        walks[visitor] += [reverse(name) for name in names.split()]
    rows = {address: longest(visitor, address) for visitor, addresses in walks.items() for address in addresses}
    assert {address: found for address, found in rows.items() if found[0] > MOST} == {}
    assert sum(found[0] > 20 for found in rows.values()) > 15


def test_every_row_is_on_one_of_the_pages(crowded, lead):
    group = max(lead.get("/").context["groups"], key=lambda each: len(each.rows))
    shown = [dict(lead.get(f"/?{group.parameter}={at}").context["pages"])[group] for at in range(1, len(group.rows) // MOST + 2)]

    assert len(group.rows) >= MANY
    assert {row for page in shown for row in page} == set(group.rows)
    assert all(len(page) <= MOST for page in shown)
