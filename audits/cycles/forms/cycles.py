"""Planning a month."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.functional import lazy

from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.enums import Mode, ModerationRule
from audits.models import Cycle, Tool
from audits.tool.queries import monthly_tools
from foundation.activity.versions import version_of
from foundation.council.words import in_our_words
from foundation.govuk.forms import GovukDateField, GovukMonthField, ServiceForm
from foundation.guard.forms import GuardedWords

YES, NO = "yes", "no"
COHORT_HINT = lazy(in_our_words, str)("Whose records, for example “Cared for children”.")


class CyclePlanFields(GuardedWords, ServiceForm):
    """What a plan says, but for its month."""

    theme = forms.CharField(
        max_length=250, required=False, help_text="What this month’s audits look at, for example “Children’s part in their plans”."
    )
    cohort = forms.CharField(max_length=150, required=False, help_text=COHORT_HINT)
    rationale = forms.CharField(
        label="Why these records, and why now?",
        required=False,
        widget=forms.Textarea,
        help_text="For example what an inspection, the figures or earlier audits said. It is shown with the month’s plan; name nobody.",
    )
    look_back_from = GovukDateField(
        label="Look back from", required=False, help_text="Auditors read what was recorded between these two dates."
    )
    look_back_to = GovukDateField(label="Look back to", required=False)
    judgement_from = GovukDateField(
        label="Judge practice from",
        required=False,
        help_text="Only practice between these two dates is graded; what was recorded before is background.",
    )
    judgement_to = GovukDateField(label="Judge practice to", required=False)
    audits_due = GovukDateField(label="Audits due", required=False)
    moderation_rule = forms.ChoiceField(
        label="Which of this month’s audits are moderated?",
        choices=ModerationRule,
        initial=ModerationRule.ALL,
        widget=forms.RadioSelect,
    )
    blind = forms.ChoiceField(
        label="Do moderators grade before they see the auditor’s grades?",
        choices=[(YES, "Yes, blind"), (NO, "No")],
        initial=YES,
        widget=forms.RadioSelect,
    )
    collaborative = forms.ChoiceField(
        label="Do practitioners take part before the audit is submitted?",
        choices=[(YES, "Yes"), (NO, "No")],
        initial=NO,
        required=False,
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(label="How are the final grades agreed?", choices=Mode, initial=Mode.DESK, widget=forms.RadioSelect)
    moderation_due = GovukDateField(label="Moderation due", required=False)
    expected = forms.IntegerField(
        label="Number of audits expected",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Completion is reported against this number.",
    )

    field_options: ClassVar = {
        "expected": {"width": 3},
        "rationale": {"rows": 3},
        "moderation_rule": {
            "choice_hints": {
                ModerationRule.ALL: "Grades stay provisional until a moderator has agreed them.",
                ModerationRule.BY_RULE: "Decided when an audit is submitted; the others are released at once.",
                ModerationRule.NONE: "The auditor’s grades stand as soon as an audit is submitted.",
            }
        },
        "blind": {
            "choice_hints": {
                YES: "Until they have graded, nothing shows them the grades, the actions or why the audit was chosen. "
                "Their own grades then stay as given.",
            }
        },
        "collaborative": {
            "choice_hints": {
                YES: "They are asked for a reflection, and the auditor may have them check the facts of the draft, without its grades.",
            }
        },
        "shortfall_reason": {"rows": 3},
    }

    def plan(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if given.get("tool", "") is None:
            del given["tool"]
        given["blind"] = given["blind"] == YES
        given["collaborative"] = given["collaborative"] == YES
        return given


class PlanForm(CyclePlanFields):
    submit_text = "Plan the month"
    field_order = ("month",)

    month = GovukMonthField(help_text="For example 9 2023.")
    tool = forms.ModelChoiceField(
        Tool.objects.none(),
        label="Audit tool",
        empty_label=None,
        required=False,
        help_text="Each published version can be chosen; the newest is suggested.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("audits:cycles")
        published = monthly_tools().filter(published_on__isnull=False).order_by("-published_on", "-version")
        self.fields["tool"].queryset = published
        self.initial.setdefault("tool", published.first())

    def act(self) -> Cycle:
        return plan_cycle(actor=self.actor, **self.plan())


class ChangePlanForm(CyclePlanFields):
    submit_text = "Save the plan"

    shortfall_reason = forms.CharField(
        label="Reason for a shortfall",
        required=False,
        widget=forms.Textarea,
        help_text="If fewer audits are done than expected, say why. The Board’s report shows it; name nobody.",
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        self.cycle = cycle
        stored = {name: getattr(cycle, name) for name in self.base_fields}
        stored["blind"] = YES if cycle.blind else NO
        stored["collaborative"] = YES if cycle.collaborative else NO
        super().__init__(*args, initial=stored, **kwargs)
        self.carry_version(version_of(cycle))
        self.cancel_url = cycle.get_absolute_url()

    def act(self) -> Cycle:
        return change_cycle(actor=self.actor, cycle=self.cycle, **self.plan())
