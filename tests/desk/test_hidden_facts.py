"""No address answers otherwise because of something that is hidden from the person who asks: no status, redirect, count or word.

Two worlds are built by the services, one after the other and taken back, which differ only in what is hidden: grades, actions,
what was asked of the team, why the audit was chosen. A person who must not know walks every address of both and finds the same.
"""

import contextlib
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from actions.enums import Priority
from actions.models import Action
from actions.services import raise_action
from audits.allocation.services.allocation import add_audit, allocate
from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, ChosenBy, Grade
from audits.models import Audit, ModerationChoice
from audits.moderation.services.moderation import return_audit, save_moderator_grades
from audits.moderation.services.reopening import reopen_audit
from audits.responses.services.challenges import answer_challenge, challenge_audit
from audits.responses.services.responses import answer_inadequate
from desk.pages.digest import letter_to, parts_of
from desk.pages.search import search
from desk.pages.work import work_for
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.council.clock import today
from foundation.notices.models import Message, Notice
from tests.audit_stages import agreed_as_submitted, grade_all, moderate_unchanged
from tests.journeys.addresses import addresses
from tests.people import Visitor, add_person
from tests.replay import replayed
from tests.shares import share_of

# What is hidden is decided before any database is asked.
pytestmark = [pytest.mark.once, pytest.mark.share(2)]

TOKEN = re.compile(r"""csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"|nonce="[^"]+\"""")
WORDS = dict.fromkeys(("text", "reason", "words", "answer", "what", "why", "learned", "present", "support", "doing", "outcome"), "Seen.")
# They sign the visitor out, answer nobody in particular, or show figures of all, whose own tests say what they leave out.
LEFT_OUT = (
    "accounts:sign",
    "accounts:pass",
    "accounts:reset",
    "actions:feed",
    "actions:calendar",
    "insight:",
    "reports:",
    "performance:",
    "council:",
    "jobs:",
    "notices:mail",
)
HIDDEN = "Bring the chronology of the grandparents up to date"


@dataclass
class World:
    """What was built: the audit, and numbers that only one of the two worlds has."""

    audit: Audit
    numbers: dict[str, int] = field(default_factory=dict)


def ways(world: World) -> list[tuple[str, str]]:
    """A share of the addresses that name an audit, an action or something of theirs; of the others a few."""
    found: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
    for name, parameters in addresses():
        if name.startswith(LEFT_OUT):
            continue
        numbers = {"number": world.numbers.get("action", 0) if name.startswith("actions:") else world.audit.pk}
        of_audit = name.startswith("actions:of") or name == "actions:matters-most" or name.startswith("audits:")
        numbers["number"] = world.audit.pk if of_audit or name.startswith("observations:") else numbers["number"]
        given = {
            "pk": world.numbers.get("pk", 1),
            "version": 1,
            "code": world.audit.cycle.code,
            "year": 2023,
            "section": "overall",
        } | numbers
        with contextlib.suppress(NoReverseMatch):
            found["number" in parameters].append((name, reverse(name, kwargs={each: given[each] for each in parameters if each in given})))
    return share_of(found[True], 40, about="addresses with a number") + share_of(found[False], 8, about="addresses without a number")


def walked(visitor: Visitor, world: World) -> dict[str, tuple[int, str, str]]:
    """Status, redirect and page of each address, read and posted to; what was posted is taken back."""
    seen = {}
    asked = [
        f"{reverse('actions:raise')}?audit={world.audit.pk}",
        "/audits/?overall=I",
        "/audits/?export=csv",
        "/actions/?view=all&export=csv",
    ]
    for address in [*(address for _, address in ways(world)), *asked]:
        seen[f"GET {address}"] = _answer(visitor.get(address))
        if seen[f"GET {address}"][0] != 405:
            with transaction.atomic():
                seen[f"POST {address}"] = _answer(visitor.post(address, WORDS))
                transaction.set_rollback(True)
    return seen | told(visitor, world)


def _answer(response) -> tuple[int, str, str]:
    content = response.getvalue()
    return response.status_code, response.get("Location", ""), TOKEN.sub("", content.decode(errors="replace"))


def told(visitor: Visitor, world: World) -> dict[str, tuple[int, str, str]]:
    """My work, what the next digest says, what was mailed, and what is found by searching."""
    person, on = visitor.person, today()
    work = work_for(person, on)
    letter = letter_to(person, parts_of(person, work, list(Notice.objects.of(person).untold()), on), on)
    found = {text: search(person, text).sections for text in (HIDDEN[:12], str(world.audit.pk), str(world.numbers.get("action", 0)))}
    mails = list(Message.objects.filter(person=person).values_list("subject", "text"))
    return {"told": (len(work), str([work, found, mails]), letter.text)}


def both(visitor: Visitor, build: Callable[[Grade], World]) -> tuple[dict, dict]:
    """What the visitor finds where the auditor gave Good, and where they gave Inadequate with all that follows."""
    with transaction.atomic():
        hidden = build(Grade.INADEQUATE)
        worse = walked(visitor, hidden)
        transaction.set_rollback(True)
    with transaction.atomic():
        plain = build(Grade.GOOD)
        plain.numbers = hidden.numbers
        better = walked(visitor, plain)
        transaction.set_rollback(True)
    return better, worse


def compare(pair: tuple[dict, dict]) -> None:
    better, worse = pair
    assert set(better) == set(worse)
    if found := [_difference(address, better[address], worse[address]) for address in better if better[address] != worse[address]]:
        pytest.fail("\n".join(found), pytrace=False)


def _difference(address: str, *answers: tuple[int, str, str]) -> str:
    lines = [set(answer[2].splitlines()) for answer in answers]
    only = [sorted(line.strip() for line in lines[at] - lines[1 - at])[:3] for at in (0, 1)]
    return f"{address}: {answers[0][:2]} or {answers[1][:2]}; {only[0]} or {only[1]}"


@pytest.fixture(autouse=True)
def _unlogged(caplog):
    """Hundreds of refusals would be written down with their tracebacks."""
    caplog.set_level("CRITICAL", "django.request")


@pytest.fixture
def build(lead, cycle, auditor, worker, elm_team, team_manager) -> Callable[..., Audit]:
    """An audit that was submitted with this grade throughout, and with all that an Inadequate brings about."""

    def submitted(grade: Grade, moderator) -> Audit:
        facts = {"case_id": "C-20417", "team": elm_team, "allocated_worker": worker.person}
        audit = add_audit(actor=lead.person, cycle=cycle, auditor=auditor.person, moderator=moderator, **facts)
        audit = grade_all(audit, grade)
        if grade == Grade.INADEQUATE:
            raised_from(audit, team_manager.person)
        audit = submit_audit(actor=auditor.person, audit=audit)
        if grade == Grade.INADEQUATE:
            answer_inadequate(actor=team_manager.person, audit=audit, text="Seen today.")
            ModerationChoice.objects.update_or_create(audit=audit, defaults={"chosen_by": ChosenBy.GRADE})
        return Audit.objects.get(pk=audit.pk)

    return submitted


def raised_from(audit: Audit, owner) -> None:
    for title, priority in ((HIDDEN, Priority.NORMAL), ("Visit today", Priority.URGENT)):
        due = audit.cycle.moderation_due + datetime.timedelta(days=10_000)
        raise_action(actor=audit.auditor, audit=audit, what=title, why="It ends in 2021.", owner=owner, due=due, priority=priority)


def waits_for(visitor: Visitor, build) -> Callable[[Grade], World]:
    return lambda grade: World(build(grade, visitor.person), numbers_of())


def opened_again_for(visitor: Visitor, build, lead, another, team_manager) -> Callable[[Grade], World]:
    """Moderated by somebody else, challenged where it was Inadequate, opened again and given to the visitor."""

    def world(grade: Grade) -> World:
        audit = moderate_unchanged(build(grade, another))
        if grade == Grade.INADEQUATE:
            challenge_audit(actor=team_manager.person, audit=audit, text="The plan was updated.")
            answer_challenge(actor=lead.person, audit=audit, text="It was not.")
        audit = reopen_audit(actor=lead.person, audit=audit, reason="To be looked at afresh.", to=AuditState.SUBMITTED)
        allocate(actor=lead.person, audit=audit, auditor=audit.auditor, moderator=visitor.person)
        return World(Audit.objects.get(pk=audit.pk), numbers_of())

    return world


def sent_back_by(another, visitor: Visitor, build, lead) -> Callable[[Grade], World]:
    """Sent back by somebody else, who saw the grades, and given to the visitor while the auditor writes."""

    def world(grade: Grade) -> World:
        audit = build(grade, another)
        save_moderator_grades(actor=another, audit=audit, grades=agreed_as_submitted(audit))
        audit = return_audit(actor=another, audit=audit, reason="Say more.")
        allocate(actor=lead.person, audit=audit, auditor=audit.auditor, moderator=visitor.person)
        return World(Audit.objects.get(pk=audit.pk), numbers_of())

    return world


def numbers_of() -> dict[str, int]:
    action = Action.objects.order_by("pk").first()
    return {"action": action.pk} if action else {}


@pytest.fixture
@replayed
def another(db):
    return add_person("Mo Bell", Role.MODERATOR)


ROLES = [(), (Role.QA_LEAD,), (Role.DIRECTOR, Role.ANALYST), (Role.TEAM_MANAGER, Role.ADMINISTRATOR)]


@pytest.mark.parametrize("roles", share_of(ROLES, 1, about="roles of a blind moderator"), ids=str)
def test_a_blind_moderator_learns_nothing_from_any_answer(moderator, build, roles):
    PersonRole.objects.bulk_create(PersonRole(person=moderator.person, role=role) for role in roles)

    compare(both(moderator, waits_for(moderator, build)))


def test_nor_where_the_audit_s_actions_are_theirs_in_any_way(moderator, build, team_manager):
    """As owner, helper, line manager of the owner, or who verifies."""
    add_person("Rhys Report", Role.PRACTITIONER, line_manager=moderator.person)

    def world(grade: Grade) -> World:
        made = waits_for(moderator, build)(grade)
        give_to(moderator.person)
        return made

    compare(both(moderator, world))


def give_to(person) -> None:
    """Whatever way that came about: the first is theirs, they help with the second, and a third is of someone they manage."""
    actions = list(Action.objects.order_by("pk"))
    if actions:
        Action.objects.filter(pk=actions[0].pk).update(owner=person, due=today() - datetime.timedelta(days=30))
        actions[1].helpers.add(person)
        Action.objects.filter(pk=actions[1].pk).update(owner=person.reports.get(), state="done", done_on=today())


@pytest.mark.parametrize("roles", share_of(ROLES, 1, about="roles after a re-opening"), ids=str)
def test_nor_after_the_audit_was_opened_again(moderator, build, lead, another, team_manager, roles):
    PersonRole.objects.bulk_create(PersonRole(person=moderator.person, role=role) for role in roles)

    compare(both(moderator, opened_again_for(moderator, build, lead, another, team_manager)))


def test_nor_while_an_audit_that_was_sent_back_is_written_anew(moderator, build, lead, another):
    compare(both(moderator, sent_back_by(another, moderator, build, lead)))


def a_world(build, moderator) -> Callable[[Grade], World]:
    """Submitted with Good, or with Requires improvement and an action: the team learns of neither before it is moderated."""

    def world(grade: Grade) -> World:
        audit = build(Grade.REQUIRES_IMPROVEMENT if grade == Grade.INADEQUATE else grade, moderator)
        return World(Audit.objects.get(pk=audit.pk), numbers_of())

    return world


@pytest.fixture
@replayed
def second_auditor(ash_team):
    return Visitor(add_person("Sol Grant", Role.AUDITOR, team=ash_team))


OTHERS = ["worker", "team_manager", "service_manager", "board_member", "observer"]
OTHERS += ["outsider", "second_auditor", "analyst", "administrator"]


@pytest.mark.parametrize("name", share_of(OTHERS, 1, about="who learns nothing before the release"))
def test_nobody_else_learns_of_a_grade_before_it_is_moderated(name, request, build, another):
    compare(both(request.getfixturevalue(name), a_world(build, another)))
