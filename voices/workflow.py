"""Every legal move that a voice can make. Read this file to know the process."""

from foundation.moves.workflow import Move, table_of

from . import permissions
from .enums import VoiceState

_SOUGHT, _OBTAINED, _DECLINED = VoiceState.SOUGHT, VoiceState.OBTAINED, VoiceState.DECLINED
_NOT_REACHED, _NOT_SOUGHT = VoiceState.NOT_REACHED, VoiceState.NOT_SOUGHT
_MAY, _AGAIN = permissions.can_record, ("voice.asked_again", "asked again")
_DENIED = "The person who gathers this voice and the QA lead write it down, unless it is about their own practice."
_HOLDER = permissions.acts_for_the_holder
_GIVEN = "What was answered through a link stays as it was written."


def _closes(name: str, target: VoiceState, history_text: str) -> Move:
    return Move(
        name, _SOUGHT, target, _MAY, f"voice.{target}", history_text, needs=("why",), reason_field="why_not", denied_because=_DENIED
    )


MOVES = table_of(
    (
        Move("give", _SOUGHT, _OBTAINED, _MAY, "voice.given", "wrote down what was said", needs=("anything",), denied_because=_DENIED),
        Move("correct", _OBTAINED, _OBTAINED, permissions.can_correct, "voice.corrected", "corrected what was said", needs=("anything",),
             denied_because=_GIVEN),
        Move("answer", _SOUGHT, _OBTAINED, _HOLDER, "voice.answered", "received the answer through the link", needs=("anything",)),
        Move("refuse", _SOUGHT, _DECLINED, _HOLDER, "voice.refused", "learned through the link that they would rather not answer"),
        _closes("decline", _DECLINED, "noted that they declined"),
        _closes("miss", _NOT_REACHED, "noted that they could not be reached"),
        _closes("leave", _NOT_SOUGHT, "noted why they were not asked"),
        Move("ask_declined", _DECLINED, _SOUGHT, _MAY, *_AGAIN, denied_because=_DENIED),
        Move("ask_missed", _NOT_REACHED, _SOUGHT, _MAY, *_AGAIN, denied_because=_DENIED),
        Move("ask_left", _NOT_SOUGHT, _SOUGHT, _MAY, *_AGAIN, denied_because=_DENIED),
    )
)  # fmt: skip
# By what came of asking, and by what did not: the move that leads there, and the one that leads back.
CLOSING = {_DECLINED: "decline", _NOT_REACHED: "miss", _NOT_SOUGHT: "leave"}
ASKING_AGAIN = {_DECLINED: "ask_declined", _NOT_REACHED: "ask_missed", _NOT_SOUGHT: "ask_left"}
