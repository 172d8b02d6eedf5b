"""A team's action plan: its manager writes it, takes responsibility for it, and dates its review."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import FindingTheme
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_lines, normalised_text
from foundation.guard.services import Audience, check_for_identities
from oversight.models import TeamPlan, TeamPriority
from oversight.models.team_plans import MOST_PRIORITIES
from oversight.permissions import can_own_team_plan, can_write_team_plan

WRITTEN, OWNED = "team_plan.written", "team_plan.owned"
# A priority, and the theme of findings that it is about.
Priority = tuple[str, FindingTheme | None]


@transaction.atomic
def write_team_plan(
    *,
    actor: Person,
    team: Team,
    aims: str,
    next_steps: str,
    priorities: Sequence[Priority],
    review_on: datetime.date,
    seen: str | None = None,
    kept: str = "",
) -> TeamPlan:
    """Write the plan, or change it. `seen`: the token of what the writer began from; EditConflict where other words are stored by now.

    `kept`: why words that look like an identity may stand; colleagues may be named.
    """
    team = locked(Team.objects.select_related("service"), pk=team.pk)
    require(can_write_team_plan, actor, team, why="The team’s manager writes its action plan.")
    plan = TeamPlan.objects.filter(team=team).first()
    wanted = [(" ".join(what.split()), theme) for what, theme in priorities if what.strip()]
    mine = plan_lines(aims, next_steps, wanted, review_on)
    theirs = stored_lines(plan)
    writes = Entry.objects.of(plan).filter(verb=WRITTEN).order_by("-pk") if plan else []
    require_unchanged(what="plan", actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    _require_plan(aims, wanted, review_on, plan)
    words = {"aims": normalised_text(aims), "next_steps": normalised_text(next_steps)}
    looked = check_for_identities(
        words | {f"priority_{place}": what for place, (what, _) in enumerate(wanted, start=1)},
        audience=Audience.STAFF,
        kept=kept,
        target=plan,
    )
    if plan and mine == theirs:
        return plan
    plan = plan or TeamPlan(team=team)
    plan.aims, plan.next_steps, plan.review_on = words["aims"], words["next_steps"], review_on
    plan.written_by, plan.written_on = actor, today()
    plan.save()
    plan.priorities.all().delete()
    TeamPriority.objects.bulk_create(
        TeamPriority(plan=plan, position=place, what=what, theme=theme) for place, (what, theme) in enumerate(wanted, start=1)
    )
    record(actor=actor, verb=WRITTEN, target=plan, before=[list(line) for line in theirs], after=[list(line) for line in mine])
    looked.keep(actor, plan)
    return plan


@transaction.atomic
def own_team_plan(*, actor: Person, team: Team) -> TeamPlan:
    """The team's manager takes responsibility for the plan as it is. The second time does nothing."""
    team = locked(Team.objects.select_related("service"), pk=team.pk)
    require(can_own_team_plan, actor, team, why="The team’s manager takes responsibility for its action plan.")
    plan = TeamPlan.objects.filter(team=team).first()
    if plan is None:
        raise ValidationError("There is no plan yet. Write it first.")
    if plan.owned_by_id != actor.pk:
        before = str(plan.owned_by) if plan.owned_by else ""
        plan.owned_by, plan.owned_on = actor, today()
        plan.save(update_fields=["owned_by", "owned_on"])
        record(actor=actor, verb=OWNED, target=plan, before=before, after=str(actor))
    return plan


def plan_lines(aims: str, next_steps: str, priorities: Sequence[Priority], review_on: datetime.date | None) -> Lines:
    """What two who write it at once are compared by."""
    named = [(f"Priority {place}", _priority_words(*each)) for place, each in enumerate(priorities, start=1)]
    return normalised_lines([("Aims", aims), *named, ("What to do next", next_steps), ("Review", uk_date(review_on) if review_on else "")])


def stored_lines(plan: TeamPlan | None) -> Lines:
    if plan is None:
        return ()
    priorities = [(row.what, row.theme) for row in plan.priorities.select_related("theme")]
    return plan_lines(plan.aims, plan.next_steps, priorities, plan.review_on)


def _priority_words(what: str, theme: FindingTheme | None) -> str:
    return f"{what} ({theme})" if theme else what


def _require_plan(aims: str, priorities: Sequence[Priority], review_on: datetime.date, plan: TeamPlan | None) -> None:
    wrong = {} if aims.strip() else {"aims": "Write what the team wants to change."}
    if len(priorities) > MOST_PRIORITIES:
        wrong["priority_1"] = f"A plan has at most {MOST_PRIORITIES} priorities. Choose those that matter most."
    if review_on < today() and not (plan and plan.review_on == review_on):
        wrong["review_on"] = "The day of the review must be today or later."
    if wrong:
        raise ValidationError(wrong)
