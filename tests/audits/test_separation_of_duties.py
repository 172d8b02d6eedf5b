"""Whatever people try, in whatever order: nobody judges against a hard rule, nor against a soft one without its reason.

What stands between a person and a record is worked out here once more, slowly and apart from the rules under test, at
the moment at which somebody submits, sends back, grades or moderates.
"""

import contextlib
import datetime
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from audits.enums import AllocationSource, ConflictKind, Grade, Part, Stage, State
from audits.importing.allocations import read_allocation
from audits.models import Audit, Interest, Judgement
from audits.queries.allocation_month import AllocationMonth
from audits.queries.allocation_proposal import propose
from audits.services.allocating_month import Chosen, apply_allocation, pin_person
from audits.services.allocation import add_audit, allocate
from audits.services.auditing import start_audit, submit_audit
from audits.services.cycles import plan_cycle
from audits.services.handing_back import hand_back
from audits.services.interests import declare_interest, end_interest
from audits.services.moderating import finish_moderation, return_audit, save_moderator_grades
from audits.services.reopening import reopen_audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service, Team
from foundation.sheets import Row, Sheet
from tests.people import add_person

REFUSALS = (ValidationError, PermissionDenied)
WHY = dict.fromkeys([kind for kind in ConflictKind if kind not in ("own_work", "line_of_management", "own_audit")], "Nobody else is free.")


class World:
    """A lead who audits too, five people with both roles, two teams under one service, two months with the same two children."""

    def __init__(self):
        names = ("Leah", "Ann", "Ben", "Cat", "Dan", "Eve")
        self.people = [add_person(name, Role.AUDITOR, Role.MODERATOR, *([Role.QA_LEAD] if name == "Leah" else [])) for name in names]
        self.lead = self.people[0]
        service = Service.objects.create(name="Rowan")
        self.teams = [Team.objects.create(name=name, service=service) for name in ("Elm", "Ash")]
        self.worker = add_person("Will", Role.PRACTITIONER, team=self.teams[0], line_manager=self.people[1])
        months = [plan_cycle(actor=self.lead, month=datetime.date(2023, month, 1)) for month in (5, 6)]
        facts = [{"case_id": "C-1", "team": self.teams[0], "allocated_worker": self.worker}, {"case_id": "C-2", "team": self.teams[1]}]
        for cycle in months:
            for fact in facts:
                add_audit(actor=self.lead, cycle=cycle, **fact)
        self.cycle = months[1]
        self.judged: Counter[str] = Counter()

    def audit(self, number: int, *states: State) -> Audit:
        """One of the four, of those in these states where there are any."""
        every = list(Audit.objects.order_by("pk"))
        fitting = [audit for audit in every if audit.state in states]
        return (fitting or every)[number % len(fitting or every)]

    def person(self, number: int) -> Person:
        # Afresh: roles, team and line are as they are stored now.
        return Person.objects.get(pk=self.people[number % len(self.people)].pk)

    # What may be tried: each is given four small numbers.

    def move_team(self, a, b, c, d):
        Person.objects.filter(pk=self.person(a).pk).update(team=[*self.teams, None][b % 3])

    def line(self, a, b, c, d):
        who = [*self.people, self.worker][b % 7]
        Person.objects.filter(pk=who.pk).exclude(pk=self.person(a).pk).update(line_manager=self.person(a))

    def head(self, a, b, c, d):
        if b % 2:
            Team.objects.filter(pk=self.teams[c % 2].pk).update(manager=self.person(a))
        else:
            Service.objects.update(**{("manager", "head")[c % 2]: self.person(a)})

    def work(self, a, b, c, d):
        """An export names another worker."""
        Audit.objects.filter(pk=self.audit(a).pk).update(allocated_worker=[*self.people, self.worker][b % 7])

    def interest(self, a, b, c, d):
        about = [{"case_id": "c-1"}, {"team": self.teams[0]}, {"worker": self.worker}][b % 3]
        declare_interest(actor=self.person(a), person=self.person(a), words="A friend.", **about)

    def end_interest(self, a, b, c, d):
        for each in Interest.objects.filter(person=self.person(a), ended_on=None):
            end_interest(actor=self.lead, interest=each)

    def allocate(self, a, b, c, d):
        people = {"auditor": self.person(b), "moderator": self.person(c)}
        allocate(actor=self.lead, audit=self.audit(a), **people, reasons=WHY if d % 2 else None)

    def pin(self, a, b, c, d):
        pin_person(actor=self.lead, audit=self.audit(a), part=list(Part)[c % 2], person=self.person(b), reason="Knows this work.")

    def propose(self, a, b, c, d):
        month = AllocationMonth(self.cycle)
        choices = propose(month, seed=a).choices
        self._apply({pk: (choice.auditor, choice.moderator) for pk, choice in choices.items()}, AllocationSource.PROPOSED, d)

    def file(self, a, b, c, d):
        cells = {"audit": self.audit(a).pk, "auditor": self.person(b).email, "moderator": self.person(c).email, "reason": "From a file."}
        listed = read_allocation(Sheet(list(cells), [Row(2, cells)]), AllocationMonth(self.audit(a).cycle, also=[self.audit(a).pk]))
        self._apply({pk: (choice.auditor, choice.moderator) for pk, choice in listed.choices.items()}, AllocationSource.CSV, d)

    def _apply(self, chosen, source, d):
        people = {each.pk: each for each in Person.objects.all()}
        reasons = {(pk, kind): why for pk in people for kind, why in WHY.items()} if d % 2 else {}
        rows = [Chosen(pk, people.get(one), people.get(other), reasons=reasons) for pk, (one, other) in chosen.items()]
        apply_allocation(actor=self.lead, chosen=rows, source=source)

    def hand_back(self, a, b, c, d):
        audit = self.audit(a)
        hand_back(actor=(audit.auditor, audit.moderator)[b % 2] or self.lead, audit=audit, words="I chaired the conference.")

    def reopen(self, a, b, c, d):
        reopen_audit(actor=self.lead, audit=self.audit(a), reason="New facts.", to=(State.IN_PROGRESS, State.SUBMITTED)[b % 2])

    def audits(self, a, b, c, d):
        """Start, answer and submit, as its auditor or as anybody."""
        audit = self.audit(a, State.ALLOCATED, State.IN_PROGRESS)
        actor = self.person(c) if b % 4 == 0 else audit.auditor or self.person(c)
        if audit.state == State.ALLOCATED:
            self._judge("start", actor, audit, lambda: start_audit(actor=actor, audit=audit, no_involvement=True))
        answer(audit)
        self._judge("submit", actor, audit, lambda: submit_audit(actor=actor, audit=audit))

    def moderates(self, a, b, c, d):
        audit = self.audit(a, State.SUBMITTED)
        actor = self.person(c) if b % 4 == 0 else audit.moderator or self.person(c)
        grades = [(row.domain, row.grade, "") for row in audit.judgements.at(Stage.AUDITOR)]
        if d % 5 == 0:
            self._judge("return", actor, audit, lambda: return_audit(actor=actor, audit=audit, reason="Say more."))
        with contextlib.suppress(*REFUSALS):
            self._judge("grade", actor, audit, lambda: save_moderator_grades(actor=actor, audit=audit, grades=grades))
        self._judge("moderate", actor, audit, lambda: finish_moderation(actor=actor, audit=audit, agreed=grades))

    def _judge(self, what, actor, audit, act):
        """Do it; where it was let through, nothing may have stood against it."""
        part = Part.AUDITOR if what in ("start", "submit") else Part.MODERATOR
        before = Audit.objects.get(pk=audit.pk)
        standing = hard_between(actor, before, part) + unreasoned_between(actor, before, part)
        act()
        assert standing == [], f"{actor} could {what} {audit} against {standing}"
        self.judged[what] += 1


def answer(audit: Audit) -> None:
    if audit.judgements.at(Stage.AUDITOR).exists():
        return
    places = [*audit.tool.domains.all(), None]
    rows = [Judgement(audit=audit, domain=each, stage=Stage.AUDITOR, grade=Grade.GOOD, reason="Seen.") for each in places]
    Judgement.objects.bulk_create(rows)


def chain(person: Person | None) -> set[int]:
    above: set[int] = set()
    while person and person.line_manager_id and person.line_manager_id not in above:
        above.add(person.line_manager_id)
        person = Person.objects.get(pk=person.line_manager_id)
    return above


def hard_between(person: Person, audit: Audit, part: Part) -> list[str]:
    audit = Audit.objects.get(pk=audit.pk)
    worker, team = audit.allocated_worker, audit.team
    above = chain(worker) | {team.manager_id, team.service.manager_id, team.service.head_id} | chain(team.manager)
    found = {
        "own work": worker == person,
        "own line": person.pk in above,
        "own audit": part == Part.MODERATOR and person in (audit.auditor, *(each.person for each in audit.declarations.all())),
        "not theirs": person != (audit.auditor if part == Part.AUDITOR else audit.moderator),
    }
    return [name for name, is_so in found.items() if is_so]


def unreasoned_between(person: Person, audit: Audit, part: Part) -> list[str]:
    person, audit = Person.objects.get(pk=person.pk), Audit.objects.get(pk=audit.pk)
    others = [each for each in Audit.objects.filter(case_id=audit.case_id) if each != audit]
    mine = Interest.objects.filter(person=person, ended_on=None)
    found = {
        ConflictKind.OWN_TEAM: person.team == audit.team,
        ConflictKind.PAST_INVOLVEMENT: any(each.allocated_worker == person for each in others),
        ConflictKind.PREVIOUS_AUDITOR: part == Part.AUDITOR and any(each.auditor == person for each in others),
        ConflictKind.DECLARED_INTEREST: any(is_about(each, audit) for each in mine),
    }
    reasoned = {each.conflict for each in audit.overrides.filter(person=person) if each.reason.strip() and each.given_by.name == "Leah"}
    return [str(kind) for kind, is_so in found.items() if is_so and kind not in reasoned]


def is_about(interest: Interest, audit: Audit) -> bool:
    if interest.case_id:
        return interest.case_id.upper() == audit.case_id.upper()
    return audit.team == interest.team if interest.team else audit.allocated_worker == interest.worker


TRIES = [name for name, thing in vars(World).items() if callable(thing) and name not in ("audit", "person") and not name.startswith("_")]
# Most that is tried should be what the rules are about.
STEPS = [*TRIES, *["allocate", "audits", "moderates"] * 4]
numbers = st.integers(0, 6)


@pytest.mark.django_db
def test_nobody_judges_against_a_hard_rule_nor_a_soft_one_without_its_reason():
    judged: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    world = World()

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
    @given(st.lists(st.tuples(st.sampled_from(STEPS), numbers, numbers, numbers, numbers), min_size=6, max_size=16))
    def any_sequence(steps):
        with transaction.atomic():
            world.judged.clear()
            for name, *given_numbers in steps:
                try:
                    with transaction.atomic():
                        getattr(world, name)(*given_numbers)
                except REFUSALS:
                    refused[name] += 1
            judged.update(world.judged)
            transaction.set_rollback(True)

    any_sequence()

    assert min(judged[what] for what in ("start", "submit", "grade", "moderate")) > 0, "the sequences get as far as moderation"
    assert refused["allocate"] > 0
