"""Good practice: proposed by the lead, agreed to by its worker, out of the library once they do not agree any more."""

import pytest

from foundation.activity.models import Access
from publications.enums import ConsentState, PublicationState
from publications.models import ExampleConsent, Publication
from tests.reading import text_of


def consent_url(publication, page="") -> str:
    return f"/publications/{publication.number}/consent/{page}"


def test_the_lead_proposes_a_strength_and_its_worker_agrees(lead, worker, strength):
    assert strength.text in text_of(lead.get("/publications/propose/"))
    lead.post(f"/publications/propose/{strength.pk}/", {"title": "Let the child draw the plan"})
    example = Publication.objects.get()
    assert strength.text in text_of(worker.get(consent_url(example)))
    worker.post(consent_url(example, "agree/"))

    assert ExampleConsent.objects.get().state == ConsentState.GIVEN
    assert strength.text not in text_of(lead.get("/publications/propose/"))


def test_a_worker_takes_it_back(worker, auditor, shared):
    assert "Let the child draw the plan" in text_of(auditor.get("/publications/"))
    worker.post(consent_url(shared, "refuse/"))

    assert Publication.objects.get().state == PublicationState.WITHDRAWN
    assert "Let the child draw the plan" not in text_of(auditor.get("/publications/"))
    assert auditor.get(f"/publications/{shared.number}/").status_code == 404


def test_no_page_says_whose_practice_it_is(lead, worker, auditor, shared):
    page = auditor.get(f"/publications/{shared.number}/").content.decode()

    assert [
        words
        for words in (worker.person.name, "C-20417", f"/audits/{shared.consent.audit_id}", "She asked the child", "onsent")
        if words in page
    ] == []


@pytest.mark.parametrize("who", ["lead", "moderator", "team_manager", "outsider", "administrator"])
def test_only_the_worker_opens_the_question(request, proposed, who):
    visitor = request.getfixturevalue(who)

    assert visitor.get(consent_url(proposed)).status_code == 404
    assert visitor.post(consent_url(proposed, "agree/")).status_code == 404


@pytest.mark.parametrize("who", ["worker", "director", "auditor", "administrator"])
@pytest.mark.parametrize("page", ["", "{}/"])
def test_only_the_lead_proposes(request, strength, who, page):
    assert request.getfixturevalue(who).get(f"/publications/propose/{page.format(strength.pk)}").status_code == 403


def test_what_is_read_of_a_strength_is_in_the_reading_log(lead, worker, proposed, strength):
    worker.get(consent_url(proposed))
    lead.get("/publications/propose/")

    read = {(each.actor, each.address) for each in Access.objects.all()}
    assert read >= {(worker.person, "publications:consent"), (lead.person, "publications:propose")}
