"""What later audits say of an action's effect: agreed grades in the same place, before it was verified and after."""

import datetime
from collections import defaultdict

from django.db.models import Q, QuerySet

from actions.calculations.effects import BeforeAndAfter
from actions.enums import Level
from actions.models import Action
from actions.permissions import SHOWN_BY_AUDITS, was_audited_again
from audits.enums import FINISHED_STATES, WEAK_GRADES, Stage
from audits.models import Audit, Judgement, ReAudit
from audits.tool.queries import domain_lines

# As far as one looks back from the day on which an action was verified.
MONTHS_BEFORE = datetime.timedelta(days=365)


def before_and_after(action: Action, on: datetime.date) -> BeforeAndAfter | None:
    """Audits with a grade in the action's domains (the overall judgement where it names none), and those with a weak one.

    An audit that found one of several domains weak counts once. Of a child audited again, the domains of both audits are counted.
    None where audits cannot show it.
    """
    if was_audited_again(action):
        return _of_both_audits(action)
    if action.level not in SHOWN_BY_AUDITS or action.verified_on is None:
        return None
    place, verified = _place(action), action.verified_on
    if place is None:
        return None
    audits = Audit.objects.finished().filter(place, submitted_on__gt=verified - MONTHS_BEFORE, submitted_on__lte=on)
    weak_by_audit: dict[tuple[int, bool], bool] = defaultdict(bool)
    rows = _judgements(action).filter(audit__in=audits.values("pk")).values_list("audit", "audit__submitted_on", "grade")
    for number, day, grade in rows:
        weak_by_audit[number, day is not None and day > verified] |= grade in WEAK_GRADES
    return _counted([(is_after, is_weak) for (_, is_after), is_weak in weak_by_audit.items()])


def _of_both_audits(action: Action) -> BeforeAndAfter:
    link = ReAudit.objects.get(earlier=action.audit_id, audit__state__in=FINISHED_STATES)
    rows = _judgements(action).filter(audit__in=[link.earlier_id, link.audit_id]).values_list("audit", "grade")
    return _counted([(number == link.audit_id, grade in WEAK_GRADES) for number, grade in rows])


def _counted(rows: list[tuple[bool, bool]]) -> BeforeAndAfter:
    return BeforeAndAfter(
        before=sum(not after for after, _ in rows),
        weak_before=sum(weak for after, weak in rows if not after),
        after=sum(after for after, _ in rows),
        weak_after=sum(weak for after, weak in rows if after),
    )


def _judgements(action: Action) -> QuerySet[Judgement]:
    """Of the same domains, whichever version of the tool asked; without any, the overall judgement."""
    agreed = Judgement.objects.at(Stage.AGREED).counted()
    chosen = [domain.pk for domain in action.domains.all()]
    if not chosen:
        return agreed.overall()
    lines = domain_lines()
    same = [pk for pk, line in lines.items() if line in {lines[chosen_pk] for chosen_pk in chosen if chosen_pk in lines}]
    return agreed.filter(domain__in={*chosen, *same})


def _place(action: Action) -> Q | None:
    if action.level == Level.SYSTEM:
        return Q()
    if action.team is None:
        return None
    if action.level == Level.TEAM:
        return Q(team=action.team)
    return Q(team__service=action.team.service_id) if action.team.service_id else None
