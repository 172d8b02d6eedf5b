"""Done, verified, looked at again, effective or not."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from actions.models import Action, ActionRules, Effect, Evidence, SecondLook
from actions.queries.effects import before_and_after
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead
from foundation.council.clock import today
from foundation.moves.services import begin_move, complete_move
from foundation.statistics import is_drawn, lot_of

from .files import keep_files
from .moves import ACTIONS, complete_action, give_own_time
from .rules import has_set_the_rules

RETURNED = "Returned to its owner, who has time to put it right."


@transaction.atomic
def mark_done(
    *, actor: Person, action: Action, evidence: str, pointer: str = "", link: str = "", documents: Iterable[UploadedFile] = ()
) -> Action:
    """The owner says that it is done, with what shows it; `pointer` says where in the case system to look."""
    action, step = begin_move(ACTIONS, actor, action, "done", evidence=evidence)
    given = Evidence.objects.create(
        action=action, text=evidence.strip(), pointer=pointer.strip(), link=link.strip(), given_by=actor, given_on=today()
    )
    kept = keep_files(given, documents)
    action.done_on = today()
    return complete_action(actor, action, step, files=[{"name": file.name, "sha256": file.sha256} for file in kept])


@transaction.atomic
def verify_action(*, actor: Person, action: Action) -> Action:
    """Somebody other than the owner has looked at the evidence and agrees. A lot says whether the QA lead looks as well."""
    action, step = begin_move(ACTIONS, actor, action, "verify")
    action.verified_by, action.verified_on = actor, today()
    look = _draw(actor, action)
    return complete_action(actor, action, step, lot=look.lot, seed=look.seed, percentage=look.percentage, second_look=look.is_drawn)


def _draw(actor: Person, action: Action) -> SecondLook:
    """What a QA lead verified was seen by QA already: the lot is kept and nobody is asked again.

    The action of a person who changed the rules of the draw is always looked at, as if the lot had fallen on them.
    """
    rules = ActionRules.current()
    lot = lot_of(rules.check_seed, action.number)
    looks_again = not is_lead(actor) and (is_drawn(lot, rules.check_percentage) or has_set_the_rules(actor))
    return SecondLook.objects.create(
        action=action, seed=rules.check_seed, lot=lot, percentage=rules.check_percentage, is_drawn=looks_again, drawn_on=today()
    )


@transaction.atomic
def return_action(*, actor: Person, action: Action, reason: str, due: datetime.date | None = None) -> Action:
    """The evidence does not show it: back to the owner, the reason beside the evidence, with time by rule unless until `due`."""
    action, step = begin_move(ACTIONS, actor, action, "return", reason=reason)
    own_time = give_own_time(actor, action, RETURNED, due)
    _send_back(actor, action, reason)
    return complete_action(actor, action, step, **own_time, reason=reason.strip())


@transaction.atomic
def let_verification_stand(*, actor: Person, action: Action, words: str = "") -> Action:
    """The second look agrees with the first."""
    action, step = begin_move(ACTIONS, actor, action, "stands")
    _look(actor, action, stands=True, words=words)
    return complete_move(actor, action, step, reason=words.strip())


@transaction.atomic
def reopen_action(*, actor: Person, action: Action, reason: str, due: datetime.date | None = None) -> Action:
    """The second look finds that the evidence does not show it: no longer closed, and back to the owner, as `return_action` does."""
    action, step = begin_move(ACTIONS, actor, action, "reopen", reason=reason)
    _look(actor, action, stands=False, words=reason)
    was = {"was_verified_by": action.verified_by, "was_verified_on": action.verified_on}
    action.verified_by = action.verified_on = None
    own_time = give_own_time(actor, action, RETURNED, due)
    _send_back(actor, action, reason)
    return complete_action(actor, action, step, **was, **own_time, reason=reason.strip())


def _look(actor: Person, action: Action, *, stands: bool, words: str) -> None:
    look = waiting_look(action)
    if look is None:
        raise ValidationError(f"Action {action.number} does not wait for a second look.")
    look.looked_by, look.looked_on, look.stands, look.words = actor, today(), stands, words.strip()
    look.save()


def waiting_look(action: Action) -> SecondLook | None:
    return next((look for look in action.second_looks.all() if look.is_waiting), None)


def _send_back(actor: Person, action: Action, reason: str) -> None:
    evidence = action.evidence.latest("pk")
    evidence.returned_by, evidence.returned_on, evidence.return_reason = actor, today(), reason.strip()
    evidence.save()
    action.done_on = None


@transaction.atomic
def judge_effect(*, actor: Person, action: Action, is_effective: bool, words: str) -> Action:
    """Whether practice changed: for a team, a service, the system or a child audited again as later audits suggest and the lead confirms;
    for any other in words, by who verified it or the owner's manager. What the audits said then is kept beside it.
    """
    action, step = begin_move(ACTIONS, actor, action, "effective" if is_effective else "not_effective", words=words)
    if waiting_look(action):
        raise ValidationError("The QA lead looks at its evidence first.")
    compared = before_and_after(action, today())
    counts = vars(compared) if compared else {}
    Effect.objects.create(action=action, is_effective=is_effective, words=words.strip(), judged_by=actor, judged_on=today(), **counts)
    return complete_action(actor, action, step, reason=words.strip(), audits=counts)
