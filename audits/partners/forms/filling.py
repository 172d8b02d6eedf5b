"""What a partner auditor fills in: it is saved as they write, like the auditor's own form."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from audits.auditing.forms.auditing import JudgementFields
from audits.forms import LATER
from audits.models import AgencyPart, Domain, PartJudgement
from audits.partners.queries import SEEN
from audits.partners.services.filling import grade_in_part, save_what_was_seen
from audits.partners.services.lines import grade_lines, seen_lines
from audits.partners.services.parts import begin_part, hand_back_part, submit_part
from foundation.accounts.models import Person
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.errors import Incomplete
from foundation.govuk.forms import ServiceForm
from foundation.guard.forms import GuardedWords


class PartSectionForm(EditingForm):
    """One page of a part."""

    submit_text = "Save and next"
    other_submits: tuple[tuple[str, str], ...] = LATER

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        self.part = part
        super().__init__(*args, initial=self.stored_answers(), **kwargs)

    def stored_answers(self) -> dict[str, Any]:
        raise NotImplementedError


class PartJudgementForm(PartSectionForm, JudgementFields):
    """The agency's grade of its own practice in one domain."""

    def __init__(self, *args: Any, part: AgencyPart, domain: Domain, **kwargs: Any):
        # Before the fields are made: what is stored is asked for first.
        self.part, self.asked_domain = part, domain
        super().__init__(*args, part=part, domain=domain, **kwargs)
        del self.fields["no_action_reason"]

    @cached_property
    def _stored(self) -> PartJudgement:
        return self.part.judgements.filter(domain=self.asked_domain).first() or PartJudgement()

    def stored_answers(self) -> dict[str, Any]:
        return {"grade": self._stored.grade, "reason": self._stored.reason}

    def stored_lines(self) -> Lines:
        return grade_lines(self._stored.grade, self._stored.reason)

    def given_lines(self) -> Lines:
        return grade_lines(self.cleaned_data["grade"], self.cleaned_data["reason"])

    def again(self, data: QueryDict) -> "PartJudgementForm":
        return PartJudgementForm(data, actor=self.actor, part=self.part, domain=self.asked_domain, halfway=True)

    def write(self) -> PartJudgement:
        given = {name: self.cleaned_data[name] for name in ("grade", "reason")}
        return grade_in_part(actor=self.actor, part=self.part, domain=self.asked_domain, seen=self.began_from, **given)


class SeenForm(PartSectionForm):
    """What the agency saw, taken together."""

    text = forms.CharField(
        label="What did your agency see, taken together?",
        required=False,
        widget=forms.Textarea,
        help_text="What was good, what was missed, and what the others should know. The lead puts it beside the other agencies’ parts.",
    )

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"rows": 8, "label_size": "m"} if name == "text" else super().options_of(name)

    def stored_answers(self) -> dict[str, Any]:
        return {"text": self.part.seen}

    def stored_lines(self) -> Lines:
        return seen_lines(self.part.seen)

    def given_lines(self) -> Lines:
        return seen_lines(self.cleaned_data["text"])

    def again(self, data: QueryDict) -> "SeenForm":
        return SeenForm(data, actor=self.actor, part=self.part, halfway=True)

    def write(self) -> AgencyPart:
        return save_what_was_seen(actor=self.actor, part=self.part, text=self.cleaned_data["text"], seen=self.began_from)


class BeginPartForm(ServiceForm):
    """One button: pressing it is the declaration."""

    submit_text = "I had no part in this child’s case – start"
    cancel_text = "Hand it back"

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.part = part
        self.cancel_url = reverse("audits:hand-back-part", args=[part.pk])

    def act(self) -> AgencyPart:
        return begin_part(actor=self.actor, part=self.part, no_involvement=True)


class HandBackPartForm(GuardedWords, ServiceForm):
    submit_text = "Hand it back"
    submit_warns = True
    field_options = {"reason": {"rows": 3}}

    reason = forms.CharField(
        label="Why can you not do it?",
        widget=forms.Textarea,
        help_text="The lead of the audit reads this and asks somebody else of your agency. Name nobody.",
    )

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.part = part
        self.cancel_url = part.get_absolute_url()

    def act(self) -> AgencyPart:
        return hand_back_part(actor=self.actor, part=self.part, **self.cleaned_data)


class SubmitPartForm(GuardedWords, ServiceForm):
    """Nothing to fill in: the button is the answer."""

    submit_text = "Submit your part"

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.part = part
        # Sent to the address of the form that began the part: without it the two are one form, and the second within a minute is not taken.
        self.fields["act"] = forms.CharField(required=False, initial="submit", widget=forms.HiddenInput)

    def act(self) -> AgencyPart:
        return submit_part(actor=self.actor, part=self.part, kept=self.cleaned_data.get("kept", ""))

    def add_errors_from(self, refused: ValidationError) -> None:
        """What is missing leads to where it is filled in."""
        if not isinstance(refused, Incomplete):
            return super().add_errors_from(refused)
        for place, sentence in refused.missing.items():
            href = reverse("audits:part-section", args=[self.part.pk, SEEN if place == "seen" else place])
            self.add_error(None, ValidationError(sentence, params={"href": href}))


def form_of_part(part: AgencyPart, domain: Domain | None, data: Any, *, actor: Person, halfway: bool) -> PartSectionForm:
    """The form of one page: of a domain, or of what the agency saw together."""
    if domain:
        return PartJudgementForm(data, actor=actor, part=part, domain=domain, halfway=halfway)
    return SeenForm(data, actor=actor, part=part, halfway=halfway)
