"""The editor of the forms and types of observations."""

import pytest

from observations.models import ObservationTemplate, ObservationType
from observations.services.templates import begin_form_version

URL = "/observations/forms/"


@pytest.fixture
def draft(lead) -> ObservationTemplate:
    return begin_form_version(actor=lead.person, template=ObservationTemplate.objects.get(name="Supervision"))


def test_lead_changes_a_draft_and_publishes_it(lead, draft):
    page = f"{URL}{draft.pk}/"
    lead.post(f"{page}areas/new/", {"name": "Anti-racist practice"})
    area = draft.areas.get(name="Anti-racist practice")
    lead.post(f"{URL}areas/{area.pk}/questions/new/", {"text": "Is identity spoken of?"})
    lead.post(f"{URL}area/{area.pk}/move/", {"up": ""})
    shown = lead.get(page).content.decode()
    assert "Is identity spoken of?" in shown

    lead.post(f"{page}publish/", {"asks_grade": "on"})

    assert not ObservationTemplate.objects.get(pk=draft.pk).is_draft
    assert [each.name for each in draft.areas.all()][-2:] == ["Anti-racist practice", "Decisions and reasons"]
    assert lead.get(f"{URL}areas/{area.pk}/").status_code == 404


def test_lead_removes_a_part_and_discards_the_draft(lead, draft):
    area = draft.areas.first()
    for address in (f"{URL}areas/{area.pk}/", f"{URL}questions/{area.questions.first().pk}/", f"{URL}area/{area.pk}/remove/"):
        assert lead.get(address).status_code == 200
    lead.post(f"{URL}area/{area.pk}/remove/")
    assert not draft.areas.filter(pk=area.pk).exists()

    lead.post(f"{URL}{draft.pk}/discard/")
    assert not ObservationTemplate.objects.filter(pk=draft.pk).exists()


def test_lead_begins_a_form_and_a_version(lead):
    published = ObservationTemplate.objects.get(name="Supervision")
    begun = lead.post(f"{URL}new/", {"name": "Court"})
    next_version = lead.post(f"{URL}{published.pk}/version/")

    assert ObservationTemplate.objects.get(name="Court").get_absolute_url() == begun.url
    assert published.next_version.get_absolute_url() == next_version.url


def test_lead_adds_a_type_and_ends_one(lead):
    form = {"form": "Supervision", "first_day": "2023-06-01"}
    lead.post("/observations/types/new/", form | {"name": "Group supervision"})
    lead.post("/observations/types/core_group/", form | {"name": "Core group", "last_day": "2023-06-30", "with_family": "on"})

    added, ended = ObservationType.objects.get(name="Group supervision"), ObservationType.objects.get(code="core_group")
    assert (added.with_family, ended.last_day.isoformat()) == (False, "2023-06-30")
    assert "Ended" in lead.get(URL).content.decode() or "Until" in lead.get(URL).content.decode()


@pytest.mark.parametrize("page", ["", "new/", "{pk}/"])
def test_others_do_not_see_the_editor(observer, director, draft, page):
    address = URL + page.format(pk=draft.pk)

    assert (observer.get(address).status_code, director.get(address).status_code) == (403, 403)
