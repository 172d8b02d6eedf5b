"""The editor of the forms of observations, and of their types."""

from typing import Any

from django import forms

from audits.models import Domain
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, ServiceForm
from observations.models import AreaQuestion, ObservationTemplate, ObservationType, PracticeArea
from observations.services import kinds, templates


class NewFormForm(ServiceForm):
    submit_text = "Begin the form"

    name = forms.CharField(label="Name of the form", max_length=100, help_text="For example “Supervision”.")

    def act(self) -> ObservationTemplate:
        return templates.begin_form(actor=self.actor, **self.cleaned_data)


class AreaForm(ServiceForm):
    submit_text = "Save the area"

    name = forms.CharField(max_length=120)
    guidance = forms.CharField(required=False, widget=forms.Textarea, label="Guidance (optional)")
    domain = forms.ModelChoiceField(
        Domain.objects.none(),
        required=False,
        label="Domain of the audit tool (optional)",
        help_text="What was observed in this area can then be shown beside what audits found there. No grade is mixed.",
    )
    field_options = {"guidance": {"rows": 2}, "domain": {"empty_label": "None"}}

    def __init__(self, *args: Any, template: ObservationTemplate, area: PracticeArea | None = None, **kwargs: Any):
        self.template, self.area = template, area
        stored = {name: getattr(area, name) for name in ("name", "guidance", "domain")} if area else {}
        super().__init__(*args, initial=stored, **kwargs)
        domains = Domain.objects.filter(tool__published_on__isnull=False).select_related("tool").order_by("-tool__version", "position")
        self.fields["domain"].queryset = domains
        self.fields["domain"].label_from_instance = lambda domain: f"{domain} (version {domain.tool.version})"
        if area:
            self.carry_version(version_of(area))
        self.cancel_url = template.get_absolute_url()

    def act(self) -> PracticeArea:
        return templates.save_area(actor=self.actor, template=self.template, area=self.area, **self.cleaned_data)


class AreaQuestionForm(ServiceForm):
    submit_text = "Save the question"

    text = forms.CharField(label="Question", max_length=300, help_text="What the observer looks for in this area.")
    field_options = {"text": {"rows": 2}}

    def __init__(self, *args: Any, area: PracticeArea, question: AreaQuestion | None = None, **kwargs: Any):
        self.area, self.question = area, question
        super().__init__(*args, initial={"text": question.text} if question else {}, **kwargs)
        if question:
            self.carry_version(version_of(question))
        self.cancel_url = area.template.get_absolute_url()

    def act(self) -> AreaQuestion:
        return templates.save_area_question(actor=self.actor, area=self.area, question=self.question, **self.cleaned_data)


class TemplateActForm(ServiceForm):
    """An act on a whole version: the button is the answer."""

    def __init__(self, *args: Any, template: ObservationTemplate, **kwargs: Any):
        self.template = template
        super().__init__(*args, **kwargs)
        self.cancel_url = template.get_absolute_url()


class PublishFormForm(TemplateActForm):
    submit_text = "Publish the version"

    asks_grade = forms.BooleanField(
        label="Ask for a grade on the scale of observations",
        required=False,
        help_text="Nobody need give one. It enters no figure of audits.",
    )

    def __init__(self, *args: Any, template: ObservationTemplate, **kwargs: Any):
        super().__init__(*args, template=template, initial={"asks_grade": template.asks_grade}, **kwargs)

    def act(self) -> ObservationTemplate:
        return templates.publish_form(actor=self.actor, template=self.template, **self.cleaned_data)


class DiscardFormForm(TemplateActForm):
    submit_text = "Discard the draft"
    submit_warns = True

    def act(self) -> bool:
        templates.discard_form(actor=self.actor, template=self.template)
        return True


class RemoveFormPartForm(TemplateActForm):
    submit_text = "Remove it"
    submit_warns = True

    def __init__(self, *args: Any, part: Any, **kwargs: Any):
        self.part = part
        super().__init__(*args, **kwargs)

    def act(self) -> bool:
        templates.remove_form_part(actor=self.actor, part=self.part)
        return True


class TypeForm(ServiceForm):
    submit_text = "Save the type"

    name = forms.CharField(max_length=80)
    form = forms.ChoiceField(label="Form", help_text="Its newest published version is used.")
    with_family = forms.BooleanField(
        label="A family is there", required=False, help_text="Then the practitioner asks them beforehand whether they agree."
    )
    first_day = GovukDateField(label="Offered from")
    last_day = GovukDateField(label="Offered until (optional)", required=False)

    def __init__(self, *args: Any, kind: ObservationType | None = None, **kwargs: Any):
        self.kind = kind
        names = ("name", "form", "with_family", "first_day", "last_day")
        stored = {name: getattr(kind, name) for name in names} if kind else {"first_day": today(), "with_family": True}
        super().__init__(*args, initial=stored, **kwargs)
        published = ObservationTemplate.objects.filter(published_on__isnull=False).order_by("name__folded")
        self.fields["form"].choices = [(name, name) for name in dict.fromkeys(published.values_list("name", flat=True))]
        if kind:
            self.carry_version(version_of(kind))

    def act(self) -> ObservationType:
        return kinds.save_type(actor=self.actor, kind=self.kind, **self.cleaned_data)
