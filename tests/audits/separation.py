"""A council in which people try anything, and a log of its own of what each of them did: never read from the portal's tables of that.

`World` holds the people, the records and what changes them; `Deciding` what is decided, and who must never have been let.
"""

import copy
import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audits.allocation.queries.months import AllocationMonth
from audits.allocation.queries.proposals import propose
from audits.allocation.reading import read_allocation
from audits.allocation.services.allocation import add_audit, allocate
from audits.allocation.services.hand_back import hand_back
from audits.allocation.services.interests import declare_interest
from audits.allocation.services.months import Chosen, apply_allocation, pin_person
from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.enums import AllocationSource, AuditState, ConflictKind, Grade, Part, Stage
from audits.models import Audit, Cycle, Interest, Judgement
from audits.moderation.services.selection import change_moderation_rules
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole, Service, Team
from foundation.sheets import Row, Sheet
from tests.people import add_person

REFUSALS = (ValidationError, PermissionDenied)
SOFT = [kind for kind in ConflictKind if kind not in ("own_work", "line_of_management", "own_audit")]
WHY = dict.fromkeys(SOFT, "Nobody else is free.")
CHANGED = (Role.QA_LEAD, Role.DIRECTOR, Role.MODERATOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)
# Least strict first.
RULES = ["none", "by_rule", "all"]


class World:
    """Two leads who audit too, five others with both roles, managers, a director; two teams under one service, two months, two children."""

    def __init__(self) -> None:
        self.people = [add_person(name, Role.AUDITOR, Role.MODERATOR) for name in ("Leah", "Lena", "Ann", "Ben", "Cat", "Dan")]
        self.worker = add_person("Will", Role.PRACTITIONER)
        self.people += [self.worker, *(add_person(name, role) for name, role in (("Dee", Role.DIRECTOR), ("Hal", Role.HEAD_OF_SERVICE)))]
        for lead in self.people[:2]:
            PersonRole.objects.create(person=lead, role=Role.QA_LEAD)
        service = Service.objects.create(name="Rowan", head=self.people[-1], manager=add_person("Sue", Role.SERVICE_MANAGER))
        self.teams = [Team.objects.create(name=name, service=service) for name in ("Elm", "Ash")]
        Person.objects.filter(pk=self.worker.pk).update(team=self.teams[0], line_manager=self.people[5])
        self.people.append(service.manager)
        system = Person.objects.system()
        self.months = [plan_cycle(actor=system, month=datetime.date(2023, month, 1)) for month in (5, 6)]
        for cycle in self.months:
            for fact in self.records():
                auditor, moderator = self.people[2:4] if cycle == self.months[0] else self.people[0:5:4]
                add_audit(actor=system, cycle=cycle, auditor=auditor, moderator=moderator, reasons=WHY, **fact)

    def begin(self, seed: str) -> None:
        """Another walk, over what was stored at first."""
        self.dice = random.Random(seed)
        self.made: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        # What people did: (what, of which thing) → who.
        self.did: defaultdict[tuple, set[int]] = defaultdict(set)
        self.rules_made_by: set[int] = set()
        for audit in Audit.objects.all():
            self.note_line(audit)

    def records(self) -> list[dict]:
        worker = Person.objects.get(pk=self.worker.pk)
        return [{"case_id": "C-1", "team": self.teams[0], "allocated_worker": worker}, {"case_id": "C-2", "team": self.teams[1]}]

    # Whom and what it may fall on

    def anybody(self) -> Person:
        """Afresh: roles, team and line are as they are stored now."""
        return Person.objects.get(pk=self.dice.choice(self.people).pk)

    def lead(self) -> Person:
        leads = [person for person in self.people[:6] if Person.objects.get(pk=person.pk).has_role(Role.QA_LEAD)]
        return Person.objects.get(pk=self.dice.choice(leads or self.people).pk)

    def one_of(self, *people: Person | None) -> Person:
        """Mostly somebody of whom one would think, now and then anybody."""
        likely = [person for person in people if person]
        return Person.objects.get(pk=self.dice.choice(likely).pk) if likely and self.dice.random() < 0.75 else self.anybody()

    def audit(self, *states: AuditState) -> Audit:
        """Of those in these states where there are any."""
        every = list(Audit.objects.select_related("cycle").order_by("pk"))
        return self.dice.choice([audit for audit in every if audit.state in states] or every)

    # What changes on the way

    def role_given_or_taken(self) -> None:
        person, role = self.anybody(), self.dice.choice(CHANGED)
        if not PersonRole.objects.filter(person=person, role=role).delete()[0]:
            PersonRole.objects.create(person=person, role=role)

    def team_changed(self) -> None:
        Person.objects.filter(pk=self.anybody().pk).update(team=self.dice.choice([*self.teams, None]))

    def line_changed(self) -> None:
        manager = self.anybody()
        Person.objects.filter(pk=self.one_of(self.worker).pk).exclude(pk=manager.pk).update(line_manager=self.dice.choice([manager, None]))

    def post_changed(self) -> None:
        if self.dice.random() < 0.5:
            Team.objects.filter(pk=self.dice.choice(self.teams).pk).update(manager=self.anybody())
        else:
            Service.objects.update(**{self.dice.choice(("manager", "head")): self.anybody()})

    def worker_changed(self) -> None:
        """An export names another worker."""
        Audit.objects.filter(pk=self.audit().pk).update(allocated_worker=self.anybody())

    def month_s_rule_changed(self) -> None:
        lead, cycle = self.lead(), Cycle.objects.get(pk=self.dice.choice(self.months).pk)
        before, rule = cycle.moderation_rule, self.dice.choice(RULES)
        had = cycle.audits.filter(submitted_on__isnull=False, imported=False).exists()
        change_cycle(actor=lead, cycle=cycle, moderation_rule=rule)
        assert not had or RULES.index(rule) >= RULES.index(before), f"{cycle} was moderated less after its first submission"
        self.rules_made_by.add(lead.pk)

    def blind_changed(self) -> None:
        cycle = Cycle.objects.get(pk=self.dice.choice(self.months).pk)
        had = cycle.audits.filter(submitted_on__isnull=False, imported=False).exists()
        blind = not cycle.blind
        change_cycle(actor=self.lead(), cycle=cycle, blind=blind)
        assert not had, f"{cycle} was blind or not, and then the other, after its first submission"

    def rules_of_moderation_changed(self) -> None:
        who = self.anybody()
        change_moderation_rules(actor=who, best_and_worst=False, first_audits=0, drift=False, percentage=0, seed=self.dice.randrange(99))
        self.rules_made_by.add(who.pk)

    def record_added(self) -> None:
        """Again, where it was withdrawn; perhaps without saying whose it is."""
        fact = dict(self.dice.choice(self.records()))
        if self.dice.random() < 0.3:
            fact = {"case_id": fact["case_id"]}
        self.note_line(add_audit(actor=self.lead(), cycle=self.dice.choice(self.months), **fact))

    def interest_declared(self) -> None:
        about = self.dice.choice([{"case_id": "c-1"}, {"team": self.teams[0]}, {"worker": self.worker}])
        person = self.one_of(self.lead(), *self.people[:6])
        declare_interest(actor=self.one_of(person, self.lead()), person=person, words="A friend.", **about)

    def allocated(self) -> None:
        audit, people = self.audit(AuditState.ALLOCATED, AuditState.SUBMITTED), self.people[:6]
        auditor = self.one_of(*people) if audit.state == AuditState.ALLOCATED else audit.auditor
        reasons = WHY if self.dice.random() < 0.5 else None
        self._allocated(self.lead(), audit, auditor, self.one_of(*people), reasons)

    def _allocated(self, lead, audit, auditor, moderator, reasons) -> None:
        had = {person for person in (audit.auditor, audit.moderator) if person}
        stake = self.hard(lead, audit)
        allocate(actor=lead, audit=audit, auditor=auditor, moderator=moderator, reasons=reasons)
        assert not (audit.submitted_on and stake and had - {auditor, moderator}), f"{lead} took {audit} from {had} in spite of {stake}"
        self.note_line(Audit.objects.get(pk=audit.pk))

    def pinned(self) -> None:
        pin_person(actor=self.lead(), audit=self.audit(), part=self.dice.choice(list(Part)), person=self.anybody(), reason="Knows it.")

    def month_allocated(self) -> None:
        month = AllocationMonth(Cycle.objects.get(pk=self.months[1].pk))
        choices = propose(month, seed=self.dice.randrange(9)).choices
        self._apply({pk: (choice.auditor, choice.moderator) for pk, choice in choices.items()}, AllocationSource.PROPOSED)

    def allocated_from_a_file(self) -> None:
        audit = self.audit()
        cells = {"audit": audit.pk, "auditor": self.anybody().email, "moderator": self.anybody().email, "reason": "From a file."}
        listed = read_allocation(Sheet(list(cells), [Row(2, cells)]), AllocationMonth(audit.cycle, also=[audit.pk]))
        self._apply({pk: (choice.auditor, choice.moderator) for pk, choice in listed.choices.items()}, AllocationSource.CSV)

    def _apply(self, chosen: dict, source: AllocationSource) -> None:
        people = {each.pk: each for each in Person.objects.all()}
        reasons = {(pk, kind): why for pk in people for kind, why in WHY.items()} if self.dice.random() < 0.5 else {}
        rows = [Chosen(pk, people.get(one), people.get(other), reasons=reasons) for pk, (one, other) in chosen.items()]
        apply_allocation(actor=self.lead(), chosen=rows, source=source)
        for pk in chosen:
            self.note_line(Audit.objects.get(pk=pk))

    def handed_back(self) -> None:
        audit = self.audit(AuditState.ALLOCATED, AuditState.SUBMITTED)
        actor = self.one_of(audit.auditor, audit.moderator)
        hand_back(actor=actor, audit=audit, words="I chaired the conference.")

    # What stands between people and a record, worked out slowly and apart from the rules under test

    def note_line(self, audit: Audit) -> None:
        """Whose work and line it is at this moment, for ever."""
        self.did["line", *record(audit)] |= line_of_record(audit)

    def hard(self, person: Person, audit: Audit) -> list[str]:
        audit = Audit.objects.get(pk=audit.pk)
        wrote = self.did["wrote", *record(audit)] | {audit.auditor_id}
        found = {"line": line_of_record(audit), "line before": self.did["line", *record(audit)], "own audit": wrote}
        return [name for name, people in found.items() if person.pk in people]

    def soft(self, person: Person, audit: Audit, part: Part = Part.MODERATOR) -> list[str]:
        """What nobody else accepted with a reason."""
        person, audit = Person.objects.get(pk=person.pk), Audit.objects.get(pk=audit.pk)
        others = [each for each in Audit.objects.filter(case_id=audit.case_id) if each != audit]
        mine = Interest.objects.filter(person=person, ended_on=None)
        found = {
            ConflictKind.OWN_TEAM: person.team is not None and person.team == audit.team,
            ConflictKind.PAST_INVOLVEMENT: any(each.allocated_worker == person for each in others),
            ConflictKind.PREVIOUS_AUDITOR: part == Part.AUDITOR and any(each.auditor == person for each in others),
            ConflictKind.DECLARED_INTEREST: any(is_about(each, audit) for each in mine),
        }
        reasoned = {each.conflict for each in audit.overrides.filter(person=person) if each.reason.strip() and each.given_by != person}
        return [str(kind) for kind, is_so in found.items() if is_so and kind not in reasoned]

    def step(self, name: str) -> None:
        """Try it; where it is refused, nothing of it was done."""
        kept = copy.deepcopy((self.did, self.rules_made_by))
        try:
            with transaction.atomic():
                getattr(self, name)()
        except REFUSALS:
            self.refused[name] += 1
            self.did, self.rules_made_by = kept

    def decide(self, what: str, actor: Person, stands: list[str], act: Callable[..., object], **given: object) -> None:
        """Do it; where it was let through, nothing may have stood against it."""
        act(actor=actor, **given)
        assert not stands, f"{actor} could {what} in spite of {stands}"
        self.made[what] += 1


def record(audit: Audit) -> tuple[int, str]:
    return audit.cycle_id, audit.case_id


def chain(person: Person | None) -> set[int]:
    above: set[int] = set()
    while person and person.line_manager_id and person.line_manager_id not in above:
        above.add(person.line_manager_id)
        person = Person.objects.get(pk=person.line_manager_id)
    return above


def line_of_record(audit: Audit) -> set[int]:
    audit = Audit.objects.get(pk=audit.pk)
    worker, team = audit.allocated_worker, audit.team
    posts = {team.manager_id, team.service.manager_id, team.service.head_id} | chain(team.manager) if team else set()
    return (chain(worker) | posts | {worker.pk if worker else None}) - {None}


def is_about(interest: Interest, audit: Audit) -> bool:
    if interest.case_id:
        return interest.case_id.upper() == audit.case_id.upper()
    return audit.team == interest.team if interest.team else audit.allocated_worker == interest.worker


def answer(audit: Audit, dice: random.Random) -> None:
    """Every place graded with a reason; straight to the tables, since answering is not what is tried here."""
    if audit.judgements.at(Stage.AUDITOR).exists():
        return
    overall = dice.choice([Grade.GOOD, Grade.GOOD, Grade.INADEQUATE])
    rows = [Judgement(audit=audit, domain=each, stage=Stage.AUDITOR, grade=Grade.GOOD, reason="Seen.") for each in audit.tool.domains.all()]
    Judgement.objects.bulk_create([*rows, Judgement(audit=audit, stage=Stage.AUDITOR, grade=overall, reason="Seen.")])
