"""What is answered beside the grades, and the questions that a month asks on its theme."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.auditing.queries.answers import CHECKLIST_SAVED, SECTION, VOICE_SAVED, Replies, Voices, stored_replies, writes_to
from audits.auditing.services.auditing import save_voices, to_write
from audits.auditing.services.lines import checklist_lines, stored_beside, voices_lines
from audits.enums import ChecklistReply, ThemeKind, ThemeReply
from audits.models import MOST_THEME_QUESTIONS, Audit, ChecklistAnswer, Cycle, ThemeAnswer, ThemeQuestion
from audits.permissions import can_plan_cycles
from audits.queries.applicability import Applicability
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import normalised_text

# A question of a month: its words, and how it is answered.
Asked = tuple[str, str]


@transaction.atomic
def save_voices_and_checklist(
    *, actor: Person, audit: Audit, voices: Voices, checklist: Replies, theme: Replies, seen: str | None = None
) -> None:
    """Save one page of the form: the voices, the checklist and the month's questions."""
    audit = to_write(actor, audit)
    asked = Applicability(audit)
    mine, theirs = voices_lines(voices) + checklist_lines(asked, checklist, theme), stored_beside(asked)
    writes = writes_to(audit, VOICE_SAVED, CHECKLIST_SAVED)
    require_unchanged(what=SECTION, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    save_voices(actor=actor, audit=audit, voices=voices)
    _save_replies(actor, asked, checklist, theme)


@transaction.atomic
def save_checklist(*, actor: Person, audit: Audit, checklist: Replies, theme: Replies) -> None:
    """Save the replies and words to items of the checklist and to the month's questions, by key; those left out stay as they are.

    Anything may still be blank. They stand apart from the grades and change none.
    """
    _save_replies(actor, Applicability(to_write(actor, audit)), checklist, theme)


def _save_replies(actor: Person, asked: Applicability, checklist: Replies, theme: Replies) -> None:
    _require_asked(asked, checklist, theme)
    audit = asked.audit
    stored_items, stored_theme = stored_replies(audit)
    items, questions = _changed(checklist, stored_items), _changed(theme, stored_theme)
    for item, (reply, words) in items.items():
        ChecklistAnswer.objects.update_or_create(audit=audit, item_id=item, defaults={"reply": reply, "note": words})
    for question, (reply, words) in questions.items():
        ThemeAnswer.objects.update_or_create(audit=audit, question_id=question, defaults={"reply": reply, "words": words})
    if items or questions:
        record(actor=actor, verb=CHECKLIST_SAVED, target=audit, items=len(items), questions=len(questions))


def _changed(given: Replies, stored: Replies) -> dict[int, tuple[str, str]]:
    plain = {key: (reply, normalised_text(words)) for key, (reply, words) in given.items()}
    return {key: answer for key, answer in plain.items() if answer != stored.get(key, ("", ""))}


def _require_asked(asked: Applicability, checklist: Replies, theme: Replies) -> None:
    items, questions = {item.pk for item in asked.checklist}, {question.pk for question in asked.theme}
    if not set(checklist) <= items or not set(theme) <= questions:
        raise ValidationError(f"{asked.audit} is not asked that. Open the section again to see what is asked now.")
    wrong = [reply for reply, _ in checklist.values() if reply and reply not in ChecklistReply]
    wrong += [reply for reply, _ in theme.values() if reply and reply not in ThemeReply]
    if wrong:
        raise ValidationError(f"“{wrong[0]}” is not an answer. Choose one that the form offers.")


@transaction.atomic
def ask_theme(*, actor: Person, cycle: Cycle, questions: list[Asked]) -> list[ThemeQuestion]:
    """The month's own questions, in this order; each its text and kind. They stand once an audit of the month is submitted."""
    require(can_plan_cycles, actor, why="The QA lead asks a month’s own questions.")
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    asked = [(normalised_text(text), kind) for text, kind in questions if text.strip()]
    stored = list(cycle.theme_questions.all())
    if asked == [(row.text, row.kind) for row in stored]:
        return stored
    _require_open(cycle, asked)
    # Before they are reworded below.
    before = [row.text for row in stored]
    kept = [_reworded(cycle, stored, place, text, kind) for place, (text, kind) in enumerate(asked)]
    for row in stored[len(asked) :]:
        _require_unanswered(row)
        row.answers.all().delete()
        row.delete()
    record(actor=actor, verb="cycle.theme_asked", target=cycle, before=before, after=[text for text, _ in asked])
    return kept


def _require_open(cycle: Cycle, asked: list[Asked]) -> None:
    if theme_is_closed(cycle):
        raise ValidationError("An audit of this month is submitted, so its questions no longer change.")
    if len(asked) > MOST_THEME_QUESTIONS:
        raise ValidationError(f"A month asks at most {MOST_THEME_QUESTIONS} questions of its own.")
    for text, kind in asked:
        if kind not in ThemeKind:
            raise ValidationError(f"Say how “{text}” is answered.")


def theme_is_closed(cycle: Cycle) -> bool:
    """Past audits from a spreadsheet answered no questions, so they close nothing."""
    return bool(cycle.audits.filter(submitted_on__isnull=False, imported=False).exists())


def _reworded(cycle: Cycle, stored: list[ThemeQuestion], place: int, text: str, kind: str) -> ThemeQuestion:
    row = stored[place] if place < len(stored) else ThemeQuestion(cycle=cycle, position=place + 1)
    if row.pk and row.kind != kind:
        _require_unanswered(row)
    row.text, row.kind, row.position = text, kind, place + 1
    row.save()
    return row


def _require_unanswered(row: ThemeQuestion) -> None:
    """A draft's answer is not thrown away unseen."""
    answered: Any = row.answers.exclude(reply="", words="").select_related("audit").first()
    if answered:
        raise ValidationError(
            f"{answered.audit} answers “{row.text}” already. Change its words if you like; it and its kind of answer stay."
        )
