"""What is asked when a publication is sent on, sent back or withdrawn, and when an example is proposed."""

from typing import Any

from django import forms

from audits.models import Finding
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm
from foundation.guard.forms import GuardedWords
from publications.models import Publication
from publications.permissions import REVIEWERS
from publications.services import propose_example, return_publication, send_for_review, withdraw_publication

from .writing import FOR_STAFF


class SendForReviewForm(ServiceForm):
    submit_text = "Send for review"
    field_options = {"reviewer": {"suggest": True}}

    reviewer = forms.ModelChoiceField(
        Person.objects.none(), label="Who reviews it", help_text="Somebody who wrote nothing in it. They have five working days."
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any):
        self.publication = publication
        super().__init__(*args, initial={"reviewer": publication.reviewer_id}, **kwargs)
        wrote = publication.writers.values("pk")
        self.fields["reviewer"].queryset = (
            Person.objects.notifiable().with_role(*REVIEWERS).exclude(pk__in=wrote).exclude(pk=publication.author_id)
        )
        self.carry_version(version_of(publication))
        self.cancel_url = publication.get_absolute_url()

    def act(self) -> Publication:
        return send_for_review(actor=self.actor, publication=self.publication, **self.cleaned_data)


class ReturnForm(ServiceForm):
    submit_text = "Send it back"
    field_options = {"reason": {"rows": 5}}

    reason = forms.CharField(label="What is to be changed?", widget=forms.Textarea, max_length=2000, help_text="Its author reads this.")

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.publication = publication
        self.carry_version(version_of(publication))
        self.cancel_url = publication.get_absolute_url()

    def act(self) -> Publication:
        return return_publication(actor=self.actor, publication=self.publication, **self.cleaned_data)


class WithdrawForm(GuardedWords, ServiceForm):
    submit_text = "Withdraw it"
    submit_warns = True
    field_options = {"reason": {"rows": 3}}

    reason = forms.CharField(
        label="Why is it withdrawn?", widget=forms.Textarea, max_length=1000, help_text=f"Its readers see this. {FOR_STAFF}"
    )

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.publication = publication
        self.cancel_url = publication.get_absolute_url()

    def act(self) -> Publication:
        return withdraw_publication(actor=self.actor, publication=self.publication, **self.cleaned_data)


class ProposeForm(GuardedWords, ServiceForm):
    submit_text = "Propose it and ask the worker"
    cancel_url = "/publications/propose/"

    title = forms.CharField(max_length=150, label="Title of the example", help_text=FOR_STAFF)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.finding = finding

    def act(self) -> Publication:
        return propose_example(actor=self.actor, finding=self.finding, **self.cleaned_data)
