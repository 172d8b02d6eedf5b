"""Priorities of the improvement plan."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from actions.forms.fields import OwnerField
from actions.pages.owners import owner_choices
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from inspections.models import PlanPriority, ProgressNote, Recommendation
from inspections.services.plan import change_priority, close_priority, note_progress, reopen_priority, set_priority, version_beside


class PriorityForm(GuardedWords, ServiceForm):
    submit_text = "Save"
    field_options: ClassVar = {
        "name": {"label_size": "s"},
        "good_looks_like": {"rows": 5, "label_size": "s"},
        "owner": {"suggest": True, "label_size": "s"},
        "due": {"legend_size": "s"},
        "recommendations": {"small": True, "narrow": "a recommendation", "legend_size": "s"},
    }

    name = forms.CharField(label="What is the priority?", max_length=150, help_text="For example, “Supervision that challenges drift”")
    good_looks_like = forms.CharField(
        label="What does good look like?",
        widget=forms.Textarea,
        help_text="What anybody could see, and what children would say, once it is reached.",
    )
    owner = OwnerField(label="Who owns it?", help_text="One person answers for it. Start typing a name.")
    due = GovukDateField(label="By when?", help_text="For example, 31 3 2024")
    recommendations = forms.ModelMultipleChoiceField(
        Recommendation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Which recommendations does it answer?"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", ""), *owner_choices(None, today())]
        self.fields["recommendations"].queryset = _offered()
        self.fields["recommendations"].label_from_instance = lambda each: f"{each.position}. {each.text} ({each.inspection})"

    def act(self) -> PlanPriority:
        return set_priority(actor=self.actor, **self.cleaned_data)


class ChangePriorityForm(PriorityForm):
    def __init__(self, *args: Any, priority: PlanPriority, **kwargs: Any):
        held = {name: getattr(priority, name) for name in ("name", "good_looks_like", "due")}
        answers = version_beside(priority)
        super().__init__(*args, initial=held | {"owner": str(priority.owner_id), "recommendations": answers}, **kwargs)
        self.priority = priority
        if str(priority.owner_id) not in dict(self.fields["owner"].choices):
            self.fields["owner"].choices = [*self.fields["owner"].choices, (str(priority.owner_id), str(priority.owner))]
        self.carry_version(version_of(priority, answers))
        self.cancel_url = priority.get_absolute_url()

    def act(self) -> PlanPriority:
        return change_priority(actor=self.actor, priority=self.priority, **self.cleaned_data)


def _offered() -> QuerySet[Recommendation]:
    return Recommendation.objects.select_related("inspection").order_by("-inspection__first_day", "position")


class OfPriorityForm(GuardedWords, ServiceForm):
    def __init__(self, *args: Any, priority: PlanPriority, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.priority = priority
        self.cancel_url = priority.get_absolute_url()


class ProgressNoteForm(OfPriorityForm):
    submit_text = "Save"
    field_options: ClassVar = {"words": {"rows": 5}}

    words = forms.CharField(
        label="How is it going?",
        widget=forms.Textarea,
        help_text="What has changed, what has not, and what comes next. Board members read it: no names of children or families.",
    )

    def act(self) -> ProgressNote:
        return note_progress(actor=self.actor, priority=self.priority, **self.cleaned_data)


class ClosePriorityForm(OfPriorityForm):
    submit_text = "Close the priority"
    field_options: ClassVar = {"reached": {"rows": 5}}

    reached = forms.CharField(
        label="What was reached?", widget=forms.Textarea, help_text="Beside what good looks like, and how you know. Board members read it."
    )

    def act(self) -> PlanPriority:
        return close_priority(actor=self.actor, priority=self.priority, **self.cleaned_data)


class ReopenPriorityForm(OfPriorityForm):
    submit_text = "Open it again"

    due = GovukDateField(label="By when should it be reached now?", help_text="For example, 31 3 2024")

    def act(self) -> PlanPriority:
        return reopen_priority(actor=self.actor, priority=self.priority, due=self.cleaned_data["due"])
