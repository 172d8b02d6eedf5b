"""The sections of the auditor's form: which there are, how far each is, and which comes next."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from audits.auditing.queries.answers import CHECKLIST_SAVED, FINDINGS_SAVED, GRADED, VOICE_SAVED, WRITING_VERBS, graded_domain, unanswered
from audits.calculations import WIDE_GAP, grades_above_lowest
from audits.enums import AuditState, FindingKind, Stage, Voice
from audits.models import Audit, Domain, Judgement
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_word
from audits.services.moves import refused_as_filled_in
from audits.themes.queries.themes import uncoded_findings
from foundation.activity.models import Entry

FINDINGS, VOICES, OVERALL = "findings", "voices", "overall"
# What each is called, and its hint; that of the voices follows from what is asked.
FIXED_SECTIONS = {
    FINDINGS: ("Strengths and areas for improvement", "What to keep doing and what to change"),
    OVERALL: ("Overall judgement", "Your judgement of the whole, not an average"),
}
# What is missing outside the form: its place, and the page that answers for it.
PAGES_OF_PLACES = {
    "most-important": "actions:matters-most",
    "risk": "audits:raise-risk",
    "factual-check": "audits:factual-check",
    "parts": "audits:parts",
}
NOT_STARTED, PART_DONE, COMPLETE, PROBLEM = "Not started", "In progress", "Complete", "There is a problem"
COLOURS = {NOT_STARTED: "blue", PART_DONE: "yellow", COMPLETE: "green", PROBLEM: "red"}
# For the eye, in the menu beside a section; a screen reader has the words.
MARKS = {NOT_STARTED: "○", PART_DONE: "○", COMPLETE: "✓", PROBLEM: "!"}


class SectionProgress:
    """How far each section is; asked for once a page, where the page shows it: to save an answer nobody needs to know."""

    def __init__(self, asked: Applicability):
        self.asked = asked

    @cached_property
    def statuses(self) -> dict[str, str]:
        """By slug."""
        audit = self.asked.audit
        judgements = {row.domain_id: row for row in audit.judgements.at(Stage.AUDITOR)}
        found = {domain_slug(domain): _judged(judgements.get(domain.pk)) for domain in self.asked.domains}
        found |= {FINDINGS: _findings_status(audit), VOICES: _beside_status(self.asked), OVERALL: _judged(judgements.get(None))}
        return found | dict.fromkeys(_refused_sections(audit) & found.keys(), PROBLEM)


@dataclass(frozen=True)
class AuditSection:
    """One page of the form. Its hint and its status are how the task list shows it."""

    slug: str
    text: str
    href: str
    progress: SectionProgress
    hint: str = ""
    domain: Domain | None = None

    @property
    def status(self) -> str:
        return self.progress.statuses[self.slug]

    @property
    def colour(self) -> str:
        return COLOURS[self.status]

    @property
    def is_complete(self) -> bool:
        return self.status == COMPLETE


def domain_slug(domain: Domain) -> str:
    return f"domain-{domain.pk}"


def sections_of(asked: Applicability) -> list[AuditSection]:
    """Every section in the order of the form."""
    progress = SectionProgress(asked)
    slugs = [*map(domain_slug, asked.domains), FINDINGS, VOICES, OVERALL]
    return [_section(asked, slug, progress) for slug in slugs]


def section_at(asked: Applicability, slug: str) -> AuditSection | None:
    """One section, without asking for what only the others show: an answer is saved every few seconds."""
    is_there = slug in (FINDINGS, VOICES, OVERALL) or slug in map(domain_slug, asked.domains)
    return _section(asked, slug, SectionProgress(asked)) if is_there else None


def _section(asked: Applicability, slug: str, progress: SectionProgress) -> AuditSection:
    address = reverse("audits:section", args=[asked.audit.number, slug])
    if slug == VOICES:
        text, hint = _words_of_beside(asked)
        return AuditSection(slug, text, address, progress, hint)
    if slug in FIXED_SECTIONS:
        text, hint = FIXED_SECTIONS[slug]
        return AuditSection(slug, text, address, progress, hint)
    domain = next(each for each in asked.domains if domain_slug(each) == slug)
    return AuditSection(slug, domain.name, address, progress, domain.guidance, domain)


def _refused_sections(audit: Audit) -> set[str]:
    if audit.state != AuditState.IN_PROGRESS:
        return set()
    return {section_of_place(place) for place in refused_as_filled_in(audit)}


def menu_of(sections: list[AuditSection], here: AuditSection) -> list[dict[str, Any]]:
    """The sections for the side menu, each with how far it is: a mark, and words."""
    return [
        {"text": each.text, "href": each.href, "active": each == here, "mark": MARKS[each.status], "said": each.status.lower()}
        for each in sections
    ]


def _judged(row: Judgement | None) -> str:
    if row is None or not (row.grade or row.reason):
        return NOT_STARTED
    return COMPLETE if row.grade and row.reason else PART_DONE


def _findings_status(audit: Audit) -> str:
    kinds = set(audit.findings.values_list("kind", flat=True))
    return {0: NOT_STARTED, len(FindingKind): COMPLETE}.get(len(kinds), PART_DONE)


def _voices_status(audit: Audit) -> str:
    outcomes = list(audit.voices.values_list("outcome", flat=True))
    if not outcomes:
        return NOT_STARTED
    return COMPLETE if len(outcomes) == len(Voice) and all(outcomes) else PART_DONE


def _words_of_beside(asked: Applicability) -> tuple[str, str]:
    """What the page beside the grades is called, and its hint: the voices, the checklist, the month's own questions."""
    names = ["voices", *(["checklist"] if asked.checklist else []), *(["this month’s theme"] if asked.theme else [])]
    hint = "The child, the family and the practitioner" + ("; and what must be in place, whatever the grades" if asked.checklist else "")
    text = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return text[:1].upper() + text[1:], hint


def _beside_status(asked: Applicability) -> str:
    questions, voices = len(asked.checklist) + len(asked.theme), _voices_status(asked.audit)
    left = len(unanswered(asked))
    replied = NOT_STARTED if left == questions else PART_DONE if left else COMPLETE
    both = {voices, replied if questions else voices}
    return both.pop() if len(both) == 1 else PART_DONE


def next_place(audit: Audit, sections: list[AuditSection]) -> str:
    """The address of the first section that is not complete; the check page when all are."""
    unfinished = (section.href for section in sections if not section.is_complete)
    return next(unfinished, reverse("audits:check", args=[audit.number]))


def place_after(audit: Audit, sections: list[AuditSection], slug: str) -> str:
    """The address of the section after `slug` in order; the check page after the last."""
    slugs = [section.slug for section in sections]
    following = sections[slugs.index(slug) + 1 :]
    return following[0].href if following else reverse("audits:check", args=[audit.number])


def place_to_resume(audit: Audit, sections: list[AuditSection]) -> str:
    """The section that was written last, where it is not complete; else the first that is not."""
    last = _last_written(audit)
    here = _section_of(last, audit, sections) if last else None
    return here.href if here and not here.is_complete else next_place(audit, sections)


def _section_of(entry: Entry, audit: Audit, sections: list[AuditSection]) -> AuditSection | None:
    slug = {FINDINGS_SAVED: FINDINGS, VOICE_SAVED: VOICES, CHECKLIST_SAVED: VOICES, GRADED: OVERALL}[entry.verb]
    if entry.verb == GRADED and (domain := graded_domain(entry, audit)):
        return next((each for each in sections if each.domain and each.domain.pk == domain), None)
    return next((each for each in sections if each.slug == slug), None)


def _last_written(audit: Audit) -> Entry | None:
    return Entry.objects.of(audit).filter(verb__in=WRITING_VERBS).order_by("pk").last()


def last_saved(audit: Audit) -> datetime.datetime | None:
    """When the auditor last saved an answer: the council's day, which a demo fixes, at the real time."""
    last = _last_written(audit)
    return last.moment if last else None


def section_of_place(place: str) -> str:
    """“reason-3” → “domain-3”: the section in which something missing is filled in."""
    what, _, where = place.partition("-")
    if what == "voice":
        return VOICES
    return f"domain-{where}" if where.isdigit() else OVERALL


def missing_links(audit: Audit, missing: Mapping[str, str]) -> list[dict[str, str]]:
    """What is missing before submission, each with the address of its field; from there a change leads back to the check page."""
    return [{"text": sentence, "href": _href_of_place(audit, place)} for place, sentence in missing.items()]


def _href_of_place(audit: Audit, place: str) -> str:
    """The page of the open risk, and that of the factual check, answer for themselves; everything else is filled in in its section."""
    if place in PAGES_OF_PLACES:
        return reverse(PAGES_OF_PLACES[place], args=[audit.number])
    section = reverse("audits:section", args=[audit.number, section_of_place(place)], query={"back": "check"})
    return f"{section}#{_field_of_place(place)}"


def _field_of_place(place: str) -> str:
    """The element that takes the answer: “reason-3” → “id_reason”."""
    what, _, where = place.partition("-")
    if what == "voice":
        return f"id_{where}_outcome"
    return {"reason": "id_reason", "action": "actions"}.get(what, "id_grade")


def warnings_of(asked: Applicability) -> list[str]:
    """Soft warnings before submission; they stop nothing."""
    audit = asked.audit
    rows = list(audit.judgements.at(Stage.AUDITOR).select_related("domain"))
    overall = next((row for row in rows if row.domain_id is None), None)
    kinds = set(audit.findings.values_list("kind", flat=True))
    warnings = [_gap_warning(overall, rows)] if overall else []
    warnings += [f"You have written no {kind.label.lower()}." for kind in FindingKind if kind not in kinds]
    if audit.voices.exclude(outcome="").count() < len(Voice):
        warnings.append("You have not said of every voice whether it was heard: child, family and practitioner.")
    if uncoded := uncoded_findings(audit):
        warnings.append(f"{uncoded} of your findings {'has' if uncoded == 1 else 'have'} no theme. The QA lead can choose one afterwards.")
    if left := len(unanswered(asked)):
        warnings.append(f"You have not answered {left} of the questions beside the grades: the checklist, and this month’s theme.")
    return [warning for warning in warnings if warning]


def _gap_warning(overall: Judgement, rows: list[Judgement]) -> str:
    domains = [row for row in rows if row.domain_id]
    gap = grades_above_lowest(overall.grade, [row.grade for row in domains])
    if gap < WIDE_GAP:
        return ""
    lowest = [str(row.domain) for row in domains if grades_above_lowest(overall.grade, [row.grade]) == gap]
    return (
        f"Your overall judgement, {grade_word(overall.grade)}, is {gap} grades above your lowest domain ({'; '.join(lowest)}). "
        "That may be right: make sure that your reason says why."
    )


def answers_of(audit: Audit, sections: list[AuditSection]) -> list[dict[str, Any]]:
    """Every judgement as given, in the order of the form, for checking: section, grade (its word), reason and reason for no action."""
    rows = {row.domain_id: row for row in audit.judgements.at(Stage.AUDITOR)}
    judged = [(section, section.domain.pk if section.domain else None) for section in sections if section.domain or section.slug == OVERALL]
    given = [(section, rows.get(place, Judgement())) for section, place in judged]
    return [
        {"section": section, "grade": grade_word(row.grade), "reason": row.reason, "no_action_reason": row.no_action_reason}
        for section, row in given
    ]
