"""Domain words that chain. Who may see which action lives here."""

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When

from audits.enums import AuditState
from audits.querysets import audits_judged_by, closed_audits, hidden_audits
from foundation.accounts.enums import Role
from foundation.accounts.querysets import line_of, people_in_line, reports_of
from foundation.accounts.worded_once import condition_by_role
from foundation.council.working_days import add_working_days

from .enums import CLOSED_STATES, ActionState, Priority

# `permissions.has_gone_live` says the same of one action: submitted, or urgent from when it was written.
GONE_LIVE = Q(audit__isnull=True) | (
    ~Q(audit__state=AuditState.WITHDRAWN) & (Q(audit__submitted_on__isnull=False) | Q(priority=Priority.URGENT))
)


class ActionQuerySet(models.QuerySet):
    def visible_to(self, person: Any) -> "ActionQuerySet":
        """Leads and directors see all; owners and helpers theirs, and managers those of their teams and people, once they are live.

        A person it was escalated to sees it for as long as they are in that line.
        Who raised, verified or judged what stands behind it sees it from the start, a blind moderator once they have
        graded; analysts see those from figures. Of a restricted record's audit nobody sees one who is not named for it, its owner included.
        """
        if person.is_system:
            return self
        return self.filter(_is_seen_by(person))

    def not_hidden_from(self, person: Any) -> "ActionQuerySet":
        """Of an audit that the person moderates blind they give the grade away, also counted, but for those that they raised."""
        return self.exclude(~Q(raised_by=person), audit__in=hidden_audits(person))

    def gone_live(self) -> "ActionQuerySet":
        """An audit's actions go live when it is first submitted and leave with it where it is withdrawn; urgent and other ones at once."""
        return self.filter(GONE_LIVE)

    def standing(self) -> "ActionQuerySet":
        """Not withdrawn, whether they have gone live or wait for their audit."""
        return self.exclude(state=ActionState.WITHDRAWN)

    def live(self) -> "ActionQuerySet":
        """Gone live and not withdrawn: these are counted."""
        return self.gone_live().standing()

    def of_service(self, service: Any) -> "ActionQuerySet":
        """Of the service whose line answers: of its own team, without one of its owner's; None for those that no service answers for."""
        return self.filter(Q(team__isnull=False, team__service=service) | Q(team=None, owner__team__service=service))

    def of_line(self, person: Any) -> "ActionQuerySet":
        """Of the teams and services that `person` manages and of the people who report to them; not their own."""
        return self.filter(is_of_line(person))

    def not_done_by(self, person: Any) -> "ActionQuerySet":
        """That `person` never owned nor helped with; `permissions.ever_did_it` says the same of one action."""
        did = apps.get_model("actions", "Doer").objects.filter(person=person)
        return self.filter(Q(owner=None) | ~Q(owner=person)).exclude(pk__in=did.values("action"))

    def open(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.OPEN)

    def unfinished(self) -> "ActionQuerySet":
        """Open, or done and not verified yet."""
        return self.filter(state__in=[ActionState.OPEN, ActionState.DONE])

    def closed(self) -> "ActionQuerySet":
        """Verified, whatever was said of the effect since."""
        return self.filter(state__in=CLOSED_STATES)

    def closed_since(self, day: datetime.date) -> "ActionQuerySet":
        return self.closed().filter(verified_on__gte=day)

    def without_owner(self) -> "ActionQuerySet":
        """Open, and nobody answers for it: no owner yet, or one who left."""
        return self.open().filter(Q(owner=None) | Q(owner__is_active=False))

    def awaiting_second_look(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.VERIFIED, second_looks__is_drawn=True, second_looks__looked_on=None)

    def awaiting_effect(self) -> "ActionQuerySet":
        """Verified, and nobody has said yet whether practice changed; the second look, where one was drawn, is done."""
        waiting = self.model._default_manager.all().filter(second_looks__is_drawn=True, second_looks__looked_on=None).values("pk")
        return self.filter(state=ActionState.VERIFIED).exclude(pk__in=waiting)

    def asked(self, what: str) -> "ActionQuerySet":
        """Open, with a request for more time or withdrawal that nobody has answered."""
        return self.open().filter(requests__asked=what, requests__agreed=None)

    def awaiting_verification(self) -> "ActionQuerySet":
        return self.filter(state=ActionState.DONE)

    def overdue(self, on: datetime.date) -> "ActionQuerySet":
        """Open past the due date."""
        return self.open().filter(due__lt=on)

    def overdue_by_first(self, on: datetime.date) -> "ActionQuerySet":
        """Open past the due date that it was first given, whatever it is due now."""
        return self.open().filter(first_due__lt=on)

    def due_soon(self, on: datetime.date, days: int) -> "ActionQuerySet":
        """Open and due on `on` or at most so many working days later."""
        return self.open().filter(due__gte=on, due__lt=add_working_days(on, days + 1))

    def late_by(self, first: int, last: int | None, on: datetime.date) -> "ActionQuerySet":
        """Overdue by `first` to `last` working days; without a `last`, by at least `first`."""
        return self.open().filter(is_late_by(first, last, on))

    def for_list(self) -> "ActionQuerySet":
        return self.for_change().prefetch_related("escalations__to", "extensions")

    def for_change(self) -> "ActionQuerySet":
        """With the people and rows that decide who may change it."""
        return self.select_related("owner", "raised_by", "team__service", "audit", "observation__audit", "indicator", "study")

    def for_page(self) -> "ActionQuerySet":
        """With everyone and everything that its own page names."""
        people = (
            "owner__team",
            "owner__line_manager",
            "raised_by",
            "verified_by",
            "team__manager",
            "team__service__manager",
            "team__service__head",
            "effect__judged_by",
        )
        shown = (
            "helpers",
            "doers",
            "extensions__granted_by",
            "requests__asked_by",
            "requests__answered_by",
            "second_looks",
            "domains",
            "escalations__to",
        )
        evidence = ("evidence__files", "evidence__given_by", "evidence__returned_by")
        return self.select_related(*people, "audit__cycle", "observation__cycle", "indicator", "study").prefetch_related(*shown, *evidence)


@condition_by_role
def _is_seen_by(person: Any) -> models.QuerySet:
    """`visible_to` of everybody but the system."""
    actions = apps.get_model("actions", "Action")
    observations = apps.get_model("observations", "Observation").objects.order_by()
    closed = observations.filter(audit__in=closed_audits(person))
    shown = actions.objects.not_hidden_from(person).exclude(audit__in=closed_audits(person)).exclude(observation__in=closed.values("pk"))
    if person.has_role(Role.QA_LEAD, Role.DIRECTOR):
        return shown
    helped = actions.helpers.through.objects.filter(person=person)
    told = (Q(owner=person) | Q(pk__in=helped.values("action")) | in_line(person)) & (Q(audit__isnull=True) | _audit_has_gone_live())
    observed = observations.filter(observer=person)
    led = apps.get_model("studies", "Study").objects.filter(lead=person).order_by()
    judged = Q(audit__in=audits_judged_by(person)) | Q(observation__in=observed.values("pk")) | Q(study__in=led.values("pk"))
    seen = told | judged | Q(raised_by=person) | Q(verified_by=person)
    if person.has_role(Role.ANALYST):
        seen |= Q(indicator__isnull=False)
    return shown.filter(seen)


def _audit_has_gone_live() -> Q:
    """As `GONE_LIVE` says it, in terms of the action’s own columns."""
    audit = apps.get_model("audits", "Audit").objects.live().filter(pk=OuterRef("audit"))
    return Q(Exists(audit.filter(submitted_on__isnull=False))) | Q(Exists(audit), priority=Priority.URGENT)


def answering(field: str) -> Case:
    """A field of the team that answers, as `Action.team_that_answers` says of one action: its own, without one its owner's."""
    return Case(When(team__isnull=False, then=F(f"team__{field}")), default=F(f"owner__team__{field}"))


def in_line(person: Any) -> Q:
    """Of a team in whose line `person` stands today, or of somebody who reports to them; without a team the owner's line answers."""
    return line_of(person) | Q(owner__in=reports_of(person)) | Q(team=None, owner__in=people_in_line(person))


def is_of_line(person: Any) -> Q:
    return in_line(person) & ~Q(owner=person)


def is_late_by(first: int, last: int | None, on: datetime.date) -> Q:
    """Due so many working days ago; without a `last`, at least `first`."""
    late = Q(due__lt=_late_from(first, on))
    return late if last is None else late & Q(due__gte=_late_from(last + 1, on))


def _late_from(days: int, on: datetime.date) -> datetime.date:
    """What was due before this day is late by at least so many working days; a day past due is late even at a weekend."""
    return on if days == 1 else add_working_days(on + datetime.timedelta(days=1), -days)
