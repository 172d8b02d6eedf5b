"""What is asked of people who review a report, and what they say."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from reports.models import CommentReply, Report, Review, ReviewComment
from reports.pages.reviewing import PossibleReviewer, day_to_ask_for
from reports.queries.reviews import owners_token, possible_reviewers, section_owners
from reports.sections import SECTIONS
from reports.services import ask_for_reviews, comment_on_section, reply_to_comment, set_section_owners


class AskReviewsForm(ServiceForm):
    """Whom to ask, of the director and the owners of sections, or anybody else who may read the draft; and by which day."""

    submit_text = "Ask for reviews"
    field_options = {"people": {"legend_size": "m", "small": True}, "others": {"legend_size": "s", "small": True, "narrow": True}}

    people = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Directors and owners of sections")
    others = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Other people who can review it")
    due = GovukDateField(label="Review by", help_text="They are asked in their My work, and reminded with everything else that is late.")

    def __init__(self, *args: Any, report: Report, possible: Sequence[PossibleReviewer], **kwargs: Any) -> None:
        usual = [each for each in possible if each.is_usual]
        not_asked = [str(each.person.pk) for each in usual if not each.is_asked]
        super().__init__(*args, initial={"due": day_to_ask_for(report, today()), "people": not_asked}, **kwargs)
        self.report = report
        self.cancel_url = report.get_absolute_url()
        self.possible = {str(each.person.pk): each for each in possible}
        for name, shown in (("people", usual), ("others", [each for each in possible if not each.is_usual])):
            self.fields[name].choices = [(str(each.person.pk), each.person.name) for each in shown]
            if not shown:
                del self.fields[name]

    def options_of(self, name: str) -> Mapping[str, Any]:
        hints = {"choice_hints": {pk: each.hint for pk, each in self.possible.items()}}
        return {**super().options_of(name), **(hints if name != "due" else {})}

    def act(self) -> list[Review]:
        chosen = [pk for name in ("people", "others") for pk in self.cleaned_data.get(name, ())]
        people = [self.possible[pk].person for pk in chosen]
        return ask_for_reviews(actor=self.actor, report=self.report, people=people, due=self.cleaned_data["due"])


class ReviewCommentForm(GuardedWords, ServiceForm):
    """What somebody says of a section."""

    submit_text = "Comment"
    field_options = {"text": {"rows": 5}}

    text = forms.CharField(
        widget=forms.Textarea,
        label="Your comment",
        help_text="Everybody who reads this draft sees it; it is never published. Name no child and no worker.",
    )

    def __init__(self, *args: Any, report: Report, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.key = report, key
        self.cancel_url = f"{report.get_absolute_url()}#{key}"

    def act(self) -> ReviewComment:
        text, kept = self.cleaned_data["text"], self.cleaned_data.get(KEPT, "")
        return comment_on_section(actor=self.actor, report=self.report, key=self.key, text=text, kept=kept)


class CommentReplyForm(GuardedWords, ServiceForm):
    submit_text = "Reply"
    field_options = {"text": {"rows": 4}}

    text = forms.CharField(widget=forms.Textarea, label="Your reply", help_text="Name no child and no worker.")

    def __init__(self, *args: Any, comment: ReviewComment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment
        self.cancel_url = f"{comment.report.get_absolute_url()}#comments-{comment.key}"

    def act(self) -> CommentReply:
        return reply_to_comment(
            actor=self.actor, comment=self.comment, text=self.cleaned_data["text"], kept=self.cleaned_data.get(KEPT, "")
        )


class SectionOwnersForm(ServiceForm):
    """Who owns each section; left empty, nobody does."""

    submit_text = "Save the owners"
    field_options = {plan.key: {"suggest": True, "empty_label": "Nobody"} for plan in SECTIONS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, owners = possible_reviewers(), section_owners()
        for plan in SECTIONS:
            self.add_field(plan.key, forms.ModelChoiceField(people, required=False, label=plan.heading, initial=owners.get(plan.key)))
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["seen"] = owners_token()
        self.cancel_url = reverse("reports:list")

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, StaleState):
            # A person who sends it again knows who owns them now.
            self.data = self.data.copy()
            self.data["seen"] = owners_token()
            for key, person in section_owners().items():
                self.data[key] = str(person.pk)
        super().add_errors_from(refused)

    def act(self) -> int:
        owners: dict[str, Person | None] = {plan.key: self.cleaned_data[plan.key] for plan in SECTIONS}
        return set_section_owners(actor=self.actor, owners=owners, seen=self.cleaned_data["seen"])
