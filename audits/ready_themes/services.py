"""Ready themes: add, change, retire; and planning a month with one. A month keeps its own copy of the words."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.auditing.services.checklists import AskedOfMonth, ask_theme, normalised_questions, require_askable
from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.models import Cycle, ReadyTheme, ReadyThemeQuestion
from audits.permissions import can_plan_cycles
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.names import name_key

ONLY_THE_LEAD = "The QA lead plans months, and keeps the ready themes."
FIELDS = ("name", "theme", "cohort", "rationale", "look_for", "based_on")
_ADDED_MEANWHILE = ValidationError({"name": "Somebody else gave a ready theme that name a moment ago. Open the list to see it."})


@transaction.atomic
def add_ready_theme(*, actor: Person, questions: Sequence[AskedOfMonth | tuple[str, str]], **words: str) -> ReadyTheme:
    """`words` are those of `FIELDS`; the person who adds it has checked it. Raises ValidationError by field."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    ready_theme = ReadyTheme()
    asked = _checked(ready_theme, words, questions)
    _store(ready_theme, actor)
    _ask(ready_theme, asked)
    record(actor=actor, verb="ready_theme.added", target=ready_theme, name=ready_theme.name, questions=[each.text for each in asked])
    return ready_theme


@transaction.atomic
def change_ready_theme(
    *, actor: Person, ready_theme: ReadyTheme, questions: Sequence[AskedOfMonth | tuple[str, str]], version: str | None = None, **words: str
) -> ReadyTheme:
    """Change what it says. The person who saves it has checked it against law and guidance today, with a change or without.

    Months that were planned with it stay as they are.
    """
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    ready_theme = locked(ReadyTheme.objects.all(), pk=ready_theme.pk)
    require_version(ready_theme, version)
    before = _said(ready_theme)
    asked = _checked(ready_theme, words, questions)
    _store(ready_theme, actor)
    _ask(ready_theme, asked)
    after = _said(ready_theme)
    changed = [name for name in after if after[name] != before[name]]
    facts = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
    record(actor=actor, verb="ready_theme.changed", target=ready_theme, **facts)
    return ready_theme


@transaction.atomic
def retire_ready_theme(*, actor: Person, ready_theme: ReadyTheme) -> ReadyTheme:
    """No longer offered. The second time does nothing."""
    return _offer(actor, ready_theme, "ready_theme.retired", today())


@transaction.atomic
def bring_back_ready_theme(*, actor: Person, ready_theme: ReadyTheme) -> ReadyTheme:
    return _offer(actor, ready_theme, "ready_theme.brought_back", None)


@transaction.atomic
def plan_with_questions(*, actor: Person, month: datetime.date, questions: Sequence[AskedOfMonth], **plan: Any) -> Cycle:
    """Plan a month that asks these questions: all or nothing."""
    cycle = plan_cycle(actor=actor, month=month, **plan)
    if questions:
        ask_theme(actor=actor, cycle=cycle, questions=questions)
    return cycle


@transaction.atomic
def give_theme(*, actor: Person, cycle: Cycle, questions: Sequence[AskedOfMonth], version: str | None = None, **plan: Any) -> Cycle:
    """Give a planned month a theme and these questions, in place of its own: all or nothing."""
    cycle = change_cycle(actor=actor, cycle=cycle, version=version, **plan)
    ask_theme(actor=actor, cycle=cycle, questions=questions)
    return cycle


def _offer(actor: Person, ready_theme: ReadyTheme, verb: str, retired_on: datetime.date | None) -> ReadyTheme:
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    ready_theme = locked(ReadyTheme.objects.all(), pk=ready_theme.pk)
    if ready_theme.is_offered == (retired_on is None):
        return ready_theme
    ready_theme.retired_on = retired_on
    ready_theme.save(update_fields=["retired_on"])
    record(actor=actor, verb=verb, target=ready_theme)
    return ready_theme


def _checked(ready_theme: ReadyTheme, words: Mapping[str, str], questions: Sequence[AskedOfMonth | tuple[str, str]]) -> list[AskedOfMonth]:
    """Give it the words, and return the questions as they are stored."""
    for name in FIELDS:
        setattr(ready_theme, name, words.get(name, "").strip())
    wrong = {} if ready_theme.name else {"name": "Enter a name."}
    if not ready_theme.theme:
        wrong["theme"] = "Enter what a month with it would look at."
    same = [each for each in ReadyTheme.objects.exclude(pk=ready_theme.pk) if name_key(each.name) == name_key(ready_theme.name)]
    if ready_theme.name and same:
        state = "in the list already" if same[0].is_offered else "retired. Bring it back from its page"
        wrong["name"] = f"“{same[0].name}” is {state}."
    asked = normalised_questions(questions)
    if not asked:
        wrong["text_1"] = "Write at least one question."
    if wrong:
        raise ValidationError(wrong)
    require_askable(asked)
    return asked


def _store(ready_theme: ReadyTheme, actor: Person) -> None:
    ready_theme.checked_on, ready_theme.checked_by = today(), actor
    with first_come(_ADDED_MEANWHILE):
        ready_theme.save()


def _ask(ready_theme: ReadyTheme, asked: Sequence[AskedOfMonth]) -> None:
    if [(row.text, row.kind, row.look_for) for row in ready_theme.questions.all()] == list(asked):
        return
    ready_theme.questions.all().delete()
    rows = [ReadyThemeQuestion(ready_theme=ready_theme, position=place, **each._asdict()) for place, each in enumerate(asked, start=1)]
    ReadyThemeQuestion.objects.bulk_create(rows)


def _said(ready_theme: ReadyTheme) -> dict[str, Any]:
    questions = [" · ".join(filter(None, [row.text, row.kind, row.look_for])) for row in ready_theme.questions.all()]
    return {name: getattr(ready_theme, name) for name in FIELDS} | {"questions": questions}
