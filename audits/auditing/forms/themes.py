"""The questions that a month asks of its own, as the lead asks them."""

from collections.abc import Mapping
from typing import Any

from django import forms

from audits.auditing.services.checklists import ask_theme
from audits.enums import ThemeKind
from audits.models import MOST_THEME_QUESTIONS, Cycle, ThemeQuestion
from foundation.govuk.forms import ServiceForm


class ThemeQuestionsForm(ServiceForm):
    """Up to five questions; a line left blank asks nothing."""

    submit_text = "Save the questions"

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        self.cycle = cycle
        stored = list(cycle.theme_questions.all())
        initial = {f"text_{place}": row.text for place, row in enumerate(stored, start=1)}
        initial |= {f"kind_{place}": row.kind for place, row in enumerate(stored, start=1)}
        super().__init__(*args, initial=initial, **kwargs)
        for place in self._places():
            self.fields[f"text_{place}"] = forms.CharField(label=f"Question {place}", max_length=300, required=False)
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=f"How question {place} is answered",
                choices=ThemeKind.choices,
                initial=ThemeKind.WORDS,
                required=False,
                widget=forms.RadioSelect,
            )
        self.cancel_url = cycle.get_absolute_url()

    def _places(self) -> range:
        return range(1, MOST_THEME_QUESTIONS + 1)

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"label_size": "s", "rows": 2} if name.startswith("text_") else {"inline": True, "small": True}

    def act(self) -> list[ThemeQuestion]:
        given = self.cleaned_data
        asked = [(given[f"text_{place}"], given[f"kind_{place}"] or ThemeKind.WORDS) for place in self._places()]
        return ask_theme(actor=self.actor, cycle=self.cycle, questions=asked)
