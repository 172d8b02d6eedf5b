"""What the pages of commissioned work ask."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actions.models import Action
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, GovukMonthField, ServiceForm
from foundation.guard.forms import GuardedWords
from studies.models import Study

from . import services
from .enums import AskedBy, CommissionState
from .models import BoardChair, Commission
from .permissions import can_run

FOR_THE_BOARD = "The Board reads it: name no child, family or worker."
_NUMBERS = re.compile(r"[\s,;]+")
# So many of the newest are offered.
STUDIES_OFFERED = 24


class QuestionFields(GuardedWords, ServiceForm):
    """What was asked, by whom, and how it is answered."""

    question = forms.CharField(
        label="Question or decision",
        max_length=500,
        widget=forms.Textarea,
        help_text=f"As it was put, or as the minutes have it. {FOR_THE_BOARD}",
    )
    asked_by = forms.ChoiceField(label="Who asked", choices=AskedBy, widget=forms.RadioSelect, initial=AskedBy.BOARD)
    occasion = forms.CharField(label="Meeting or occasion (optional)", max_length=150, required=False)
    asked_on = GovukDateField(label="Asked on")
    from_first = GovukMonthField(label="First month of the report that it came from (optional)", required=False)
    from_last = GovukMonthField(label="Last month of that report (optional)", required=False)
    scope = forms.CharField(
        label="Scope (optional)", required=False, widget=forms.Textarea, help_text="Which records, months, services or figures"
    )
    approach = forms.CharField(
        label="Method (optional)", required=False, widget=forms.Textarea, help_text="How it is answered: a dip sample, say"
    )
    lead = forms.ModelChoiceField(
        Person.objects.none(), required=False, label="Who leads the work", help_text="It is in their My work until it is answered."
    )
    due = GovukDateField(label="Answer due", help_text="The day of the meeting at which it is presented, say")

    field_options = {
        "question": {"rows": 3},
        "scope": {"rows": 3},
        "approach": {"rows": 3},
        "lead": {"suggest": True, "empty_label": "Nobody yet"},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if can_run(self.actor):
            self.fields["lead"].queryset = Person.objects.staff().exclude(email=None)
        else:
            del self.fields["lead"]


class AddCommissionForm(QuestionFields):
    submit_text = "Add the question"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_on", today())

    def act(self) -> Commission:
        return services.add_commission(actor=self.actor, **self.cleaned_data)


class ChangeCommissionForm(QuestionFields):
    """Once the work is under way, its plan alone."""

    OF_THE_PLAN = {"scope", "approach", "lead", "due"}

    def __init__(self, *args: Any, commission: Commission, **kwargs: Any):
        self.commission = commission
        stored = {name: getattr(commission, name) for name in QuestionFields.base_fields}
        super().__init__(*args, initial=stored, **kwargs)
        if commission.state == CommissionState.UNDER_WAY:
            for name in self.fields.keys() - self.OF_THE_PLAN - {"kept"}:
                del self.fields[name]
        self.carry_version(version_of(commission))
        self.cancel_url = commission.get_absolute_url()

    def act(self) -> Commission:
        return services.change_commission(actor=self.actor, commission=self.commission, **self.cleaned_data)


class AnswerCommissionForm(GuardedWords, ServiceForm):
    answer = forms.CharField(
        widget=forms.Textarea,
        max_length=6000,
        help_text=f"What was found, and what follows from it. {FOR_THE_BOARD} Leave a line blank between paragraphs.",
    )

    submit_text = "Save the answer"
    field_options = {"answer": {"rows": 10}}

    def __init__(self, *args: Any, commission: Commission, **kwargs: Any):
        super().__init__(*args, initial={"answer": commission.answer}, **kwargs)
        self.commission = commission
        self.carry_version(version_of(commission))
        self.cancel_url = commission.get_absolute_url()

    def act(self) -> Commission:
        return services.answer_commission(actor=self.actor, commission=self.commission, **self.cleaned_data)


class WithdrawCommissionForm(GuardedWords, ServiceForm):
    reason = forms.CharField(label="Why is it withdrawn?", widget=forms.Textarea, max_length=2000, help_text=FOR_THE_BOARD)

    submit_text = "Withdraw the question"
    submit_warns = True
    field_options = {"reason": {"rows": 3}}

    def __init__(self, *args: Any, commission: Commission, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.commission = commission
        self.cancel_url = commission.get_absolute_url()

    def act(self) -> Commission:
        return services.withdraw_commission(actor=self.actor, commission=self.commission, **self.cleaned_data)


class LinkForm(ServiceForm):
    numbers = forms.CharField(
        label="Numbers of actions (optional)", required=False, max_length=300, help_text="With commas between them, such as 12, 15"
    )
    studies = forms.ModelMultipleChoiceField(
        Study.objects.none(), required=False, label="Dip samples (optional)", widget=forms.CheckboxSelectMultiple
    )

    submit_text = "Save the links"
    field_options = {"studies": {"small": True, "narrow": True}, "numbers": {"count": None}}

    def __init__(self, *args: Any, commission: Commission, **kwargs: Any):
        self.commission = commission
        linked = [each.pk for each in commission.actions.order_by("pk")]
        chosen = list(commission.studies.order_by().values_list("pk", flat=True))
        super().__init__(*args, initial={"numbers": ", ".join(map(str, linked)), "studies": chosen}, **kwargs)
        newest = Study.objects.visible_to(self.actor).order_by("-pk").values_list("pk", flat=True)[:STUDIES_OFFERED]
        self.fields["studies"].queryset = Study.objects.filter(pk__in=[*newest, *chosen]).order_by("-pk")
        self.cancel_url = commission.get_absolute_url()

    def clean_numbers(self) -> list[Action]:
        typed = [each.lstrip("#") for each in _NUMBERS.split(self.cleaned_data["numbers"].strip()) if each]
        wrong = [each for each in typed if not (each.isascii() and each.isdigit() and len(each) < 10)]
        if wrong:
            raise ValidationError(f"“{wrong[0]}” is not the number of an action. Write numbers with commas between them.")
        wanted = {int(each) for each in typed}
        # What is linked and this person may not see stays linked.
        kept = self.commission.actions.values_list("pk", flat=True)
        found = list(Action.objects.visible_to(self.actor).filter(pk__in=wanted)) + list(Action.objects.filter(pk__in=wanted & set(kept)))
        if missing := sorted(wanted - {each.pk for each in found}):
            raise ValidationError(f"There is no action {missing[0]} that you can see.")
        return list({each.pk: each for each in found}.values())

    def act(self) -> Commission:
        given = {"actions": self.cleaned_data["numbers"], "studies": self.cleaned_data["studies"]}
        return services.link_work(actor=self.actor, commission=self.commission, **given)


class ChairForm(ServiceForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label="Chair of the Board",
        help_text="A Board member. They may add questions on the page of commissioned work.",
    )

    submit_text = "Save"
    field_options = {"person": {"suggest": True, "empty_label": "Nobody"}}

    def __init__(self, *args: Any, **kwargs: Any):
        stored = BoardChair.current()
        super().__init__(*args, initial={"person": stored.person}, **kwargs)
        self.fields["person"].queryset = Person.objects.active().with_role(Role.BOARD_MEMBER)
        self.carry_version(version_of(stored))
        self.cancel_url = "/commissions/"

    def act(self) -> BoardChair:
        return services.name_chair(actor=self.actor, **self.cleaned_data)
