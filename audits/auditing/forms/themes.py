"""The questions that a month asks of its own, as the lead asks them."""

from collections.abc import Iterable
from typing import Any

from django import forms

from audits.auditing.forms.asked import AskedLines
from audits.auditing.services.checklists import AskedOfMonth, ask_theme
from audits.enums import ThemeKind
from audits.models import MOST_THEME_QUESTIONS, Cycle, ReadyThemeQuestion, ThemeQuestion
from foundation.govuk.forms import ServiceForm

# So many places are shown where fewer questions are asked.
PLACES = 5


class MonthQuestionFields(AskedLines, ServiceForm):
    """Places for questions, each with how it is answered and what is looked for; one left blank asks nothing."""

    @staticmethod
    def initial_of(questions: Iterable[ThemeQuestion | ReadyThemeQuestion]) -> dict[str, str]:
        found: dict[str, str] = {}
        for place, row in enumerate(questions, start=1):
            found |= {f"text_{place}": row.text, f"kind_{place}": row.kind, f"look_for_{place}": row.look_for}
        return found

    def add_questions(self, places: int = MOST_THEME_QUESTIONS) -> None:
        self.add_lines(min(places, MOST_THEME_QUESTIONS))

    def more_of(self, place: int) -> dict[str, forms.Field]:
        label = f"What auditors look for, question {place} (optional)"
        return {f"look_for_{place}": forms.CharField(label=label, max_length=500, required=False)}

    def take_questions(self) -> list[AskedOfMonth]:
        """Those that were given, taken out of the cleaned data."""
        given = self.cleaned_data
        asked = [
            AskedOfMonth(given.pop(f"text_{place}"), given.pop(f"kind_{place}") or ThemeKind.WORDS, given.pop(f"look_for_{place}"))
            for place in self.places
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
