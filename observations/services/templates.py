"""The forms that observations are written on: versions and their parts, by the engine of the audit tool."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.tool.services.drafts import change_places, fill_part, locked_draft, newest_published, next_position, only_draft, publish_draft
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from observations.models import AreaQuestion, ObservationTemplate, PracticeArea
from observations.permissions import can_edit_forms

ONLY_THE_LEAD = "The QA lead edits the forms of observations."
FormPart = PracticeArea | AreaQuestion


def a_draft_form(actor: Person, template: ObservationTemplate) -> ObservationTemplate:
    """The version, locked, if `actor` may change it now."""
    require(can_edit_forms, actor, why=ONLY_THE_LEAD)
    return locked_draft(ObservationTemplate.objects.select_related("based_on"), template)


@transaction.atomic
def begin_form(*, actor: Person, name: str) -> ObservationTemplate:
    """A form of another name, as a draft without areas."""
    require(can_edit_forms, actor, why=ONLY_THE_LEAD)
    name = name.strip()
    if not name:
        raise ValidationError({"name": "Enter the form’s name."})
    if ObservationTemplate.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": f"There is a form “{name}” already. Begin a new version of it."})
    template = ObservationTemplate.objects.create(name=name, version=1)
    record(actor=actor, verb="observation_form.begun", target=template, version=1)
    return template


@transaction.atomic
def begin_form_version(*, actor: Person, template: ObservationTemplate) -> ObservationTemplate:
    """A draft that begins as a copy of the newest published version of this form; the draft that there is already, where there is one."""
    require(can_edit_forms, actor, why=ONLY_THE_LEAD)
    of_name = ObservationTemplate.objects.filter(name=template.name)
    if draft := only_draft(of_name):
        return draft
    before = locked(of_name, pk=newest_published(of_name).pk)
    if draft := only_draft(of_name):
        return draft
    copy = ObservationTemplate.objects.create(name=before.name, version=before.version + 1, based_on=before, asks_grade=before.asks_grade)
    for area in before.areas.prefetch_related("questions"):
        own = PracticeArea.objects.create(
            template=copy, position=area.position, name=area.name, guidance=area.guidance, domain_id=area.domain_id
        )
        AreaQuestion.objects.bulk_create(
            AreaQuestion(area=own, position=row.position, text=row.text, guidance=row.guidance) for row in area.questions.all()
        )
    record(actor=actor, verb="observation_form.begun", target=copy, version=copy.version, copied_from=before.version)
    return copy


@transaction.atomic
def publish_form(*, actor: Person, template: ObservationTemplate, asks_grade: bool = True) -> ObservationTemplate:
    """From now on it does not change, and observations planned later are written on it; with a grade, where it asks for one."""
    template = a_draft_form(actor, template)
    template.asks_grade = asks_grade
    template.save(update_fields=["asks_grade"])
    publish_draft(template, missing_in_form(template))
    record(actor=actor, verb="observation_form.published", target=template, version=template.version)
    return template


@transaction.atomic
def discard_form(*, actor: Person, template: ObservationTemplate) -> None:
    template = a_draft_form(actor, template)
    record(actor=actor, verb="observation_form.discarded", target=template, version=template.version)
    template.areas.all().delete()
    template.delete()


def missing_in_form(template: ObservationTemplate) -> list[str]:
    return [] if template.areas.exists() else ["Add at least one area of practice."]


@transaction.atomic
def save_area(
    *, actor: Person, template: ObservationTemplate, area: PracticeArea | None = None, version: str | None = None, **fields: Any
) -> PracticeArea:
    """A new area, or changes to `area`. Fields: name, guidance, domain."""
    template = a_draft_form(actor, template)
    verb = "observation_form.changed" if area else "observation_form.added"
    if area:
        area = locked(template.areas.all(), pk=area.pk)
        require_version(area, version)
    else:
        area = PracticeArea(template=template, position=next_position(template.areas))
    _require_area(area, fields)
    fill_part(area, fields)
    area.save()
    record(actor=actor, verb=verb, target=template, area=area.name)
    return area


def _require_area(area: PracticeArea, fields: Mapping[str, Any]) -> None:
    name, domain = fields.get("name", area.name).strip(), fields.get("domain")
    if not name:
        raise ValidationError({"name": "Enter the area’s name."})
    if PracticeArea.objects.filter(template_id=area.template_id, name__iexact=name).exclude(pk=area.pk).exists():
        raise ValidationError({"name": f"This version has an area “{name}” already."})
    if domain and domain.tool.is_draft:
        raise ValidationError({"domain": "Select a domain of a published version of the audit tool."})


@transaction.atomic
def save_area_question(
    *, actor: Person, area: PracticeArea, question: AreaQuestion | None = None, version: str | None = None, text: str, guidance: str = ""
) -> AreaQuestion:
    """A new question of `area`, or changes to `question`."""
    template = a_draft_form(actor, area.template)
    verb = "observation_form.changed" if question else "observation_form.added"
    if not text.strip():
        raise ValidationError({"text": "Enter the question."})
    if question:
        question = locked(area.questions.all(), pk=question.pk)
        require_version(question, version)
    else:
        question = AreaQuestion(area=area, position=next_position(area.questions))
    fill_part(question, {"text": text, "guidance": guidance})
    question.save()
    record(actor=actor, verb=verb, target=template, area=area.name, question=question.text)
    return question


@transaction.atomic
def move_form_part(*, actor: Person, part: FormPart, up: bool) -> None:
    """Change places with the one before it, or after it; the first and the last stay where they are."""
    template = a_draft_form(actor, form_of_part(part))
    siblings = part.area.questions.all() if isinstance(part, AreaQuestion) else part.template.areas.all()
    if change_places(part, siblings.order_by("position"), up=up):
        record(actor=actor, verb="observation_form.moved", target=template, what=str(part), up=up)


@transaction.atomic
def remove_form_part(*, actor: Person, part: FormPart) -> None:
    template = a_draft_form(actor, form_of_part(part))
    held: Any = locked(type(part)._default_manager.all(), pk=part.pk)
    record(actor=actor, verb="observation_form.removed", target=template, what=str(held))
    held.delete()


def form_of_part(part: FormPart) -> ObservationTemplate:
    return part.area.template if isinstance(part, AreaQuestion) else part.template
