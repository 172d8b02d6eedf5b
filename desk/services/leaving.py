"""Somebody leaves: what they hold goes to others, or stays for a reason, and then they no longer work here. All or nothing."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.services.leaving import hand_over_actions, stop_helping
from audits.partners.services.parts import hand_over_parts
from audits.posts.services.leaving import give_back_audits
from commissions.services import hand_over_commissions
from desk.queries.holdings import ASKED, CONFIRMING, KINDS, Held, version_token
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.accounts.services import hand_over_posts, save_person
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.errors import StaleState
from foundation.notices.services import notify
from inspections.services.plan import hand_over_priorities
from learning.services.events import hand_over_events
from observations.services.planning import cancel_observations_of, hand_over_observations
from oversight.services import hand_over_decisions
from performance.services.leaving import hand_over_comments
from publications.services import hand_over_publications
from reports.services import hand_over_reviews
from studies.services.planning import hand_over_studies
from voices.services.gathering import hand_over_voices


@transaction.atomic
def let_leave(*, actor: Person, person: Person, takers: Mapping[str, Person | None], reason: str, seen: str) -> Person:
    """Give what `person` holds to `takers`, by its kind, and mark them as left where they are not yet.

    What nobody takes stays with them and needs the `reason`. `seen` is the fingerprint of what was shown: raises StaleState where
    they hold something else by now.
    """
    require(can_give_away, actor, person)
    person = locked(Person.objects.all(), pk=person.pk)
    if version_token(person) != seen:
        raise StaleState(f"What {person} holds changed since you looked. It is shown as it is now; nothing was done yet.")
    held = {kind.key: kind.of(person) for kind in KINDS}
    stays = _require_reason_for_what_stays(held, takers, reason)
    given = {key: taker for key, taker in takers.items() if taker and held.get(key)}
    why = reason.strip() or f"{person} leaves."
    for key, taker in given.items():
        _hand_over(key, actor, person, taker, why)
    give_back_audits(actor=actor, person=person, reason=why)
    stop_helping(actor=actor, person=person)
    cancel_observations_of(actor=actor, person=person, reason=why)
    if person.is_active:
        person = save_person(actor=actor, person=person, is_active=False, handed_over=True)
    held = _not_waiting(held, person)
    facts = {key: f"{len(held[key])} to {taker}" for key, taker in given.items()}
    entry = record(actor=actor, verb="person.handed_over", target=person, given=facts, stays=stays, reason=reason.strip())
    _tell(person, given, held, str(entry.pk if entry else seen[:12]))
    return person


def _require_reason_for_what_stays(held: Mapping[str, list[Held]], takers: Mapping[str, Person | None], reason: str) -> list[str]:
    """The kinds that nobody takes over."""
    stays = [kind.heading.lower() for kind in ASKED if held[kind.key] and not takers.get(kind.key)]
    if stays and not reason.strip():
        raise ValidationError({"reason": f"Say why nobody takes over: {', '.join(stays)}."})
    return stays


def _not_waiting(held: Mapping[str, list[Held]], person: Person) -> dict[str, list[Held]]:
    """Without what waits for a second person to confirm it."""
    waiting = CONFIRMING.of(person)
    return {key: [each for each in found if each not in waiting] for key, found in held.items()}


def _hand_over(key: str, actor: Person, person: Person, to: Person, why: str) -> None:
    if not to.can_be_notified or to == person:
        raise ValidationError({f"to_{key}": f"{to} does not work here, or cannot sign in. Choose somebody else."})
    try:
        if key == "actions":
            hand_over_actions(actor=actor, person=person, to=to, reason=why)
        else:
            _TAKE[key](actor=actor, person=person, to=to)
    except ValidationError as refused:
        raise ValidationError({f"to_{key}": refused.messages}) from refused


_TAKE = {
    "parts": hand_over_parts,
    "observations": hand_over_observations,
    "voices": hand_over_voices,
    "studies": hand_over_studies,
    "comments": hand_over_comments,
    "priorities": hand_over_priorities,
    "events": hand_over_events,
    "posts": hand_over_posts,
    "reviews": hand_over_reviews,
    "publications": hand_over_publications,
    "commissions": hand_over_commissions,
    "decisions": hand_over_decisions,
}


def _tell(person: Person, given: Mapping[str, Person], held: Mapping[str, list[Held]], mark: str) -> None:
    """Each receiver once, with how much of what kind is theirs now."""
    headings = {kind.key: kind.heading.lower() for kind in ASKED}
    for taker in dict.fromkeys(given.values()):
        words = "; ".join(f"{headings[key]}: {len(held[key])}" for key, to in given.items() if to == taker and held[key])
        if words:
            notify(person=taker, key=f"person.handed_over:{mark}", subject=f"You take over from {person}", words=f"{words}.", path="/")
