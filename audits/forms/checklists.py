"""The checklist and the month's own questions, as a section of the auditor's form and as the lead asks them."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms

from audits.calculations.fingerprints import Lines
from audits.enums import ChecklistReply, ThemeKind, ThemeReply
from audits.models import MOST_THEME_QUESTIONS, Cycle, ThemeQuestion
from audits.queries.asked import checklist_asked, theme_asked
from audits.queries.section_answers import Replies, checklist_lines, stored_checklist, stored_replies
from audits.services.checklists import ask_theme, save_checklist
from foundation.accounts.models import Person
from foundation.govuk.forms import ServiceForm

from .section import SectionForm

CHECKLIST_HEADING, THEME_HEADING = "Checklist", "This month’s theme"


class ChecklistForm(SectionForm):
    """Of each item and each question its reply and the words beside it; fields are named by what they answer."""

    def __init__(self, *args: Any, audit: Any, **kwargs: Any):
        self.items, self.questions = checklist_asked(audit), theme_asked(audit)
        super().__init__(*args, audit=audit, **kwargs)
        for item in self.items:
            self._ask(f"item_{item.pk}", item.text, ChecklistReply)
            self._words(f"note_{item.pk}", f"Note on “{item.text}” (optional)")
        for question in self.questions:
            self._ask_of_the_month(question)
        self.layout = self._in_order()

    def _ask(self, name: str, label: str, replies: Any) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=replies.choices, required=False, widget=forms.RadioSelect)

    def _words(self, name: str, label: str) -> None:
        self.fields[name] = forms.CharField(label=label, required=False, widget=forms.Textarea)

    def _ask_of_the_month(self, question: ThemeQuestion) -> None:
        if question.kind == ThemeKind.REPLY:
            self._ask(f"theme_{question.pk}", question.text, ThemeReply)
        self._words(f"words_{question.pk}", question.text if question.kind == ThemeKind.WORDS else f"In words: “{question.text}” (optional)")

    def _in_order(self) -> Layout:
        checklist = [name for name in self.fields if name.startswith(("item_", "note_"))]
        theme = [name for name in self.fields if name.startswith(("theme_", "words_"))]
        parts = [(CHECKLIST_HEADING, checklist), (THEME_HEADING, theme)]
        return Layout("seen", *(Fieldset(heading, *names) for heading, names in parts if names))

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith(("item_", "theme_")):
            return {"inline": True, "small": True, "legend_size": "s"}
        if name.startswith("note_"):
            return {"rows": 1, "label": "Note (optional)"}
        is_alone = f"theme_{name.removeprefix('words_')}" not in self.fields
        return {"rows": 4, "label_size": "s"} if is_alone else {"rows": 2, "label": "In words (optional)"}

    def stored_answers(self) -> dict[str, Any]:
        checklist, theme = stored_replies(self.audit)
        answers = {f"item_{pk}": reply for pk, (reply, _) in checklist.items()}
        answers |= {f"note_{pk}": note for pk, (_, note) in checklist.items()}
        answers |= {f"theme_{pk}": reply for pk, (reply, _) in theme.items()}
        return answers | {f"words_{pk}": words for pk, (_, words) in theme.items()}

    def stored_lines(self) -> Lines:
        return stored_checklist(self.audit)

    def _given(self) -> tuple[Replies, Replies]:
        given = self.cleaned_data
        checklist = {item.pk: (given[f"item_{item.pk}"], given[f"note_{item.pk}"]) for item in self.items}
        return checklist, {each.pk: (given.get(f"theme_{each.pk}", ""), given[f"words_{each.pk}"]) for each in self.questions}

    def given_lines(self) -> Lines:
        return checklist_lines(self.audit, *self._given())

    def save(self, *, actor: Person) -> None:
        checklist, theme = self._given()
        seen = self.cleaned_data["seen"] or None
        save_checklist(actor=actor, audit=self.audit, checklist=checklist, theme=theme, seen=seen)


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
