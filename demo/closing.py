"""What follows a verified action, and what people ask of open ones: second looks, effects, more time, withdrawal, nobody to own it."""

import datetime

from actions.enums import Level
from actions.models import Action
from actions.services import (
    ask_for_time,
    ask_withdrawal,
    judge_effect,
    let_verification_stand,
    mark_done,
    raise_action,
    verify_action,
)
from actions.services.rules import change_action_rules
from audits.enums import AuditState
from audits.models import Audit
from audits.reaudits.queries import asking_for_re_audit
from audits.reaudits.services import waive_re_audit
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.working_days import add_working_days

from .diary import Diary
from .parts import auditor_of, head_of_owner, owner_of, verifier_of

CHANGED = [
    "He has told his worker what he wants to happen with school, and the plan says so now.",
    "Her parents know what must be different by September, and have begun with it.",
    "The three agencies do what they said on the day they said; the child has one story to tell instead of four.",
    "She sees her grandmother every second Sunday; the assessment is what made the case for it.",
]
UNCHANGED = "The record is better; nothing is different for the child yet. The next supervision looks at it again."


def after_verification(diary: Diary, lead: Person, action: Action) -> None:
    """The lead looks again at what was drawn, and somebody says whether practice changed."""
    if any(look.is_waiting for look in action.second_looks.all()):
        diary.on(add_working_days(today(), 3), _look_again, lead=lead, number=action.pk)
    if action.level in (Level.CHILD, Level.PRACTITIONER):
        diary.on(add_working_days(today(), 15), _tell_effect, number=action.pk)


def _look_again(lead: Person, number: int) -> None:
    let_verification_stand(actor=lead, action=Action.objects.get(pk=number))


def _tell_effect(number: int) -> None:
    action = Action.objects.get(pk=number)
    is_effective = number % 5 != 0
    words = CHANGED[number % len(CHANGED)] if is_effective else UNCHANGED
    judge_effect(actor=verifier_of(action), action=action, is_effective=is_effective, words=words)


def write_requests(diary: Diary, people: dict[str, Person]) -> None:
    """What a visitor should find on 31 August 2023."""
    lead = people["Naomi Fielding"]
    diary.on(datetime.date(2023, 4, 3), _begin_to_audit_again, lead=lead)
    diary.on(datetime.date(2023, 3, 6), _raise_for_team, diary=diary, lead=lead)
    diary.on(datetime.date(2023, 8, 23), _leave_without_owner, lead=lead)
    diary.on(datetime.date(2023, 8, 29), change_action_rules, actor=lead, check_percentage=100)
    diary.on(datetime.date(2023, 8, 29), _verify_for_a_second_look, lead=lead)
    diary.on(datetime.date(2023, 8, 30), change_action_rules, actor=lead, check_percentage=20)
    diary.on(datetime.date(2023, 8, 30), _ask, manager=people["Michelle Rimmer"], left_alone=people["Daniel Whitfield"])
    diary.on(datetime.date(2023, 8, 30), _write_a_draft)


def _begin_to_audit_again(lead: Person) -> None:
    """From this spring an Inadequate is audited again; what was found before was followed up by the teams themselves."""
    for each in asking_for_re_audit():
        waive_re_audit(actor=lead, earlier=each.audit, reason="Found before we began to audit again; the team manager reviewed the record.")


def _raise_for_team(diary: Diary, lead: Person) -> None:
    """A team's action whose effect later audits can show; the lead has not confirmed it yet."""
    team = Team.objects.get(name="Care Experienced Team")
    action = raise_action(
        actor=lead,
        owner=team.manager,
        what="Open each month’s group supervision with one young person’s own words",
        why="Four of the team’s last audits found plans written about young people rather than with them.",
        level=Level.TEAM,
        team=team,
    )
    diary.on(datetime.date(2023, 3, 27), _finish_for_team, number=action.pk)


def _finish_for_team(number: int) -> None:
    action = Action.objects.get(pk=number)
    evidence = "Minutes of March’s group supervision; April’s is planned the same way."
    done = mark_done(actor=owner_of(action), action=action, evidence=evidence, pointer="Team’s folder: group supervision, 24 March 2023")
    verify_action(actor=head_of_owner(action), action=done)


def _leave_without_owner(lead: Person) -> None:
    raise_action(
        actor=lead,
        owner=None,
        what="Agree with schools who chairs planning meetings in the holidays",
        why="Three meetings were put off in August because nobody was there to chair them.",
        level=Level.SERVICE,
        team=Team.objects.get(name="Cared for Children One"),
        due=datetime.date(2023, 9, 29),
    )


def _verify_for_a_second_look(lead: Person) -> None:
    """In the last days of August the lead looks at every verified action again."""
    team = Team.objects.get(name="Locality East")
    action = raise_action(
        actor=lead,
        owner=team.manager,
        what="Put the dates of the next three core groups on the record",
        why="Two children had no core group for nine weeks over the summer.",
        level=Level.TEAM,
        team=team,
    )
    done = mark_done(actor=owner_of(action), action=action, evidence="Dates are on all eleven records.", pointer="Case system: core groups")
    verify_action(actor=head_of_owner(action), action=done)


def _ask(manager: Person, left_alone: Person) -> None:
    """In the team manager's team one owner asks for more time, another to withdraw an action."""
    of_her_team = (
        Action.objects.live().open().filter(owner__line_manager=manager, due__gt=datetime.date(2023, 9, 10)).exclude(owner=left_alone)
    )
    asking, withdrawing = of_her_team.select_related("owner")[:2]
    reason = "The family is away until 8 September; the meeting is booked for the week after."
    ask_for_time(actor=asking.owner, action=asking, due=datetime.date(2023, 10, 6), reason=reason)
    ask_withdrawal(actor=withdrawing.owner, action=withdrawing, reason="The child has moved to another council, which has the plan now.")


def _write_a_draft() -> None:
    """An auditor who has not submitted yet has written an action."""
    audit = Audit.objects.filter(state=AuditState.IN_PROGRESS, submitted_on=None).latest("pk")
    raise_action(
        actor=auditor_of(audit),
        audit=audit,
        owner=audit.allocated_worker,
        what="Write with the child what she wants from the next review",
        why="Her own view is in one line of the last two reports.",
    )
