"""The page for voices, the checklist and the month's own questions."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.http import QueryDict

from audits.auditing.forms.asked import question_fields
from audits.auditing.forms.section import AuditSectionForm
from audits.auditing.queries.answers import Replies, stored_replies
from audits.auditing.services.checklists import save_voices_and_checklist
from audits.auditing.services.lines import checklist_lines, stored_beside, voices_lines
from audits.enums import ChecklistReply, Voice, VoiceOutcome
from audits.models import ThemeQuestion
from audits.queries.applicability import Applicability
from foundation.editing.version_tokens import Lines

VOICES_HEADING, CHECKLIST_HEADING, THEME_HEADING = "Voices", "Checklist", "This month’s theme"


class VoicesAndChecklistForm(AuditSectionForm):
    """Of each voice: whether it was heard, and what was said. Of each item and question: the reply, and words beside it.

    Fields of items and questions are named by what they answer.
    """

    child_outcome = forms.ChoiceField(label=Voice.CHILD.label, choices=VoiceOutcome, required=False, widget=forms.RadioSelect)
    child_words = forms.CharField(label="What the child or young person said", required=False, widget=forms.Textarea)
    family_outcome = forms.ChoiceField(label=Voice.FAMILY.label, choices=VoiceOutcome, required=False, widget=forms.RadioSelect)
    family_words = forms.CharField(label="What the family said", required=False, widget=forms.Textarea)
    practitioner_outcome = forms.ChoiceField(label=Voice.PRACTITIONER.label, choices=VoiceOutcome, required=False, widget=forms.RadioSelect)
    practitioner_words = forms.CharField(label="What the practitioner said", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, asked: Applicability, **kwargs: Any):
        self.asked = asked
        super().__init__(*args, audit=asked.audit, **kwargs)
        voices = [name for name in self.fields if name != "seen"]
        for item in self.asked.checklist:
            self._ask(f"item_{item.pk}", item.text, ChecklistReply)
            self._words(f"note_{item.pk}", f"Note on “{item.text}” (optional)")
        for question in self.asked.theme:
            self._ask_of_the_month(question)
        self.layout = self._in_order(voices)

    def _ask(self, name: str, label: str, replies: Any) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=replies.choices, required=False, widget=forms.RadioSelect)

    def _words(self, name: str, label: str) -> None:
        self.fields[name] = forms.CharField(label=label, required=False, widget=forms.Textarea)

    def _ask_of_the_month(self, question: ThemeQuestion) -> None:
        fields = question_fields(question, reply=f"theme_{question.pk}", words=f"words_{question.pk}")
        next(iter(fields.values())).help_text = question.look_for
        self.fields |= fields

    def _in_order(self, voices: list[str]) -> Layout:
        checklist = [name for name in self.fields if name.startswith(("item_", "note_"))]
        theme = [name for name in self.fields if name.startswith(("theme_", "words_"))]
        parts = [(VOICES_HEADING, voices), (CHECKLIST_HEADING, checklist), (THEME_HEADING, theme)]
        return Layout("seen", *(Fieldset(heading, *names) for heading, names in parts if names))

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.endswith("_outcome") or name.startswith(("item_", "theme_")):
            return {"legend_size": "s", "inline": True, "small": True}
        if name.startswith("note_"):
            return {"rows": 1, "label": "Note (optional)"}
        if name.startswith("words_"):
            is_alone = f"theme_{name.removeprefix('words_')}" not in self.fields
            return {"rows": 4, "label_size": "s"} if is_alone else {"rows": 2, "label": "In words (optional)"}
        return {"rows": 3}

    def stored_answers(self) -> dict[str, Any]:
        heard = {row.voice: row for row in self.audit.voices.all()}
        answers = {f"{voice}_outcome": row.outcome for voice, row in heard.items()}
        answers |= {f"{voice}_words": row.words for voice, row in heard.items()}
        checklist, theme = stored_replies(self.audit)
        for reply_name, words_name, stored in (("item", "note", checklist), ("theme", "words", theme)):
            answers |= {f"{reply_name}_{pk}": reply for pk, (reply, _) in stored.items()}
            answers |= {f"{words_name}_{pk}": words for pk, (_, words) in stored.items()}
        return answers

    def stored_lines(self) -> Lines:
        return stored_beside(self.asked)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for voice in Voice:
            if not self.halfway and given.get(f"{voice.value}_words", "").strip() and not given.get(f"{voice.value}_outcome"):
                self.add_error(f"{voice.value}_outcome", f"Say whether the {voice.label.lower()}’s voice was obtained")
        return given

    def _voices(self) -> dict[Voice, tuple[str, str]]:
        given = self.cleaned_data
        return {voice: (given[f"{voice.value}_outcome"], given[f"{voice.value}_words"]) for voice in Voice}

    def _replies(self) -> tuple[Replies, Replies]:
        given = self.cleaned_data
        checklist = {item.pk: (given[f"item_{item.pk}"], given[f"note_{item.pk}"]) for item in self.asked.checklist}
        return checklist, {each.pk: (given.get(f"theme_{each.pk}", ""), given[f"words_{each.pk}"]) for each in self.asked.theme}

    def given_lines(self) -> Lines:
        return voices_lines(self._voices()) + checklist_lines(self.asked, *self._replies())

    def again(self, data: QueryDict) -> "VoicesAndChecklistForm":
        return VoicesAndChecklistForm(data, actor=self.actor, asked=self.asked, halfway=True)

    def write(self) -> None:
        checklist, theme = self._replies()
        voices, seen = self._voices(), self.began_from
        save_voices_and_checklist(actor=self.actor, audit=self.audit, voices=voices, checklist=checklist, theme=theme, seen=seen)
