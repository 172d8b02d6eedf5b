"""Sets of questions, in versions: every change is a new version, and voices keep the one that they were asked with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import ThemeKind
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from voices.enums import VoiceSource
from voices.models import QuestionSet, VoiceQuestion
from voices.permissions import can_edit_questions

ONLY_THE_LEAD = "The QA lead edits the questions."
MOST_QUESTIONS = 12
_NOW_REPLACED = ValidationError("Somebody else saved this set a moment ago. Open it again to see it.")


@dataclass(frozen=True)
class NewQuestion:
    text: str
    kind: ThemeKind = ThemeKind.WORDS
    domain: str = ""


@transaction.atomic
def add_question_set(
    *, actor: Person, name: str, source: VoiceSource, questions: Sequence[NewQuestion], opening: str = "", kept: str = ""
) -> QuestionSet:
    """The first version of a new set. `opening` is read before the questions, outside the council too."""
    require(can_edit_questions, actor, why=ONLY_THE_LEAD)
    name = " ".join(name.split())
    if QuestionSet.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": f"There is a set “{name}” already. Change it, or choose another name."})
    return _store(actor, QuestionSet(name=name, source=source, opening=opening.strip()), questions, kept)


@transaction.atomic
def change_question_set(
    *, actor: Person, question_set: QuestionSet, questions: Sequence[NewQuestion], opening: str = "", kept: str = ""
) -> QuestionSet:
    """The next version. Nothing is saved where nothing is other than in this one."""
    require(can_edit_questions, actor, why=ONLY_THE_LEAD)
    before = locked(QuestionSet.objects.all(), pk=question_set.pk)
    _require_newest(before)
    if [NewQuestion(each.text, ThemeKind(each.kind), each.domain_name) for each in before.questions.all()] == list(questions) and (
        before.opening == opening.strip()
    ):
        return before
    after = QuestionSet(name=before.name, version=before.version + 1, source=before.source, opening=opening.strip(), replaces=before)
    return _store(actor, after, questions, kept)


@transaction.atomic
def retire_question_set(*, actor: Person, question_set: QuestionSet) -> QuestionSet:
    """No longer offered; links that were made with it still work. The second time does nothing."""
    require(can_edit_questions, actor, why=ONLY_THE_LEAD)
    question_set = locked(QuestionSet.objects.all(), pk=question_set.pk)
    _require_newest(question_set)
    if question_set.retired_on is None:
        question_set.retired_on = today()
        question_set.save(update_fields=["retired_on"])
        record(actor=actor, verb="voices.questions_retired", target=question_set)
    return question_set


def _require_newest(question_set: QuestionSet) -> None:
    if newer := QuestionSet.objects.filter(replaces=question_set).first():
        raise StaleState(f"{question_set} was replaced by version {newer.version}. Open that one.")


def _store(actor: Person, question_set: QuestionSet, questions: Sequence[NewQuestion], kept: str) -> QuestionSet:
    asked = [NewQuestion(text, each.kind, each.domain) for each in questions if (text := " ".join(each.text.split()))]
    if not question_set.name:
        raise ValidationError({"name": "Enter a name."})
    if not asked:
        raise ValidationError({"questions": "Write at least one question."})
    if len(asked) > MOST_QUESTIONS:
        raise ValidationError(
            {"questions": f"Ask {MOST_QUESTIONS} questions at most: people give up on long forms. Here are {len(asked)}."}
        )
    texts = {"name": question_set.name, "opening": question_set.opening, "questions": "\n".join(each.text for each in asked)}
    looked = check_for_identities(texts, audience=Audience.COUNCIL, kept=kept)
    with first_come(_NOW_REPLACED):
        question_set.save(force_insert=True)
    rows = [
        VoiceQuestion(question_set=question_set, position=place, text=each.text, kind=each.kind, domain_name=each.domain)
        for place, each in enumerate(asked, 1)
    ]
    VoiceQuestion.objects.bulk_create(rows)
    record(actor=actor, verb="voices.questions_saved", target=question_set, version=question_set.version, questions=len(rows))
    looked.keep(actor, question_set)
    return question_set
