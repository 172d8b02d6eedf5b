"""The letter, and the page for the child's record, as documents to keep."""

from collections.abc import Callable

from audits.enums import AuditState, FindingKind, Stage
from audits.models import Audit, AuditRules, FeedbackLetter
from audits.practitioner.pages.letter import actions_of, lines_of
from audits.queries.grade_words import grade_word, words_for_grades
from foundation.accounts.models import Person
from foundation.council.document_response import fits_one_page
from foundation.documents import Column, DocumentPart, ShortDocument, Table
from foundation.documents.formats import uk_date
from foundation.guard.free_text import without_grades

CONTINUES = "… (continues in the audit)"
# How long a text may be, and how many of a kind are shown: tried in turn until the page fits.
ROOM = ((2000, 20), (900, 14), (600, 12), (400, 10), (300, 8), (220, 7), (160, 6), (110, 5), (80, 4), (50, 3))
FOUND = ((FindingKind.STRENGTH, "Strengths"), (FindingKind.AREA, "Areas for improvement"))
ACTION_COLUMNS = [Column("Action", width=8), Column("Owner", width=4), Column("Due", width=4), Column("State", width=3)]
Fact = tuple[str, str]


def letter_document(letter: FeedbackLetter) -> ShortDocument:
    audit = letter.audit
    sender = letter.sent_by
    facts = [
        ("To", _with_role(letter.addressed_to)),
        ("From", _with_role(sender) if sender else "Not sent yet"),
        ("Date", uk_date(letter.sent_on) if letter.sent_on else "Not sent yet"),
        ("Record", f"{audit.case_id}, audited in {audit.cycle}"),
    ]
    lists = [
        DocumentPart("What is strong", bullets=lines_of(letter.strengths)),
        DocumentPart("What to improve", bullets=lines_of(letter.areas)),
        DocumentPart("What happens next", bullets=lines_of(letter.next_steps)),
    ]
    closing = DocumentPart(paragraphs=[*lines_of(letter.closing), *([sender.name] if sender else [])])
    parts = [DocumentPart(paragraphs=lines_of(letter.opening)), *(part for part in lists if part.bullets), closing]
    return ShortDocument(title=f"Feedback on audit {audit.number}", facts=facts, parts=parts, foot=f"Audit {audit.number}")


def record_page(audit: Audit) -> ShortDocument:
    """One sheet for the child's record: no name of a child, and no grade unless the council's rules say so.

    Long texts are shortened, and many items cut, until it fits.
    """
    shows_grade = AuditRules.current().grade_on_record
    grades = words_for_grades()
    say = (lambda text: " ".join(text.split())) if shows_grade else (lambda text: without_grades(text, grades))
    document = ShortDocument(title="")
    for length, count in ROOM:
        document = _record_page(audit, say, length, count, shows_grade)
        if fits_one_page(document):
            break
    return document


Say = Callable[[str], str]


def _record_page(audit: Audit, say: Say, length: int, count: int, shows_grade: bool) -> ShortDocument:
    return ShortDocument(
        title=f"Audit of this record, {audit.cycle}",
        facts=_facts(audit, shows_grade),
        parts=[
            DocumentPart("Summary", paragraphs=[shortened(words, length) for words in _summary(audit, say)]),
            *(_found(audit, kind, heading, say, length, count) for kind, heading in FOUND),
            _actions(audit, say, length, count),
        ],
        foot=f"Audit {audit.number}. The whole audit is kept by the quality assurance team.",
    )


def _found(audit: Audit, kind: FindingKind, heading: str, say: Say, length: int, count: int) -> DocumentPart:
    texts = audit.findings.filter(kind=kind).order_by("pk").values_list("text", flat=True)
    said = [words for words in (say(text) for text in texts) if words]
    return DocumentPart(heading, bullets=_cut([shortened(words, length) for words in said], count) or ["None were written."])


def _facts(audit: Audit, shows_grade: bool) -> list[Fact]:
    ended = "Moderated" if audit.state == AuditState.MODERATED else "Released without moderation"
    facts = [
        ("Case ID", audit.case_id),
        ("Audit", f"{audit.number}, submitted on {uk_date(audit.submitted_on)}"),
        ("Auditor", _with_role(audit.auditor) if audit.auditor else "Not given"),
        (ended, uk_date(audit.finished_on)),
    ]
    overall = audit.judgements.at(Stage.AGREED).overall().first()
    return [*facts, ("Overall judgement", grade_word(overall.grade))] if shows_grade and overall else facts


def _summary(audit: Audit, say: Say) -> list[str]:
    """Which audit it was, and the judgement of the whole in the auditor's words."""
    theme = f" Its theme was: {audit.cycle.theme}." if audit.cycle.theme else ""
    overall = audit.judgements.overall()
    own = overall.at(Stage.AUDITOR).first()
    agreed = overall.at(Stage.AGREED).first()
    words = [say(own.reason) if own else "", say(agreed.reason) if agreed else ""]
    first = f"This record was audited in {audit.cycle}, as one of a sample that the council looks at every month.{theme}"
    return [first, *dict.fromkeys(each for each in words if each)]


def _actions(audit: Audit, say: Say, length: int, count: int) -> DocumentPart:
    actions = actions_of(audit)
    if not actions:
        return DocumentPart("Actions", paragraphs=["No action was raised."])
    rows = [[_role(each.owner), uk_date(each.due), each.get_state_display()] for each in actions]
    told = [[shortened(say(each.what) or CONTINUES, length), *row] for each, row in zip(actions, rows, strict=True)]
    left = len(told) - count
    more = [f"{left} more in the audit."] if left > 0 else []
    return DocumentPart(
        "Actions",
        table=Table("Actions from this audit", ACTION_COLUMNS, told[:count]),
        paragraphs=more,
    )


def shortened(words: str, length: int) -> str:
    """Cut between words, and said to be."""
    if len(words) <= length:
        return words
    kept = words[:length].rsplit(" ", 1)[0].rstrip(" ,;:.–")
    return kept + CONTINUES


def _cut(items: list[str], count: int) -> list[str]:
    left = len(items) - count
    return [*items[:count], f"{left} more in the audit."] if left > 0 else items


def _with_role(person: Person) -> str:
    return f"{person.name}, {person.job_title}" if person.job_title else person.name


def _role(person: Person | None) -> str:
    return person.job_title or "Practitioner or manager" if person else "Nobody yet"
