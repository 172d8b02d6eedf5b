"""What of meetings, decisions and teams' plans waits for somebody, and what of it is late. Nothing that anybody typed."""

import datetime

from django.db.models import F, Q
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.chasing.owed import NOTHING_OWED, Owed, OwedQuestion
from foundation.council.work import WorkItem, WorkQuestion
from foundation.documents.formats import uk_date
from oversight.models import CheckAndChallenge, MeetingDecision, TeamPlan
from oversight.permissions import can_agree_record

# The name of the list in the address of the page of reminders.
DECISIONS = "decisions"
REMINDED = "decision.reminded"


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    planned = CheckAndChallenge.objects.planned().filter(held_on__lte=on).filter(_to_hold(person)).select_related("cycle")
    written = CheckAndChallenge.objects.to_agree().exclude(minutes="").filter(_to_agree(person)).for_page()
    decisions = MeetingDecision.objects.visible_to(person).open().filter(owner=person).for_page().order_by("due", "pk")
    plans = TeamPlan.objects.filter(team__manager=person).select_related("team")
    unowned = plans.filter(Q(owned_by=None) | ~Q(owned_by=F("team__manager"))).order_by("team__name__folded")
    to_review = plans.filter(owned_by=F("team__manager"), review_on__lte=on).order_by("review_on")
    return [
        WorkQuestion(planned, lambda: map(_hold, planned)),
        WorkQuestion(written, lambda: [_agree(each) for each in written if can_agree_record(person, each)]),
        WorkQuestion(decisions, lambda: map(_carry_out, decisions)),
        WorkQuestion(unowned, lambda: map(_own, unowned)),
        WorkQuestion(to_review, lambda: map(_review, to_review)),
    ]


def _to_hold(person: Person) -> Q:
    """The chair's; and the QA lead's, who planned it."""
    return Q(chair=person) | (Q(planned_by=person) if is_lead(person) else Q(pk=None))


def _to_agree(person: Person) -> Q:
    """The chair's, unless they wrote it: then the QA lead's."""
    return Q(chair=person) | (Q(written_by=F("chair")) if is_lead(person) else Q(pk=None))


def _hold(meeting: CheckAndChallenge) -> WorkItem:
    what = f"Note what came of {_named(meeting)}"
    why = f"It was planned for {uk_date(meeting.held_on)}"
    return WorkItem(what=what, why=why, url=meeting.get_absolute_url(), due=meeting.held_on, email_text=what)


def _agree(meeting: CheckAndChallenge) -> WorkItem:
    what = f"Agree the record of {_named(meeting)}"
    why = f"Held on {uk_date(meeting.held_on)}, written by {meeting.written_by}"
    return WorkItem(what=what, why=why, url=meeting.get_absolute_url(), email_text=what)


def _carry_out(decision: MeetingDecision) -> WorkItem:
    what = f"Carry out a decision of {_named(decision.meeting)}"
    why = f"Decided on {uk_date(decision.meeting.held_on)}"
    url = reverse("oversight:finish-decision", args=[decision.pk])
    return WorkItem(what=what, why=why, url=url, due=decision.due, email_text=what)


def _own(plan: TeamPlan) -> WorkItem:
    what = f"Take responsibility for the action plan of {plan.team}"
    why = "You manage the team; the plan goes with the post" if plan.owned_by_id else "You manage the team"
    return WorkItem(what=what, why=why, url=plan.get_absolute_url(), email_text=what)


def _review(plan: TeamPlan) -> WorkItem:
    what = f"Review the action plan of {plan.team}"
    return WorkItem(what=what, why="You are responsible for it", url=plan.get_absolute_url(), due=plan.review_on, email_text=what)


def _named(meeting: CheckAndChallenge) -> str:
    return f"check and challenge, {meeting.cycle}"


def owed_in_oversight(actor: Person, on: datetime.date) -> OwedQuestion:
    """Overdue decisions of others, for the QA lead to remind."""
    if not is_lead(actor):
        return NOTHING_OWED
    late = (
        MeetingDecision.objects.visible_to(actor)
        .overdue(on)
        .filter(owner__is_active=True)
        .exclude(owner=actor)
        .for_page()
        .order_by("due", "pk")
    )
    return OwedQuestion(lambda: [_owed(each) for each in late], [late])


def _owed(decision: MeetingDecision) -> Owed:
    what = f"Carry out a decision of {_named(decision.meeting)}"

    def said_to(manager: Person) -> str:
        return what if MeetingDecision.objects.visible_to(manager).filter(pk=decision.pk).exists() else ""

    return Owed(decision.owner, f"decision:{decision.pk}", what, decision.due, decision, REMINDED, frozenset({DECISIONS}), said_to)
