"""Forms of observations: versions by the engine of the audit tool."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.tool.queries import current_tool
from observations.models import ObservationTemplate
from observations.services import templates as forms
from observations.services.planning import assign_observation
from tests.observation_kinds import SUPERVISION, observation_kind
from tests.replay import replayed


@pytest.fixture
def published(db) -> ObservationTemplate:
    return ObservationTemplate.objects.get(name="Supervision", version=1)


@pytest.fixture
@replayed
def draft(lead) -> ObservationTemplate:
    return forms.begin_form_version(actor=lead.person, template=ObservationTemplate.objects.get(name="Supervision"))


def test_a_version_begins_as_a_copy_and_twice_is_once(lead, draft, published):
    again = forms.begin_form_version(actor=lead.person, template=published)

    assert (again, draft.version, draft.based_on) == (draft, 2, published)
    held = [
        [(area.name, area.domain, [row.text for row in area.questions.all()]) for area in each.areas.all()] for each in (draft, published)
    ]
    assert held[0] == held[1] != []


def parts(template: ObservationTemplate) -> list:
    return [(area.name, area.domain, [row.text for row in area.questions.all()]) for area in template.areas.all()]


def test_a_published_version_does_not_change(lead, published):
    area = published.areas.first()
    for act in (
        lambda: forms.save_area(actor=lead.person, template=published, name="More"),
        lambda: forms.save_area_question(actor=lead.person, area=area, text="More?"),
        lambda: forms.move_form_part(actor=lead.person, part=area, up=False),
        lambda: forms.remove_form_part(actor=lead.person, part=area),
        lambda: forms.discard_form(actor=lead.person, template=published),
    ):
        with pytest.raises(ValidationError, match="does not change"):
            act()


def test_what_is_planned_keeps_its_version_and_what_comes_later_has_the_new_one(lead, observer, elm_team, draft, published):
    kind = observation_kind(SUPERVISION)
    before = assign_observation(actor=lead.person, kind=kind, observer=observer.person, team=elm_team)
    forms.save_area(actor=lead.person, template=draft, name="Anti-racist practice")
    forms.publish_form(actor=lead.person, template=draft, asks_grade=False)
    after = assign_observation(actor=lead.person, kind=kind, observer=observer.person, team=elm_team)

    before.refresh_from_db()
    assert (before.template, after.template) == (published, draft)
    assert not ObservationTemplate.objects.get(pk=draft.pk).asks_grade


def test_parts_change_places(lead, draft):
    first, second, *_ = draft.areas.all()

    forms.move_form_part(actor=lead.person, part=first, up=False)

    assert list(draft.areas.all()[:2]) == [second, first]


def test_a_form_without_an_area_is_not_published(lead):
    empty = forms.begin_form(actor=lead.person, name="Court")

    with pytest.raises(ValidationError, match="at least one area"):
        forms.publish_form(actor=lead.person, template=empty)
    forms.discard_form(actor=lead.person, template=empty)
    assert not ObservationTemplate.objects.filter(name="Court").exists()


def test_only_the_lead_edits(observer, published):
    with pytest.raises(PermissionDenied):
        forms.begin_form_version(actor=observer.person, template=published)


def test_areas_lead_to_domains_of_the_audit_tool(published):
    names = set(published.areas.values_list("domain__name", flat=True))

    assert names == {"Management oversight and supervision"}
    assert set(published.areas.values_list("domain__tool", flat=True)) == {current_tool().pk}
