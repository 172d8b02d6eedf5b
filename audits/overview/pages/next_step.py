"""What an audit's state asks of one person, and what they wait for."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from audits.auditing.pages.sections import next_place, sections_of
from audits.enums import AuditState
from audits.models import Audit
from audits.moderation.pages.meeting import agreeing_words
from audits.moderation.pages.returns import sent_back
from audits.moderation.queries.moderation import moderation_begun_by
from audits.moderation.queries.replies import may_still_reply
from audits.moderation.services.revelations import seen_words
from audits.optional_url import optional_url
from audits.overview.pages.left_to_do import left_to_do
from audits.pages.due_days import own_time_words
from audits.permissions import answers_for_its_team, can_answer_challenge, can_challenge, can_lead, can_reopen, can_respond, has_no_stake
from audits.queries.applicability import Applicability
from audits.queries.due_days import due_of
from audits.responses.queries.challenges import challenge_until
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

Link = dict[str, str]
RAISE = "Raise an action"


@dataclass(frozen=True)
class AuditNextStep:
    """A heading, a sentence, at most one button, and other things that may be done."""

    heading: str
    text: str = ""
    button: str = ""
    href: str = ""
    others: tuple[Link, ...] = ()

    @property
    def is_raising(self) -> bool:
        return self.button == RAISE


def next_step(asked: Applicability, person: Person, today: datetime.date) -> AuditNextStep:
    """The first that fits: the team's response to an Inadequate comes before the state's own step."""
    return (
        _response_step(asked.audit, person, today)
        or _challenge_step(asked, person, today)
        or STEPS[AuditState(asked.audit.state)](asked, person, today)
    )


def _link(audit: Audit, name: str, text: str) -> Link:
    return {"text": text, "href": reverse(f"audits:{name}", args=[audit.number])}


def _due(due: datetime.date | None, today: datetime.date) -> str:
    return f" Due {uk_date(due)}: {due_in_words(due, today)}." if due else ""


def _due_in(audit: Audit, today: datetime.date) -> str:
    """Nobody is chased in a paused month; a later day than the month's says why."""
    if audit.cycle.is_paused:
        return " The month is paused: nothing is due until it resumes."
    why = own_time_words(audit)
    return _due(due_of(audit), today) + (f" {why[0].upper()}{why[1:]}." if why else "")


def _response_step(audit: Audit, person: Person, today: datetime.date) -> AuditNextStep | None:
    response = getattr(audit, "response", None)
    if (
        response is None
        or response.answered_on
        or response.not_upheld_on
        or audit.state == AuditState.WITHDRAWN
        or not can_respond(person, audit)
    ):
        return None
    return AuditNextStep(
        "Your team’s response is needed",
        "The auditor judged this child’s record Inadequate overall. Say what was done for the child, and what will be done."
        f"{_due(TakenPosts(today).due(response.due, person, audit.team), today)}",
        "Respond",
        reverse("audits:respond", args=[audit.number]),
    )


def _challenge_step(asked: Applicability, person: Person, today: datetime.date) -> AuditNextStep | None:
    audit = asked.audit
    challenge = getattr(audit, "challenge", None)
    if challenge is None or challenge.answered_on or not can_answer_challenge(person, audit):
        return None
    text = f"{challenge.made_by} challenged what was found. Look at it again and answer in writing.{_due(challenge.answer_due, today)}"
    href = reverse("audits:answer-challenge", args=[audit.number])
    # What else the state lets the person do stays in reach: what a team rightly challenges is opened again.
    others = STEPS[AuditState(audit.state)](asked, person, today).others
    return AuditNextStep("The team’s challenge waits for an answer", text, "Answer", href, others)


def _to_write(asked: Applicability, person: Person, today: datetime.date) -> AuditNextStep:
    audit = asked.audit
    due = _due_in(audit, today)
    if audit.auditor_id == person.pk:
        return _own_audit(asked, due)
    others = _lead_links(audit, person, ("allocate", "Change the auditor or moderator"), ("withdraw", "Withdraw the record"))
    if audit.auditor is None and can_lead(person):
        return AuditNextStep("Choose an auditor", f"Nobody has this record yet.{due}", "Allocate", others[0]["href"], others[1:])
    who = audit.auditor.name if audit.auditor else "an auditor to be chosen"
    returned = f" It was {audit.get_state_display().lower()} and is being revised." if audit.is_returned else ""
    return AuditNextStep(f"Waiting for {who}", f"The audit is not submitted yet.{returned}{due}", others=others)


def _own_audit(asked: Applicability, due: str) -> AuditNextStep:
    audit = asked.audit
    if audit.state == AuditState.ALLOCATED and audit.cycle.is_paused:
        return AuditNextStep("This audit is yours, and not to be started yet", due.strip())
    if audit.state == AuditState.ALLOCATED:
        text = f"Read the child’s record in the case system, then grade each area with your reasons.{due}"
        return AuditNextStep("This audit is yours to do", text, "Start the audit", reverse("audits:form", args=[audit.number]))
    href = next_place(audit, sections_of(asked))
    if audit.is_returned:
        text = f"{sent_back(audit)}: {audit.return_reason}{due}"
        return AuditNextStep("Revise the audit and submit it again", text, "Revise the audit", href)
    return AuditNextStep("Finish and submit the audit", f"What you have entered is saved.{due}", "Continue the audit", href)


def _to_moderate(asked: Applicability, person: Person, today: datetime.date) -> AuditNextStep:
    audit = asked.audit
    due = _due_in(audit, today)
    if audit.moderator_id == person.pk:
        return _own_moderation(audit, person, due)
    others = _lead_links(audit, person, ("allocate", "Change the moderator"), ("release", "Release without moderation"))
    others += _reopen_link(audit, person)
    if audit.moderator is None and can_lead(person):
        return AuditNextStep(
            "Choose a moderator", f"The audit is submitted and nobody moderates it yet.{due}", "Allocate", others[0]["href"], others[1:]
        )
    who = audit.moderator.name if audit.moderator else "a moderator to be chosen"
    seen = f" {seen_words(audit, audit.moderator)}" if can_lead(person) else ""
    return AuditNextStep(f"Waiting for {who} to moderate", f"The grades are provisional until then.{due}{seen}".rstrip(), others=others)


def _own_moderation(audit: Audit, person: Person, due: str) -> AuditNextStep:
    then = agreeing_words(audit)
    begun = moderation_begun_by(person, [audit]).get(audit.pk)
    if begun and begun.is_compared:
        text = f"Your own grades are given. Now {then}.{due}"
        return AuditNextStep("Finish moderating this audit", text, "Continue", reverse("audits:agree", args=[audit.number]))
    first = "The auditor’s grades are hidden until you have given your own" if audit.cycle.blind else "Give your own grades first"
    heading = "This audit is yours to moderate"
    href = reverse("audits:moderate", args=[audit.number])
    return AuditNextStep(heading, f"{first}; then {then}.{due}", "Continue" if begun else "Moderate", href)


def _finished(asked: Applicability, person: Person, today: datetime.date) -> AuditNextStep:
    audit = asked.audit
    moderated = audit.state == AuditState.MODERATED
    how = "Moderated" if moderated else "Released without moderation"
    why = "" if moderated or not audit.outcome_reason else f" Reason: {audit.outcome_reason}"
    text = f"{how} on {uk_date(audit.finished_on)}. The agreed grades stand.{why}"
    others = _reply_link(audit, person) + _challenge_link(audit, person, today) + _reopen_link(audit, person)
    if left := left_to_do(audit, person, today):
        first = left[0]
        said = " ".join([text, *(each.text for each in left)])
        return AuditNextStep(first.heading or "The grades are agreed; this is still to come", said, first.button, first.href, others)
    href = "" if audit.actions.exists() else raise_href(audit, person)
    return AuditNextStep("Nothing is left to do on this audit", text, RAISE if href else "", href, others)


def _reopen_link(audit: Audit, person: Person) -> tuple[Link, ...]:
    return (_link(audit, "reopen", "Open this audit again"),) if can_reopen(person, audit) and not audit.imported else ()


def _reply_link(audit: Audit, person: Person) -> tuple[Link, ...]:
    return (_link(audit, "reply", "Say whether you agree with the moderated grades"),) if may_still_reply(audit, person) else ()


def _challenge_link(audit: Audit, person: Person, today: datetime.date) -> tuple[Link, ...]:
    until = challenge_until(audit)
    if until is None or today > until or hasattr(audit, "challenge") or not can_challenge(person, audit):
        return ()
    return (_link(audit, "challenge", f"Challenge this audit (until {uk_date(until)})"),)


def raise_href(audit: Audit, person: Person) -> str:
    """The address at which this person may raise an action from the audit; that page judges again."""
    theirs = person.pk in (audit.auditor_id, audit.moderator_id) or can_lead(person) or answers_for_its_team(person, audit)
    page = optional_url("actions:raise")
    return f"{page}?audit={audit.number}" if page and theirs and audit.submitted_on and audit.state != AuditState.WITHDRAWN else ""


def said_href(audit: Audit, person: Person) -> str:
    """The address at which this person may write down what the child or family said; that page judges again."""
    theirs = (person.pk == audit.auditor_id or can_lead(person)) and person.pk != audit.allocated_worker_id
    page = optional_url("voices:new")
    return f"{page}?audit={audit.number}&said=1" if page and theirs and audit.state != AuditState.WITHDRAWN else ""


def _withdrawn(asked: Applicability, person: Person, today: datetime.date) -> AuditNextStep:
    reason = f"Reason: {asked.audit.outcome_reason}"
    return AuditNextStep("This record was withdrawn", f"It is not counted in {asked.audit.cycle}. {reason}")


def _lead_links(audit: Audit, person: Person, *links: tuple[str, str]) -> tuple[Link, ...]:
    """A lead who has a stake in it chooses its people, but neither withdraws nor releases it."""
    if not can_lead(person):
        return ()
    is_free = has_no_stake(person, audit)
    return tuple(_link(audit, name, text) for name, text in links if is_free or name == "allocate")


STEPS: dict[AuditState, Callable[[Applicability, Person, datetime.date], AuditNextStep]] = {
    AuditState.ALLOCATED: _to_write,
    AuditState.IN_PROGRESS: _to_write,
    AuditState.SUBMITTED: _to_moderate,
    AuditState.MODERATED: _finished,
    AuditState.RELEASED: _finished,
    AuditState.WITHDRAWN: _withdrawn,
}
