"""The table of moves of observations with what only services know: what is missing, and what somebody is told who is too late."""

from collections.abc import Mapping

from foundation.documents.formats import uk_date
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from observations.enums import FamilyConsent
from observations.models import Observation
from observations.workflow import MOVES


def _stale_text(observation: Observation, step: Move) -> str:
    if observation.acknowledged_on:
        return f"{observation} was acknowledged on {uk_date(observation.acknowledged_on)}: nothing in it changes any more."
    if observation.shared_on:
        return f"{observation} was shared on {uk_date(observation.shared_on)}: its words no longer change."
    if observation.cancelled_on:
        return f"{observation} was cancelled on {uk_date(observation.cancelled_on)}. Assign another, or record one that was not planned."
    return f"{observation} is now “{observation.get_state_display()}”. Open it again to see what happened."


def _practitioner(observation: Observation, answers: Mapping[str, str]) -> Missing:
    to_nobody = f"{observation} names no practitioner. The team’s managers can already read it."
    return {} if observation.practitioner_id else {"practitioner": to_nobody}


def _consent(observation: Observation, answers: Mapping[str, str]) -> Missing:
    """What is said with the move counts; else what the practitioner noted beforehand."""
    said = answers.get("consent") or observation.consent
    if not observation.kind.with_family or said in (FamilyConsent.GIVEN, FamilyConsent.NOT_NEEDED):
        return {}
    if said == FamilyConsent.REFUSED:
        return {"consent": "The family did not agree, so nothing is recorded. Cancel the observation, or reschedule it and ask again."}
    return {"consent": "Say whether the family agreed to being observed."}


OBSERVATIONS = Workflow(
    moves=MOVES,
    rows=lambda: Observation.objects.select_related("kind", "practitioner", "observer", "audit", "template"),
    stale_text=_stale_text,
    needs={
        "practitioner": _practitioner,
        "consent": _consent,
        "reason": answer_needed("reason", "Say why. The observer and the practitioner read your reason."),
    },
)
