"""What the pages of ready themes ask."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from audits.auditing.forms.themes import PLACES, MonthQuestionFields
from audits.cycles.forms.cycles import CyclePlanFields, PlanForm
from audits.models import Cycle, ReadyTheme
from foundation.activity.versions import version_of
from foundation.guard.forms import GuardedWords

from . import services

OF_THE_THEME = ("theme", "cohort", "rationale")


def of_theme(ready_theme: ReadyTheme) -> dict[str, str]:
    return {name: getattr(ready_theme, name) for name in OF_THE_THEME} | MonthQuestionFields.initial_of(ready_theme.questions.all())


class ReadyThemeForm(MonthQuestionFields):
    """A ready theme with its questions: to add one, or to change it."""

    submit_text = "Save the ready theme"
    rows: ClassVar = {"rationale": 3, "look_for": 4, "based_on": 4}

    name = forms.CharField(max_length=80, help_text="Short, as the list has it, for example “Private fostering”.")
    theme = forms.CharField(label="Theme of the month", max_length=250, help_text="What a month with it looks at.")
    cohort = forms.CharField(label="Cohort (optional)", max_length=150, required=False, help_text="Whose records suit it.")
    rationale = forms.CharField(label="Why these records? (optional)", required=False, widget=forms.Textarea, max_length=2000)
    look_for = forms.CharField(
        label="What auditors look for in the record (optional)", required=False, widget=forms.Textarea, max_length=3000
    )
    based_on = forms.CharField(
        label="Law and guidance (optional)",
        required=False,
        widget=forms.Textarea,
        max_length=3000,
        help_text="With the year or edition of each, so that the next person can check them.",
    )

    def __init__(self, *args: Any, ready_theme: ReadyTheme | None = None, **kwargs: Any):
        self.ready_theme = ready_theme
        initial = {name: getattr(ready_theme, name) for name in services.FIELDS} if ready_theme else {}
        questions = self.initial_of(ready_theme.questions.all()) if ready_theme else {}
        super().__init__(*args, initial=initial | questions, **kwargs)
        self.add_questions()
        if ready_theme:
            self.carry_version(version_of(ready_theme))
        self.cancel_url = ready_theme.get_absolute_url() if ready_theme else reverse("audits:ready-themes")

    def options_of(self, name: str) -> Any:
        return {"rows": self.rows[name]} if name in self.rows else super().options_of(name)

    def act(self) -> ReadyTheme:
        questions = self.take_questions()
        if self.ready_theme is None:
            return services.add_ready_theme(actor=self.actor, questions=questions, **self.cleaned_data)
        return services.change_ready_theme(actor=self.actor, ready_theme=self.ready_theme, questions=questions, **self.cleaned_data)


class PlanReadyForm(PlanForm, MonthQuestionFields):
    """A month's plan that begins with a ready theme; all of it may be changed."""

    def __init__(self, *args: Any, ready_theme: ReadyTheme, suggested: dict[str, Any], **kwargs: Any):
        super().__init__(*args, initial=suggested | of_theme(ready_theme), **kwargs)
        self.add_questions(max(PLACES, ready_theme.questions.count() + 1))
        begins = ["month", *OF_THE_THEME]
        questions = [name for name in self.fields if name.startswith(("text_", "kind_", "look_for_"))]
        self.order_fields([*begins, *questions])
        self.cancel_url = ready_theme.get_absolute_url()

    def options_of(self, name: str) -> Any:
        return MonthQuestionFields.options_of(self, name) or self.field_options.get(name, {})

    def act(self) -> Cycle:
        questions = self.take_questions()
        return services.plan_with_questions(actor=self.actor, questions=questions, **self.plan())


class TakeReadyForm(GuardedWords, MonthQuestionFields):
    """A planned month takes a ready theme: its theme, cohort and questions in place of the month's own."""

    submit_text = "Save the theme and its questions"

    theme, cohort, rationale = (CyclePlanFields.base_fields[name] for name in OF_THE_THEME)

    def __init__(self, *args: Any, cycle: Cycle, ready_theme: ReadyTheme, **kwargs: Any):
        self.cycle = cycle
        super().__init__(*args, initial=of_theme(ready_theme), **kwargs)
        self.add_questions(max(PLACES, ready_theme.questions.count() + 1))
        self.carry_version(version_of(cycle))
        self.cancel_url = reverse("audits:choose-ready-theme", args=[cycle.code])

    def options_of(self, name: str) -> Any:
        return {"rows": 3} if name == "rationale" else super().options_of(name)

    def act(self) -> Cycle:
        questions = self.take_questions()
        return services.give_theme(actor=self.actor, cycle=self.cycle, questions=questions, **self.cleaned_data)
