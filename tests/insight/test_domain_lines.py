"""Trends join domains across versions of the audit tool by what the lead said of them, not by their names."""

import datetime

import pytest

from audits.enums import AuditState, DomainRelation, Stage
from audits.models import Audit, Cycle, Judgement, Tool
from audits.services.counting import count_again
from audits.tool.queries import domain_lines
from audits.tool.services.parts import change_domain, remove_part
from audits.tool.services.versions import begin_version, publish_version
from foundation.council.months import last_day
from insight.facts.domain_figures import domains_with_figures
from insight.queries.agreement import agreement_of
from insight.queries.counted import Scope
from insight.queries.distributions import distributions
from insight.queries.flows import flow
from performance.queries import FigureReader
from tests.insight.pages.test_beside import scorecard
from tests.insight.test_audit_summary import summary
from tests.month_grades import ASSESSMENT, OVERSIGHT

__all__ = ["scorecard"]

JUNE, JULY = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)


@pytest.fixture
def first(db) -> Tool:
    return Tool.objects.get(version=1)


@pytest.fixture
def draft(lead, first) -> Tool:
    return begin_version(actor=lead.person)


def said(lead, tool: Tool, of: str, **fields) -> None:
    change_domain(actor=lead.person, domain=tool.domains.get(name=of), **fields)


def publish(lead, tool: Tool) -> Tool:
    return publish_version(actor=lead.person, tool=tool)


def audited(tool: Tool, month: datetime.date, before: str = "RI", after: str = "G") -> None:
    """One moderated audit of the month: each domain of the tool was `before`, the moderator said `after`."""
    cycle = Cycle.objects.create(month=month, tool=tool)
    audit = Audit.objects.create(cycle=cycle, tool=tool, case_id="C-1", state=AuditState.MODERATED, submitted_on=last_day(month))
    stages = {Stage.PRE: before, Stage.MODERATOR: after, Stage.AGREED: after}
    Judgement.objects.bulk_create(
        Judgement(audit=audit, domain=domain, stage=stage, grade=grade)
        for domain in [*tool.domains.all(), None]
        for stage, grade in stages.items()
    )
    count_again([audit.pk])


def domains_of(first_month: datetime.date, last: datetime.date) -> list[list[str]]:
    return [list(row.domains) for row in distributions(first_month, last) if row.stage == Stage.AGREED]


def test_a_renamed_domain_stays_one_line_under_its_newest_name(lead, first, draft):
    said(lead, draft, ASSESSMENT, name="Assessment and analysis")
    second = publish(lead, draft)
    audited(first, JUNE)
    audited(second, JULY)

    june, july = domains_of(JUNE, JULY)
    assert june == july
    assert june[1] == "Assessment and analysis"
    assert {move.domain: move.n for move in flow(JUNE, JULY).moves}["Assessment and analysis"] == 2
    assert agreement_of(Scope(JUNE, JULY))["Assessment and analysis"].n == 2


def test_through_two_renamings_too(lead, first, draft):
    said(lead, draft, ASSESSMENT, name="Analysis")
    publish(lead, draft)
    third = begin_version(actor=lead.person)
    said(lead, third, "Analysis", name="Assessment and analysis")
    publish(lead, third)

    assert domain_lines()[first.domains.get(name=ASSESSMENT).pk].name == "Assessment and analysis"


def test_a_draft_moves_no_line(lead, first, draft):
    said(lead, draft, ASSESSMENT, name="Assessment and analysis")
    audited(first, JUNE)

    assert domains_of(JUNE, JUNE)[0][1] == ASSESSMENT


@pytest.mark.parametrize("relation", [DomainRelation.SPLIT, DomainRelation.NEW])
def test_a_split_or_new_domain_begins_a_line_of_its_own(lead, first, draft, relation):
    before = [first.domains.get(name=ASSESSMENT)] if relation == DomainRelation.SPLIT else []
    said(lead, draft, ASSESSMENT, name="Analysis", relation=relation, comes_from=before)
    audited(first, JUNE)
    audited(publish(lead, draft), JULY)

    june, july = domains_of(JUNE, JULY)
    assert (ASSESSMENT in june, ASSESSMENT in july) == (True, False)
    assert ("Analysis" in june, "Analysis" in july) == (False, True)


def test_a_merger_ends_the_lines_that_it_merges(lead, first, draft):
    merged = list(first.domains.filter(name__in=[ASSESSMENT, OVERSIGHT]))
    remove_part(actor=lead.person, part=draft.domains.get(name=OVERSIGHT))
    said(lead, draft, ASSESSMENT, name="Thinking together", relation=DomainRelation.MERGED, comes_from=merged)
    second = publish(lead, draft)

    lines = domain_lines()
    assert [lines[domain.pk].name for domain in merged] == [ASSESSMENT, OVERSIGHT]
    assert lines[second.domains.get(name="Thinking together").pk].name == "Thinking together"


def test_two_domains_of_one_name_that_are_not_the_same_are_told_apart(lead, first, draft):
    said(lead, draft, ASSESSMENT, relation=DomainRelation.NEW, comes_from=[])
    audited(first, JUNE)
    audited(publish(lead, draft), JULY)

    june, july = domains_of(JUNE, JULY)
    assert (f"{ASSESSMENT} (to version 1)" in june, ASSESSMENT in june, ASSESSMENT in july) == (True, False, True)


def test_the_command_keeps_the_names_of_the_version_used(lead, first, draft):
    said(lead, draft, ASSESSMENT, name="Assessment and analysis")
    audited(first, JUNE)
    audited(publish(lead, draft), JULY)

    june, july = (row["domains"] for row in summary() if row["stage"] == "post")
    assert (ASSESSMENT in june, "Assessment and analysis" in july) == (True, True)
    assert ASSESSMENT not in july


def test_indicators_stay_beside_a_renamed_domain(lead, draft, scorecard):
    said(lead, draft, OVERSIGHT, name="Thinking with the worker")
    audited(publish(lead, draft), JULY)
    (july,) = (row for row in distributions(JULY, JULY) if row.stage == Stage.AGREED)

    figures = {each.name: [figure.words for figure in each.figures] for each in domains_with_figures(july, FigureReader())}
    assert figures["Thinking with the worker"][0] == "63.4% in July 2023, 72.8% in June 2023"


def test_the_list_of_domains_follows_the_newest_tool(lead, first, draft):
    names = list(first.domains.values_list("name", flat=True))
    audited(first, JUNE)
    publish(lead, draft)

    assert domains_of(JUNE, JUNE)[0] == names
