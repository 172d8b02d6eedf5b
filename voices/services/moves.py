"""What is looked at when a voice makes a move."""

from foundation.documents.formats import uk_date
from foundation.moves.workflow import Move, Workflow, answer_needed
from voices.models import VoiceRecord
from voices.workflow import MOVES


def _stale_text(voice: VoiceRecord, step: Move) -> str:
    if voice.given_on:
        return f"{voice} was given on {uk_date(voice.given_on)}. Open it again to see what was said."
    return f"{voice} is now “{voice.get_state_display()}”. Open it again to see what happened."


VOICES = Workflow(
    moves=MOVES,
    rows=lambda: VoiceRecord.objects.select_related("audit", "observation", "question_set", "gathered_by"),
    stale_text=_stale_text,
    needs={
        "anything": answer_needed("anything", "Write what was said, or answer a question.", place="words"),
        "why": answer_needed("reason", "Say why."),
    },
)
