"""Planning a study, changing its plan, finishing it."""

from typing import Any

from django import forms

from audits.models import Domain
from audits.tool.queries import current_tool
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukDateField, GovukMonthField, ServiceForm
from foundation.guard.forms import GuardedWords
from performance.models import Indicator
from studies.enums import StudyKind
from studies.models import Study
from studies.permissions import READ_FOR_QUALITY
from studies.services.planning import change_study, finish_study, plan_study

HOPES = ("hoped_before", "hoped_after")


class StudyFields(GuardedWords, ServiceForm):
    title = forms.CharField(label="What is looked at", max_length=120, help_text="For example, “Child’s views in assessments”")
    why = forms.CharField(label="What it is for", widget=forms.Textarea)
    questions = forms.CharField(
        label="Questions",
        widget=forms.Textarea,
        help_text="One on a line, at most six. Each is answered Yes, Partly, No or Does not apply. The study is judged by the first.",
    )
    domain = forms.ModelChoiceField(
        Domain.objects.none(),
        label="Domain of the audit tool (optional)",
        required=False,
        help_text="If the first question is about it, what is found is shown beside its grades in Triangulation.",
    )
    change = forms.CharField(
        label="What is to make the change (optional)", max_length=150, required=False, help_text="For example, training on assessments"
    )
    changed_on = GovukDateField(label="When (optional)", required=False)
    hoped_before = forms.IntegerField(
        label="How many would be Yes before (optional)",
        min_value=0,
        max_value=100,
        required=False,
        help_text="In percent. A guess will do.",
    )
    hoped_after = forms.IntegerField(
        label="How many you hope for after (optional)", min_value=0, max_value=100, required=False, help_text="In percent."
    )
    size = forms.IntegerField(
        label="Records in each wave", min_value=1, max_value=500, help_text="You see what so many can find before anything is drawn."
    )
    lead = forms.ModelChoiceField(Person.objects.none(), label="Lead")
    readers = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Others who read records (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )

    field_options = {
        "why": {"rows": 3},
        "questions": {"rows": 4},
        "domain": {"empty_label": "None of them"},
        "hoped_before": {"width": 3, "suffix": "%"},
        "hoped_after": {"width": 3, "suffix": "%"},
        "size": {"width": 3},
        "lead": {"suggest": True, "empty_label": "Choose a person"},
        "readers": {"narrow": True, "small": True},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Person.objects.staff()
        self.fields["domain"].queryset = Domain.objects.filter(tool=current_tool()).order_by("position")
        self.fields["lead"].queryset = people.with_role(*READ_FOR_QUALITY)
        self.fields["readers"].queryset = people.with_role(*READ_FOR_QUALITY)

    def asked(self) -> list[str]:
        return str(self.cleaned_data.pop("questions", "")).splitlines()


class PlanStudyForm(StudyFields):
    submit_text = "Plan the dip sample"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("lead", self.actor.pk)

    def act(self) -> Study:
        asked = self.asked()
        return plan_study(actor=self.actor, questions=asked, **self.cleaned_data)


class PlanAccuracyForm(StudyFields):
    """Rows behind a figure, checked against the record; what is asked is the same each time."""

    submit_text = "Plan the accuracy sample"
    field_order = ["indicator", "month", "title", "why", "size", "lead", "readers"]
    field_options = {**StudyFields.field_options, "indicator": {"suggest": True, "empty_label": "Choose an indicator"}}

    indicator = forms.ModelChoiceField(Indicator.objects.select_related("measure"), help_text="Whose rows are checked against the record")
    month = GovukMonthField(label="Month of the figure")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("questions", "domain", "change", "changed_on", *HOPES):
            del self.fields[name]
        self.fields["size"].label, self.fields["size"].help_text = "Rows to check", "Twenty are usual."
        for name, value in {
            "lead": self.actor.pk,
            "size": 20,
            "title": "Rows behind the figure",
            "why": "To know how far the figure can be relied on.",
        }.items():
            self.initial.setdefault(name, value)

    def act(self) -> Study:
        return plan_study(actor=self.actor, kind=StudyKind.ACCURACY, **self.cleaned_data)


class ChangeStudyForm(StudyFields):
    submit_text = "Save the plan"

    def __init__(self, *args: Any, study: Study, **kwargs: Any):
        names = ("title", "why", "domain", "change", "changed_on", *HOPES, "size", "lead")
        stored = {name: getattr(study, name) for name in names}
        questions = "\n".join(each.text for each in study.questions.all())
        initial = {**stored, "lead": study.lead_id, "questions": questions, "readers": [each.pk for each in study.readers.all()]}
        super().__init__(*args, initial=initial, **kwargs)
        self.study = study
        # One of an earlier version of the tool stays until another is chosen.
        self.fields["domain"].queryset |= Domain.objects.filter(pk=study.domain_id or 0)
        self.cancel_url = study.get_absolute_url()
        self.carry_version(version_of(study))
        fixed = ("questions", *HOPES, "size") if study.waves.exists() else ()
        of_a_dip_sample = ("questions", "domain", "change", "changed_on", *HOPES) if study.is_of_accuracy else ()
        for name in {*fixed, *of_a_dip_sample}:
            del self.fields[name]

    def act(self) -> Study:
        given = dict(self.cleaned_data)
        asked = given.pop("questions", None)
        lines = asked.splitlines() if asked is not None else [each.text for each in self.study.questions.all()]
        return change_study(actor=self.actor, study=self.study, questions=lines, **given)


class FinishStudyForm(GuardedWords, ServiceForm):
    submit_text = "Finish it"
    field_options = {"learned": {"rows": 5}}

    learned = forms.CharField(
        label="What was learned, and what follows from it?",
        widget=forms.Textarea,
        help_text="The figures are shown beside it. Name no child, family or worker.",
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any):
        super().__init__(*args, initial={"learned": study.learned}, **kwargs)
        self.study = study
        self.cancel_url = study.get_absolute_url()

    def act(self) -> Study:
        return finish_study(actor=self.actor, study=self.study, **self.cleaned_data)
