"""What every section of the auditor's form has: from which stored answers its writer began, and how it is left."""

from typing import Any

from django import forms

from audits.calculations.version_tokens import Lines, version_token
from audits.forms import LATER
from audits.models import Audit
from audits.services.errors import ChangedMeanwhile
from foundation.govuk.forms import GovukForm


class AuditSectionForm(GovukForm, forms.Form):
    """A section that says from which stored answers its writer began.

    Where others were stored meanwhile, `versions` holds both and the next save stands.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    submit_text = "Save and next"
    other_submits: tuple[tuple[str, str], ...] = LATER
    versions: ChangedMeanwhile | None = None

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        kwargs["initial"] = self.stored_answers() | {"seen": version_token(self.stored_lines())}
        super().__init__(*args, **kwargs)

    def stored_answers(self) -> dict[str, Any]:
        raise NotImplementedError

    def stored_lines(self) -> Lines:
        raise NotImplementedError

    @property
    def seen_now(self) -> str:
        """The mark of what is stored now, for the next save."""
        return version_token(self.stored_lines())

    def given_lines(self) -> Lines:
        raise NotImplementedError

    def begin_from(self, seen: str) -> None:
        self.cleaned_data["seen"] = seen

    def show_both(self, changed: ChangedMeanwhile) -> None:
        self.versions = changed
        data = self.data.copy()
        data["seen"] = changed.seen
        self.data = data
