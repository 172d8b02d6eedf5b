"""What a section of the auditor's form holds, as lines: a service compares them, and shows both versions in them where saves clash."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, repeat

from django.db.models import TextChoices

from audits.auditing.queries.answers import Findings, Replies, Voices, stored_replies
from audits.enums import ChecklistReply, FindingKind, Source, ThemeReply, Voice, VoiceOutcome
from audits.models import Audit, ChecklistItem, Judgement, ThemeQuestion
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_word
from audits.themes.queries.themes import codes_of_findings, theme_names
from foundation.editing.version_tokens import Lines, normalised_lines

# Of each kind, for each of its findings the keys of the themes that it is coded to.
Themes = Mapping[FindingKind, Sequence[Collection[int]]]


def judgement_lines(grade: str, reason: str, no_action_reason: str = "") -> Lines:
    return normalised_lines([("Grade", grade_word(grade)), ("Evidence and reason", reason), ("Why no action is needed", no_action_reason)])


def findings_lines(findings: Findings, themes: Themes) -> Lines:
    """`themes`: of each finding, where any are given."""
    names = theme_names() if any(map(any, themes.values())) else {}
    return normalised_lines(
        line
        for kind in FindingKind
        for (text, source), coded in zip(findings.get(kind, ()), chain(themes.get(kind, ()), repeat(())), strict=False)
        if text.strip()
        for line in (
            (f"{kind.label}, from: {Source(source).label}", text),
            ("Themes", "; ".join(sorted(names.get(theme, "") for theme in coded))),
        )
    )


def voices_lines(voices: Voices) -> Lines:
    lines = []
    for voice in Voice:
        outcome, words = voices.get(voice, ("", ""))
        lines += [(voice.label, VoiceOutcome(outcome).label if outcome else ""), (f"{voice.label}: what was said", words)]
    return normalised_lines(lines)


def checklist_lines(asked: Applicability, checklist: Replies, theme: Replies) -> Lines:
    return normalised_lines([*_reply_lines(asked.checklist, checklist, ChecklistReply), *_reply_lines(asked.theme, theme, ThemeReply)])


def _reply_lines(asked: Iterable[ChecklistItem | ThemeQuestion], given: Replies, replies: type[TextChoices]) -> list[tuple[str, str]]:
    lines = []
    for each in asked:
        reply, words = given.get(each.pk, ("", ""))
        lines += [(each.text, replies(reply).label if reply else ""), (f"{each.text}: in words", words)]
    return [(label, str(words)) for label, words in lines]


def lines_of(row: Judgement) -> Lines:
    return judgement_lines(row.grade, row.reason, row.no_action_reason)


def stored_findings(audit: Audit) -> Lines:
    rows = list(audit.findings.order_by("pk"))
    codes = codes_of_findings(row.pk for row in rows)
    return findings_lines(
        {kind: [(row.text, row.source) for row in rows if row.kind == kind] for kind in FindingKind},
        {kind: [[code.theme_id for code in codes.get(row.pk, ())] for row in rows if row.kind == kind] for kind in FindingKind},
    )


def stored_voices(audit: Audit) -> Lines:
    return voices_lines({Voice(row.voice): (row.outcome, row.words) for row in audit.voices.all()})


def stored_beside(asked: Applicability) -> Lines:
    """The voices, and what is answered beside the grades: one page of the form."""
    return stored_voices(asked.audit) + checklist_lines(asked, *stored_replies(asked.audit))
