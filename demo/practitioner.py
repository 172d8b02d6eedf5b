"""The practitioner's side in the invented council: reflections, a checked fact, letters and what is said to them."""

import datetime
import random

from audits.models import Audit
from audits.practitioner.pages.letter import first_draft
from audits.practitioner.services.factual_check import answer_corrections, answer_factual_check, ask_for_factual_check
from audits.practitioner.services.letter import acknowledge_letter, send_letter, write_letter
from audits.practitioner.services.reflection import send_reflection
from foundation.council.clock import today
from foundation.council.working_days import add_working_days

from . import texts
from .diary import Diary
from .grades import JUNE_2023
from .parts import auditor_of, worker_of

# Of June, one letter is still a draft and one waits to be read by the practitioner of the demo's sign-ins.
DRAFTED_FOR, UNREAD_BY = "Hannah Lees", "Daniel Whitfield"
LAST_LETTERS = datetime.date(2023, 8, 24)


def reflect(audit: Audit) -> None:
    """Two of three practitioners write something before their work is audited."""
    if audit.number % 3:
        send_reflection(actor=worker_of(audit), audit=audit, **texts.REFLECTIONS[audit.number % len(texts.REFLECTIONS)])


def check_facts(audit: Audit) -> None:
    """Every third draft is checked, and one date in it put right."""
    if audit.number % 3:
        return
    check = ask_for_factual_check(actor=auditor_of(audit), audit=audit)
    answer_factual_check(actor=worker_of(audit), audit=audit, corrections={check.drafted[0]["key"]: texts.CORRECTION})
    answers = {correction.pk: ("partly", texts.WHAT_CAME_OF_IT) for correction in check.corrections.all()}
    answer_corrections(actor=auditor_of(audit), audit=audit, answers=answers)


def write_and_send_letter(diary: Diary, audit: Audit) -> None:
    """A letter within a week of the end, which the practitioner answers in the days after it."""
    dice = random.Random(f"feedback {audit.number}")
    worker = worker_of(audit).name
    of_june = audit.cycle.month == JUNE_2023 and worker in (DRAFTED_FOR, UNREAD_BY)
    day = LAST_LETTERS if of_june else add_working_days(today(), dice.randint(2, 6))
    diary.on(day, draft, audit=audit)
    if of_june and worker == DRAFTED_FOR:
        return
    diary.on(day, send, audit=audit)
    if not of_june:
        diary.on(add_working_days(day, dice.randint(1, 9)), acknowledge, audit=audit, reply=dice.choice(texts.REPLIES))


def draft(audit: Audit) -> None:
    write_letter(actor=auditor_of(audit), audit=audit, **first_draft(Audit.objects.for_page().get(pk=audit.pk)))


def send(audit: Audit) -> None:
    send_letter(actor=auditor_of(audit), audit=audit)


def acknowledge(audit: Audit, reply: str) -> None:
    acknowledge_letter(actor=worker_of(audit), audit=audit, reply=reply)
