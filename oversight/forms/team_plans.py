"""What the page on which a team's action plan is written asks."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from audits.models import FindingTheme
from audits.themes.queries.themes import open_themes
from foundation.accounts.models import Team
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukDateField
from foundation.guard.forms import GuardedWords
from oversight import services
from oversight.models import TeamPlan
from oversight.models.team_plans import MOST_PRIORITIES
from oversight.services.team_plans import Priority, plan_lines, stored_lines

NAME_NOBODY = "Colleagues in the team’s line read it. Name no child and no family, and grade nobody’s work."


class TeamPlanForm(GuardedWords, EditingForm):
    submit_text = "Save the plan"

    aims = forms.CharField(label="What does the team want to change?", widget=forms.Textarea, max_length=4000, help_text=NAME_NOBODY)
    next_steps = forms.CharField(
        label="What do we do next? (optional)",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text="Leave a line blank between paragraphs; begin a line with “- ” for a bullet.",
    )
    review_on = GovukDateField(label="When is the plan reviewed?")

    def __init__(self, *args: Any, team: Team, plan: TeamPlan | None, **kwargs: Any):
        self.team, self.plan = team, plan
        initial: dict[str, Any] = {}
        if plan:
            initial = {"aims": plan.aims, "next_steps": plan.next_steps, "review_on": plan.review_on}
            for row in plan.priorities.all():
                initial |= {f"priority_{row.position}": row.what, f"theme_{row.position}": row.theme_id}
        super().__init__(*args, initial=initial, **kwargs)
        themes = FindingTheme.objects.filter(pk__in=[*open_themes().values_list("pk", flat=True), *self._stored_themes()])
        for place in range(1, MOST_PRIORITIES + 1):
            self.fields[f"priority_{place}"] = forms.CharField(label=f"Priority {place} (optional)", max_length=200, required=False)
            self.fields[f"theme_{place}"] = forms.ModelChoiceField(
                themes, label=f"Theme of findings that priority {place} is about (optional)", required=False, empty_label="None"
            )
        named = [name for place in range(1, MOST_PRIORITIES + 1) for name in (f"priority_{place}", f"theme_{place}")]
        self.order_fields(["aims", *named, "next_steps", "review_on"])
        self.cancel_url = reverse("oversight:team-plan", args=[team.pk])

    def _stored_themes(self) -> list[int]:
        return [row.theme_id for row in self.plan.priorities.all() if row.theme_id] if self.plan else []

    def options_of(self, name: str) -> Any:
        return {"aims": {"rows": 6}, "next_steps": {"rows": 5}}.get(name, {"label_size": "s"} if name.startswith("priority_") else {})

    def given_priorities(self) -> list[Priority]:
        given = self.cleaned_data
        found = [(given[f"priority_{place}"], given[f"theme_{place}"]) for place in range(1, MOST_PRIORITIES + 1)]
        return [(" ".join(what.split()), theme) for what, theme in found if what.strip()]

    def stored_lines(self) -> Lines:
        return stored_lines(self.plan)

    def given_lines(self) -> Lines:
        given = self.cleaned_data
        return plan_lines(given["aims"], given["next_steps"], self.given_priorities(), given["review_on"])

    def again(self, data: QueryDict) -> "TeamPlanForm":
        return TeamPlanForm(data, actor=self.actor, team=self.team, plan=self.plan, halfway=True)

    def write(self) -> TeamPlan:
        given = self.cleaned_data
        words = {name: given[name] for name in ("aims", "next_steps", "review_on")}
        return services.write_team_plan(
            actor=self.actor, team=self.team, priorities=self.given_priorities(), seen=self.began_from, kept=given.get("kept", ""), **words
        )
