"""A form that knows what its writer began from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from foundation.govuk.forms import ServiceForm

from .conflicts import EditConflict
from .version_tokens import Lines, version_token


class EditingForm(ServiceForm):
    """Words that are saved upon what was stored when its page was opened. A page may save them as they are written.

    Where somebody else stored other words, `conflict` holds both, and the next save stands. `write` calls the service with
    `began_from`; `halfway` is true of a save while the writer still writes.
    """

    # The button that saves for good, as the sentences of saving halfway name it; and what they add once it is saved.
    save_button = ""
    halfway_note = ""
    # Whether the page holds words that saving halfway does not store: they are kept for their writer then.
    holds_more = False

    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    conflict: EditConflict | None = None

    def __init__(self, *args: Any, halfway: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.halfway = halfway
        self.initial["seen"] = version_token(self.stored_lines())

    def stored_lines(self) -> Lines:
        """What is stored now."""
        raise NotImplementedError

    def given_lines(self) -> Lines:
        """What was given, as it would be stored."""
        raise NotImplementedError

    def again(self, data: QueryDict) -> "EditingForm":
        """The same form upon other data, which was sent halfway."""
        raise NotImplementedError

    def write(self) -> Any:
        raise NotImplementedError

    @property
    def began_from(self) -> str | None:
        """The token of what the writer began from; None where the page did not say."""
        return self.cleaned_data["seen"] or None

    @property
    def token(self) -> str:
        """Of what is stored once it is saved, for the next save."""
        return version_token(self.given_lines())

    def act(self) -> Any:
        """Save. What stands there instead may be an earlier try of this same page, whose answer was lost on the way."""
        try:
            return self.write()
        except EditConflict as conflict:
            if not self._sent_before(conflict.theirs):
                raise
            self.begin_from(conflict.token)
        return self.write()

    def _sent_before(self, stored: Lines) -> bool:
        tried = self.data.getlist("tried") if isinstance(self.data, QueryDict) else []
        return any(each.is_valid() and each.given_lines() == stored for each in (self.again(QueryDict(words)) for words in tried))

    def add_errors_from(self, refused: ValidationError) -> None:
        if not isinstance(refused, EditConflict):
            return super().add_errors_from(refused)
        self.conflict = refused
        self.begin_from(refused.token)

    def begin_from(self, token: str) -> None:
        """The next save is upon what `token` is of."""
        self.data = self.data.copy()
        self.data["seen"] = self.cleaned_data["seen"] = token
