"""Raising an action."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions import services
from actions.enums import ActionSource, Level, Priority
from actions.models import Action, ActionRules
from actions.pages.owners import owner_choices
from actions.queries.due_dates import suggested_due
from actions.queries.owners import audit_behind
from actions.queries.similar import similar_actions
from actions.services import LEVELS
from audits.models import Audit, Domain
from audits.queries.applicability import Applicability
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from observations.models import Observation
from performance.models import Indicator
from studies.models import Study

from .fields import HELPERS, HelpersField, OwnerField

FURTHEST_DAYS = 730
WHAT_LENGTH = 250
ASKS_WHETHER_SAME = "Actions like it are open already. Open them, and tick the box if yours is another."
SMART = "Begin with a verb, and name one thing that somebody else can see is done. For example: Update the chronology to July 2023"

Source = Audit | Observation | Indicator | Study | None
# By source: whose action it most likely is (the source's own field), and whom it concerns.
_SUGGESTED: dict[type, tuple[str, Level]] = {
    Audit: ("allocated_worker_id", LEVELS[ActionSource.AUDIT]),
    Observation: ("practitioner_id", LEVELS[ActionSource.OBSERVATION]),
    Indicator: ("owner_id", LEVELS[ActionSource.INDICATOR]),
    Study: ("", LEVELS[ActionSource.STUDY]),
    type(None): ("", LEVELS[ActionSource.ALONE]),
}


class RaiseForm(GuardedWords, ServiceForm):
    what = forms.CharField(label="What must change", max_length=WHAT_LENGTH, help_text=SMART)
    why = forms.CharField(label="Why it matters", widget=forms.Textarea)
    domains = forms.ModelMultipleChoiceField(
        Domain.objects.none(), required=False, label="Domains that it is about", widget=forms.CheckboxSelectMultiple
    )
    owner = OwnerField(
        help_text="One person answers for it. Start typing a name. Left empty, the team’s manager names one.", required=False
    )
    helpers = HelpersField(help_text="They see the action; the owner alone marks it done.")
    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, label="Team that it concerns (optional)", help_text="The owner’s team, unless you choose one."
    )
    level = forms.ChoiceField(label="Who this is about", choices=Level)
    priority = forms.ChoiceField(choices=Priority, initial=Priority.NORMAL, widget=forms.RadioSelect)
    due = GovukDateField(label="Due date (optional)", required=False, help_text="Leave it empty for the day beside the priority.")
    different = forms.BooleanField(required=False, label="It is none of these: raise it")

    submit_text = "Raise the action"
    other_submits = (("another", "Raise it, and write another"),)
    field_options = {
        "what": {"rows": 2},
        "why": {"rows": 4},
        "domains": {"small": True},
        "helpers": HELPERS,
        "owner": {"suggest": True, "empty_label": "Nobody yet"},
        "team": {"suggest": True, "empty_label": "The owner’s team"},
        "level": {"hint": "The child, unless it is about how a worker, a team or the service works"},
    }

    def __init__(self, *args: Any, source: Source, back: str = "", domain: str = "", what: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.source = source
        self.similar: list[Action] = []
        self.rules = ActionRules.current()
        choices = owner_choices(getattr(source, "team", None), today(), audit_behind(source))
        self.fields["owner"].choices = [("", ""), *choices]
        self.fields["helpers"].choices = choices
        self.fields["why"].help_text = self._why_hint()
        self.fields["what"].widget.attrs |= self._looks_for_similar()
        if isinstance(source, Audit):
            self.fields["domains"].queryset = source.tool.domains.filter(pk__in=[domain.pk for domain in Applicability(source).domains])
            self.initial["domains"] = [domain]
        else:
            del self.fields["domains"]
        self._ask_for_team()
        self.initial = {**self._from_source(), "what": what[:WHAT_LENGTH], **self.initial}
        self.cancel_url = back or (source.get_absolute_url() if source else "")

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name != "priority":
            return super().options_of(name)
        days = {priority: uk_date(suggested_due(priority, today(), self.rules)) for priority in Priority}
        hints = {priority: f"Due on {day}, unless you give another date" for priority, day in days.items()}
        if isinstance(self.source, Audit) and self.source.submitted_on is None:
            hints[Priority.URGENT] += ". Its owner sees it at once, before the audit is submitted"
        return {"choice_hints": hints}

    @cached_property
    def helper(self) -> FormHelper:
        """Whether it is the same as another action is only asked where one is like it."""
        helper = super().helper
        asked = [name for name in self.fields if name != "different"]
        helper.layout = Layout(*(["different", *asked] if self.similar else asked))
        return helper

    def _ask_for_team(self) -> None:
        """An audit and an observation have theirs."""
        if isinstance(self.source, Audit | Observation):
            del self.fields["team"]
        else:
            self.fields["team"].queryset = Team.objects.all()

    def _looks_for_similar(self) -> dict[str, str]:
        """While typing. Posted, so that what is written about a child stands in no log of addresses."""
        address = reverse("actions:similar")
        named = f"?{self.source._meta.model_name}={_key_of(self.source)}" if self.source else ""
        return {"hx-post": address + named, "hx-trigger": "keyup changed delay:600ms", "hx-target": "#similar", "hx-swap": "innerHTML"}

    def _why_hint(self) -> str:
        hint = "What was found, and what should be different for the child or family. No names of children or families."
        if isinstance(self.source, Audit) and not self.source.is_finished:
            return f"{hint} Leave grades out: the owner reads this before the audit is moderated."
        return hint

    def _from_source(self) -> dict[str, Any]:
        owner, level = _SUGGESTED[type(self.source)]
        return {"owner": str(getattr(self.source, owner) or "") if owner else "", "level": level}

    def _source_argument(self) -> dict[str, Any]:
        return {str(self.source._meta.model_name): self.source} if self.source else {}

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and (due - today()).days > FURTHEST_DAYS:
            raise ValidationError("The due date must be within two years. Check the year.")
        if due and due < today():
            raise ValidationError("The due date must be today or later.")
        return due

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        team = team_of(self.source, given.get("team"), given.get("owner"))
        self.similar = similar_actions(self.actor, given.get("what", ""), team, given.get("domains", ()))
        if self.similar and not given.get("different"):
            self.add_error("different", ASKS_WHETHER_SAME)
        return given

    def act(self) -> Action:
        given = {name: value for name, value in self.cleaned_data.items() if name != "different"}
        return services.raise_action(actor=self.actor, **self._source_argument(), **given)


def team_of(source: Source, chosen: Team | None, owner: Person | None) -> Team | None:
    """The team that an action will have."""
    return getattr(source, "team", None) or chosen or (owner.team if owner else None)


def _key_of(source: Audit | Observation | Indicator | Study) -> str:
    return source.slug if isinstance(source, Indicator) else str(source.pk)
