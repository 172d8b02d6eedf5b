"""Keeping what somebody said that a heading or a word of a list means."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today

from .models import ListAnswer
from .subjects import ListSubject, list_subjects


@transaction.atomic
def remember_answers(*, actor: Any, subject: ListSubject, answers: Mapping[str, str]) -> None:
    """Keep what each heading or word, as it is written, means, for the next list that has it.

    Its caller has asked for permission: who may bring the list may say what it says. Raises ValidationError for an unknown meaning.
    """
    by_key = {subject.key_of(written): (written, means) for written, means in answers.items() if subject.key_of(written)}
    allowed = {"", *dict(subject.choices())} if by_key else set()
    known = {each.key: each for each in ListAnswer.objects.select_for_update().filter(subject=subject.name, key__in=by_key)}
    for key, (written, means) in by_key.items():
        if means not in allowed:
            raise ValidationError(f"“{written}” cannot mean that: it is no longer there. Choose again.")
        answer = known.get(key) or ListAnswer(subject=subject.name, key=key)
        if answer._state.adding or answer.means != means:
            _keep(actor, subject, answer, written, means)


def _keep(actor: Any, subject: ListSubject, answer: ListAnswer, written: str, means: str) -> None:
    before = subject.word_for(answer.means) if answer.pk else ""
    answer.written, answer.means, answer.answered_by, answer.answered_on = written[:200], means, actor, today()
    answer.save()
    record(
        actor=actor,
        verb="list.answered",
        target=answer,
        about=subject.label,
        word=answer.written,
        before=before,
        after=subject.word_for(means),
    )


@transaction.atomic
def forget_answer(*, actor: Any, answer: ListAnswer) -> None:
    """The next list that has the heading or word is asked about again. Its caller has asked for permission."""
    answer = locked(ListAnswer.objects.all(), pk=answer.pk)
    subject = list_subjects().get(answer.subject)
    record(
        actor=actor,
        verb="list.forgotten",
        target=answer,
        about=subject.label if subject else answer.subject,
        word=answer.written,
        before=subject.word_for(answer.means) if subject else answer.means,
    )
    answer.delete()
