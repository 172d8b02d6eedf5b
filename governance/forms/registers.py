"""What the pages of the register of subject access ask."""

from typing import Any

from django import forms
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, ServiceForm
from governance import services
from governance.enums import ClarificationAbout, ComplaintOutcome, RequestedBy, RequestOutcome, SubjectKind
from governance.models import DataComplaint, SubjectRequest

from .retention import NAME_NOBODY

OWN_REFERENCE = "From your council’s own system, which knows who asked. No name is kept here."


class EnterRequestForm(ServiceForm):
    submit_text = "Enter the request"

    reference = forms.CharField(label="Reference", max_length=60, help_text=OWN_REFERENCE)
    received_on = GovukDateField(label="When was it received?", help_text="The day on which it reached anybody in the council.")
    about = forms.ChoiceField(label="Whom is it about?", choices=SubjectKind.choices, widget=forms.RadioSelect)
    case_id = forms.CharField(label="Case ID", max_length=40, required=False)
    worker = forms.ModelChoiceField(Person.objects.filter(is_system=False), label="Member of staff", required=False)
    requested_by = forms.ChoiceField(label="Who asked?", choices=RequestedBy.choices, widget=forms.RadioSelect)
    sought = forms.CharField(label="What is sought?", widget=forms.Textarea, max_length=1000, help_text=NAME_NOBODY)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("governance:requests")

    def options_of(self, name: str) -> Any:
        inside = {SubjectKind.CHILD.value: "case_id", SubjectKind.WORKER.value: "worker"}
        options = {"about": {"conditional": inside}, "case_id": {"width": 20}, "reference": {"width": 20}, "worker": {"suggest": True}}
        return options.get(name, {"rows": 4} if name == "sought" else {})

    def act(self) -> SubjectRequest:
        return services.enter_request(actor=self.actor, **self.cleaned_data)


class _OfRequest(ServiceForm):
    """A page that changes what is stored of one request."""

    fields_of_row: tuple[str, ...] = ()

    def __init__(self, *args: Any, request: SubjectRequest, **kwargs: Any):
        self.request = request
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(request, name) for name in self.fields_of_row})
        self.carry_version(version_of(request))
        self.cancel_url = request.get_absolute_url()

    def act(self) -> Any:
        return services.change_request(actor=self.actor, request=self.request, **self.cleaned_data)


class ChangeRequestForm(_OfRequest, EnterRequestForm):
    submit_text = "Save"
    fields_of_row = ("reference", "received_on", "about", "case_id", "worker", "requested_by", "sought")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = self.request.get_absolute_url()


class DatesForm(_OfRequest):
    submit_text = "Save the dates"
    fields_of_row = services.DATES

    identity_asked_on = GovukDateField(
        label="Proof of identity asked for (optional)", required=False, help_text="The month runs from the day on which it is received."
    )
    identity_received_on = GovukDateField(label="Proof of identity received (optional)", required=False)
    clarification_about = forms.ChoiceField(
        label="If the person was asked something: about what?",
        choices=[("", "Nothing was asked"), *ClarificationAbout.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text="Only a question about what information is sought stops the clock, until it is answered.",
    )
    clarification_asked_on = GovukDateField(label="Asked on (optional)", required=False)
    clarification_received_on = GovukDateField(label="Answered on (optional)", required=False)
    extended_on = GovukDateField(
        label="When was the person told that it takes up to two months more? (optional)",
        required=False,
        help_text="Only for complex requests, or several of one person; within the first month.",
    )
    extended_because = forms.CharField(label="Why does it take longer? (optional)", widget=forms.Textarea, max_length=1000, required=False)

    def options_of(self, name: str) -> Any:
        return {"rows": 3} if name == "extended_because" else {}


class SearchForm(_OfRequest):
    submit_text = "Save the search record"
    fields_of_row = services.SEARCH

    systems_searched = forms.CharField(
        label="Which systems were searched?",
        widget=forms.Textarea,
        max_length=2000,
        help_text="This portal’s own tables are listed in the file with everything; write the others too: mail, shared drives, paper.",
    )
    fields_searched = forms.CharField(label="What was looked for in them?", widget=forms.Textarea, max_length=2000, help_text=NAME_NOBODY)
    why_proportionate = forms.CharField(label="Why is that reasonable and proportionate?", widget=forms.Textarea, max_length=2000)

    def options_of(self, name: str) -> Any:
        return {"rows": 4}


class WithholdForm(ServiceForm):
    submit_text = "Note it"

    what = forms.CharField(label="What is withheld?", max_length=300, help_text=NAME_NOBODY)
    why = forms.CharField(
        label="Why, and under which exemption?",
        widget=forms.Textarea,
        max_length=1000,
        help_text="For example, “Third party data: Data Protection Act 2018, Schedule 2, paragraph 16”.",
    )

    def __init__(self, *args: Any, request: SubjectRequest, **kwargs: Any):
        self.request = request
        super().__init__(*args, **kwargs)
        self.cancel_url = request.get_absolute_url()

    def options_of(self, name: str) -> Any:
        return {"rows": 4} if name == "why" else {}

    def act(self) -> Any:
        return services.withhold(actor=self.actor, request=self.request, **self.cleaned_data)


class AnswerSubjectRequestForm(_OfRequest):
    submit_text = "Note the answer"

    answered_on = GovukDateField(label="When was it answered?")
    outcome = forms.ChoiceField(label="What came of it?", choices=RequestOutcome.choices, widget=forms.RadioSelect)
    told_of_rights_on = GovukDateField(
        label="When was the person told of their rights?",
        required=False,
        help_text="To complain to us, to complain to the Information Commissioner’s Office, and to go to court.",
    )
    outcome_words = forms.CharField(
        label="What was answered? (optional)", widget=forms.Textarea, max_length=2000, required=False, help_text=NAME_NOBODY
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.update({"answered_on": today(), "told_of_rights_on": today()})

    def options_of(self, name: str) -> Any:
        return {"rows": 4} if name == "outcome_words" else {}

    def act(self) -> SubjectRequest:
        given = self.cleaned_data | {"outcome": RequestOutcome(self.cleaned_data["outcome"])}
        return services.answer_request(actor=self.actor, request=self.request, **given)


class EnterComplaintForm(ServiceForm):
    submit_text = "Enter the complaint"

    reference = forms.CharField(label="Reference", max_length=60, help_text=OWN_REFERENCE)
    received_on = GovukDateField(label="When was it received?")
    request = forms.ModelChoiceField(
        SubjectRequest.objects.all(),
        label="Which request is it about? (optional)",
        required=False,
        empty_label="None: about something else",
    )
    words = forms.CharField(label="What is it about?", widget=forms.Textarea, max_length=1000, help_text=NAME_NOBODY)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("governance:requests")

    def options_of(self, name: str) -> Any:
        return {"rows": 4} if name == "words" else {"width": 20} if name == "reference" else {}

    def act(self) -> DataComplaint:
        return services.enter_complaint(actor=self.actor, **self.cleaned_data)


class _OfComplaint(ServiceForm):
    def __init__(self, *args: Any, complaint: DataComplaint, **kwargs: Any):
        self.complaint = complaint
        super().__init__(*args, **kwargs)
        self.cancel_url = complaint.get_absolute_url()


class AcknowledgeComplaintForm(_OfComplaint):
    submit_text = "Note it"

    acknowledged_on = GovukDateField(label="When was it acknowledged?")

    def act(self) -> DataComplaint:
        return services.acknowledge_complaint(actor=self.actor, complaint=self.complaint, **self.cleaned_data)


class AnswerComplaintForm(_OfComplaint):
    submit_text = "Note what came of it"

    closed_on = GovukDateField(label="When was it answered?")
    outcome = forms.ChoiceField(label="What came of it?", choices=ComplaintOutcome.choices, widget=forms.RadioSelect)
    outcome_words = forms.CharField(label="What was answered?", widget=forms.Textarea, max_length=2000, help_text=NAME_NOBODY)

    def options_of(self, name: str) -> Any:
        return {"rows": 4} if name == "outcome_words" else {}

    def act(self) -> DataComplaint:
        given = self.cleaned_data | {"outcome": ComplaintOutcome(self.cleaned_data["outcome"])}
        return services.answer_complaint(actor=self.actor, complaint=self.complaint, **given)
