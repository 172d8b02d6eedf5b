"""What the page of a team's action plan shows."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from actions.enums import ActionState
from actions.models import Action
from foundation.accounts.models import Person, Team
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.months import month_name
from foundation.council.working_days import due_in_words
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.govuk.buttons import Button
from insight.calculations import Share
from oversight import permissions
from oversight.models import TeamPlan
from oversight.queries.team_findings import TeamRead, TeamTheme

PERIODS = (6, 12, 24)
# A theme that was an area for improvement in so many audits of the team is worth a priority.
OFTEN = 3


def own_words(plan: TeamPlan) -> str:
    """Who is responsible, or that nobody of today has said so."""
    manager = plan.team.manager
    if plan.is_owned:
        return f"{plan.owned_by}, since {uk_date(plan.owned_on)}"
    before = f"; {plan.owned_by} did on {uk_date(plan.owned_on)}" if plan.owned_by else ""
    if manager is None:
        return f"Nobody: the team has no manager{before}"
    return f"{manager} has not taken responsibility yet{before}"


def plan_summary(plan: TeamPlan, on: datetime.date) -> list[dict[str, Any]]:
    return [
        {"key": "Responsible", "value": own_words(plan)},
        {"key": "To be reviewed", "value": f"{uk_date(plan.review_on)}, {due_in_words(plan.review_on, on)}"},
        {"key": "Written", "value": f"{uk_date(plan.written_on)} by {plan.written_by}"},
    ]


def themes_table(read: TeamRead) -> Table:
    columns = [
        Column("Theme", names_row=True),
        Column("Area for improvement", numeric=True),
        Column("Strength", numeric=True),
        Column("Last seen", nowrap=True, more=True),
    ]
    rows: list[AnyRow] = [_theme_row(each, read.audits) for each in read.themes]
    notes = ["In how many of the team’s audits with agreed grades each theme was seen. An audit counts once for a theme."]
    if read.uncoded:
        notes.append(f"{read.uncoded} finding{' has' if read.uncoded == 1 else 's have'} no theme yet.")
    empty = "No finding of the period has a theme. The QA lead codes findings; auditors choose themes as they write."
    return Table("Findings by theme", columns, rows, notes=notes if rows else [], empty=empty)


def _theme_row(each: TeamTheme, audits: int) -> AnyRow:
    href = f"{reverse('audits:findings')}?theme={each.theme.pk}"
    return [
        Cell(each.theme.name, href=href),
        Cell(each.areas, aside=f"of {audits}"),
        Cell(each.strengths, aside=f"of {audits}"),
        month_name(each.last_seen),
    ]


def open_actions_table(actions: Iterable[Action], on: datetime.date) -> Table:
    columns = [Column("Action", names_row=True), Column("Owner"), Column("Due", nowrap=True)]
    rows: list[AnyRow] = [
        [Cell(f"{each.number}: {each.what}", href=each.get_absolute_url()), str(each.owner or "Nobody yet"), _due(each, on)]
        for each in actions
    ]
    return Table(
        "Open actions of the team", columns, rows, empty="The team has no open action that you can see.", paged=True, key="actions"
    )


# What is known of the effect of an action that somebody else has verified.
EFFECTS: Mapping[str, tuple[str, str]] = {
    ActionState.VERIFIED: ("Not judged yet", "grey"),
    ActionState.EFFECTIVE: ("Effective", "green"),
    ActionState.NOT_EFFECTIVE: ("Not effective", "orange"),
}


def closed_actions_table(actions: Iterable[Action]) -> Table:
    """Those that somebody else has verified in the period, each with its effect."""
    columns = [Column("Action", names_row=True), Column("Owner", more=True), Column("Verified", nowrap=True), Column("Effect")]
    rows: list[AnyRow] = [
        [
            Cell(f"{each.number}: {each.what}", href=each.get_absolute_url()),
            str(each.owner or "Nobody"),
            each.verified_on,
            Cell(EFFECTS[each.state][0], CellKind.STATE, colour=EFFECTS[each.state][1]),
        ]
        for each in actions
        if each.state in EFFECTS
    ]
    return Table(
        "Closed actions of the team", columns, rows, empty="No action of the team was verified in the period.", paged=True, key="closed"
    )


def _due(action: Action, on: datetime.date) -> Cell:
    return Cell(action.due, notes=[due_in_words(action.due, on)])


def effect_sentences(read: TeamRead) -> list[str]:
    """What is known of the effect of what the team did, in counts: never more than was found."""
    effect = read.effect
    said = []
    if effect.verified:
        said.append(
            f"{_actions(effect.verified)} verified by somebody else in the period: {effect.effective} effective, "
            f"{effect.not_effective} not effective, {effect.waiting} not judged yet."
        )
    else:
        said.append("No action of the team was verified in the period.")
    if read.to_verify:
        said.append(f"{_actions(read.to_verify)} done and waiting to be verified.")
    if effect.re_audited:
        said.append(
            f"{effect.re_audited} record{'' if effect.re_audited == 1 else 's'} audited again in the period: overall grade better in "
            f"{effect.better}, the same in {effect.same}, worse in {effect.worse}."
        )
    else:
        said.append("No record of the team was audited again in the period.")
    return said


def _actions(count: int) -> str:
    return "1 action is" if count == 1 else f"{count} actions are"


def what_to_do(plan: TeamPlan | None, read: TeamRead, on: datetime.date) -> list[str]:
    """What the manager would look at now, worked out from the page."""
    said = []
    if plan is None:
        said.append("Write the plan: what the team wants to change, its priorities, and when it is reviewed.")
    elif plan.review_on < on:
        said.append(f"The review was due on {uk_date(plan.review_on)}. Look at the plan, and give the next day.")
    late = sum(each.due < on for each in read.open_actions)
    if late:
        said.append(f"{late} open action{' is' if late == 1 else 's are'} overdue. Ask the owners what they need.")
    chosen = {row.theme_id for row in plan.priorities.all()} if plan else set()
    for each in read.themes:
        if each.areas >= OFTEN and each.theme.pk not in chosen:
            share = Share(each.areas, read.audits)
            said.append(f"“{each.theme.name}” was an area for improvement in {share.words} and is not among the priorities.")
    return said


def buttons_of(plan: TeamPlan | None, team: Team, person: Person) -> list[Button]:
    if not permissions.can_write_team_plan(person, team):
        return []
    return [Button("Change the plan" if plan else "Write the plan", reverse("oversight:write-team-plan", args=[team.pk]), is_main=not plan)]


def plans_table(teams: Sequence[Team], plans: dict[int, TeamPlan], on: datetime.date) -> Table:
    """A row a team: whether it has a plan, who answers for it and when it is reviewed."""
    columns = [Column("Team", names_row=True), Column("Service", more=True), Column("Responsible"), Column("To be reviewed", nowrap=True)]
    rows: list[AnyRow] = []
    for team in teams:
        plan = plans.get(team.pk)
        href = reverse("oversight:team-plan", args=[team.pk])
        reviewed = Cell(plan.review_on, notes=[due_in_words(plan.review_on, on)]) if plan else None
        rows.append([Cell(team.name, href=href), str(team.service or "") or None, own_words(plan) if plan else "No plan yet", reviewed])
    return Table("Team action plans", columns, rows, empty="You manage no team, and no service.", paged=True)


def period_tabs(months: int, address: str) -> list[dict[str, Any]]:
    return [{"text": f"Last {each} months", "href": f"{address}?months={each}", "active": each == months} for each in PERIODS]


def history_of(plan: TeamPlan | None) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return timeline(Entry.objects.of(plan).writes()) if plan else []
