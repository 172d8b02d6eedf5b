"""Choosing key findings."""

import pytest

from audits.models import Finding
from foundation.activity.models import Entry
from reports.services import save_findings
from tests.reports.pages.reading import trail_of

URL = "/reports/2023-06-to-2023-07/findings/"


def answers(*rows: dict, already: int = 0) -> dict:
    data = {"finding-TOTAL_FORMS": len(rows), "finding-INITIAL_FORMS": already}
    for number, row in enumerate(rows):
        data |= {f"finding-{number}-{name}": value for name, value in row.items()}
    return data


STRENGTH = {"text": "Young people chair their reviews.", "kind": "strength", "source": "observation"}
AREA = {"text": "Assessments are out of date.", "kind": "area", "source": "record"}


def chosen(report) -> list[tuple[str, str, str]]:
    return list(report.findings.values_list("kind", "text", "source"))


def test_lead_writes_a_strength_and_an_area(lead, report):
    lead.post(URL, answers(STRENGTH, AREA))

    assert chosen(report) == [("strength", STRENGTH["text"], "observation"), ("area", AREA["text"], "record")]
    assert trail_of(report)[-1] == "saved key findings"


def test_what_was_replaced_stays_in_the_trail(lead, report):
    lead.post(URL, answers(STRENGTH))
    lead.post(URL, answers(STRENGTH | {"DELETE": "on"}, AREA, already=1))

    facts = Entry.objects.of(report).filter(verb="report.findings_saved").last().facts
    assert (facts["before"], facts["after"]) == ([STRENGTH["text"]], [AREA["text"]])


def test_what_an_auditor_found_is_taken_over_with_its_source(lead, report, june):
    found = Finding.objects.create(audit=june[0], kind="strength", text="The adviser is trusted.", source="discussion")

    lead.post(URL, answers() | {"strengths": [found.pk]})

    assert chosen(report) == [("strength", "The adviser is trusted.", "discussion")]


def test_a_finding_of_another_month_is_not_offered(lead, report):
    assert "strengths" not in lead.get(URL).context["picks"].fields


def test_a_finding_is_left_out(lead, report):
    save_findings(actor=lead.person, report=report, findings=[("strength", "One.", "record"), ("area", "Two.", "record")])

    lead.post(URL, answers(STRENGTH | {"DELETE": "on"}, AREA, already=2))

    assert chosen(report) == [("area", AREA["text"], "record")]


def test_blank_rows_are_no_findings(lead, report):
    lead.post(URL, answers(AREA | {"text": ""}))

    assert chosen(report) == []


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 404)])
def test_nobody_else_chooses(request, who, status, report):
    assert request.getfixturevalue(who).post(URL, answers(AREA)).status_code == status


def test_an_approved_report_keeps_its_findings(lead, approved_report):
    assert lead.post(URL, answers(AREA)).status_code == 403


def test_what_auditors_found_is_folded_with_its_count_until_something_is_ticked(lead, report, june):
    found = [Finding.objects.create(audit=june[0], kind="strength", text=f"Found {number}.", source="record") for number in range(3)]

    folded = lead.get(URL).context["picks"].groups
    assert [(group["title"], group["open"]) for group in folded] == [("Strengths that auditors found: 3", False)]

    refused = lead.post(URL, answers(STRENGTH | {"source": "nowhere"}) | {"strengths": [found[0].pk]})
    assert [group["open"] for group in refused.context["picks"].groups] == [True]
