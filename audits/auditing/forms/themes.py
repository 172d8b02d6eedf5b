"""The questions that a month asks of its own, as the lead asks them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from audits.auditing.services.checklists import AskedOfMonth, ask_theme
from audits.enums import ThemeKind
from audits.models import MOST_THEME_QUESTIONS, Cycle, ReadyThemeQuestion, ThemeQuestion
from foundation.govuk.forms import ServiceForm

# So many places are shown where fewer questions are asked.
PLACES = 5


class MonthQuestionFields(ServiceForm):
    """Places for questions, each with how it is answered and what is looked for; one left blank asks nothing."""

    @staticmethod
    def initial_of(questions: Iterable[ThemeQuestion | ReadyThemeQuestion]) -> dict[str, str]:
        found: dict[str, str] = {}
        for place, row in enumerate(questions, start=1):
            found |= {f"text_{place}": row.text, f"kind_{place}": row.kind, f"look_for_{place}": row.look_for}
        return found

    def add_questions(self, places: int = MOST_THEME_QUESTIONS) -> None:
        self._places = range(1, min(places, MOST_THEME_QUESTIONS) + 1)
        for place in self._places:
            self.fields[f"text_{place}"] = forms.CharField(label=f"Question {place}", max_length=300, required=False)
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=f"How question {place} is answered",
                choices=ThemeKind.choices,
                initial=ThemeKind.WORDS,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"look_for_{place}"] = forms.CharField(
                label=f"What auditors look for, question {place} (optional)", max_length=500, required=False
            )

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith("text_"):
            return {"label_size": "s"}
        return {"inline": True, "small": True} if name.startswith("kind_") else {}

    def take_questions(self) -> list[AskedOfMonth]:
        """Those that were given, taken out of the cleaned data."""
        given = self.cleaned_data
        asked = [
            AskedOfMonth(given.pop(f"text_{place}"), given.pop(f"kind_{place}") or ThemeKind.WORDS, given.pop(f"look_for_{place}"))
            for place in self._places
        ]
        return [each for each in asked if each.text.strip()]


class ThemeQuestionsForm(MonthQuestionFields):
    """The questions of one month."""

    submit_text = "Save the questions"

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        self.cycle = cycle
        stored = list(cycle.theme_questions.all())
        super().__init__(*args, initial=self.initial_of(stored), **kwargs)
        self.add_questions(max(PLACES, len(stored) + 1))
        self.cancel_url = cycle.get_absolute_url()

    def act(self) -> list[ThemeQuestion]:
        return ask_theme(actor=self.actor, cycle=self.cycle, questions=self.take_questions())
