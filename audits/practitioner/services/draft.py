"""The draft as the practitioner may read it."""

from audits.enums import FindingKind, Stage
from audits.models import Audit

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
