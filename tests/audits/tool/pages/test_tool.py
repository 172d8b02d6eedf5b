"""/settings/audit-tool/ and what is changed in a draft."""

import pytest
from django.core.exceptions import ValidationError

from audits.enums import PRACTICE_GRADES, DomainRelation
from audits.models import Domain, Tool
from audits.tool.services.parts import change_domain
from foundation.activity.models import Entry
from tests.audits.tool.versions import domain_of, draft, new_domain, published
from tests.tables import table_on

URL = "/settings/audit-tool/"
FILLED = {
    "name": "Safety",
    "guidance": "How safe the child is.",
    "judgement": "help",
    "framework": "outcome_3",
    "relation": "new",
    **{f"descriptor_{grade}": f"What {grade} looks like." for grade in PRACTICE_GRADES},
}


@pytest.fixture
def tool(lead) -> Tool:
    return draft(lead)


@pytest.fixture
def first(db) -> Tool:
    return Tool.objects.get(version=1)


def sentences(tool: Tool) -> list[str]:
    return [entry.sentence for entry in Entry.objects.of(tool)]


def names(tool: Tool) -> list[str]:
    return list(tool.domains.values_list("name", flat=True))


def test_versions_are_listed_with_what_uses_them(lead, allocated_audit):
    (version,) = table_on(lead.get(URL))

    assert [version[name] for name in ("Version", "State", "Domains", "Months", "Audits")] == ["Version 1", "In use", "5", "1", "1"]


def test_a_new_version_is_a_copy_of_the_one_in_use(lead, first):
    response = lead.post(f"{URL}new/")

    copy = Tool.objects.get(version=2)
    assert response.url == f"{URL}{copy.pk}/"
    assert names(copy) == names(first)
    assert [row.text for row in copy.checklist.all()] == [row.text for row in first.checklist.all()]
    for before, after in zip(first.domains.all(), copy.domains.all(), strict=True):
        assert (after.guidance, after.judgement, after.framework) == (before.guidance, before.judgement, before.framework)
        assert dict(after.descriptors.values_list("grade", "text")) == dict(before.descriptors.values_list("grade", "text"))
        assert [row.text for row in after.questions.all()] == [row.text for row in before.questions.all()]
        assert (after.relation, [*after.comes_from.all()]) == (DomainRelation.CONTINUES, [before])
    assert sentences(copy) == ["began a version of the audit tool"]


def test_there_is_one_draft_at_a_time(lead, tool):
    response = lead.post(f"{URL}new/")

    assert response.url == f"{URL}{tool.pk}/"
    assert Tool.objects.count() == 2


def test_a_version_is_not_begun_by_reading(lead, db):
    assert lead.get(f"{URL}new/").status_code == 405
    assert Tool.objects.count() == 1


def test_a_domain_is_added_with_all_it_holds(lead, tool, elm_team):
    lead.post(f"{URL}{tool.pk}/domains/new/", FILLED | {"plan_types": ["cared_for"], "services": [elm_team.service.pk]})

    domain = domain_of(tool, "Safety")
    assert (domain.position, domain.judgement, domain.framework, domain.plan_types) == (6, "help", "outcome_3", ["cared_for"])
    assert [*domain.services.all()] == [elm_team.service]
    assert domain.descriptors.get(grade="RI").text == "What RI looks like."
    assert sentences(tool)[-1] == "added to the audit tool"


def test_a_domain_may_be_saved_half_done(lead, tool):
    lead.post(f"{URL}{tool.pk}/domains/new/", {"name": "Safety"})

    missing = [each["text"] for each in lead.get(f"{URL}{tool.pk}/").context["missing"]]
    assert missing[0] == "Safety: say what Outstanding looks like."
    assert missing[-1] == "Safety: say how it compares with version 1."


def test_a_domain_is_renamed_and_reworded(lead, tool):
    domain = domain_of(tool, "Assessment")
    given = FILLED | {"name": "Assessment of need", "relation": "continues", "comes_from": [domain.comes_from.get().pk]}

    lead.post(f"{URL}domains/{domain.pk}/", given)

    domain.refresh_from_db()
    assert (domain.name, domain.guidance) == ("Assessment of need", "How safe the child is.")
    assert Entry.objects.of(tool).last().facts == {"domain": "Assessment of need", "before": "Assessment"}


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"name": ""}, "name", "Enter name"),
        ({"name": "overall"}, "name", "“Overall” is the name of the overall judgement. Choose another name."),
        ({"name": "assessment"}, "name", "This version has a domain “assessment” already."),
        ({"relation": "merged"}, "comes_from", "Select the domains that it merges: two or more."),
        ({"relation": "continues"}, "comes_from", "Select the one domain that it continues."),
    ],
)
def test_what_is_refused_stands_by_its_field_and_nothing_typed_is_lost(lead, tool, given, field, says):
    page = lead.post(f"{URL}{tool.pk}/domains/new/", FILLED | given)

    assert page.context["form"].errors == {field: [says]}
    assert "How safe the child is." in page.content.decode()


def test_two_domains_cannot_continue_one(lead, tool):
    before = Tool.objects.get(version=1).domains.get(name="Assessment")

    with pytest.raises(ValidationError, match="“Assessment” continues “Assessment” already"):
        new_domain(lead, tool, "Need", relation=DomainRelation.CONTINUES, comes_from=[before])


def test_a_new_domain_continues_none(lead, tool):
    before = Tool.objects.get(version=1).domains.get(name="Assessment")
    page = lead.post(f"{URL}{tool.pk}/domains/new/", FILLED | {"comes_from": [before.pk]})

    assert page.context["form"].errors == {"comes_from": ["Select none: a new domain continues nothing."]}


def test_order_changes_without_a_script(lead, tool):
    second = tool.domains.all()[1]

    lead.post(f"{URL}domain/{second.pk}/move/", {"up": ""})
    assert names(tool)[:2] == ["Assessment", "Relationship based practice and direct work"]

    lead.post(f"{URL}domain/{second.pk}/move/", {"down": ""})
    assert names(tool)[:2] == ["Relationship based practice and direct work", "Assessment"]
    assert sentences(tool)[-1] == "changed the order of the audit tool"


def test_the_first_cannot_move_up(lead, tool):
    before = names(tool)

    lead.post(f"{URL}domain/{tool.domains.first().pk}/move/", {"up": ""})

    assert names(tool) == before
    assert sentences(tool) == ["began a version of the audit tool"]


def test_a_domain_is_removed_after_a_question(lead, tool, first):
    domain = domain_of(tool, "Assessment")
    page = lead.get(f"{URL}domain/{domain.pk}/remove/").content.decode()
    first_answer = lead.post(f"{URL}domain/{domain.pk}/remove/")

    assert "with its descriptors and questions" in page
    assert "Assessment" not in names(tool)
    assert "Assessment" in names(first)
    assert lead.get(f"{URL}domain/{domain.pk}/remove/").status_code == 404
    assert lead.post(f"{URL}domain/{domain.pk}/remove/").url == first_answer.url


def test_a_question_is_added_changed_moved_and_removed(lead, tool):
    domain = domain_of(tool, "Assessment")
    lead.post(f"{URL}domains/{domain.pk}/questions/new/", {"text": "Who was asked?", "guidance": "Partners too."})
    question = domain.questions.get(text="Who was asked?")
    lead.post(f"{URL}questions/{question.pk}/", {"text": "Who was heard?"})
    lead.post(f"{URL}question/{question.pk}/move/", {"up": ""})

    assert [row.text for row in domain.questions.all()].index("Who was heard?") == 2
    lead.post(f"{URL}question/{question.pk}/remove/")
    assert not domain.questions.filter(text="Who was heard?").exists()


def test_an_item_of_the_checklist_is_added_changed_moved_and_removed(lead, tool):
    lead.post(f"{URL}{tool.pk}/checklist/new/", {"text": "The genogram is drawn", "plan_types": ["cared_for"]})
    item = tool.checklist.get(text="The genogram is drawn")
    lead.post(f"{URL}checklist/{item.pk}/", {"text": "The genogram is up to date"})
    lead.post(f"{URL}item/{item.pk}/move/", {"up": ""})

    assert [row.text for row in tool.checklist.all()].index("The genogram is up to date") == 7
    lead.post(f"{URL}item/{item.pk}/remove/")
    assert tool.checklist.count() == 8


def test_an_item_needs_words(lead, tool):
    page = lead.post(f"{URL}{tool.pk}/checklist/new/", {"text": ""})

    assert page.context["form"].errors == {"text": ["Enter item"]}


def test_a_draft_is_discarded_with_all_it_holds(lead, tool):
    lead.post(f"{URL}{tool.pk}/discard/")

    assert Tool.objects.count() == 1
    assert Domain.objects.filter(tool__version=2).count() == 0
    assert lead.get(URL).context["draft"] is None


@pytest.mark.parametrize("person", ["auditor", "administrator", "director", "board_member", "team_manager"])
def test_only_the_lead_sees_and_edits_the_tool(request, lead, tool, person):
    visitor = request.getfixturevalue(person)
    domain = tool.domains.first()

    for address in ("", f"{tool.pk}/", f"{tool.pk}/form/", f"{tool.pk}/publish/", f"domains/{domain.pk}/", f"domain/{domain.pk}/remove/"):
        assert visitor.get(URL + address).status_code == 403
    assert visitor.post(f"{URL}domain/{domain.pk}/move/", {"down": ""}).status_code == 403
    assert visitor.post(f"{URL}new/").status_code == 403


def test_a_kind_that_does_not_exist_is_not_found(lead, tool):
    assert lead.post(f"{URL}tool/{tool.pk}/move/", {"up": ""}).status_code == 404


def test_what_is_published_is_not_found_to_be_changed(lead, first):
    domain, item = first.domains.first(), first.checklist.first()

    for address in (f"domains/{domain.pk}/", f"checklist/{item.pk}/", f"{first.pk}/publish/", f"{first.pk}/domains/new/"):
        assert lead.get(URL + address).status_code == 404


def test_a_version_published_in_another_window_refuses_the_change(lead, tool):
    domain = tool.domains.first()
    published(lead, tool)

    with pytest.raises(ValidationError, match="Version 2 is published, so it does not change"):
        change_domain(actor=lead.person, domain=domain, name="Another name")
    assert Domain.objects.get(pk=domain.pk).name == domain.name


def test_the_list_asks_no_more_queries_with_more_versions(lead, django_assert_max_num_queries, db):
    lead.get(URL)
    with django_assert_max_num_queries(20) as one:
        lead.get(URL)
    for _ in range(2):
        published(lead)
    with django_assert_max_num_queries(len(one)):
        lead.get(URL)


def test_the_preview_shows_what_is_asked_of_a_record(lead, tool):
    new_domain(lead, tool, "Leaving care", plan_types=["care_experienced"])

    everyone = lead.get(f"{URL}{tool.pk}/form/").content.decode()
    cared_for = lead.get(f"{URL}{tool.pk}/form/?plan_type=cared_for").content.decode()

    assert ("Leaving care" in everyone, "Leaving care" in cared_for) == (True, False)
    assert "The health assessment and the dental check are in date" in cared_for
    assert "The pathway plan is in date" not in cared_for
    assert tool.domains.get(name="Assessment").descriptors.get(grade="G").text in cared_for
