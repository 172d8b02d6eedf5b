"""What a section of the auditor's form holds, as lines: to tell whether it changed, and to show two versions side by side."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import TextChoices

from audits.calculations.version_tokens import Lines, normalised_lines
from audits.enums import ChecklistReply, FindingKind, Source, Stage, ThemeReply, Voice, VoiceOutcome
from audits.models import Audit, ChecklistItem, Domain, Judgement, ThemeQuestion
from audits.queries.applicability import checklist_asked, theme_asked
from audits.queries.grade_words import grade_word
from foundation.activity.models import Entry

# Of each kind, the rows in their order: text and source.
Findings = Mapping[FindingKind, Iterable[tuple[str, str]]]
# Of each voice: the outcome, blank while nobody has said, and the words.
Voices = Mapping[Voice, tuple[str, str]]
# Of each item of the checklist, or question of the month, by its key: the reply, which may be blank, and the words.
Replies = Mapping[int, tuple[str, str]]

GRADED, FINDINGS_SAVED, VOICE_SAVED, CHECKLIST_SAVED = "audit.graded", "audit.findings_saved", "audit.voice_saved", "audit.checklist_saved"
WRITING_VERBS = (GRADED, FINDINGS_SAVED, VOICE_SAVED, CHECKLIST_SAVED)
DISMISSED = "audit.warning_dismissed"


def judgement_lines(grade: str, reason: str, no_action_reason: str = "") -> Lines:
    return normalised_lines([("Grade", grade_word(grade)), ("Evidence and reason", reason), ("Why no action is needed", no_action_reason)])


def findings_lines(findings: Findings) -> Lines:
    return normalised_lines(
        (f"{kind.label}, from: {Source(source).label}", text)
        for kind in FindingKind
        for text, source in findings.get(kind, ())
        if text.strip()
    )


def voices_lines(voices: Voices) -> Lines:
    lines = []
    for voice in Voice:
        outcome, words = voices.get(voice, ("", ""))
        lines += [(voice.label, VoiceOutcome(outcome).label if outcome else ""), (f"{voice.label}: what was said", words)]
    return normalised_lines(lines)


def checklist_lines(audit: Audit, checklist: Replies, theme: Replies) -> Lines:
    return normalised_lines(
        [*_reply_lines(checklist_asked(audit), checklist, ChecklistReply), *_reply_lines(theme_asked(audit), theme, ThemeReply)]
    )


def _reply_lines(asked: Iterable[ChecklistItem | ThemeQuestion], given: Replies, replies: type[TextChoices]) -> list[tuple[str, str]]:
    lines = []
    for each in asked:
        reply, words = given.get(each.pk, ("", ""))
        lines += [(each.text, replies(reply).label if reply else ""), (f"{each.text}: in words", words)]
    return [(label, str(words)) for label, words in lines]


def stored_judgement(audit: Audit, domain: Domain | None) -> Lines:
    return lines_of(audit.judgements.at(Stage.AUDITOR).filter(domain=domain).first() or Judgement())


def lines_of(row: Judgement) -> Lines:
    return judgement_lines(row.grade, row.reason, row.no_action_reason)


def stored_findings(audit: Audit) -> Lines:
    rows = list(audit.findings.order_by("pk").values_list("kind", "text", "source"))
    return findings_lines({kind: [(text, source) for of_kind, text, source in rows if of_kind == kind] for kind in FindingKind})


def stored_voices(audit: Audit) -> Lines:
    return voices_lines({Voice(row.voice): (row.outcome, row.words) for row in audit.voices.all()})


def stored_replies(audit: Audit) -> tuple[dict[int, tuple[str, str]], dict[int, tuple[str, str]]]:
    """What is answered of the checklist, and of the month's own questions."""
    checklist = {row.item_id: (row.reply, row.note) for row in audit.checklist_answers.all()}
    return checklist, {row.question_id: (row.reply, row.words) for row in audit.theme_answers.all()}


def stored_beside(audit: Audit) -> Lines:
    """The voices, and what is answered beside the grades: one page of the form."""
    return stored_voices(audit) + checklist_lines(audit, *stored_replies(audit))


def last_written(audit: Audit, *verbs: str, of: Callable[[Entry], bool] = bool) -> Entry | None:
    """The trail's last line on such a save, of those that `of` is about: who and when."""
    saves = Entry.objects.of(audit).filter(verb__in=verbs).select_related("actor").order_by("-pk")
    return next((entry for entry in saves if of(entry)), None)


def graded_domain(entry: Entry, audit: Audit) -> int | None:
    """The domain that was graded, by its key; None for the overall judgement.

    Entries of before domains stood by key have the name: the tool of an audit is published, so that it is what it was.
    """
    if "domain" not in entry.facts:
        return entry.facts["domain_id"]
    return next((domain.pk for domain in audit.tool.domains.all() if domain.name == entry.facts["domain"]), None)
