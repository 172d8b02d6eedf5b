"""What a moderator reads and compares: the auditor's evidence place by place, and both people's grades."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from audits.enums import FindingKind, Stage
from audits.models import Audit, Finding, Judgement, ModerationDraft, VoiceHeard
from foundation.accounts.models import Person
from foundation.activity.models import Entry


def is_revealed(audit: Audit) -> bool:
    """The audit is moderated blind and the moderator has graded, so has seen the auditor's grades."""
    return audit.cycle.blind and audit.judgements.at(Stage.MODERATOR).exists()


@dataclass(frozen=True)
class BegunModeration:
    """How far a moderator is with an audit: whether they have given their own grades, and the day of what they kept for later."""

    is_compared: bool
    kept_on: datetime.date | None


def moderation_begun_by(person: Person, audits: Collection[Audit]) -> dict[int, BegunModeration]:
    """By number, of those that `person` has begun to moderate."""
    numbers = [audit.pk for audit in audits]
    compared = set(Judgement.objects.at(Stage.MODERATOR).filter(audit__in=numbers).values_list("audit", flat=True))
    drafts = ModerationDraft.objects.filter(audit__in=numbers, person=person).order_by("saved_on")
    kept = dict(drafts.values_list("audit", "saved_on"))
    return {number: BegunModeration(number in compared, kept.get(number)) for number in compared | set(kept)}


@dataclass(frozen=True)
class AuditorEvidence:
    """What else the auditor found, without a grade."""

    strengths: list[Finding]
    areas: list[Finding]
    voices: list[VoiceHeard]


def evidence_of(audit: Audit) -> AuditorEvidence:
    findings = list(audit.findings.order_by("pk"))
    return AuditorEvidence(
        strengths=[finding for finding in findings if finding.kind == FindingKind.STRENGTH],
        areas=[finding for finding in findings if finding.kind == FindingKind.AREA],
        voices=list(audit.voices.all()),
    )


def own_return_reason(audit: Audit, person: Person) -> str:
    """Why the audit was sent back, for the person who sent it back; another's reason may give a grade away."""
    returned = Entry.objects.of(audit).filter(verb="audit.return").last()
    return audit.return_reason if returned and returned.actor_id == person.pk else ""
