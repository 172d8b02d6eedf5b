"""A set of questions, as the lead writes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from audits.auditing.forms.asked import AskedLines
from audits.enums import ThemeKind
from audits.tool.queries import current_tool
from foundation.govuk.forms import ServiceForm
from foundation.guard.forms import GuardedWords
from voices.enums import VoiceSource
from voices.models import QuestionSet, VoiceQuestion
from voices.services.questions import MOST_QUESTIONS, NewQuestion, add_question_set, change_question_set

# So many places are shown where fewer questions are asked.
PLACES = 6
READ_OUTSIDE = "People outside the council may read it: name nobody."


class QuestionSetFields(GuardedWords, AskedLines, ServiceForm):
    """What is said first, and up to twelve questions, each of which may be about a domain of practice."""

    submit_text = "Save the questions"
    field_options = {"opening": {"rows": 3}}

    opening = forms.CharField(
        label="What is said first (optional)", required=False, widget=forms.Textarea, max_length=1000, help_text=READ_OUTSIDE
    )

    def __init__(self, *args: Any, stored: Sequence[VoiceQuestion] = (), opening: str = "", **kwargs: Any):
        initial = {"opening": opening}
        for row in stored:
            initial |= {f"text_{row.position}": row.text, f"kind_{row.position}": row.kind, f"domain_{row.position}": row.domain_name}
        super().__init__(*args, initial=initial, **kwargs)
        kept = [row.domain_name for row in stored if row.domain_name]
        self.domains = list(dict.fromkeys([*current_tool().domains.values_list("name", flat=True), *kept]))
        self.add_lines(min(MOST_QUESTIONS, max(PLACES, len(stored) + 1)))

    def more_of(self, place: int) -> dict[str, forms.Field]:
        choices = [("", "No domain in particular"), *((name, name) for name in self.domains)]
        return {f"domain_{place}": forms.ChoiceField(label=f"What question {place} is about", choices=choices, required=False)}

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"label_size": "s"} if name.startswith("domain_") else super().options_of(name)

    def questions(self) -> list[NewQuestion]:
        given = self.cleaned_data
        asked = [
            NewQuestion(given[f"text_{each}"], ThemeKind(given[f"kind_{each}"] or ThemeKind.WORDS), given[f"domain_{each}"])
            for each in self.places
        ]
        return [each for each in asked if each.text.strip()]

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("opening", "kept") if name in self.cleaned_data}


class NewQuestionSetForm(QuestionSetFields):
    name = forms.CharField(label="Name of the set", max_length=100)
    source = forms.ChoiceField(label="Whom it is for", choices=VoiceSource, widget=forms.RadioSelect)
    field_order = ["name", "source", "opening"]

    def act(self) -> QuestionSet:
        given = {**self.words(), "name": self.cleaned_data["name"], "source": VoiceSource(self.cleaned_data["source"])}
        return add_question_set(actor=self.actor, questions=self.questions(), **given)


class ChangeQuestionSetForm(QuestionSetFields):
    submit_text = "Save as the next version"

    def __init__(self, *args: Any, question_set: QuestionSet, **kwargs: Any):
        self.question_set = question_set
        super().__init__(*args, stored=list(question_set.questions.all()), opening=question_set.opening, **kwargs)
        self.cancel_url = question_set.get_absolute_url()

    def act(self) -> QuestionSet:
        return change_question_set(actor=self.actor, question_set=self.question_set, questions=self.questions(), **self.words())
