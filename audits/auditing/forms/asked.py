"""Questions that are answered in words, or by yes, partly or no: as they are asked of somebody, and as they are written by the lead.

One engine for a month's own questions and for sets of questions that a room above asks of people.
"""

from collections.abc import Mapping
from typing import Any

from django import forms

from audits.enums import ThemeKind, ThemeReply
from audits.models import AskedQuestion
from foundation.govuk.forms import GovukForm


def question_fields(question: AskedQuestion, *, reply: str, words: str) -> dict[str, forms.Field]:
    """The fields of one question, by these names: a reply with words, or words alone."""
    label = question.text
    fields: dict[str, forms.Field] = {}
    if question.kind == ThemeKind.REPLY:
        fields[reply] = forms.ChoiceField(label=label, choices=ThemeReply.choices, required=False, widget=forms.RadioSelect)
        label = f"In words: “{question.text}” (optional)"
    return {**fields, words: forms.CharField(label=label, required=False, widget=forms.Textarea)}


class AskedLines(GovukForm):
    """Places for questions, each with how it is answered; one left blank asks nothing. Put before the other bases.

    The fields are `text_1`, `kind_1` and so on, then what `more_of` adds of the place.
    """

    places: range = range(0)

    def add_lines(self, places: int) -> None:
        self.places = range(1, places + 1)
        for place in self.places:
            text = forms.CharField(label=f"Question {place}", max_length=300, required=False)
            kind = forms.ChoiceField(
                label=f"How question {place} is answered",
                choices=ThemeKind.choices,
                initial=ThemeKind.WORDS,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields |= {f"text_{place}": text, f"kind_{place}": kind, **self.more_of(place)}

    def more_of(self, place: int) -> dict[str, forms.Field]:
        return {}

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.startswith("text_"):
            return {"label_size": "s"}
        return {"inline": True, "small": True} if name.startswith("kind_") else super().options_of(name)
