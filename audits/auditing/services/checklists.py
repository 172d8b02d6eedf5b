"""What is answered beside the grades, and the questions that a month asks on its theme."""

from collections.abc import Sequence
from typing import Any, NamedTuple

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


class AskedOfMonth(NamedTuple):
    """A question of a month: its words, how it is answered, and what its auditors look for in the record."""

    text: str
    kind: str
    look_for: str = ""


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
def ask_theme(*, actor: Person, cycle: Cycle, questions: Sequence[AskedOfMonth | tuple[str, str]]) -> list[ThemeQuestion]:
    """The month's own questions, in this order; each as `AskedOfMonth` has it. They stand once an audit of the month is submitted."""
    require(can_plan_cycles, actor, why="The QA lead asks a month’s own questions.")
    cycle = Cycle.objects.select_for_update().get(pk=cycle.pk)
    asked = normalised_questions(questions)
    stored = list(cycle.theme_questions.all())
    if asked == [(row.text, row.kind, row.look_for) for row in stored]:
        return stored
    _require_open(cycle, asked)
    # Before they are reworded below.
    before = [row.text for row in stored]
    kept = [_reworded(cycle, stored, place, each) for place, each in enumerate(asked)]
    for row in stored[len(asked) :]:
        _require_unanswered(row)
        row.answers.all().delete()
        row.delete()
    record(actor=actor, verb="cycle.theme_asked", target=cycle, before=before, after=[each.text for each in asked])
    return kept


def normalised_questions(questions: Sequence[AskedOfMonth | tuple[str, str]]) -> list[AskedOfMonth]:
    """As they are stored; those without words are none."""
    given = [AskedOfMonth(*each) for each in questions]
    return [AskedOfMonth(normalised_text(each.text), each.kind, normalised_text(each.look_for)) for each in given if each.text.strip()]


def require_askable(asked: list[AskedOfMonth]) -> None:
    if len(asked) > MOST_THEME_QUESTIONS:
        raise ValidationError(f"A month asks at most {MOST_THEME_QUESTIONS} questions of its own.")
    for each in asked:
        if each.kind not in ThemeKind:
            raise ValidationError(f"Say how “{each.text}” is answered.")


def _require_open(cycle: Cycle, asked: list[AskedOfMonth]) -> None:
    if theme_is_closed(cycle):
        raise ValidationError("An audit of this month is submitted, so its questions no longer change.")
    require_askable(asked)


def theme_is_closed(cycle: Cycle) -> bool:
    """Past audits from a spreadsheet answered no questions, so they close nothing."""
    return bool(cycle.audits.filter(submitted_on__isnull=False, imported=False).exists())


def _reworded(cycle: Cycle, stored: list[ThemeQuestion], place: int, asked: AskedOfMonth) -> ThemeQuestion:
    row = stored[place] if place < len(stored) else ThemeQuestion(cycle=cycle, position=place + 1)
    if row.pk and row.kind != asked.kind:
        _require_unanswered(row)
    row.text, row.kind, row.look_for, row.position = *asked, place + 1
    row.save()
    return row


def _require_unanswered(row: ThemeQuestion) -> None:
    """A draft's answer is not thrown away unseen."""
    answered: Any = row.answers.exclude(reply="", words="").select_related("audit").first()
    if answered:
        raise ValidationError(
            f"{answered.audit} answers “{row.text}” already. Change its words if you like; it and its kind of answer stay."
        )
