"""Which audits, actions and figures a measure is about, and which of them it counts: asked of the database by counts and lists alike."""

import datetime
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import BooleanField as TrueOrFalse
from django.db.models import Case, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, Subquery, Value, When

from actions.enums import CLOSED_STATES, ActionState
from actions.models import Action
from actions.queries.counts import ON_TIME
from actions.querysets import ActionQuerySet
from audits.enums import PRACTICE_GRADES, AuditState, Stage, Voice, VoiceOutcome
from audits.models import Audit, FactualCheck, Judgement, ReAudit, Reflection, VoiceHeard
from audits.querysets import AuditQuerySet
from foundation.accounts.models import Person
from insight.enums import HealthMeasure

M = HealthMeasure
_SOUGHT = (VoiceOutcome.OBTAINED, VoiceOutcome.DECLINED, VoiceOutcome.NOT_REACHED)
_OBTAINED = (VoiceOutcome.OBTAINED,)


def _heard(outcomes: Collection[str], *voices: Voice) -> Q:
    return Q(Exists(VoiceHeard.objects.filter(audit=OuterRef("pk"), voice__in=voices, outcome__in=outcomes)))


SOUGHT_OF_CHILD, SOUGHT_OF_FAMILY = _heard(_SOUGHT, Voice.CHILD), _heard(_SOUGHT, Voice.FAMILY)
HEARD_CHILD, HEARD_FAMILY = _heard(_OBTAINED, Voice.CHILD), _heard(_OBTAINED, Voice.FAMILY)
DISCUSSED = _heard(_OBTAINED, Voice.PRACTITIONER)
REFLECTED = Q(Exists(Reflection.objects.filter(audit=OuterRef("pk"), sent_on__isnull=False)))
CHECKED = Q(Exists(FactualCheck.objects.filter(audit=OuterRef("pk"), answered_on__isnull=False)))


def rank_of(name: str) -> Case:
    """Of the grade in this field, better ones first; None for *not applicable*."""
    return Case(*(When(**{name: grade, "then": Value(place)}) for place, grade in enumerate(PRACTICE_GRADES)), output_field=IntegerField())


def _rank(stage: Stage, audit: str = "pk") -> Subquery:
    """Of the overall judgement, better grades first; None for *not applicable* and where there is none."""
    overall = Judgement.objects.at(stage).overall().filter(audit=OuterRef(audit))
    return Subquery(overall.annotate(rank=rank_of("grade")).values("rank")[:1])


def graded_twice() -> AuditQuerySet:
    """Moderated audits with the ranks of the overall grade first submitted, of the moderator's own and of the agreed one."""
    ranks = {"rank_first": _rank(Stage.PRE), "rank_own": _rank(Stage.MODERATOR), "rank_then": _rank(Stage.AGREED)}
    return Audit.objects.filter(state=AuditState.MODERATED).annotate(**ranks)


def re_audits() -> AuditQuerySet:
    """Finished re-audits of finished audits, with the ranks of the agreed overall grades of the earlier and of this one."""
    audits = Audit.objects.finished().filter(re_audit_of__earlier__in=Audit.objects.finished().order_by().values("pk"))
    earlier = Subquery(ReAudit.objects.filter(audit=OuterRef("pk")).values("earlier")[:1])
    ranked = audits.annotate(earlier=earlier).annotate(rank_first=_rank(Stage.AGREED, "earlier"), rank_then=_rank(Stage.AGREED))
    return ranked.filter(rank_first__isnull=False, rank_then__isnull=False)


def written_here() -> AuditQuerySet:
    """Submitted through the form: a spreadsheet of past audits says nothing of voices."""
    return Audit.objects.submitted().filter(imported=False)


# The moderator's own grade says something of agreement only where they had not seen the auditor's.
COMPARED_WITH_OWN = Q(moderated_knowing=False, rank_first__isnull=False, rank_own__isnull=False)
COMPARED_WITH_AGREED = Q(rank_first__isnull=False, rank_then__isnull=False)

# Of each measure that counts audits: the audits that it is about, and which of them count.
AUDITS: Mapping[HealthMeasure, tuple[Callable[[], AuditQuerySet], Q]] = {
    M.RE_AUDITS_BETTER: (re_audits, Q(rank_then__lt=F("rank_first"))),
    M.FEEDBACK_SOUGHT: (written_here, SOUGHT_OF_CHILD | SOUGHT_OF_FAMILY),
    M.FEEDBACK_OBTAINED: (written_here, HEARD_CHILD | HEARD_FAMILY),
    M.PRACTITIONER_INVOLVED: (written_here, DISCUSSED | REFLECTED | CHECKED),
    M.AGREEMENT: (lambda: graded_twice().filter(COMPARED_WITH_OWN), Q(rank_own=F("rank_first"))),
    M.SERVICES: (Audit.objects.submitted, Q(team__service__isnull=False)),
    M.PLAN_TYPES: (Audit.objects.submitted, ~Q(plan_type="")),
    M.CLOSED_RECORDS: (Audit.objects.submitted, Q(was_closed=True)),
    M.CHILDREN: (Audit.objects.submitted, Q()),
    M.MODERATED: (Audit.objects.finished, Q(state=AuditState.MODERATED)),
    M.OVER_OPTIMISM: (lambda: graded_twice().filter(COMPARED_WITH_AGREED), Q(rank_then__gt=F("rank_first"))),
    M.REASONS: (written_here, Q(counted__reasons_of_substance=F("counted__first_grades"))),
}

CLOSED = Q(state__in=CLOSED_STATES)
# Of each measure that counts actions: the day that says to which month one belongs, and which of them count.
ACTIONS: Mapping[HealthMeasure, tuple[str, Q]] = {
    M.ACTIONS_VERIFIED: ("first_due", CLOSED),
    M.LOOP_IN_TIME: ("first_due", CLOSED & ON_TIME),
    M.ACTIONS_EFFECTIVE: ("verified_on", Q(state=ActionState.EFFECTIVE)),
}


def live_actions(person: Person | None, day: str, first: datetime.date, last: datetime.date) -> ActionQuerySet:
    """Actions whose `day` lies between the two; by the day on which they were verified, only those that are closed."""
    actions = Action.objects.not_hidden_from(person) if person else Action.objects.all()
    found = actions.live().filter(**{f"{day}__range": (first, last)})
    return found.filter(CLOSED) if day == "verified_on" else found


def is_counted(condition: Q) -> Any:
    """For an annotation: whether a row meets it."""
    if not condition:
        return Value(True)
    return ExpressionWrapper(Case(When(condition, then=Value(True)), default=Value(False)), output_field=TrueOrFalse())
