"""What follows a worry about a child, and an Inadequate that moderation upholds."""

import datetime

from audits.cycles.services.rules import change_audit_rules
from audits.models import Audit, RiskFlag
from audits.responses.services.responses import answer_inadequate, record_conversation
from audits.risks.services import acknowledge_risk, close_risk, raise_risk
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock, now, today
from foundation.council.working_days import add_working_days

from . import texts
from .diary import Diary
from .grades import JUNE_2023
from .parts import auditor_of, manager_of, service_manager_of, worker_of

RING = "The duty manager of the child’s team. In the evening and at weekends: the emergency duty team, 01632 960 123."
TOLD = ["Catherine Boyle", "Winston Clarke"]
RAISED = datetime.datetime(2023, 7, 20, 10, 17)
ACKNOWLEDGED_AFTER = datetime.timedelta(minutes=25)


def name_who_is_notified(lead: Person, people: dict[str, Person]) -> None:
    change_audit_rules(actor=lead, first_to_ring=RING, told_of_risk=[people[name] for name in TOLD])


def raise_and_answer_risk(diary: Diary, audit: Audit) -> None:
    """The auditor reads of a threat in the record; the team's manager has it in hand within half an hour, and closes it the next day."""
    with frozen_clock(RAISED):
        rung_at = now() - datetime.timedelta(minutes=8)
        risk = raise_risk(actor=auditor_of(audit), audit=audit, worry=texts.WORRY, rung=texts.RUNG, rung_at=rung_at)
    with frozen_clock(RAISED + ACKNOWLEDGED_AFTER):
        acknowledge_risk(actor=manager_of(audit), risk=risk, doing=texts.DOING)
    diary.on((RAISED + datetime.timedelta(days=1)).date(), close, risk=risk)


def close(risk: RiskFlag) -> None:
    with frozen_clock(RAISED + datetime.timedelta(days=1, hours=5)):
        close_risk(actor=manager_of(risk.audit), risk=risk, outcome=texts.CLOSED)


def follow_up(diary: Diary, audit: Audit) -> None:
    """Once an Inadequate is upheld: an answer where moderation was the first to say so, and the conversation; one of June waits."""
    audit = Audit.objects.for_page().select_related("response", "conversation").get(pk=audit.pk)
    if not hasattr(audit, "conversation"):
        return
    if audit.response.answered_on is None:
        diary.on(add_working_days(today(), 3), answer, audit=audit)
    upheld_in_june = Audit.objects.filter(cycle__month=JUNE_2023, conversation__isnull=False).count()
    if audit.cycle.month != JUNE_2023 or upheld_in_june == 1:
        diary.on(add_working_days(today(), 6), talk, audit=audit)


def answer(audit: Audit) -> None:
    answer_inadequate(actor=manager_of(audit), audit=audit, text=texts.RESPONSES[0])


def talk(audit: Audit) -> None:
    service_manager = service_manager_of(audit)
    present = f"{service_manager}, {worker_of(audit)} and {manager_of(audit)}"
    record_conversation(actor=service_manager, audit=audit, held_on=today(), present=present, learned=texts.LEARNED, support=texts.SUPPORT)
