"""The page on which somebody says what the columns of a list are, and what its words mean here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from foundation.govuk.forms import ServiceForm

from .calculations import NONE_OF_THESE, KnownFrom, ListColumn, ListMatch, WordAsked
from .models import ListAnswer
from .services import forget_answer, remember_answers
from .subjects import ListSubject, list_subjects

# What stands in the page for an answer that says nothing: there, an empty choice is none yet.
NONE_VALUE = "none"


class MatchForm(ServiceForm):
    """Of one list. Its own form's `act` gives `column_answers` and `word_answers` to the service that reads the list by them.

    `none` is the choice for a heading that is none of the columns.
    """

    submit_text = "Continue"

    def __init__(
        self,
        *args: Any,
        match: ListMatch,
        columns: Sequence[ListColumn],
        words: Sequence[WordAsked] = (),
        none: str = "Not one of these",
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.match, self.columns, self.words = match, columns, list(words)
        self.by_identifier = {column.identifier: column for column in columns}
        choices = [(NONE_OF_THESE, none), *((column.identifier, column.label) for column in columns)]
        for name, each in self.columns_asked().items():
            self.add_field(name, _column_field(each.heading, choices, each.identifier))
        for name, word in self.words_asked().items():
            self.add_field(name, _word_field(word))

    def columns_asked(self) -> dict[str, Any]:
        return {f"column-{at}": each for at, each in enumerate(self.match.headings)}

    def words_asked(self) -> dict[str, WordAsked]:
        return {f"word-{at}": word for at, word in enumerate(self.words)}

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"hide_label": True, "empty_label": "Choose" if name.startswith("word-") else None}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first: dict[str, str] = {}
        for name, each in self.columns_asked().items():
            column = self.by_identifier.get(given.get(name, ""))
            if column is None or column.several:
                continue
            if earlier := first.get(column.identifier):
                said = f"“{earlier}” and “{each.heading}” cannot both hold “{column.label}”. Choose one of them"
                self.add_error(name, f"{said}, and “{self.fields[name].choices[0][1]}” for the other.")
            first.setdefault(column.identifier, each.heading)
        self._require_columns(set(map(str, given.values())))
        return given

    def _require_columns(self, chosen: set[str]) -> None:
        for column in self.columns:
            if column.required and column.identifier not in chosen and not self.errors:
                self.add_error(None, f"Choose the column that holds “{column.label}”: without it the list cannot be read.")

    @property
    def column_answers(self) -> dict[str, str]:
        """What each heading is; one that we call so ourselves only where it was said to be something else."""
        given = {name: (each, self.cleaned_data[name]) for name, each in self.columns_asked().items()}
        return {
            each.heading: identifier
            for each, identifier in given.values()
            if each.known != KnownFrom.NAMED or identifier != each.identifier
        }

    @property
    def word_answers(self) -> dict[str, dict[str, str]]:
        """By subject: what each word means."""
        found: dict[str, dict[str, str]] = {}
        for name, word in self.words_asked().items():
            means = self.cleaned_data[name]
            found.setdefault(word.subject, {})[word.written] = NONE_OF_THESE if means == NONE_VALUE else means
        return found


def _column_field(heading: str, choices: list[tuple[str, str]], identifier: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=f"What “{heading}” holds", choices=choices, initial=identifier, required=False)


def _word_field(word: WordAsked) -> forms.ChoiceField:
    subject = list_subjects()[word.subject]
    choices = [("", ""), *subject.choices(), (NONE_VALUE, subject.none)]
    initial = NONE_VALUE if word.means == NONE_OF_THESE else word.means or word.guess
    return forms.ChoiceField(
        label=f"What “{word.written}” means here",
        choices=choices,
        initial=initial,
        error_messages={"required": f"Choose what “{word.written}” means here."},
    )


class AnswerForm(ServiceForm):
    """What one heading or word means; or that it is asked again. The view has asked for permission."""

    submit_text = "Save"
    other_submits = (("forget", "Ask again with the next list"),)

    means = forms.ChoiceField(label="What it means here")

    def __init__(self, *args: Any, answer: ListAnswer, subject: ListSubject, **kwargs: Any):
        super().__init__(*args, initial={"means": answer.means or NONE_VALUE}, **kwargs)
        self.answer, self.subject = answer, subject
        self.fields["means"].choices = [*subject.choices(), (NONE_VALUE, subject.none)]

    def act(self) -> None:
        if "forget" in self.data:
            forget_answer(actor=self.actor, answer=self.answer)
            return
        means = self.cleaned_data["means"]
        said = {self.answer.written: NONE_OF_THESE if means == NONE_VALUE else means}
        remember_answers(actor=self.actor, subject=self.subject, answers=said)
