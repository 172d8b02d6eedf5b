"""What pages say of flags that a child may be at risk now: who raised and took them on, how long the response took. Never a grade."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from audits.calculations.durations import in_words
from audits.models import Audit, AuditRules, Cycle, RiskFlag
from audits.permissions import can_acknowledge_risk, can_close_risk, can_raise_risk
from audits.querysets import closed_audits, monthly
from audits.risks.services import moment_words
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.statistics import median_of

NOT_ACKNOWLEDGED, ACKNOWLEDGED, CLOSED = "Not acknowledged", "Acknowledged", "Closed"


@dataclass(frozen=True)
class RiskLine:
    """A flag in one sentence."""

    sentence: str
    href: str
    is_open: bool


def lines_of(audit: Audit, person: Person) -> list[RiskLine]:
    """Every flag of the audit that `person` may see, newest first."""
    return [RiskLine(sentence_of(risk), risk.get_absolute_url(), risk.is_open) for risk in audit.risks.visible_to(person).for_page()]


@dataclass(frozen=True)
class RisksOnPage:
    """What stands above every page of an audit: its flags, and where this person may raise one, or nothing. Quiet once it is finished."""

    lines: list[RiskLine]
    raise_href: str
    is_quiet: bool


def risks_on(audit: Audit, person: Person) -> RisksOnPage:
    return RisksOnPage(lines_of(audit, person), raise_href(audit, person), audit.is_finished)


def open_lines_of(audit: Audit, person: Person) -> list[RiskLine]:
    return [line for line in lines_of(audit, person) if line.is_open]


def sentence_of(risk: RiskFlag) -> str:
    return f"Risk raised {moment_words(risk.raised_at)} by {risk.raised_by}: {'; '.join(_what_followed(risk))}."


def _what_followed(risk: RiskFlag) -> list[str]:
    if risk.acknowledged_at is None:
        return ["not acknowledged yet"]
    acknowledged = f"acknowledged by {risk.acknowledged_by} after {in_words(risk.acknowledged_at - risk.raised_at)}"
    if risk.closed_at is None:
        return [acknowledged, "not closed yet"]
    return [acknowledged, f"closed by {risk.closed_by} after {in_words(risk.closed_at - risk.raised_at)}"]


@dataclass(frozen=True)
class RiskPage:
    """A flag as its own page shows it: never a grade."""

    facts: list[dict[str, Any]]
    steps: list[dict[str, str]]
    told: list[Person]
    state: str
    ring: str
    acknowledge_href: str
    close_href: str
    audit_href: str


def risk_page(risk: RiskFlag, person: Person) -> RiskPage:
    audit, place = risk.audit, [risk.audit_id, risk.pk]
    facts = [("Case ID", audit.case_id), ("Team", audit.team), ("Allocated worker", audit.allocated_worker)]
    waits = risk.acknowledged_at is None
    seen = Audit.objects.visible_to(person).filter(pk=audit.pk).exists()
    return RiskPage(
        facts=[{"key": key, "value": value or "Not given"} for key, value in facts],
        steps=_steps(risk),
        told=list(risk.told.all()),
        state=NOT_ACKNOWLEDGED if waits else ACKNOWLEDGED if risk.is_open else CLOSED,
        ring=AuditRules.current().first_to_ring if waits else "",
        acknowledge_href=reverse("audits:acknowledge-risk", args=place) if waits and can_acknowledge_risk(person, risk) else "",
        close_href=reverse("audits:close-risk", args=place) if not waits and risk.is_open and can_close_risk(person, risk) else "",
        audit_href=audit.get_absolute_url() if seen else "",
    )


def _steps(risk: RiskFlag) -> list[dict[str, str]]:
    """What happened, in order: when, by whom, how long after, and in which words."""
    steps = [
        {"title": "Rung", "when": moment_words(risk.rung_at), "text": risk.rung},
        {"title": f"Raised by {risk.raised_by}", "when": moment_words(risk.raised_at), "text": risk.worry},
    ]
    if risk.acknowledged_at:
        after = f"{moment_words(risk.acknowledged_at)}, after {in_words(risk.acknowledged_at - risk.raised_at)}"
        steps.append({"title": f"Acknowledged by {risk.acknowledged_by}", "when": after, "text": risk.doing})
    if risk.closed_at:
        after = f"{moment_words(risk.closed_at)}, after {in_words(risk.closed_at - risk.raised_at)}"
        steps.append({"title": f"Closed by {risk.closed_by}", "when": after, "text": risk.outcome})
    return steps


def raise_href(audit: Audit, person: Person) -> str:
    """Where `person` may say that a child is at risk, also while a flag is open: what they know may be another worry."""
    if not can_raise_risk(person, audit):
        return ""
    return reverse("audits:raise-risk", args=[audit.number])


def sentences_of_month(cycle: Cycle) -> list[str]:
    return times_in_words(RiskFlag.objects.filter(audit__cycle=cycle))


def sentences_between(first: datetime.date, last: datetime.date) -> list[str]:
    """Of the audits of these months."""
    return times_in_words(RiskFlag.objects.filter(monthly("audit__cycle__"), audit__cycle__month__gte=first, audit__cycle__month__lte=last))


def times_in_words(flags: Iterable[RiskFlag]) -> list[str]:
    """How many flags there were and how long the response took: counts and medians, nobody's name. Empty of none."""
    risks = list(flags)
    if not risks:
        return []
    acknowledged = [risk.acknowledged_at - risk.raised_at for risk in risks if risk.acknowledged_at]
    closed = [risk.closed_at - risk.raised_at for risk in risks if risk.closed_at]
    count = "1 flag" if len(risks) == 1 else f"{len(risks)} flags"
    return [
        f"{count} that a child may be at risk now.",
        _share("acknowledged", acknowledged, len(risks)),
        _share("closed", closed, len(risks)),
    ]


def _share(what: str, took: list[datetime.timedelta], of: int) -> str:
    middle = median_of(took)
    if middle is None:
        return f"None {what} yet."
    how_long = in_words(middle)
    return f"{len(took)} of {of} {what}, after {how_long if len(took) == 1 else f'a median of {how_long}'}."


def work_for(person: Person) -> list[WorkItem]:
    return items_of_all(work_questions(person))


def work_questions(person: Person) -> list[WorkQuestion]:
    """Flags to acknowledge come first, then flags to close, then flags whose auditor is still waiting."""
    flags = RiskFlag.objects.open()
    if not person.has_role(Role.QA_LEAD):
        answered = RiskFlag.objects.open().answered_by(person).values("pk")
        flags = flags.filter(Q(audit__auditor=person) | Q(raised_by=person) | Q(pk__in=answered))
    flags = flags.exclude(audit__in=closed_audits(person))
    flags = flags.for_page()
    return [WorkQuestion(flags, lambda: [item for risk in flags if (item := _work(risk, person))])]


def _work(risk: RiskFlag, person: Person) -> WorkItem | None:
    number, on = risk.audit_id, localtime(risk.raised_at).date()
    why = f"Raised by {risk.raised_by} on {moment_words(risk.raised_at)}; {risk.audit.team or risk.audit.cycle}"
    if person.pk in (risk.audit.auditor_id, risk.raised_by_id):
        waits = (
            f"{risk.acknowledged_by} acknowledged it" if risk.acknowledged_by else "Not acknowledged yet: ring again if nobody calls back"
        )
        what = f"Risk raised in audit {number}"
        return WorkItem(
            what=what, why=f"{waits}. The audit is submitted once it is closed", url=risk.get_absolute_url(), due=on, waiting=True
        )
    if risk.acknowledged_at is None and can_acknowledge_risk(person, risk):
        url = reverse("audits:acknowledge-risk", args=[number, risk.pk])
        what = f"Child may be at risk now: acknowledge (audit {number})"
        return WorkItem(what=what, why=why, url=url, due=on, urgent=True, email_text=what)
    if risk.acknowledged_at and can_close_risk(person, risk):
        url = reverse("audits:close-risk", args=[number, risk.pk])
        what = f"Child at risk: say the outcome and close (audit {number})"
        return WorkItem(what=what, why=why, url=url, due=on, email_text=what)
    return None
