"""Domains, questions and items that are asked of some plan types or services only."""

import pytest
from django.core.exceptions import ValidationError

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import grade_domain, submit_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import Grade, Stage
from audits.models import Audit, Tool
from audits.queries.applicability import Applicability
from insight.queries.distributions import distributions
from tests.audit_stages import JUNE, begin, moderate_unchanged
from tests.audits.tool.versions import draft, new_domain, published

LEAVING = "Leaving care"


@pytest.fixture
def tool(lead) -> Tool:
    """One domain more, for care experienced people."""
    tool = draft(lead)
    new_domain(lead, tool, LEAVING, plan_types=["care_experienced"])
    return published(lead, tool)


@pytest.fixture
def audits(lead, auditor, moderator, elm_team, tool) -> dict[str, Audit]:
    cycle = plan_cycle(actor=lead.person, month=JUNE)
    people = {"auditor": auditor.person, "moderator": moderator.person}
    return {
        plan: add_audit(actor=lead.person, cycle=cycle, case_id=f"C-{number}", team=elm_team, plan_type=plan, **people)
        for number, plan in enumerate(["cared_for", "care_experienced", ""])
    }


def names(audit: Audit) -> list[str]:
    return [domain.name for domain in Applicability(audit).domains]


def fill_in(audit: Audit) -> Audit:
    begin(audit)
    for domain in [*Applicability(audit).domains, None]:
        grade_domain(actor=audit.auditor, audit=audit, domain=domain, grade=Grade.GOOD, reason="Seen.")
    return submit_audit(actor=audit.auditor, audit=audit)


def test_a_domain_is_asked_of_its_plan_types(audits):
    assert [LEAVING in names(audits[plan]) for plan in ("cared_for", "care_experienced")] == [False, True]


def test_what_is_not_known_excludes_nothing(audits):
    assert LEAVING in names(audits[""])


def test_a_domain_of_another_service_is_not_asked(lead, audits, elm_team, ash_team):
    tool = draft(lead)
    new_domain(lead, tool, "Front door", services=[ash_team.service])
    new_domain(lead, tool, "Rowan only", services=[elm_team.service])
    audit = audits["cared_for"]
    audit.tool = published(lead, tool)

    assert [name for name in ("Front door", "Rowan only") if name in names(audit)] == ["Rowan only"]


def test_the_form_has_no_section_for_what_does_not_apply(auditor, audits):
    sections = auditor.get(f"/audits/{audits['cared_for'].number}/form/").context["sections"]

    assert [section.text for section in sections][4:] == [
        "Overall outcomes and impact",
        "Strengths and areas for improvement",
        "Voices and checklist",
        "Overall judgement",
    ]


def test_it_can_be_submitted_and_moderated_without_it(audits):
    audit = moderate_unchanged(fill_in(audits["cared_for"]))

    assert audit.judgements.at(Stage.AGREED).of_domains().count() == 5


def test_it_leaves_every_denominator(audits):
    for audit in audits.values():
        moderate_unchanged(fill_in(audit))

    post = distributions(JUNE, JUNE)[0]
    assert sum(post.domains[LEAVING].values()) == 2
    assert sum(post.domains["Assessment"].values()) == 3


def test_an_answer_to_what_is_not_asked_is_refused(auditor, audits, tool):
    begin(audits["cared_for"])
    with pytest.raises(ValidationError, match="is not asked of Audit"):
        grade_domain(actor=auditor.person, audit=audits["cared_for"], domain=tool.domains.get(name=LEAVING), grade="G", reason="Seen.")


def test_a_grade_given_stays_whatever_becomes_of_the_record(audits):
    audit = begin(audits["care_experienced"])
    grade_domain(actor=audit.auditor, audit=audit, domain=audit.tool.domains.get(name=LEAVING), grade="G", reason="Seen.")
    Audit.objects.filter(pk=audit.pk).update(plan_type="cared_for")

    assert LEAVING in names(Audit.objects.get(pk=audit.pk))


def test_items_of_the_checklist_follow_the_plan_type(audits):
    asked = {plan: {item.text for item in Applicability(audit).checklist} for plan, audit in audits.items()}

    assert asked["cared_for"] ^ asked["care_experienced"] == {
        "The health assessment and the dental check are in date",
        "The pathway plan is in date",
    }
    assert len(asked[""]) == 8


def test_a_finished_audit_shows_the_domains_that_it_was_graded_in(lead, audits):
    audit = audits["cared_for"]
    moderate_unchanged(fill_in(audit))

    rows = lead.get(f"/audits/{audit.number}/").context["page"].rows
    assert LEAVING not in [row.name for row in rows]
    assert len(rows) == 6
