"""The draft as the practitioner may read it, and what a factual check still holds up."""

from collections.abc import Mapping
from dataclasses import dataclass

from audits.enums import FindingKind, Stage
from audits.models import Audit, FactualCheck
from audits.queries.grade_words import words_for_grades
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.guard.free_text import GRADE, Find, finds_in

Part = dict[str, str]
STRENGTHS, AREAS = "strengths", "areas"


def parts_of(audit: Audit) -> list[Part]:
    """What the auditor wrote about facts: evidence by domain, strengths, areas, voices.

    No grade, no reason for no action, no warning; nor the overall judgement, which weighs and states no facts.
    """
    reasons = audit.judgements.at(Stage.AUDITOR).of_domains().exclude(reason="").select_related("domain")
    parts = [_part(f"domain-{row.domain_id}", row.domain.name, row.reason) for row in reasons.order_by("domain__position") if row.domain]
    for kind, key, heading in ((FindingKind.STRENGTH, STRENGTHS, "Strengths"), (FindingKind.AREA, AREAS, "Areas for improvement")):
        texts = audit.findings.filter(kind=kind).order_by("pk").values_list("text", flat=True)
        parts.append(_part(key, heading, "\n".join(texts)))
    for heard in audit.voices.all():
        parts.append(_part(f"voice-{heard.voice}", f"Voice: {heard.get_voice_display().lower()}", heard.words))
    return [part for part in parts if part["text"]]


def _part(key: str, heading: str, text: str) -> Part:
    return {"key": key, "heading": heading, "text": text}


@dataclass(frozen=True)
class GradeWord:
    """A grade named in the words of a part, for the auditor to look at before the draft is shown."""

    heading: str
    find: Find


def grades_named_in(parts: list[Part]) -> list[GradeWord]:
    words = words_for_grades()
    return [
        GradeWord(part["heading"], find)
        for part in parts
        for find in finds_in(part["text"], written_on=today(), grades=words)
        if find.kind == GRADE
    ]


def unsettled_facts(audit: Audit, answers: Mapping[str, str] | None = None) -> dict[str, str]:
    """What keeps the audit from being submitted: a check within its days, or corrections without an answer."""
    check = FactualCheck.objects.filter(audit=audit).select_related("asked_of").first()
    if check is None or check.settled_on:
        return {}
    if check.answered_on:
        return {"factual-check": "Say what you did with each correction from the factual check."}
    if today() > check.due:
        return {}
    return {"factual-check": f"Wait for the factual check: {check.asked_of} has until {uk_date(check.due)}."}
