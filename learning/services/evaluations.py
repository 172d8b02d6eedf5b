"""What people who came thought of it: counted, and not kept by person. What they wrote is looked at for names first."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.editing.version_tokens import normalised_text
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from learning.enums import EvaluationReply
from learning.models import EvaluationCount, EvaluationQuestion, EvaluationWords, Invitation
from learning.permissions import can_answer_invitation


@transaction.atomic
def evaluate_event(*, actor: Person, invitation: Invitation, replies: Mapping[int, str], words: str = "") -> Invitation:
    """Add the answers of somebody who came to the counts, by the key of each question. Once a person; who answered what is not kept.

    `words` are kept without their writer, and name nobody: no reason lets a name stand, since the reason would say who wrote it.
    """
    invitation = locked(Invitation.objects.for_page(), pk=invitation.pk)
    require(can_answer_invitation, actor, invitation, why="Only people who came say what they thought of it.")
    if not invitation.came:
        raise StaleState("It is not recorded that you came. Ask the person who organises it.")
    if invitation.evaluated:
        raise StaleState("You have answered already. Answers are counted without names, so they cannot be changed.")
    questions = list(EvaluationQuestion.objects.filter(event=invitation.event))
    missing = {f"question_{each.pk}": f"Answer “{each.text}”" for each in questions if replies.get(each.pk) not in EvaluationReply.values}
    if missing or not questions:
        raise ValidationError(missing or "It asks no question.")
    if words.strip():
        check_for_identities({"words": words}, audience=Audience.COUNCIL)
        EvaluationWords.objects.create(event=invitation.event, words=normalised_text(words))
    for question in questions:
        counted, _ = EvaluationCount.objects.get_or_create(question=question, reply=replies[question.pk])
        EvaluationCount.objects.filter(pk=counted.pk).update(count=F("count") + 1)
    invitation.evaluated = True
    invitation.save(update_fields=["evaluated"])
    record(actor=actor, verb="learning.evaluated", target=invitation.event)
    return invitation
