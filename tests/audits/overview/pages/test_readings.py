"""Who has read an audit: everybody who opened any page or file of it, for the QA lead."""

import pytest
from django.urls import reverse


def page_of(audit) -> str:
    return reverse("audits:readings", args=[audit.number])


@pytest.fixture
def text(lead):
    return lambda audit: lead.get(page_of(audit)).content.decode()


def test_the_auditor_the_moderator_and_the_lead_are_in_it_too(auditor, moderator, lead, submitted_audit, text):
    for visitor in (auditor, moderator, lead):
        assert visitor.get(submitted_audit.get_absolute_url()).status_code == 200

    page = text(submitted_audit)

    assert all(visitor.person.name in page for visitor in (auditor, moderator, lead))
    assert submitted_audit.case_id not in page


def test_it_can_be_taken_as_a_file(auditor, lead, submitted_audit):
    auditor.get(submitted_audit.get_absolute_url())
    file = lead.get(page_of(submitted_audit) + "?export=csv").content.decode("utf-8-sig")

    assert file.splitlines()[0] == "When,Who,What was opened,Of,From,When (UTC),Request"
    assert "Amina Yusuf,Audit,Audit" in file


def test_only_a_lead_who_does_not_moderate_it_sees_it(auditor, moderator, director, administrator, outsider, lead, submitted_audit):
    url = page_of(submitted_audit)

    assert [visitor.get(url).status_code for visitor in (auditor, moderator, director)] == [403, 403, 403]
    assert [visitor.get(url).status_code for visitor in (administrator, outsider)] == [404, 404]
    submitted_audit.moderator = lead.person
    submitted_audit.save()
    assert lead.get(url).status_code == 403


def test_nothing_but_reading_is_asked(lead, submitted_audit):
    assert lead.post(page_of(submitted_audit)).status_code == 405


def test_more_readings_take_no_more_queries(lead, submitted_audit, django_assert_max_num_queries):
    lead.get(page_of(submitted_audit))
    with django_assert_max_num_queries(40) as one:
        lead.get(page_of(submitted_audit))
        count = len(one)
    for _ in range(3):
        lead.get(submitted_audit.get_absolute_url())
    with django_assert_max_num_queries(count):
        lead.get(page_of(submitted_audit))
